"""Checks of oracles: Integration across axes."""

from typing import Any

from govgraph.measures import integration
from tests.measures.oracles import Check, Oracle, graph_of, partition


def ei_index(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    division = partition(oracle["params"]["partition"], graph)
    result = {}
    for ties in ("arcs", "edges"):
        found = integration.index(graph, division, ties=ties)
        own = {"E": found.external, "I": found.internal, "EI": found.index}
        result |= {f"{ties}_{key}": number for key, number in own.items()}
        if ties == "arcs":
            result |= {**own, "expected_permutation": found.expected}
    return {key: number for key, number in result.items() if key in oracle["expected"]}


CHECKS: dict[str, Check] = {
    "ei_index": ei_index,
}
