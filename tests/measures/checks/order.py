"""Checks of oracles: reaching centrality, flow hierarchy, propagation, agony, trophic levels."""

import tomllib
from pathlib import Path
from typing import Any

import networkx as nx

from govgraph.measures import agony, flow, propagation, reaching, trophic
from tests.measures.oracles import Check, Oracle, graph_of, value


def levine(oracle: Oracle) -> Any:
    """Levels by unit; networkx refuses a graph as a whole where no unit has one."""
    levels = trophic.levine_level(graph_of(oracle))
    return "error: no basal node" if levels.isna().any() else by_name(levels)


def by_name(levels: Any) -> dict[str, float]:
    return {str(unit): level for unit, level in levels.items()}


def propagated(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    return {
        "with_diagonal": propagation.cost(graph),
        "without_diagonal": propagation.cost(graph, diagonal=False),
    }


def food_web() -> "nx.DiGraph[int]":
    """The web of the Ythan estuary, which the file of oracles names but does not hold."""
    text = Path(__file__).parents[1].joinpath("food_web.toml").read_text("utf-8")
    eaten = {int(eater): food for eater, food in tomllib.loads(text).items()}
    return nx.DiGraph([(food, eater) for eater, foods in eaten.items() for food in foods])


def incoherence(oracle: Oracle) -> Any:
    graph = graph_of(oracle) if oracle["graph"] else food_web()
    found = value(trophic.incoherence, graph)
    assert value(trophic.coherence, graph) == (None if found is None else 1 - found)
    return found


def global_reaching(oracle: Oracle) -> Any:
    """Of a graph, or of balanced trees named by span and height."""
    if oracle["graph"]:
        return value(reaching.global_centrality, graph_of(oracle))
    sizes = {name: map(int, name[1:].split("h")) for name in oracle["expected"]}
    return {
        name: reaching.global_centrality(nx.balanced_tree(*size, create_using=nx.DiGraph))
        for name, size in sizes.items()
    }


CHECKS: dict[str, Check] = {
    "global_reaching_centrality": global_reaching,
    "flow_hierarchy": lambda one: value(flow.hierarchy, graph_of(one)),
    "trophic_levels_MJS": lambda one: by_name(trophic.level(graph_of(one))),
    "trophic_levels_levine": levine,
    "trophic_incoherence_F0": incoherence,
    "trophic_incoherence_q": lambda one: value(trophic.levine_incoherence, graph_of(one)),
    "agony": lambda one: value(agony.total, graph_of(one)),
    "agony_hierarchy": lambda one: value(agony.hierarchy, graph_of(one)),
    "propagation_cost": propagated,
}
