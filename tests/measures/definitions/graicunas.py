"""Graicunas' relationships, counted one by one."""

from itertools import chain, combinations, permutations
from typing import Any

import networkx as nx


def single(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    return {unit: float(len(led)) for unit, led in directly_led(graph).items()}


def cross(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    """From each subordinate to each other one."""
    if not graph.is_directed():
        return None
    return {
        unit: float(len(list(permutations(led, 2)))) for unit, led in directly_led(graph).items()
    }


def group(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    """With each subordinate while any group of the others is present."""
    if not graph.is_directed():
        return None
    return {
        unit: float(sum(len(groups(led - {one})) for one in led))
        for unit, led in directly_led(graph).items()
    }


def total(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    kinds = [single(graph), cross(graph), group(graph)]
    if None in kinds:
        return None
    return {unit: sum(kind[unit] for kind in kinds if kind) for unit in graph}


def directly_led(graph: "nx.Graph[Any]") -> dict[Any, set[Any]]:
    return {unit: set(graph.successors(unit)) - {unit} for unit in graph}


def groups(units: set[Any]) -> list[Any]:
    """Every group of at least one."""
    return list(chain.from_iterable(combinations(units, k) for k in range(1, len(units) + 1)))
