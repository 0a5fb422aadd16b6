"""Flow hierarchy, written out: an arc lies on a circle when its end reaches its start."""

from typing import Any

import networkx as nx


def hierarchy(graph: "nx.Graph[Any]") -> float | None:
    if not graph.is_directed():
        return None
    arcs = list(graph.edges)
    straight = [(a, b) for a, b in arcs if not nx.has_path(graph, b, a)]
    return len(straight) / len(arcs) if arcs else None
