"""Independent ways, written out: the fewest ties (or units) whose removal leaves no way."""

from itertools import combinations
from typing import Any

import networkx as nx

from govgraph.model.structure import Structure

OPERATED = ("channel", "desk", "platform")


def fewest_nodes(graph: "nx.Graph[Any]", a: Any, b: Any) -> int:
    """A direct arc is a way of its own; without it, try all sets of nodes to take away."""
    rest = graph.copy()
    direct = int(rest.has_edge(a, b))
    if direct:
        rest.remove_edge(a, b)
    for size in range(len(graph)):
        for removed in combinations(set(graph) - {a, b}, size):
            if not nx.has_path(nx.restricted_view(rest, removed, []), a, b):
                return direct + size
    raise AssertionError


def plain(graph: "nx.Graph[Any]") -> "nx.Graph[Any]":
    """Ties either way, without loops."""
    either: nx.Graph[Any] = nx.Graph(graph)
    either.remove_edges_from(list(nx.selfloop_edges(either)))
    return either


def edge_disjoint(graph: "nx.Graph[Any]", a: Any, b: Any) -> float | None:
    """By Menger's theorem, the fewest ties between a set of units around the one and the rest."""
    either = plain(graph)
    if a == b:
        return None
    sides = [
        {a, *inside}
        for size in range(len(either) - 1)
        for inside in combinations(set(either) - {a, b}, size)
    ]
    return min(len(list(nx.edge_boundary(either, side))) for side in sides)


def node_disjoint(graph: "nx.Graph[Any]", a: Any, b: Any) -> float | None:
    return None if a == b else fewest_nodes(plain(graph), a, b)


def operator(structure: Structure, unit: str) -> str:
    """Who operates a unit: for a channel, desk or platform the one that leads it."""
    units = structure.units.set_index("id")
    rows = structure.relations
    heads = rows[(rows["kind"] == "leads") & (rows["target"] == unit)]
    if units.loc[unit, "kind"] not in OPERATED:
        return unit
    marked = heads[heads["primary"].fillna(value=False).astype(bool)]
    for chosen in (set(marked["source"]), set(heads["source"])):
        if len(chosen) == 1:
            return operator(structure, chosen.pop())
    return unit


def ways_of_cases(structure: Structure) -> "nx.DiGraph[str]":
    """From the public to whom it serves, then by referral, by live call, up and down leadership."""
    kinds = structure.units.set_index("id")["kind"]
    node = {u: "" if kinds[u] == "public" else operator(structure, u) for u in kinds.index}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.values())
    for row in structure.relations.itertuples():
        one, other = node[row.source], node[row.target]
        if row.kind == "serves" and row.mode != "push":
            graph.add_edge(other, one)
        elif row.kind == "refers" or (row.kind == "calls" and row.probability != 0):
            graph.add_edge(one, other)
        elif row.kind == "leads":
            graph.add_edges_from([(one, other), (other, one)])
    if "" in graph:
        graph.remove_edges_from(list(graph.in_edges("")))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def from_public(structure: Structure) -> dict[str, float] | None:
    rows = structure.relations
    if not ((rows["kind"] == "serves") & ~(rows["mode"] == "push")).any():
        return None
    graph = ways_of_cases(structure)
    units = structure.units.loc[structure.units["kind"] != "public", "id"]
    return {u: fewest_nodes(graph, "", operator(structure, u)) for u in units}


def single_way(structure: Structure) -> float | None:
    ways = from_public(structure)
    reached = [number for number in (ways or {}).values() if number]
    return sum(number == 1 for number in reached) / len(reached) if reached else None
