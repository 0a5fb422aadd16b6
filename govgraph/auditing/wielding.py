"""Who can use the powers that a matter takes, unit by unit, and who keeps them above."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.measures.groundwork.holding import holdings, needed_powers
from govgraph.measures.groundwork.levels import ranks
from govgraph.measures.groundwork.partners import WORKING_ROLES
from govgraph.measures.groundwork.ties import commanders
from govgraph.model.jurisdiction import participants
from govgraph.model.structure import Structure

_PART = ["cell", "unit", "role", "duty", "matter", "area", "power"]


def wielding(structure: Structure) -> pd.DataFrame:
    """Return every power that every working unit of every cell would need.

    Returns
    -------
    DataFrame
        ``cell``, ``unit``, ``role``, ``duty`` (row of the duties table), ``matter``, ``area``,
        ``power``; ``wields``, whether the unit holds it or can give orders to a holder; and
        ``above``, the holders out of its reach who stand on a higher level or can give it orders.
    """
    return structure.derive(("wielding",), lambda: _wielding(structure)).copy(deep=False)


def _wielding(structure: Structure) -> pd.DataFrame:
    parts = participants(structure)[["cell", "unit", "role", "duty"]]
    parts = parts[parts["role"].isin(WORKING_ROLES)]
    asked = parts.merge(needed_powers(structure), on="cell").reset_index(names="part")
    held = holdings(structure).rename(columns={"unit": "holder"})[["cell", "power", "holder"]]
    joined = asked.merge(held.drop_duplicates(), on=["cell", "power"])
    joined = joined.merge(_pairs(structure, joined), on=["unit", "holder"])
    above: list[tuple[str, ...]] = [()] * len(asked)
    kept = joined[joined["higher"] & ~joined["binds"]].sort_values("holder")
    for part, holder in zip(kept["part"], kept["holder"], strict=True):
        above[part] = (*above[part], holder)
    wielded = asked["part"].isin(joined.loc[joined["binds"], "part"])
    column = pd.Series(above, index=asked.index, dtype=object)
    return asked[_PART].assign(wields=wielded, above=column)


def _pairs(structure: Structure, joined: pd.DataFrame) -> pd.DataFrame:
    """Every pair of unit and holder once: can the unit bind the holder, is the holder above it."""
    pairs = joined[["unit", "holder"]].drop_duplicates()
    rank = ranks(structure)
    level = pairs["holder"].map(rank) < pairs["unit"].map(rank)
    return pairs.assign(
        binds=binds(structure, pairs["unit"], pairs["holder"]),
        higher=level | binds(structure, pairs["holder"], pairs["unit"]),
    )


def binds(structure: Structure, superior: pd.Series, unit: pd.Series) -> NDArray[np.bool_]:
    """Tell for many pairs whether one unit is another or can give it orders."""
    index = structure.topology.units
    upper, lower = index.get_indexer(pd.Index(superior)), index.get_indexer(pd.Index(unit))
    ends = zip(upper.tolist(), lower.tolist(), strict=True)
    return np.array([above in commanders(structure, below) for above, below in ends], dtype=bool)
