"""Isomorphic responsibilities, written out: every pair of a unit and the one above it."""

from math import nan

from govgraph.model.structure import Structure
from tests.measures.reading import arcs, group, rows, units


def lines(structure: Structure, unit: str) -> set[str]:
    further = {row["line"] for row in rows(structure, "unit_lines") if row["unit"] == unit}
    return (further | {structure.unit(unit)["line"]}) - {None}


def duties(structure: Structure, unit: str) -> set[tuple[str, str]]:
    own = (row for row in rows(structure, "duties") if row["unit"] == unit)
    return {(row["matter"], row["role"]) for row in own}


def alike(structure: Structure) -> dict[tuple[str, str], float]:
    """Jaccard index of each pair: of one line, tied, on two levels, both stating duties."""
    order = list(structure.levels["id"])
    found = {}
    for upper, lower in arcs(structure, ("leads", "guides")):
        levels = [group(structure, unit, "level") for unit in (upper, lower)]
        if None in levels or order.index(levels[0]) >= order.index(levels[1]):
            continue
        one, other = duties(structure, upper), duties(structure, lower)
        if lines(structure, upper) & lines(structure, lower) and one and other:
            found[upper, lower] = len(one & other) / len(one | other)
    return found


def mean(structure: Structure) -> float | None:
    found = alike(structure).values()
    return sum(found) / len(found) if found else None


def unit(structure: Structure) -> dict[str, float]:
    found = alike(structure)
    own = {u: [value for pair, value in found.items() if u in pair] for u in units(structure)}
    return {u: sum(each) / len(each) if each else nan for u, each in own.items()}


def likeness(structure: Structure, first: str, second: str) -> float | None:
    one, other = duties(structure, first), duties(structure, second)
    known = {first, second} <= set(units(structure)) and one and other
    return len(one & other) / len(one | other) if known else None
