"""Responsibility without power, written out."""

from collections.abc import Callable
from math import nan

from govgraph.model.structure import Structure
from tests.measures import reading
from tests.measures.reading import Row, cells, holding

Has = Callable[[Structure, str, Row, str], bool]


def owns(structure: Structure, unit: str, cell: Row, power: str) -> bool:
    return unit in reading.holders(structure, power, cell)


def can_have(structure: Structure, unit: str, cell: Row, power: str) -> bool:
    """It owns it, can order a holder, see its data, or call it up for the matter."""
    matter = cell["matter"]
    return any(
        reading.can_use(structure, unit, holder, matter, power)
        or reading.can_call(structure, unit, holder, matter)
        for holder in reading.holders(structure, power, cell)
    )


def lacks(structure: Structure, has: Has) -> list[tuple[str, bool]]:
    """Every lead and each power that it is required to have, and whether it lacks it."""
    return [
        (unit, not has(structure, unit, cell, power))
        for cell in cells(structure)
        for unit in holding(structure, cell["cell"], ("lead",))
        for power in reading.needs(structure, cell["matter"])
    ]


def share(found: list[tuple[str, bool]]) -> float | None:
    return sum(lack for _, lack in found) / len(found) if found else None


def by_unit(structure: Structure, found: list[tuple[str, bool]]) -> dict[str, float]:
    shares = {u: share([one for one in found if one[0] == u]) for u in reading.units(structure)}
    return {unit: nan if value is None else value for unit, value in shares.items()}


def gap(structure: Structure) -> float | None:
    return share(lacks(structure, owns))


def gap_callable(structure: Structure) -> float | None:
    return share(lacks(structure, can_have))


def unit_gap(structure: Structure) -> dict[str, float]:
    return by_unit(structure, lacks(structure, owns))


def unit_gap_callable(structure: Structure) -> dict[str, float]:
    return by_unit(structure, lacks(structure, can_have))
