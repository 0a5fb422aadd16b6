"""The E-I index of units, written out: the arcs at each of them."""

from math import nan

from govgraph.model.structure import Structure
from tests.measures.definitions.integration import grouped, index
from tests.measures.reading import units


def _each(structure: Structure, by: str) -> dict[str, float]:
    ties = grouped(structure, by)
    found = {unit: index([tie for tie in ties if unit in tie[:2]]) for unit in units(structure)}
    return {unit: nan if value is None else value for unit, value in found.items()}


def level(structure: Structure) -> dict[str, float]:
    return _each(structure, "level")


def line(structure: Structure) -> dict[str, float]:
    return _each(structure, "line")


def sector(structure: Structure) -> dict[str, float]:
    return _each(structure, "sector")
