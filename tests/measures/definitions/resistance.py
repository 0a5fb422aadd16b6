"""Resistance distance, written out: Ω = L⁺aa + L⁺bb − 2 L⁺ab with the pseudoinverse."""

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np

from tests.measures.definitions.distance import steps_from


def between(graph: "nx.Graph[Any]", a: Any, b: Any) -> float | None:
    if b not in steps_from(graph, a):
        return None
    plain = nx.Graph(graph)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    place = {unit: position for position, unit in enumerate(plain)}
    inverse = np.linalg.pinv(nx.laplacian_matrix(plain).toarray().astype(float), hermitian=True)
    i, j = place[a], place[b]
    return float(inverse[i, i] + inverse[j, j] - 2 * inverse[i, j])


def kirchhoff(graph: "nx.Graph[Any]") -> float | None:
    found = [between(graph, a, b) for a, b in combinations(graph, 2)]
    return None if not found or None in found else sum(found)


def mean(graph: "nx.Graph[Any]") -> float | None:
    found = [between(graph, a, b) for a, b in combinations(graph, 2)]
    reachable = [value for value in found if value is not None]
    return sum(reachable) / len(reachable) if reachable else None
