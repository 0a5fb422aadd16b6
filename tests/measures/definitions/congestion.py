"""Congestion, written out: every shortest path of every pair, one by one."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import networkx as nx


def _joined(graph: "nx.Graph[Any]") -> "nx.Graph[Any]":
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((a, b) for a, b in graph.edges if a != b)
    return plain


def _load(graph: "nx.Graph[Any]") -> dict[Any, Fraction]:
    plain = _joined(graph)
    found = dict.fromkeys(plain, Fraction(0))
    for sender, receiver in permutations(plain, 2):
        if nx.has_path(plain, sender, receiver):
            paths = list(nx.all_shortest_paths(plain, sender, receiver))
            for path in paths:
                for unit in path[:-1]:
                    found[unit] += Fraction(1, len(paths))
    return found


def load(graph: "nx.Graph[Any]") -> dict[Any, float]:
    return {unit: float(value) for unit, value in _load(graph).items()}


def _rates(graph: "nx.Graph[Any]") -> dict[Any, Fraction]:
    """Messages per step when every unit sends one to another unit that it can reach."""
    plain = _joined(graph)
    reach = {unit: len(nx.node_connected_component(plain, unit)) - 1 for unit in plain}
    return {unit: b / reach[unit] for unit, b in _load(graph).items() if reach[unit]}


def critical_rate(graph: "nx.Graph[Any]") -> float | None:
    rates = _rates(graph)
    return float(1 / max(rates.values())) if rates else None


def waiting(graph: "nx.Graph[Any]") -> float | None:
    rates = _rates(graph)
    if not rates:
        return None
    sending = Fraction(1, 2) / max(rates.values())
    return float(sum(sending * rate / (1 - sending * rate) for rate in rates.values()))
