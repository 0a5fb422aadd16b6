"""Common superiors, written out: sets of superiors, circles as one, and whom none stands below."""

from typing import Any

import networkx as nx

Circles = frozenset[Any]


def over(graph: "nx.Graph[Any]", unit: Any) -> set[Any]:
    """A unit and everyone who stands over it, directly or through others."""
    found = {unit}
    while new := {head for low in found for head in graph.predecessors(low)} - found:
        found |= new
    return found


def lowest(graph: "nx.Graph[Any]", a: Any, b: Any) -> set[Circles]:
    """Common superiors under whom no other stands; those who lead one another as one set."""
    common = over(graph, a) & over(graph, b)
    circle = {c: frozenset(d for d in over(graph, c) if c in over(graph, d)) for c in common}
    return {
        circle[c]
        for c in common
        if all(c not in over(graph, d) or d in over(graph, c) for d in common)
    }


def chain(graph: "nx.Graph[Any]", unit: Any) -> int:
    """Steps of the longest chain from the top to a unit, steps inside circles not counted."""
    circle = {one for one in over(graph, unit) if unit in over(graph, one)}
    heads = {head for low in circle for head in graph.predecessors(low)} - circle
    return 1 + max(chain(graph, head) for head in heads) if heads else 0


def number(graph: "nx.Graph[Any]", a: Any, b: Any) -> float | None:
    return len(lowest(graph, a, b)) if graph.is_directed() else None


def depth(graph: "nx.Graph[Any]", a: Any, b: Any) -> float | None:
    found = lowest(graph, a, b) if graph.is_directed() else set()
    return max((chain(graph, c) for circle in found for c in circle), default=None)


def steps(graph: "nx.Graph[Any]", a: Any, b: Any) -> float | None:
    if not graph.is_directed():
        return None
    down = {c: nx.single_source_shortest_path_length(graph, c) for c in over(graph, a)}
    return min((one[a] + one[b] for one in down.values() if b in one), default=None)
