"""Pairs of units that must coordinate: they work one matter in one area, or dependent matters.

Two units are partners in a cell when both lead, assist or decide there, or when one leads the
cell's matter and the other a matter that must come before or after it in the same place. Where
the two matters are led in areas of different size, the pair belongs to the smaller one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.measures.groundwork.ties import numbers
from govgraph.model.jurisdiction import parts, places
from govgraph.model.structure import Structure

#: Duties that make a unit work a matter with others.
WORKING_ROLES = ("lead", "assist", "decide")
_Ints = NDArray[np.int64]


def partners(structure: Structure) -> pd.DataFrame:
    """Return every pair of units that must coordinate, cell by cell.

    Parameters
    ----------
    structure : Structure
        The structure.

    Returns
    -------
    DataFrame
        ``cell`` (row of `govgraph.model.jurisdiction.cells`), ``matter``, ``area``, ``first`` and
        ``second`` (unit ids in ascending order) and ``other_matter``: the dependent matter, missing
        when the two work the same one. Each pair stands once in a cell.
    """
    return structure.derive(("table of partners",), lambda: _table(structure)).copy(deep=False)


@dataclass(frozen=True, eq=False)
class Partners:
    """Pairs of units that must coordinate, as arrays in the order of `partners`.

    Attributes
    ----------
    cell, matter : array of int
        Row of the cell, and of its matter.
    first, second : array of int
        Numbers of the units.
    other : array of int
        Row of the dependent matter; −1 when the two work the same one.
    """

    cell: _Ints
    matter: _Ints
    first: _Ints
    second: _Ints
    other: _Ints

    def __len__(self) -> int:
        return len(self.cell)


def partner_numbers(structure: Structure) -> Partners:
    """Return every pair of units that must coordinate as arrays, in the order of `partners`."""
    return structure.derive(("partners",), lambda: _partners(structure))


def cell_weights(structure: Structure) -> NDArray[np.float64]:
    """Return the cases of every cell; all ones when no cases are stated anywhere.

    Where cases are stated for some cells, the others weigh nothing.
    """
    cases = places(structure).cases
    cases = np.where(np.isnan(cases), 0.0, cases)
    return cases if cases.sum() > 0 else np.ones(len(cases))


def leads_by_cell(structure: Structure) -> dict[int, tuple[str, ...]]:
    """Return the units that lead in every cell that has a lead."""

    def compute() -> dict[int, tuple[str, ...]]:
        part = parts(structure)
        if not part.lead.any():
            return {}
        ids = structure.values("units", "id")
        leading = zip(part.cell[part.lead].tolist(), part.unit[part.lead].tolist(), strict=True)
        found: dict[int, dict[str, None]] = {}
        for cell, unit in leading:
            found.setdefault(cell, {})[ids[unit]] = None
        return {cell: tuple(units) for cell, units in found.items()}

    return structure.derive(("leads by cell",), compute)


def _table(structure: Structure) -> pd.DataFrame:
    found, units = partner_numbers(structure), structure.topology.units.array
    matters = structure.matters["id"].array
    other = np.array([*structure.values("matters", "id"), None], object)[found.other]
    return pd.DataFrame(
        {
            "cell": found.cell,
            "matter": matters.take(found.matter),
            "area": structure.topology.areas.array.take(
                places(structure).area[found.cell], allow_fill=True
            ),
            "first": units.take(found.first),
            "second": units.take(found.second),
            "other_matter": pd.Series(other, dtype=object),
        }
    )


def _partners(structure: Structure) -> Partners:
    cell, first, second = _working_pairs(structure)
    depending = np.array(list(_dependent(structure)), np.int64).reshape(-1, 4).T
    other = np.append(np.full(len(cell), -1), depending[3])
    cell, first, second = (
        np.append(one, more) for one, more in zip((cell, first, second), depending, strict=False)
    )
    n = max(len(structure.topology.units), 1)
    _, once = np.unique((cell * n + first) * n + second, return_index=True)
    cell = cell[once]
    matter = places(structure).matter[cell]
    return Partners(cell, matter, first[once], second[once], other[once])


def _working_pairs(structure: Structure) -> tuple[_Ints, _Ints, _Ints]:
    """Return the cells and both unit numbers of units that work a matter together."""
    part, topology = parts(structure), structure.topology
    roles = structure.values("duties", "role")
    works = np.fromiter((role in WORKING_ROLES for role in roles), bool, len(roles))[part.duty]
    keep = works & (topology.unit_kind[part.unit] != "public")
    n = max(len(topology.units), 1)
    cell, unit = np.divmod(np.unique(part.cell[keep] * n + part.unit[keep]), n)
    left = np.searchsorted(cell, cell, "right") - np.arange(len(cell)) - 1
    first = np.repeat(np.arange(len(cell)), left)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(left) - left, left)
    return cell[first], unit[first], unit[second]


def _dependent(structure: Structure) -> Iterator[tuple[int, int, int, int]]:
    """Yield leads of matters of which one waits for the other, both ways round."""
    if not structure.has("depends"):
        return
    place, leads, number = places(structure), leads_by_cell(structure), numbers(structure)
    row = {matter: at for at, matter in enumerate(structure.values("matters", "id"))}
    area, parent = place.area.tolist(), structure.topology.area_parent.tolist()
    at = {pair: cell for cell, pair in enumerate(zip(place.matter.tolist(), area, strict=True))}
    by_matter: dict[int, list[int]] = {}
    for cell, matter in enumerate(place.matter.tolist()):
        by_matter.setdefault(matter, []).append(cell)
    waits = (structure.values("depends", name) for name in ("before", "after"))
    for one, after in zip(*waits, strict=True):
        for matter, partner in ((row[one], row[after]), (row[after], row[one])):
            for cell in by_matter.get(matter, ()):
                found = _nearest(at, parent, partner, area[cell])
                counterparts = () if found is None else leads.get(found, ())
                for pair in product(leads.get(cell, ()), counterparts):
                    low, high = sorted(number[unit] for unit in pair)
                    if low != high:
                        yield cell, low, high, partner


def _nearest(
    at: dict[tuple[int, int], int], parent: list[int], matter: int, area: int
) -> int | None:
    """The cell of a matter in an area or in the nearest area above it."""
    while (matter, area) not in at and area >= 0:
        area = parent[area]
        if area < 0:
            return None
    return at.get((matter, area))
