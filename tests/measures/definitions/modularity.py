"""Modularity of a division, written out over all ordered pairs of units of one group."""

from govgraph.model.structure import Structure
from tests.measures.definitions.integration import grouped
from tests.measures.reading import group, units


def score(structure: Structure, by: str) -> float | None:
    """Arcs minus those expected from out- and in-degrees, as Leicht and Newman have it."""
    ties = [(source, target) for source, target, _ in grouped(structure, by)]
    if not ties:
        return None
    total = 0.0
    for one in units(structure):
        for other in units(structure):
            own = group(structure, one, by)
            if own is None or own != group(structure, other, by):
                continue
            out = sum(source == one for source, _ in ties)
            into = sum(target == other for _, target in ties)
            total += ((one, other) in ties) - out * into / len(ties)
    return total / len(ties)


def line(structure: Structure) -> float | None:
    return score(structure, "line")


def area(structure: Structure) -> float | None:
    return score(structure, "area")


def sector(structure: Structure) -> float | None:
    return score(structure, "sector")
