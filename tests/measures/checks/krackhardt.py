"""Checks of oracles: Krackhardt's dimensions."""

from typing import Any

from govgraph.measures import krackhardt
from tests.measures.definitions.krackhardt import greatest_upper_boundedness
from tests.measures.oracles import Check, Oracle, graph_of, value

#: What the oracles say of the convention, and its name here.
LINKS = {"links='arcs'": "arcs", "links='edges'": "edges"}


def efficiency(oracle: Oracle) -> Any:
    links = next(name for start, name in LINKS.items() if oracle["convention"].startswith(start))
    return value(krackhardt.efficiency, graph_of(oracle), links=links)


CHECKS: dict[str, Check] = {
    "krackhardt_connectedness": lambda one: value(krackhardt.connectedness, graph_of(one)),
    "krackhardt_hierarchy": lambda one: value(krackhardt.hierarchy, graph_of(one)),
    "krackhardt_efficiency": efficiency,
    "krackhardt_lubness": lambda one: value(krackhardt.least_upper_boundedness, graph_of(one)),
    "sna_lubness_greatest_upper_bound": lambda one: greatest_upper_boundedness(graph_of(one)),
}
