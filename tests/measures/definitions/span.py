"""Span of control, written out."""

from typing import Any

import networkx as nx


def subordinates(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    return {unit: float(len(set(graph.successors(unit)) - {unit})) for unit in graph}


def mean(graph: "nx.Graph[Any]") -> float | None:
    spans = [span for span in (subordinates(graph) or {}).values() if span]
    return sum(spans) / len(spans) if spans else None
