"""Checks of oracles: Plain paths."""

from typing import Any

from govgraph.measures import distance
from govgraph.measures.groundwork.lengths import plain_lengths
from tests.measures.oracles import Check, Oracle, graph_of, value


def distance_family(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    apl = value(distance.average, graph, over="all")
    pairs = len(graph) * (len(graph) - 1) / 2
    return {
        "global_eff": plain_lengths(graph, None).nearness,
        "harmonic_mean_dist": value(distance.harmonic, graph),
        "apl": apl,
        "wiener": None if apl is None else apl * pairs,
        "diam": value(distance.diameter, graph, over="all"),
    }


CHECKS: dict[str, Check] = {
    "distance_family": distance_family,
}
