"""Gateways: a unit is one when taking it away leaves no chain of command."""

from math import nan
from typing import Any

import networkx as nx


def _tops(graph: "nx.Graph[Any]") -> set[Any]:
    return {unit for unit in graph if not set(graph.predecessors(unit)) - {unit}}


def _reached(graph: "nx.Graph[Any]", tops: set[Any]) -> set[Any]:
    return tops.union(*(nx.descendants(graph, top) for top in tops))


def _pairs(graph: "nx.Graph[Any]") -> tuple[set[Any], set[tuple[Any, Any]]]:
    """Units that a top leads; pairs of a unit and another that is reached only through it."""
    tops = _tops(graph)
    reached = _reached(graph, tops)
    pairs = set()
    for unit in reached:
        without = graph.subgraph(set(graph) - {unit})
        lost = reached - _reached(without, tops - {unit}) - {unit}
        pairs |= {(unit, other) for other in lost}
    return reached, pairs


def dependents(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    reached, pairs = _pairs(graph)
    return {u: float(sum(a == u for a, _ in pairs)) if u in reached else nan for u in graph}


def gateways(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    reached, pairs = _pairs(graph)
    return {u: float(sum(b == u for _, b in pairs)) if u in reached else nan for u in graph}


def gateway_share(graph: "nx.Graph[Any]") -> float | None:
    if not graph.is_directed():
        return None
    reached, pairs = _pairs(graph)
    tops = _tops(graph)
    below = reached - tops
    behind = {b for a, b in pairs if a not in tops}
    return len(behind) / len(below) if below else None
