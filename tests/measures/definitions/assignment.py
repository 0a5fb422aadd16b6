"""Assignment of matters, written out matter by matter and area by area."""

from math import exp, nan
from typing import Any

from govgraph.model.structure import Structure
from tests.measures import reading
from tests.measures.reading import cells, holding, units


def leads(structure: Structure) -> list[set[str]]:
    return [holding(structure, cell["cell"], ("lead",)) for cell in cells(structure)]


def redundancy(structure: Structure) -> float | None:
    surplus = [max(0, len(units) - 1) for units in leads(structure)]
    return sum(surplus) / len(surplus) if surplus else None


def exclusivity(structure: Structure) -> dict[str, float]:
    return {
        unit: sum(exp(1 - len(own)) for own in leads(structure) if unit in own)
        for unit in units(structure)
    }


def _lacks(structure: Structure) -> list[float | None]:
    """Powers needed that nobody holds who leads, assists or decides there."""
    found: list[float | None] = []
    for cell in cells(structure):
        needed = reading.needs(structure, cell["matter"])
        working = holding(structure, cell["cell"], ("lead", "assist", "decide"))
        lacked = [p for p in needed if not working & reading.holders(structure, p, cell)]
        found.append(len(lacked) if needed and not cell["covered_below"] else None)
    return found


def undersupply(structure: Structure) -> float | None:
    known = [count for count in _lacks(structure) if count is not None]
    return sum(count > 0 for count in known) / len(known) if known else None


def lacking(structure: Structure) -> dict[Any, float]:
    counts = (nan if count is None else count for count in _lacks(structure))
    return dict(zip(reading.keys(structure), counts, strict=True))
