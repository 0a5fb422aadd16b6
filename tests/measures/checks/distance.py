"""Checks of oracles: Plain paths."""

from typing import Any

from govgraph.measures import communicability, distance, efficiency, resistance
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
        "estrada": communicability.estrada(graph),
        "diam": value(distance.diameter, graph, over="all"),
    }


def pairs(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    unit = {str(one): one for one in graph}
    ends = {pair: pair.split("|") for pair in oracle["expected"]}
    return {pair: communicability.between(graph, unit[a], unit[b]) for pair, (a, b) in ends.items()}


CHECKS: dict[str, Check] = {
    "distance_family": distance_family,
    "communicability": pairs,
}
