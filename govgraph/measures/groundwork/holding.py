"""Who holds which power where: the ``powers`` table read against ``needs``, cell by cell.

A row of ``powers`` covers a matter when it names that matter, a line of the matter (its own or one
above it), or neither. It holds in the area it names, else in its unit's own area, and in every
area below; a unit without an area holds it everywhere.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    needed, powers = needed_powers(structure), covered_matters(structure)
    held: dict[tuple[str, str], list[tuple[str, int, str | None]]] = {}
    for matter, unit, power, area, row in _plain(powers):
        held.setdefault((matter, power), []).append((unit, row, area))
    inside = _areas_above(structure)
    found = sorted(
        (cell, power, unit, row)
        for cell, matter, area, power in _plain(needed)
        for unit, row, where in held.get((matter, power), ())
        if where is None or area is None or where in inside[area]
    )
    columns = zip(*found, strict=True) if found else ([], [], [], [])
    cell, power, unit, row = (list(column) for column in columns)
    return pd.DataFrame(
        {
            "cell": np.array(cell, np.int64),
            "power": pd.array(power, dtype="str"),
            "unit": pd.array(unit, dtype="str"),
            "row": np.array(row, np.int64),
        }
    )


def _plain(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield the rows as tuples, with None for empty cells."""
    return zip(*(_cells(frame[name]) for name in frame.columns), strict=True)


def _cells(column: "pd.Series[Any]") -> list[Any]:
    missing, cells = column.isna().tolist(), column.tolist()
    if not any(missing):
        return cells
    return [None if gone else cell for gone, cell in zip(missing, cells, strict=True)]


def _areas_above(structure: Structure) -> dict[str, frozenset[str]]:
    """Return every area with itself and the areas above it."""

    def compute() -> dict[str, frozenset[str]]:
        topology = structure.topology
        ids, parent = topology.areas.tolist(), topology.area_parent.tolist()
        found: dict[str, frozenset[str]] = {}
        for place in np.argsort(topology.area_depth, kind="stable").tolist():
            above = found[ids[parent[place]]] if parent[place] >= 0 else frozenset()
            found[ids[place]] = above | {ids[place]}
        return found

    return structure.derive(("areas above",), compute)


def needed_powers(structure: Structure) -> pd.DataFrame:
    """Return every power that every cell needs: ``cell``, ``matter``, ``area``, ``power``."""
    place = cells(structure)
    cell, row = with_needs(structure, place["matter"])
    return pd.DataFrame(
        {
            "cell": cell,
            "matter": place["matter"].array.take(cell),
            "area": place["area"].array.take(cell),
            "power": structure.needs["power"].array.take(row),
        }
    )


def with_needs(structure: Structure, matters: pd.Series) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the positions of matters, each once for every row of ``needs``, and those rows."""
    index, needs = pd.Index(structure.matters["id"]), structure.needs
    own, about = (index.get_indexer(pd.Index(ids)) for ids in (needs["matter"], matters))
    first, last = (np.searchsorted(own, about, side) for side in ("left", "right"))
    each = last - first
    position = np.repeat(np.arange(len(about)), each)
    return position, np.arange(len(position)) + np.repeat(first - (np.cumsum(each) - each), each)


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
    powers, topology = structure.powers, structure.topology
    home = topology.unit_area[topology.units.get_indexer(pd.Index(powers["unit"]))]
    named = topology.areas.get_indexer(pd.Index(powers["area"]))
    area = np.where(named < 0, home, named)
    matters, by_line = structure.matters["id"].tolist(), _matters_of_lines(structure)
    about = list(_plain(powers[["matter", "line"]]))
    parts = (
        [(row, matter) for row, (matter, _) in enumerate(about) if matter is not None],
        [
            (row, matter)
            for row, (own, line) in enumerate(about)
            if own is None and line is not None
            for matter in by_line.get(line, ())
        ],
        [(row, m) for row, (own, line) in enumerate(about) if own is line is None for m in matters],
    )
    found = [pair for part in parts for pair in part]
    row = np.array([row for row, _ in found], np.int64)
    return pd.DataFrame(
        {
            "matter": pd.array([matter for _, matter in found], dtype="str"),
            "unit": powers["unit"].array.take(row),
            "power": powers["power"].array.take(row),
            "area": topology.areas.array.take(area[row], allow_fill=True),
            "row": row,
        }
    )


def _matters_of_lines(structure: Structure) -> dict[str, list[str]]:
    """Return the matters of every line: its own, and those of the lines below it."""
    parent = dict(_plain(structure.lines[["id", "parent"]]))
    found: dict[str, list[str]] = {}
    above = list(_plain(structure.matters[["id", "line"]]))
    while above:
        above = [(matter, line) for matter, line in above if line is not None]
        for matter, line in above:
            found.setdefault(line, []).append(matter)
        above = [(matter, parent.get(line)) for matter, line in above]
    return found


def can_bind(structure: Structure, superior: str, unit: str) -> bool:
    """Tell whether one unit is another or can give it orders, directly or through others."""
    number = numbers(structure)
    return number[superior] in commanders(structure, number[unit])


def can_use(structure: Structure, unit: str, holder: str, matter: str, power: str) -> bool:
    """Tell whether a unit can have a holder's power used: by its orders, or as shared data."""
    return use_test(structure)(unit, holder, matter, power)


def use_test(structure: Structure) -> Callable[[str, str, str, str], bool]:
    """Return the function of unit, holder, matter and power that `can_use` is."""

    def compute() -> Callable[[str, str, str, str], bool]:
        known: dict[tuple[str, str, str, str], bool] = {}

        def test(unit: str, holder: str, matter: str, power: str) -> bool:
            key = (unit, holder, matter, power)
            if key not in known:
                reach = data_reach(structure, holder, unit, matter, power)
                known[key] = reach or can_bind(structure, unit, holder)
            return known[key]

        return test

    return structure.derive(("use test",), compute)
