"""Key players, written out for the conventions by default: one unit, removed units dropped."""

from typing import Any

import networkx as nx

from tests.measures.definitions import unit_players


def components(graph: "nx.Graph[Any]") -> float | None:
    return max(unit_players.components(graph).values()) if len(graph) > 2 else None


def distance(graph: "nx.Graph[Any]") -> float | None:
    return max(unit_players.distance(graph).values()) if len(graph) > 2 else None


def reach(graph: "nx.Graph[Any]") -> float | None:
    return max(unit_players.reach(graph).values()) if len(graph) else None
