"""Fragmentation of a network, written out pair by pair, ties taken either way."""

from itertools import combinations
from typing import Any

import networkx as nx


def either_way(graph: "nx.Graph[Any]") -> "nx.Graph[Any]":
    return nx.Graph(graph)


def components(graph: "nx.Graph[Any]") -> float | None:
    pairs = list(combinations(graph, 2))
    apart = [pair for pair in pairs if not nx.has_path(either_way(graph), *pair)]
    return len(apart) / len(pairs) if pairs else None


def distance(graph: "nx.Graph[Any]") -> float | None:
    """One minus the mean of 1 / distance; a pair without a path counts 0."""
    pairs = list(combinations(graph, 2))
    near = 0.0
    for one, other in pairs:
        if nx.has_path(either_way(graph), one, other):
            near += 1 / nx.shortest_path_length(either_way(graph), one, other)
    return 1 - near / len(pairs) if pairs else None
