"""Core and periphery: every division is tried."""

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np

Pairs = list[tuple[float, float]]


def _judged(graph: "nx.Graph[Any]", core: set[Any]) -> Pairs:
    """Tied or not, and in the core or not, for every pair on one side of the division."""
    return [
        (float(graph.has_edge(a, b) or graph.has_edge(b, a)), float(a in core))
        for a, b in combinations(graph, 2)
        if (a in core) == (b in core)
    ]


def _best(graph: "nx.Graph[Any]") -> list[tuple[set[Any], Pairs]]:
    if all(a == b for a, b in graph.edges()):
        return []
    found = []
    for size in range(len(graph) + 1):
        for core in combinations(graph, size):
            pairs = _judged(graph, set(core))
            found.append((sum(tied != inside for tied, inside in pairs), set(core), pairs))
    least = min(errors for errors, _, _ in found)
    return [(core, pairs) for errors, core, pairs in found if errors == least]


def membership(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    best = _best(graph)
    if not best:
        return None
    return {unit: sum(unit in core for core, _ in best) / len(best) for unit in graph}


def core_share(graph: "nx.Graph[Any]") -> float | None:
    best = _best(graph)
    if not best:
        return None
    return sum(len(core) for core, _ in best) / len(best) / len(graph)


def _pooled(graph: "nx.Graph[Any]") -> Pairs:
    return [pair for _, pairs in _best(graph) for pair in pairs]


def misfit(graph: "nx.Graph[Any]") -> float | None:
    pairs = _pooled(graph)
    return sum(tied != inside for tied, inside in pairs) / len(pairs) if pairs else None


def correlation(graph: "nx.Graph[Any]") -> float | None:
    pairs = np.array(_pooled(graph)).reshape(-1, 2)
    if len(set(pairs[:, 0])) < 2 or len(set(pairs[:, 1])) < 2:
        return None
    return float(np.corrcoef(pairs.T)[0, 1])
