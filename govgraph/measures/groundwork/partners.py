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
from govgraph.model.jurisdiction import cells, participants
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
    return structure.derive(("partners",), lambda: _partners(structure)).frame.copy(deep=False)


def partner_numbers(structure: Structure) -> tuple[_Ints, _Ints]:
    """Return the numbers of the first and second unit of every row of `partners`."""
    found = structure.derive(("partners",), lambda: _partners(structure))
    return found.first, found.second


def cell_weights(structure: Structure) -> NDArray[np.float64]:
    """Return the cases of every cell; all ones when no cases are stated anywhere.

    Where cases are stated for some cells, the others weigh nothing.
    """
    cases = cells(structure)["cases"].fillna(0.0).to_numpy(dtype=float)
    return cases if cases.sum() > 0 else np.ones(len(cases))


def leads_by_cell(structure: Structure) -> dict[int, tuple[str, ...]]:
    """Return the units that lead in every cell that has a lead."""

    def compute() -> dict[int, tuple[str, ...]]:
        leading = participants(structure)
        leading = leading.loc[leading["role"] == "lead", ["cell", "unit"]].drop_duplicates()
        found: dict[int, tuple[str, ...]] = {}
        for cell, unit in zip(leading["cell"].tolist(), leading["unit"].tolist(), strict=True):
            found[cell] = (*found.get(cell, ()), unit)
        return found

    return structure.derive(("leads by cell",), compute)


@dataclass(frozen=True, eq=False)
class _Partners:
    """Pairs of partners, and the numbers of their units."""

    frame: pd.DataFrame
    first: _Ints
    second: _Ints


def _partners(structure: Structure) -> _Partners:
    topology, place = structure.topology, cells(structure)
    cell, first, second = _working_pairs(structure)
    waiting = list(_dependent(structure, place))
    own = np.array([row[:3] for row in waiting], np.int64).reshape(-1, 3).T
    cell, first, second = (np.concatenate(p) for p in zip((cell, first, second), own, strict=True))
    other = np.array([*[None] * (len(cell) - len(waiting)), *(row[3] for row in waiting)], object)
    n = max(len(topology.units), 1)
    _, once = np.unique((cell * n + first) * n + second, return_index=True)
    cell, first, second = cell[once], first[once], second[once]
    frame = pd.DataFrame(
        {
            "cell": cell,
            "matter": place["matter"].array.take(cell),
            "area": place["area"].array.take(cell),
            "first": topology.units.array.take(first),
            "second": topology.units.array.take(second),
            "other_matter": pd.Series(other[once], dtype=object),
        }
    )
    return _Partners(frame, first, second)


def _working_pairs(structure: Structure) -> tuple[_Ints, _Ints, _Ints]:
    """Return the cells and both unit numbers of units that work a matter together."""
    working, topology = participants(structure), structure.topology
    unit = topology.units.get_indexer(pd.Index(working["unit"])).astype(np.int64)
    works = working["role"].isin(WORKING_ROLES).to_numpy(bool)
    keep = works & (topology.unit_kind[unit] != "public")
    n = max(len(topology.units), 1)
    cell, unit = np.divmod(np.unique(working["cell"].to_numpy()[keep] * n + unit[keep]), n)
    left = np.searchsorted(cell, cell, "right") - np.arange(len(cell)) - 1
    first = np.repeat(np.arange(len(cell)), left)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(left) - left, left)
    return cell[first], unit[first], unit[second]


def _dependent(structure: Structure, place: pd.DataFrame) -> Iterator[tuple[int, int, int, str]]:
    """Leads of matters of which one waits for the other, both ways round."""
    depends = structure.depends
    if not len(depends):
        return
    leads, number = leads_by_cell(structure), numbers(structure)
    area = structure.topology.areas.get_indexer(pd.Index(place["area"])).tolist()
    parent = structure.topology.area_parent.tolist()
    at = {pair: cell for cell, pair in enumerate(zip(place["matter"], area, strict=True))}
    by_matter = place.groupby("matter").indices
    for one, other in zip(depends["before"], depends["after"], strict=True):
        for matter, partner in ((one, other), (other, one)):
            for cell in by_matter.get(matter, ()):
                found = _nearest(at, parent, partner, area[cell])
                counterparts = () if found is None else leads.get(found, ())
                for pair in product(leads.get(int(cell), ()), counterparts):
                    low, high = sorted(number[unit] for unit in pair)
                    if low != high:
                        yield int(cell), low, high, partner


def _nearest(
    at: dict[tuple[str, int], int], parent: list[int], matter: str, area: int
) -> int | None:
    """The cell of a matter in an area or in the nearest area above it."""
    while (matter, area) not in at and area >= 0:
        area = parent[area]
        if area < 0:
            return None
    return at.get((matter, area))
