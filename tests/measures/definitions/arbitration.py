"""Arbitration, written out pair by pair."""

from itertools import combinations
from typing import Any

import networkx as nx

from tests.measures.definitions.common_superior import chain, lowest


def arbiters(graph: "nx.Graph[Any]") -> list[set[frozenset[Any]]]:
    """The lowest common superiors of every pair."""
    if not graph.is_directed():
        return []
    return [lowest(graph, a, b) for a, b in combinations(graph, 2)]


def depths(graph: "nx.Graph[Any]") -> list[int]:
    """For every pair that has an arbiter, the depth of the deepest."""
    return [max(chain(graph, min(circle)) for circle in one) for one in arbiters(graph) if one]


def top_share(graph: "nx.Graph[Any]") -> float | None:
    found = depths(graph)
    return sum(depth == 0 for depth in found) / len(found) if found else None


def depth(graph: "nx.Graph[Any]") -> float | None:
    found = depths(graph)
    return sum(found) / len(found) if found else None


def nobody(graph: "nx.Graph[Any]") -> float | None:
    every = arbiters(graph)
    return sum(not one for one in every) / len(every) if every else None


def several(graph: "nx.Graph[Any]") -> float | None:
    having = [one for one in arbiters(graph) if one]
    return sum(len(one) > 1 for one in having) / len(having) if having else None


def settled(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    pairs = arbiters(graph)
    return {unit: sum(unit in circle for one in pairs for circle in one) for unit in graph}
