"""Layers, written out: the longest of all chains of leadership, circles drawn together."""

from itertools import pairwise
from typing import Any

import networkx as nx


def unit_depth(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    drawn = nx.condensation(graph)
    tops = [part for part, above in drawn.in_degree if not above]
    depth = dict.fromkeys(drawn, 0)
    for top in tops:
        for part in nx.descendants(drawn, top):
            chains = nx.all_simple_paths(drawn, top, part)
            depth[part] = max(depth[part], *(len(list(pairwise(chain))) for chain in chains))
    return {unit: float(depth[drawn.graph["mapping"][unit]]) for unit in graph}


def depth(graph: "nx.Graph[Any]") -> float | None:
    return max((unit_depth(graph) or {}).values(), default=None)


def count(graph: "nx.Graph[Any]") -> float | None:
    deepest = depth(graph)
    return None if deepest is None else deepest + 1
