"""Who holds which power where: the ``powers`` table read against ``needs``, cell by cell.

A row of ``powers`` covers a matter when it names that matter, a line of the matter (its own or one
above it), or neither. It holds in the area it names, else in its unit's own area, and in every
area below; a unit without an area holds it everywhere.
"""

import pandas as pd

from govgraph.measures.groundwork.sharing import data_reach
from govgraph.measures.groundwork.ties import commanders, numbers
from govgraph.model.jurisdiction import cells
from govgraph.model.structure import Structure


def holdings(structure: Structure) -> pd.DataFrame:
    """Return who holds the powers that each cell needs.

    Returns
    -------
    DataFrame
        One row per cell, needed power and holder: ``cell``, ``power``, ``unit``, ``row`` (of the
        powers table). A needed power that nobody holds has no row.
    """
    return structure.derive(("holdings",), lambda: _holdings(structure)).copy(deep=False)


def _holdings(structure: Structure) -> pd.DataFrame:
    needed = needed_powers(structure)
    powers = covered_matters(structure)
    joined = needed.merge(powers, on=["matter", "power"], suffixes=("", "_held"))
    kept = _holds_there(structure, joined)
    columns = ["cell", "power", "unit", "row"]
    return joined.loc[kept, columns].sort_values(columns, ignore_index=True)


def needed_powers(structure: Structure) -> pd.DataFrame:
    """Return every power that every cell needs: ``cell``, ``matter``, ``area``, ``power``."""
    place = cells(structure)[["matter", "area"]].rename_axis("cell").reset_index()
    return place.merge(structure.needs[["matter", "power"]], on="matter")


def covered_matters(structure: Structure) -> pd.DataFrame:
    """Return every matter that every row of ``powers`` covers.

    Returns
    -------
    DataFrame
        ``matter``, ``unit``, ``power``, ``area`` (where it holds, missing for everywhere),
        ``row`` (of the powers table).
    """
    return structure.derive(("covered matters",), lambda: _covered(structure)).copy(deep=False)


def _covered(structure: Structure) -> pd.DataFrame:
    powers = structure.powers[["unit", "power", "matter", "line", "area"]]
    home = structure.units.set_index("id")["area"]
    powers = powers.assign(area=powers["area"].fillna(powers["unit"].map(home)), row=powers.index)
    matters = structure.matters[["id", "line"]].rename(columns={"id": "matter"})
    named = powers[powers["matter"].notna()]
    lined = powers[powers["matter"].isna() & powers["line"].notna()].drop(columns="matter")
    blanket = powers[powers["matter"].isna() & powers["line"].isna()].drop(columns="matter")
    parts = [
        named,
        lined.merge(_lines_of(structure, matters), on="line"),
        blanket.merge(matters[["matter"]], how="cross"),
    ]
    return pd.concat(parts, ignore_index=True)[["matter", "unit", "power", "area", "row"]]


def _lines_of(structure: Structure, matters: pd.DataFrame) -> pd.DataFrame:
    """Every matter beside its own line and each line above it."""
    parent = structure.lines.set_index("id")["parent"]
    found = []
    above = matters.dropna(subset=["line"])
    while len(above):
        found.append(above)
        above = above.assign(line=above["line"].map(parent)).dropna(subset=["line"])
    return pd.concat(found, ignore_index=True) if found else matters.dropna(subset=["line"])


def _holds_there(structure: Structure, joined: pd.DataFrame) -> list[bool]:
    """Whether each power held in ``area_held`` reaches the cell's ``area``."""
    paths = {
        area: frozenset(structure.area_path(area)) for area in joined["area"].dropna().unique()
    }
    return [
        not isinstance(held, str) or not isinstance(area, str) or held in paths[area]
        for held, area in zip(joined["area_held"], joined["area"], strict=True)
    ]


def can_bind(structure: Structure, superior: str, unit: str) -> bool:
    """Tell whether one unit is another or can give it orders, directly or through others."""
    number = numbers(structure)
    return number[superior] in commanders(structure, number[unit])


def can_use(structure: Structure, unit: str, holder: str, matter: str, power: str) -> bool:
    """Tell whether a unit can have a holder's power used: by its orders, or as shared data."""
    return can_bind(structure, unit, holder) or data_reach(structure, holder, unit, matter, power)
