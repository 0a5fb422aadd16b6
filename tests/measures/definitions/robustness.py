"""Robustness, written out: the graph is cut down fall by fall and its parts counted."""

from collections.abc import Callable
from typing import Any

import networkx as nx

from tests.measures.definitions.congestion import _joined, load


def _mean(graph: "nx.Graph[Any]", early: Callable[[Any], float]) -> float | None:
    plain = _joined(graph)
    n, fallen, values = len(plain), 0, []
    for weight in sorted({round(early(unit), 6) for unit in plain}, reverse=True):
        if fallen >= 0.1 * n:
            break
        group = [unit for unit in plain if round(early(unit), 6) == weight]
        plain.remove_nodes_from(group)
        fallen += len(group)
        if plain:
            largest = max(len(part) for part in nx.connected_components(plain))
            values += [largest / len(plain)] * len(group)
    return sum(values) / len(values) if values else None


def by_load(graph: "nx.Graph[Any]") -> float | None:
    plain = _joined(graph)
    own = {unit: len(nx.node_connected_component(plain, unit)) - 1 for unit in plain}
    loads = load(graph)
    return _mean(graph, lambda unit: loads[unit] - own[unit])


def by_degree(graph: "nx.Graph[Any]") -> float | None:
    return _mean(graph, _joined(graph).degree)


def top_down(graph: "nx.Graph[Any]") -> float | None:
    if not graph.is_directed():
        return None
    condensed = nx.condensation(graph)
    layer = {}
    for part in nx.topological_sort(condensed):
        above = [layer[before] for before in condensed.predecessors(part)]
        layer[part] = max(above) + 1 if above else 0
    return _mean(graph, lambda unit: -layer[condensed.graph["mapping"][unit]])
