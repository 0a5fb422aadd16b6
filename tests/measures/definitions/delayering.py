"""Supervision, written out: every relationship of every manager named and counted."""

from itertools import combinations, permutations
from typing import Any

import networkx as nx


def _teams(graph: "nx.Graph[Any]") -> list[set[Any]]:
    return [team for unit in graph if (team := set(graph.successors(unit)) - {unit})]


def managers(graph: "nx.Graph[Any]") -> float | None:
    return float(len(_teams(graph))) if graph.is_directed() else None


def mean_relationships(graph: "nx.Graph[Any]") -> float | None:
    if not graph.is_directed() or not _teams(graph):
        return None
    counts = []
    for team in _teams(graph):
        single = list(team)
        cross = list(permutations(team, 2))
        group = [
            (one, company)
            for one in team
            for size in range(1, len(team))
            for company in combinations(team - {one}, size)
        ]
        counts.append(len(single) + len(cross) + len(group))
    return sum(counts) / len(counts)
