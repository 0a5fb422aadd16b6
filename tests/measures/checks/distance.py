"""Checks of oracles: Plain paths."""

from typing import Any

from govgraph.measures import distance, efficiency, resistance
from tests.measures.oracles import Check, Oracle, graph_of, value


def distance_family(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    return {
        "global_eff": efficiency.overall(graph),
        "local_eff": efficiency.local(graph),
        "harmonic_mean_dist": value(distance.harmonic, graph),
        "apl": value(distance.average, graph, over="all"),
        "wiener": value(distance.wiener, graph),
        "kirchhoff": value(resistance.kirchhoff, graph),
        "diam": value(distance.diameter, graph, over="all"),
    }


CHECKS: dict[str, Check] = {
    "distance_family": distance_family,
}
