"""Load of officials, written out."""

from math import isnan, nan

from govgraph.measures.groundwork.work import work
from govgraph.model.jurisdiction import cells
from govgraph.model.structure import Structure


def hours(structure: Structure) -> dict[str, float]:
    found = {
        unit: 0.0
        for unit, kind in zip(structure.units["id"], structure.units["kind"], strict=True)
        if kind != "public"
    }
    cases = cells(structure)["cases"]
    for _, row in work(structure).iterrows():
        times = cases[row["cell"]]
        if row["unit"] in found and not isnan(times) and not isnan(row["hours"]):
            found[row["unit"]] += times * row["hours"]
    return found


def _officials(structure: Structure, unit: str) -> float:
    own = structure.unit(unit)["filled"]
    if own is not None:
        return own
    return structure.posts.query("unit == @unit")["filled"].sum()


def unit(structure: Structure) -> dict[str, float]:
    return {
        one: total / officials if (officials := _officials(structure, one)) > 0 else nan
        for one, total in hours(structure).items()
    }


def mean(structure: Structure) -> float | None:
    staffed = {one: n for one in hours(structure) if (n := _officials(structure, one)) > 0}
    if not staffed:
        return None
    return sum(hours(structure)[one] for one in staffed) / sum(staffed.values())
