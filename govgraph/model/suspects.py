"""Relations that may break a rule about their ends or facets: all of few, picked out of many.

The rules themselves, in `govgraph.model.checks`, look at relations one by one. Of a large table
they are shown only rows that arrays cannot clear.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.arrays import MANY, numbered, positions
from govgraph.model.authority import AUTHORITY

Flags = NDArray[np.bool_]
_KINDS = list(AUTHORITY)


def doubtful_ends(
    relations: pd.DataFrame, units: pd.DataFrame, ranks: Mapping[str, float]
) -> pd.DataFrame:
    """Return relations whose ends may not suit their kind, each other or their levels.

    Parameters
    ----------
    relations, units : DataFrame
        The tables.
    ranks : mapping of str to float
        Rank of each level.

    Returns
    -------
    DataFrame
        Rows of the relations table with their labels; all rows of a small table.
    """
    if len(relations) < MANY:
        return relations
    kind, words = numbered(relations["kind"])
    source, target = (positions(relations[end], units["id"]) for end in ("source", "target"))
    clear = (kind >= 0) & (source >= 0) & (target >= 0) & (source != target)
    clear &= _suits(words, units, (kind, source, target))
    below = _below(units, ranks, source, target)
    hierarchical = np.array([word in _KINDS and AUTHORITY[word].hierarchical for word in words])
    clear &= ~(below & hierarchical[kind])
    return relations.iloc[np.flatnonzero(~clear)]


def _suits(words: list[str], units: pd.DataFrame, ends: tuple[NDArray[np.int32], ...]) -> Flags:
    """Tell of every relation whether the kinds of its ends are among those its kind may join."""
    unit_kind, names = numbered(units["kind"])
    kind, source, target = ends
    known = [*names, ""]
    may_start, may_end = (
        np.array([[name in getattr(AUTHORITY[word], side) for name in known] for word in words])
        for side in ("sources", "targets")
    )
    first, second = unit_kind[source], unit_kind[target]
    found: Flags = may_start[kind, first] & may_end[kind, second]
    return found


def _below(
    units: pd.DataFrame,
    ranks: Mapping[str, float],
    source: NDArray[np.int32],
    target: NDArray[np.int32],
) -> Flags:
    level, names = numbered(units["level"])
    rank = np.array([*(ranks.get(name, np.nan) for name in names), np.nan])[level]
    found: Flags = rank[source] > rank[target]
    return found


def doubtful_facets(relations: pd.DataFrame) -> pd.DataFrame:
    """Return relations that name a facet which their kind may not permit; all of a small table."""
    stated = relations[["kind", "permits"]]
    if len(relations) < MANY:
        return stated
    stated = stated.dropna()
    kind, words = numbered(stated["kind"])
    facets, lists = numbered(stated["permits"])
    bad = np.array(
        [
            [not AUTHORITY[word].may_permit.issuperset(one.split(";")) for one in lists]
            for word in words
        ]
    ).reshape(len(words), len(lists))
    return stated.loc[bad[kind, facets]] if len(stated) else stated
