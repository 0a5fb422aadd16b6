"""Pairs of units that must coordinate: they work one matter in one area, or dependent matters.

Two units are partners in a cell when both lead, assist or decide there, or when one leads the
cell's matter and the other a matter that must come before or after it in the same place. Where
the two matters are led in areas of different size, the pair belongs to the smaller one.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure

#: Duties that make a unit work a matter with others.
WORKING_ROLES = ("lead", "assist", "decide")
_COLUMNS = ["cell", "matter", "area", "first", "second", "other_matter"]


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
    return structure.derive(("partners",), lambda: _partners(structure)).copy(deep=False)


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
        for cell, unit in zip(leading["cell"], leading["unit"], strict=True):
            found[int(cell)] = (*found.get(int(cell), ()), unit)
        return found

    return structure.derive(("leads by cell",), compute)


def _partners(structure: Structure) -> pd.DataFrame:
    working = participants(structure)
    working = working.loc[working["role"].isin(WORKING_ROLES), ["cell", "unit"]]
    working = working[working["unit"].map(_organised(structure)).astype(bool)].drop_duplicates()
    pairs = working.merge(working, on="cell", suffixes=("", "_other"))
    pairs = pairs.rename(columns={"unit": "first", "unit_other": "second"})
    pairs["other_matter"] = None
    dependent = pd.DataFrame(
        _dependent(structure), columns=["cell", "first", "second", "other_matter"]
    )
    found = pd.concat([pairs, dependent], ignore_index=True) if len(dependent) else pairs
    found = found[found["first"] < found["second"]].drop_duplicates(["cell", "first", "second"])
    place = cells(structure)[["matter", "area"]]
    return (
        found.join(place, on="cell")
        .sort_values(["cell", "first", "second"])[_COLUMNS]
        .reset_index(drop=True)
    )


def _organised(structure: Structure) -> pd.Series:
    units = structure.units
    return (units["kind"] != "public").set_axis(pd.Index(units["id"]))


def _dependent(structure: Structure) -> Iterator[tuple[int, str, str, str]]:
    """Leads of matters of which one waits for the other, both ways round."""
    if not structure.has("depends"):
        return
    place = cells(structure)
    leads = leads_by_cell(structure)
    at = {
        (matter, area if isinstance(area, str) else None): int(cell)
        for cell, matter, area in zip(place.index, place["matter"], place["area"], strict=True)
    }
    by_matter = place.groupby("matter").indices
    depends = structure.depends
    for one, other in zip(depends["before"], depends["after"], strict=True):
        for matter, partner in ((one, other), (other, one)):
            for cell in by_matter.get(matter, ()):
                found = _nearest(structure, at, partner, place["area"].iloc[cell])
                if found is None:
                    continue
                for unit in leads.get(int(cell), ()):
                    for counterpart in leads.get(found, ()):
                        low, high = sorted((unit, counterpart))
                        yield int(cell), low, high, partner


def _nearest(
    structure: Structure, at: dict[tuple[str, str | None], int], matter: str, area: object
) -> int | None:
    """The cell of a matter in an area or in the nearest area above it."""
    path = structure.area_path(area) if isinstance(area, str) else (None,)
    return next((at[matter, place] for place in path if (matter, place) in at), None)
