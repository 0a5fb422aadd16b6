"""The four fragmentations of every matter in every area, written out."""

from collections.abc import Callable, Iterable
from math import nan
from typing import Any

from govgraph.model.structure import Structure
from tests.measures import reading
from tests.measures.reading import Pair, Row, cells, holding, must_coordinate

Values = list[float | None]


def powers(structure: Structure) -> Values:
    return [_power(structure, cell) for cell in cells(structure)]


def _power(structure: Structure, cell: Row) -> float | None:
    """Share of needed powers that no lead, and nobody whose powers a lead can use, holds there."""
    needed = reading.needs(structure, cell["matter"])
    if not needed or cell["covered_below"]:
        return None
    leads = holding(structure, cell["cell"], ("lead",))
    missing = [
        power
        for power in needed
        if not any(
            reading.can_use(structure, lead, holder, cell["matter"], power)
            for lead in leads
            for holder in reading.holders(structure, power, cell)
        )
    ]
    return len(missing) / len(needed)


def functions(structure: Structure) -> Values:
    """Whether there is not exactly one lead, here or in every area below."""
    return [
        float(len(holding(structure, cell["cell"], ("lead",))) != 1 and not cell["covered_below"])
        for cell in cells(structure)
    ]


def mechanisms(structure: Structure) -> Values:
    return [_without(structure, cell, reading.tied) for cell in cells(structure)]


def informations(structure: Structure) -> Values:
    return [_without(structure, cell, reading.share_data) for cell in cells(structure)]


def _without(
    structure: Structure,
    cell: Row,
    joined: Callable[[Structure, Pair, Iterable[str]], bool],
) -> float | None:
    """Share of the pairs that must coordinate which are not joined."""
    pairs = must_coordinate(structure, cell)
    apart = [pair for pair, matters in pairs.items() if not joined(structure, pair, matters)]
    return len(apart) / len(pairs) if pairs else None


def _by_key(structure: Structure, values: Values) -> dict[Any, float]:
    numbers = (nan if value is None else value for value in values)
    return dict(zip(reading.keys(structure), numbers, strict=True))


def power(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, powers(structure))


def function(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, functions(structure))


def mechanism(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, mechanisms(structure))


def information(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, informations(structure))
