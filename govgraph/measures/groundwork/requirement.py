"""Pairs of units that must coordinate, each once, whatever the number of their matters."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.measures.groundwork.gaps import partner_ties
from govgraph.measures.groundwork.partition import groups
from govgraph.model.network import network
from govgraph.model.structure import Structure

#: The axes of integration: columns of units.
AXES = ("level", "line", "sector")


def required_pairs(structure: Structure) -> pd.DataFrame:
    """Return every pair of units that must coordinate, and what joins it.

    Parameters
    ----------
    structure : Structure
        The structure.

    Returns
    -------
    DataFrame
        ``first`` and ``second`` (unit ids in ascending order), ``matters`` (tuple: those they work
        together and those of one that wait for the other's), ``cells`` (matters × areas in which
        they must coordinate), ``tied`` (a coordinating tie for any of them), and ``distance`` (the
        shortest lawful path for any of them, ``nan`` without one).
    """
    return structure.derive(("required pairs",), lambda: _pairs(structure)).copy(deep=False)


def _pairs(structure: Structure) -> pd.DataFrame:
    rows = partner_ties(structure)
    found = rows.groupby(["first", "second"], sort=True).agg(
        cells=("cell", "size"), tied=("tied", "any"), distance=("distance", "min")
    )
    matters: dict[tuple[str, str], set[str]] = {}
    ends = zip(rows["first"], rows["second"], rows["matter"], rows["other_matter"], strict=True)
    for first, second, own, other in ends:
        about = {own, other} if isinstance(other, str) else {own}
        matters.setdefault((first, second), set()).update(about)
    listed = [tuple(sorted(matters[pair])) for pair in found.index]
    found.insert(0, "matters", pd.Series(listed, index=found.index, dtype=object))
    return found.reset_index()


def crosses(structure: Structure, frame: pd.DataFrame, by: str) -> NDArray[np.bool_]:
    """Tell which pairs (``first``, ``second``) stand in two different groups of a division."""
    codes, _ = groups(structure, by)
    units = network(structure).nodes
    first, second = (codes[units.get_indexer(pd.Index(frame[end]))] for end in ("first", "second"))
    return np.asarray((first >= 0) & (second >= 0) & (first != second), dtype=bool)


def share_met(structure: Structure, across: str) -> tuple[int, float]:
    """Return how many pairs must coordinate across a division, and the share that is tied."""
    pairs = required_pairs(structure)
    tied = pairs.loc[crosses(structure, pairs, across), "tied"]
    return len(tied), float(tied.mean()) if len(tied) else np.nan
