"""Span of control, written out."""

from itertools import product
from statistics import fmean
from statistics import median as middle
from typing import Any

import networkx as nx


def subordinates(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    return {unit: float(len(set(graph.successors(unit)) - {unit})) for unit in graph}


def spans(graph: "nx.Graph[Any]") -> list[float]:
    return [span for span in (subordinates(graph) or {}).values() if span]


def mean(graph: "nx.Graph[Any]") -> float | None:
    return fmean(spans(graph)) if spans(graph) else None


def max_(graph: "nx.Graph[Any]") -> float | None:
    return max(spans(graph), default=None)


def median(graph: "nx.Graph[Any]") -> float | None:
    return middle(spans(graph)) if spans(graph) else None


def gini(graph: "nx.Graph[Any]") -> float | None:
    """Half the mean difference of two spans, over their mean."""
    own = spans(graph)
    return fmean(abs(a - b) for a, b in product(own, own)) / fmean(own) / 2 if own else None


def one_over_one(graph: "nx.Graph[Any]") -> float | None:
    return fmean(span == 1 for span in spans(graph)) if spans(graph) else None
