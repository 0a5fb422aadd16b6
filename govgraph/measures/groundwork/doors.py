"""Doors: where the cases of a cell come in."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure


def doors(structure: Structure) -> Mapping[int, frozenset[str]]:
    """Return the doors of every cell with demand.

    These are the doors that demand names and the units with the duty to receive; where there is
    neither, the units that serve the public for the matter, or for any, in an area that holds the
    cell's.
    """
    place = cells(structure)[["matter", "area"]].rename_axis("cell").reset_index()
    demand = structure.demand.query("cases > 0").merge(place, on=["matter", "area"])
    named = demand[["cell", "door"]].dropna().rename(columns={"door": "unit"})
    parts = participants(structure)
    receiving = parts.loc[parts["role"] == "receive", ["cell", "unit"]]
    known = pd.concat([named, receiving[receiving["cell"].isin(demand["cell"])]])
    found = {cell: frozenset[str]() for cell in demand["cell"].tolist()}
    found |= _gathered(known, "unit")
    closed = place[place["cell"].isin([cell for cell, units in found.items() if not units])]
    return found | _serving(structure, closed)


def _gathered(frame: pd.DataFrame, column: str) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for cell, unit in zip(frame["cell"].tolist(), frame[column], strict=True):
        found.setdefault(cell, set()).add(unit)
    return {cell: frozenset(units) for cell, units in found.items()}


def _serving(structure: Structure, closed: pd.DataFrame) -> dict[int, frozenset[str]]:
    serves = structure.relations.query("kind == 'serves'")[["source", "matter"]]
    serves = serves.assign(home=serves["source"].map(structure.units.set_index("id")["area"]))
    bound = closed.merge(serves.dropna(subset="matter"), on="matter")
    free = closed.merge(serves[serves["matter"].isna()].drop(columns="matter"), how="cross")
    found = pd.concat([bound, free], ignore_index=True)
    paths = {area: frozenset(structure.area_path(area)) for area in found["area"].unique()}
    here = [
        not isinstance(home, str) or home in paths[area]
        for home, area in zip(found["home"], found["area"], strict=True)
    ]
    return _gathered(found[np.array(here, dtype=bool)], "source")
