"""Dispersion of work, written out: shares of hours, cell by cell."""

from collections import Counter
from collections.abc import Callable
from math import log, nan
from typing import Any

from govgraph.model.structure import Structure
from tests.measures import reading
from tests.measures.reading import Row, cells

Hours = dict[str, float]


def hours(structure: Structure, cell: Row) -> Hours:
    """Hours that duties state; where none do, the leads share the matter's hours equally."""
    parts = [row for row in reading.parts(structure) if row["cell"] == cell["cell"]]
    found: Counter[str] = Counter({row["unit"]: 0 for row in parts})
    for row in parts:
        found[row["unit"]] += row["hours"] or 0
    if not sum(found.values()):
        leads = {row["unit"] for row in parts if row["role"] == "lead"}
        for unit in leads:
            found[unit] = (1 if cell["hours"] is None else cell["hours"]) / len(leads)
    return dict(found)


def shares(structure: Structure, cell: Row) -> list[float] | None:
    found = hours(structure, cell)
    total = sum(found.values())
    return [one / total for one in found.values()] if total else None


def squares(p: list[float]) -> float:
    return sum(one * one for one in p)


def shannon(p: list[float]) -> float:
    return -sum(one * log(one) for one in p if one)


def _each(structure: Structure, index: Callable[[list[float]], float]) -> list[float | None]:
    found = [shares(structure, cell) for cell in cells(structure)]
    return [None if p is None else index(p) for p in found]


def _by_key(structure: Structure, index: Callable[[list[float]], float]) -> dict[Any, float]:
    values = (nan if value is None else value for value in _each(structure, index))
    return dict(zip(reading.keys(structure), values, strict=True))


def herfindahl(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, squares)


def normalised(structure: Structure) -> dict[Any, float]:
    def index(p: list[float]) -> float:
        return nan if len(p) == 1 else (squares(p) - 1 / len(p)) / (1 - 1 / len(p))

    return _by_key(structure, index)


def entropy(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, shannon)


def evenness(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, lambda p: nan if len(p) == 1 else shannon(p) / log(len(p)))


def effective_number(structure: Structure) -> dict[Any, float]:
    return _by_key(structure, lambda p: 1 / squares(p))


def _weights(structure: Structure) -> list[float]:
    """Cases times hours per case."""
    pairs = zip(cells(structure), reading.weights(structure), strict=True)
    return [cases * (1 if cell["hours"] is None else cell["hours"]) for cell, cases in pairs]


def mean_concentration(structure: Structure) -> float | None:
    return reading.mean(_each(structure, squares), _weights(structure))


def mean_effective_number(structure: Structure) -> float | None:
    return reading.mean(_each(structure, lambda p: 1 / squares(p)), _weights(structure))


def portfolio(structure: Structure) -> dict[str, float]:
    """Effective number of matters among which a unit divides cases times hours."""
    spent: dict[str, Counter[str]] = {unit: Counter() for unit in reading.units(structure)}
    for cell, cases in zip(cells(structure), reading.weights(structure), strict=True):
        for unit, own in hours(structure, cell).items():
            if unit in spent:
                spent[unit][cell["matter"]] += own * cases
    return {
        unit: 1 / squares([one / total for one in own.values()]) if (total := own.total()) else nan
        for unit, own in spent.items()
    }
