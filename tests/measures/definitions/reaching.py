"""Reaching centrality, written out."""

from typing import Any

import networkx as nx


def centrality(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed() or len(graph) < 2:
        return None
    others = len(graph) - 1
    return {unit: len(nx.descendants(graph, unit)) / others for unit in graph}


def global_centrality(graph: "nx.Graph[Any]") -> float | None:
    own = centrality(graph)
    if own is None:
        return None
    return sum(max(own.values()) - value for value in own.values()) / (len(graph) - 1)
