"""Processing delay, played out: cycle after cycle, each superior takes in one report."""

from math import isnan, nan
from typing import Any

import networkx as nx


def complete(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    below = {unit: set(graph.successors(unit)) - {unit} for unit in graph}
    missing = {unit: set(units) for unit, units in below.items()}
    done = {unit: 0.0 for unit, units in below.items() if not units}
    for cycle in range(1, graph.number_of_edges() + len(graph) + 1):
        sent = set(done)
        for unit, waited in missing.items():
            at_hand = sorted(waited & sent, key=str)
            if at_hand:
                waited.remove(at_hand[0])
                if not waited:
                    done[unit] = float(cycle)
    return {unit: done.get(unit, nan) for unit in graph}


def reporting(graph: "nx.Graph[Any]") -> float | None:
    cycles = list((complete(graph) or {}).values())
    if any(map(isnan, cycles)):
        return None
    return max(cycles, default=0.0) or None
