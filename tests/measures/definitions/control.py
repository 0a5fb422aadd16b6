"""Control loss, written out: every simple path from a top, its product, the largest."""

from collections.abc import Hashable, Iterable
from math import isnan, nan, prod
from typing import Any

import networkx as nx

Arc = tuple[Hashable, Hashable, float]


def best_chains(nodes: Iterable[Hashable], arcs: list[Arc]) -> dict[Any, float]:
    """The largest product of retentions over the chains from a top to each unit."""
    nodes = list(nodes)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    for upper, lower, share in arcs:
        if upper != lower:
            graph.add_edge(upper, lower, share=share)
    tops = [unit for unit in nodes if not graph.in_degree(unit)]
    found = {}
    for unit in nodes:
        chains = [
            prod(graph.edges[edge]["share"] for edge in path)
            for top in tops
            if top != unit
            for path in nx.all_simple_edge_paths(graph, top, unit)
        ]
        found[unit] = 1.0 if unit in tops else max(chains, default=nan)
    return found


def retained(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    return best_chains(graph, [(upper, lower, 0.9) for upper, lower in graph.edges])


def mean_retained(graph: "nx.Graph[Any]") -> float | None:
    shares = []
    for unit, share in (retained(graph) or {}).items():
        leads = set(graph.successors(unit)) - {unit}
        led = set(graph.predecessors(unit)) - {unit}
        if led and not leads and not isnan(share):
            shares.append(share)
    return sum(shares) / len(shares) if shares else None


def mean_lost(graph: "nx.Graph[Any]") -> float | None:
    kept = mean_retained(graph)
    return None if kept is None else 1 - kept
