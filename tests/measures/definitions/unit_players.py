"""Units as key players, written out: the graph without each of them, and how near each is."""

from math import nan
from typing import Any

import networkx as nx

from tests.measures.definitions import fragmentation


def without(graph: "nx.Graph[Any]", unit: Any) -> "nx.Graph[Any]":
    left = graph.copy()
    left.remove_node(unit)
    return left


def components(graph: "nx.Graph[Any]") -> dict[Any, float]:
    found = {unit: fragmentation.components(without(graph, unit)) for unit in graph}
    return {unit: nan if value is None else value for unit, value in found.items()}


def distance(graph: "nx.Graph[Any]") -> dict[Any, float]:
    found = {unit: fragmentation.distance(without(graph, unit)) for unit in graph}
    return {unit: nan if value is None else value for unit, value in found.items()}


def reach(graph: "nx.Graph[Any]") -> dict[Any, float]:
    """A unit is as near to itself as to its neighbours."""
    either = nx.Graph(graph)
    lengths = {unit: nx.single_source_shortest_path_length(either, unit) for unit in graph}
    return {
        unit: sum(1 / max(steps, 1) for steps in lengths[unit].values()) / len(graph)
        for unit in graph
    }
