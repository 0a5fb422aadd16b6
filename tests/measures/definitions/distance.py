"""Plain distances, written out: breadth-first search from every unit over the undirected graph."""

from collections import deque
from itertools import combinations
from typing import Any

import networkx as nx


def steps_from(graph: "nx.Graph[Any]", start: Any) -> dict[Any, int]:
    """Steps from a unit to every unit it can reach, ties taken either way."""
    around = {unit: set(nx.all_neighbors(graph, unit)) for unit in graph}
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for other in around[here] - steps.keys():
            steps[other] = steps[here] + 1
            waiting.append(other)
    return steps


def lengths(graph: "nx.Graph[Any]") -> list[int | None]:
    """The length of every pair's path; None for a pair without one."""
    steps = {unit: steps_from(graph, unit) for unit in graph}
    return [steps[a].get(b) for a, b in combinations(graph, 2)]


def average(graph: "nx.Graph[Any]") -> float | None:
    found = [length for length in lengths(graph) if length]
    return sum(found) / len(found) if found else None


def harmonic(graph: "nx.Graph[Any]") -> float | None:
    every = lengths(graph)
    inverse = sum(1 / length for length in every if length)
    return len(every) / inverse if inverse else None


def diameter(graph: "nx.Graph[Any]") -> float | None:
    return max((length for length in lengths(graph) if length), default=None)


def wiener(graph: "nx.Graph[Any]") -> float | None:
    every = lengths(graph)
    return None if not every or None in every else sum(every)


def between(graph: "nx.Graph[Any]", a: Any, b: Any) -> float | None:
    return steps_from(graph, a).get(b)
