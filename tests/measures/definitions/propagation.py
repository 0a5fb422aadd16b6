"""Propagation of change, written out: everything within reach by breadth-first search."""

from typing import Any

import networkx as nx


def fan_out(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    return {unit: float(len(nx.single_source_shortest_path(graph, unit))) for unit in graph}


def fan_in(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    return fan_out(graph.reverse()) if graph.is_directed() else None


def cost(graph: "nx.Graph[Any]") -> float | None:
    reached = fan_out(graph)
    return sum(reached.values()) / len(graph) ** 2 if reached else None
