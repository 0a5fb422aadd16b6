"""Checks of oracles: Modularity of a given division."""

from typing import Any

from govgraph.measures import modularity
from tests.measures.oracles import Check, Oracle, graph_of, partition

#: The division of the karate club that reaches the optimum.
OPTIMUM = (
    (1, 2, 3, 4, 8, 12, 13, 14, 18, 20, 22),
    (5, 6, 7, 11, 17),
    (9, 10, 15, 16, 19, 21, 23, 27, 30, 31, 33, 34),
    (24, 25, 26, 28, 29, 32),
)


def given(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    ties = "edges" if "undirected" in oracle["convention"] else "arcs"
    return modularity.score(graph, partition(oracle["params"]["partition"], graph), ties=ties)


def optimum(oracle: Oracle) -> Any:
    division = {unit: group for group, units in enumerate(OPTIMUM) for unit in units}
    return modularity.score(graph_of(oracle), division)


CHECKS: dict[str, Check] = {
    "modularity": given,
    "max_modularity": optimum,
}
