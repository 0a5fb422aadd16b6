"""Checks of oracles: Fragmentation."""

from typing import Any

from govgraph.measures import fragmentation
from tests.measures.oracles import Check, Oracle, graph_of


def fragmentation_f(oracle: Oracle) -> Any:
    return fragmentation.components(graph_of(oracle))


def fragmentation_df(oracle: Oracle) -> Any:
    return fragmentation.distance(graph_of(oracle))


CHECKS: dict[str, Check] = {
    "fragmentation_F": fragmentation_f,
    "distance_weighted_fragmentation_DF": fragmentation_df,
}
