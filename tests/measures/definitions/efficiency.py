"""Efficiency, written out: the mean of 1 / distance, of a graph and of every neighbourhood."""

from math import isnan, nan
from typing import Any

import networkx as nx

from tests.measures.definitions.distance import lengths


def overall(graph: "nx.Graph[Any]") -> float | None:
    every = lengths(graph)
    return sum(1 / length for length in every if length) / len(every) if every else None


def around(graph: "nx.Graph[Any]") -> dict[Any, float]:
    found = {}
    for unit in graph:
        neighbours = set(nx.all_neighbors(graph, unit)) - {unit}
        value = overall(graph.subgraph(neighbours)) if len(neighbours) > 1 else None
        found[unit] = nan if value is None else value
    return found


def local(graph: "nx.Graph[Any]") -> float | None:
    values = [0.0 if isnan(value) else value for value in around(graph).values()]
    return sum(values) / len(values) if values else None
