"""Shapes of ties, written out tie by tie."""

from collections.abc import Callable
from typing import Any

import networkx as nx

Arc = tuple[Any, Any]


def share(graph: "nx.Graph[Any]", judge: Callable[["nx.Graph[Any]", Arc], bool | None]) -> Any:
    """Share of the arcs of which something holds, loops and those not judged left out."""
    if not graph.is_directed():
        return None
    plain = nx.DiGraph(graph)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    found = [judge(plain, arc) for arc in plain.edges]
    known = [one for one in found if one is not None]
    return sum(known) / len(known) if known else None


def below_top(graph: "nx.Graph[Any]", unit: Any) -> int | None:
    """Fewest steps from any unit without a superior."""
    tops = [top for top in graph if not graph.in_degree(top) and nx.has_path(graph, top, unit)]
    return min((nx.shortest_path_length(graph, top, unit) for top in tops), default=None)


def is_lateral(graph: "nx.Graph[Any]", arc: Arc) -> bool | None:
    steps = [below_top(graph, unit) for unit in arc]
    return None if None in steps else steps[0] == steps[1]


def is_skip(graph: "nx.Graph[Any]", arc: Arc) -> bool:
    rest = graph.copy()
    rest.remove_edge(*arc)
    return nx.has_path(rest, *arc)


def is_reciprocal(graph: "nx.Graph[Any]", arc: Arc) -> bool:
    return graph.has_edge(*arc[::-1])


def is_pooled(graph: "nx.Graph[Any]", arc: Arc) -> bool:
    return any(other != arc and other[1] == arc[1] for other in graph.edges)


def lateral(graph: "nx.Graph[Any]") -> float | None:
    return share(graph, is_lateral)


def skip(graph: "nx.Graph[Any]") -> float | None:
    return share(graph, is_skip)


def reciprocal(graph: "nx.Graph[Any]") -> float | None:
    return share(graph, is_reciprocal)


def pooled(graph: "nx.Graph[Any]") -> float | None:
    return share(graph, is_pooled)


def sequential(graph: "nx.Graph[Any]") -> float | None:
    return share(graph, lambda g, arc: not is_reciprocal(g, arc) and not is_pooled(g, arc))
