"""Agony, written out: every assignment of ranks is tried."""

from functools import cache
from typing import Any

import networkx as nx
import numpy as np


@cache
def assignments(count: int) -> np.ndarray:
    """Every way to give ranks below `count`, one row each; more are never needed."""
    if not count:
        return np.zeros((1, 0), np.int8)
    return np.indices((count,) * count, np.int8).reshape(count, -1).T


def best(graph: "nx.Graph[Any]") -> tuple[float, np.ndarray]:
    """The least agony and all ranks that have it."""
    number = {unit: place for place, unit in enumerate(graph)}
    ranks = np.asfortranarray(assignments(len(graph)))
    agony = np.zeros(len(ranks), np.int16)
    for a, b in graph.edges:
        agony += np.maximum(ranks[:, number[a]] - ranks[:, number[b]] + 1, 0)
    return float(agony.min()), ranks[agony == agony.min()]


def total(graph: "nx.Graph[Any]") -> float | None:
    return best(graph)[0] if graph.is_directed() else None


def rank(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    ranks = best(graph)[1]
    lowest = ranks.min(axis=0)
    assert (ranks == lowest).all(axis=1).any()
    return dict(zip(graph, lowest.astype(float).tolist(), strict=True))


def hierarchy(graph: "nx.Graph[Any]") -> float | None:
    agony, ties = total(graph), graph.number_of_edges()
    return None if agony is None or not ties else 1 - agony / ties
