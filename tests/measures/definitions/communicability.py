"""Communicability, written out: the matrices of walks of 0, 1, 2 … steps, added up."""

from math import factorial, log
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray


def walks(graph: "nx.Graph[Any]") -> NDArray[np.float64]:
    """Number of walks between every two units, each divided by the factorial of its length."""
    ties = [[float(a != b and graph_ties(graph, a, b)) for b in graph] for a in graph]
    matrix = np.array(ties).reshape(len(graph), len(graph))
    steps, total = np.eye(len(graph)), np.zeros((len(graph), len(graph)))
    for power in range(60):
        total += steps / factorial(power)
        steps = steps @ matrix
    return total


def graph_ties(graph: "nx.Graph[Any]", a: Any, b: Any) -> bool:
    return graph.has_edge(a, b) or graph.has_edge(b, a)


def between(graph: "nx.Graph[Any]", a: Any, b: Any) -> float:
    place = {unit: position for position, unit in enumerate(graph)}
    return float(walks(graph)[place[a], place[b]])


def subgraph(graph: "nx.Graph[Any]") -> dict[Any, float]:
    return dict(zip(graph, np.diag(walks(graph)).tolist(), strict=True))


def estrada(graph: "nx.Graph[Any]") -> float | None:
    return sum(subgraph(graph).values()) if len(graph) else None


def natural(graph: "nx.Graph[Any]") -> float | None:
    total = estrada(graph)
    return None if total is None else log(total / len(graph))
