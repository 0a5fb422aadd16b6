"""Trophic levels, written out: least squares over the arcs, and expected climbs to a top."""

from typing import Any

import networkx as nx
import numpy as np


def arcs_of(graph: "nx.Graph[Any]") -> list[tuple[Any, Any]]:
    return [(a, b) for a, b in graph.edges if a != b]


def level(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    """Levels with the least sum of squared distances of steps from 1, each part from 0."""
    if not graph.is_directed():
        return None
    number = {unit: place for place, unit in enumerate(graph)}
    arcs = arcs_of(graph)
    steps = np.zeros((len(arcs), len(graph)))
    for row, (a, b) in enumerate(arcs):
        steps[row, [number[a], number[b]]] = -1, 1
    best = np.linalg.lstsq(steps, np.ones(len(arcs)), rcond=None)[0] if len(graph) else []
    lowest = {
        unit: min(best[number[other]] for other in part)
        for part in nx.weakly_connected_components(graph)
        for unit in part
    }
    return {unit: float(best[number[unit]] - lowest[unit]) for unit in graph}


def incoherence(graph: "nx.Graph[Any]") -> float | None:
    levels, arcs = level(graph), list(graph.edges)
    if levels is None or not arcs:
        return None
    return float(np.mean([(levels[b] - levels[a] - 1) ** 2 for a, b in arcs]))


def coherence(graph: "nx.Graph[Any]") -> float | None:
    value = incoherence(graph)
    return None if value is None else 1 - value


def levine_level(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    """One more than the expected steps of a walk that climbs to a random superior each time."""
    if not graph.is_directed():
        return None
    above = {unit: {unit} | nx.ancestors(graph, unit) for unit in graph}
    superiors = {unit: set(graph.predecessors(unit)) - {unit} for unit in graph}
    tops = {unit for unit in graph if not superiors[unit]}
    sure = [u for u in graph if all(above[other] & tops for other in above[u])]
    inner = [unit for unit in sure if unit not in tops]
    climb = np.array([[(b in superiors[a]) / len(superiors[a]) for b in inner] for a in inner])
    steps = np.linalg.inv(np.eye(len(inner)) - climb).sum(axis=1) if inner else []
    levels = dict.fromkeys(graph, np.nan) | dict.fromkeys(tops, 1.0)
    return levels | {unit: 1 + float(step) for unit, step in zip(inner, steps, strict=True)}


def levine_incoherence(graph: "nx.Graph[Any]") -> float | None:
    levels, arcs = levine_level(graph), arcs_of(graph)
    if levels is None or not arcs or np.isnan(list(levels.values())).any():
        return None
    return float(np.std([levels[b] - levels[a] for a, b in arcs]))
