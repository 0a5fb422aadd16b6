"""The E-I index, written out arc by arc."""

from govgraph.model.authority import COORDINATION
from govgraph.model.structure import Structure
from tests.measures.reading import arcs, group


def grouped(structure: Structure, by: str) -> list[tuple[str, str, bool]]:
    """Arcs between units that both have a group, and whether it is another one."""
    return [
        (source, target, group(structure, source, by) != group(structure, target, by))
        for source, target in arcs(structure, COORDINATION)
        if None not in (group(structure, source, by), group(structure, target, by))
    ]


def index(ties: list[tuple[str, str, bool]]) -> float | None:
    external = sum(crosses for *_, crosses in ties)
    internal = len(ties) - external
    return (external - internal) / (external + internal) if ties else None


def level(structure: Structure) -> float | None:
    return index(grouped(structure, "level"))


def line(structure: Structure) -> float | None:
    return index(grouped(structure, "line"))


def sector(structure: Structure) -> float | None:
    return index(grouped(structure, "sector"))
