"""Brokerage roles: all triples of units, by line, over leadership and guidance."""

from collections.abc import Callable
from itertools import permutations
from math import nan
from typing import Any

Lines = tuple[Any, Any, Any]


def _roles(structure: Any, holds: Callable[[Lines], bool]) -> dict[Any, float]:
    units = [row for row in structure.units.to_dict("records") if row["kind"] != "public"]
    line = {row["id"]: row["line"] for row in units if isinstance(row["line"], str)}
    ties = structure.relations.query("kind in ('leads', 'guides')")
    arcs = set(zip(ties["source"], ties["target"], strict=True))
    found = {row["id"]: 0.0 if row["id"] in line else nan for row in units}
    for first, broker, last in permutations(line, 3):
        mediated = {(first, broker), (broker, last)} <= arcs and (first, last) not in arcs
        if mediated and holds((line[first], line[broker], line[last])):
            found[broker] += 1
    return found


def coordinator(structure: Any) -> dict[Any, float]:
    return _roles(structure, lambda lines: len(set(lines)) == 1)


def consultant(structure: Any) -> dict[Any, float]:
    return _roles(structure, lambda lines: lines[0] == lines[2] != lines[1])


def gatekeeper(structure: Any) -> dict[Any, float]:
    return _roles(structure, lambda lines: lines[0] != lines[1] == lines[2])


def representative(structure: Any) -> dict[Any, float]:
    return _roles(structure, lambda lines: lines[0] == lines[1] != lines[2])


def liaison(structure: Any) -> dict[Any, float]:
    return _roles(structure, lambda lines: len(set(lines)) == 3)


def total(structure: Any) -> dict[Any, float]:
    return _roles(structure, lambda _: True)
