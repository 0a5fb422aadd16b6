"""Who holds which power where: the ``powers`` table read against ``needs``, cell by cell.

A row of ``powers`` covers a matter when it names that matter, a line of the matter (its own or one
above it), or neither. It holds in the area it names, else in its unit's own area, and in every
area below; a unit without an area holds it everywhere.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.measures.groundwork.sharing import data_reach
from govgraph.measures.groundwork.ties import commanders, numbers
from govgraph.model.arrays import positions
from govgraph.model.jurisdiction import cells, places
from govgraph.model.structure import Structure

_Ints = NDArray[np.int64]
#: A cell and a power that it needs.
_Need: TypeAlias = tuple[int, str]
#: A unit, and the row of ``powers`` by which it holds.
_Holder: TypeAlias = tuple[str, int]


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
    found = [
        (cell, power, unit, row)
        for (cell, power), held in _holders(structure).items()
        for unit, row in held
    ]
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


def holders(structure: Structure) -> Mapping[tuple[int, str], tuple[str, ...]]:
    """Return who holds a power that a cell needs, by cell and power; none that nobody holds."""
    return structure.derive(
        ("units that hold",),
        lambda: {
            need: tuple(dict.fromkeys(unit for unit, _ in rows))
            for need, rows in _holders(structure).items()
        },
    )


def _holders(structure: Structure) -> dict[_Need, list[_Holder]]:
    """Return who holds the powers that each cell needs, and by which row, all in order."""
    return structure.derive(("holders",), lambda: _found(structure))


def _found(structure: Structure) -> dict[_Need, list[_Holder]]:
    cell, row = needs_of_cells(structure)
    if not len(cell):
        return {}
    held, path = _by_place(structure), _area_paths(structure)
    area, powers = places(structure).area[cell].tolist(), structure.values("needs", "power")
    matters = structure.values("needs", "matter")
    found: dict[_Need, list[_Holder]] = {}
    for one, need, here in zip(cell.tolist(), row.tolist(), area, strict=True):
        places_held = held.get((matters[need], powers[need]), {})
        around = (*path[here], -1) if here >= 0 else tuple(places_held)
        own = sorted(holder for place in around for holder in places_held.get(place, ()))
        if own:
            found[one, powers[need]] = own
    return dict(sorted(found.items()))


def _by_place(structure: Structure) -> dict[tuple[str, str], dict[int, list[_Holder]]]:
    """Return who holds a power over a matter, by matter, power and area (−1: everywhere)."""
    units, powers = (structure.values("powers", name) for name in ("unit", "power"))
    area = _where(structure).tolist()
    found: dict[tuple[str, str], dict[int, list[_Holder]]] = {}
    for row, matter in _coverage(structure):
        own = found.setdefault((matter, powers[row]), {})
        own.setdefault(area[row], []).append((units[row], row))
    return found


def _area_paths(structure: Structure) -> list[tuple[int, ...]]:
    """Return every area with the areas above it, by number."""

    def compute() -> list[tuple[int, ...]]:
        parent = structure.topology.area_parent.tolist()
        found: list[tuple[int, ...]] = []
        for area in range(len(parent)):
            path = [area]
            while parent[path[-1]] >= 0:
                path.append(parent[path[-1]])
            found.append(tuple(path))
        return found

    return structure.derive(("area paths",), compute, of=("areas",))


def needed_powers(structure: Structure) -> pd.DataFrame:
    """Return every power that every cell needs: ``cell``, ``matter``, ``area``, ``power``."""
    cell, row = needs_of_cells(structure)
    place = cells(structure)
    return pd.DataFrame(
        {
            "cell": cell,
            "matter": place["matter"].array.take(cell),
            "area": place["area"].array.take(cell),
            "power": structure.needs["power"].array.take(row),
        }
    )


def needs_of_cells(structure: Structure) -> tuple[_Ints, _Ints]:
    """Return the cells, each once for every power it needs, and the rows of ``needs``."""
    return structure.derive(
        ("needs of cells",), lambda: with_needs(structure, places(structure).matter)
    )


def with_needs(structure: Structure, matter: _Ints) -> tuple[_Ints, _Ints]:
    """Return the positions of matters, each once for every row of ``needs``, and those rows.

    Parameters
    ----------
    structure : Structure
        The structure.
    matter : array of int
        Rows of the matters.
    """
    own = structure.derive(("matters that need",), lambda: _needing(structure), of=_ABOUT_NEEDS)
    first, last = (np.searchsorted(own, matter, side) for side in ("left", "right"))
    each = last - first
    position = np.repeat(np.arange(len(matter)), each)
    return position, np.arange(len(position)) + np.repeat(first - (np.cumsum(each) - each), each)


_ABOUT_NEEDS = ("needs", "matters")


def _needing(structure: Structure) -> _Ints:
    return positions(structure.needs["matter"], structure.matters["id"]).astype(np.int64)


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
    powers, found = structure.powers, _coverage(structure)
    row = np.array([row for row, _ in found], np.int64)
    return pd.DataFrame(
        {
            "matter": pd.array([matter for _, matter in found], dtype="str"),
            "unit": powers["unit"].array.take(row),
            "power": powers["power"].array.take(row),
            "area": structure.topology.areas.array.take(_where(structure)[row], allow_fill=True),
            "row": row,
        }
    )


def _where(structure: Structure) -> NDArray[np.int32]:
    """Return the area in which every row of ``powers`` holds, −1 for everywhere."""
    powers, topology = structure.powers, structure.topology
    home = topology.unit_area[positions(powers["unit"], topology.units)]
    named = positions(powers["area"], topology.areas)
    return np.where(named < 0, home, named)


def _coverage(structure: Structure) -> list[tuple[int, str]]:
    """Return every row of ``powers`` with every matter that it covers.

    Rows that name a matter come first, then those that name a line, then those for all matters.
    """

    def compute() -> list[tuple[int, str]]:
        ids, by_line = structure.values("matters", "id"), _matters_of_lines(structure)
        columns = (structure.values("powers", name) for name in ("matter", "line"))
        parts: tuple[list[tuple[int, str]], ...] = ([], [], [])
        for row, (matter, line) in enumerate(zip(*columns, strict=True)):
            if matter is not None:
                parts[0].append((row, matter))
            elif line is not None:
                parts[1].extend((row, one) for one in by_line.get(line, ()))
            else:
                parts[2].extend((row, one) for one in ids)
        return [pair for part in parts for pair in part]

    return structure.derive(("coverage",), compute, of=("powers", "lines", "matters"))


def _matters_of_lines(structure: Structure) -> dict[str, list[str]]:
    """Return the matters of every line: its own, and those of the lines below it."""

    def compute() -> dict[str, list[str]]:
        columns = (structure.values("lines", name) for name in ("id", "parent"))
        parent = dict(zip(*columns, strict=True))
        found: dict[str, list[str]] = {}
        columns = (structure.values("matters", name) for name in ("id", "line"))
        above = list(zip(*columns, strict=True))
        while above:
            above = [(matter, line) for matter, line in above if line is not None]
            for matter, line in above:
                found.setdefault(line, []).append(matter)
            above = [(matter, parent.get(line)) for matter, line in above]
        return found

    return structure.derive(("matters of lines",), compute, of=("lines", "matters"))


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
