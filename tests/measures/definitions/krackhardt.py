"""Krackhardt's dimensions, written out over reachability, pair by pair."""

from itertools import combinations
from typing import Any

import networkx as nx


def reached(graph: "nx.Graph[Any]") -> dict[Any, set[Any]]:
    """Every unit that each unit reaches, itself included."""
    return {unit: {unit} | set(nx.descendants(graph, unit)) for unit in graph}


def connectedness(graph: "nx.Graph[Any]") -> float | None:
    pairs = list(combinations(graph, 2))
    plain = nx.Graph(graph)
    return sum(nx.has_path(plain, a, b) for a, b in pairs) / len(pairs) if pairs else None


def hierarchy(graph: "nx.Graph[Any]") -> float | None:
    if not graph.is_directed():
        return None
    to = reached(graph)
    either = [(a, b) for a, b in combinations(graph, 2) if b in to[a] or a in to[b]]
    one_way = [(a, b) for a, b in either if not (b in to[a] and a in to[b])]
    return len(one_way) / len(either) if either else None


def efficiency(graph: "nx.Graph[Any]") -> float | None:
    if not graph.is_directed():
        return None
    superfluous = possible = 0
    for part in nx.weakly_connected_components(graph):
        arcs = [(a, b) for a, b in graph.edges(part) if a != b]
        superfluous += len(arcs) - (len(part) - 1)
        possible += len(part) * (len(part) - 1) - (len(part) - 1)
    return 1 - superfluous / possible if possible else None


def least_upper_boundedness(graph: "nx.Graph[Any]") -> float | None:
    """An upper bound that every upper bound reaches."""
    return boundedness(graph, lambda to, upper, other: upper in to[other])


def greatest_upper_boundedness(graph: "nx.Graph[Any]") -> float | None:
    """What R's sna calls lubness: an upper bound that reaches every upper bound."""
    return boundedness(graph, lambda to, upper, other: other in to[upper])


def boundedness(graph: "nx.Graph[Any]", stands: Any) -> float | None:
    """One minus pairs without an upper bound that stands so to all others."""
    if not graph.is_directed():
        return None
    to, lacking, possible = reached(graph), 0, 0.0
    for part in nx.weakly_connected_components(graph):
        possible += (len(part) - 1) * (len(part) - 2) / 2
        for a, b in combinations(part, 2):
            bounds = [unit for unit in part if {a, b} <= to[unit]]
            lacking += not any(all(stands(to, u, other) for other in bounds) for u in bounds)
    return 1 - lacking / possible if possible else None
