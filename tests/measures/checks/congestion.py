"""Checks of oracles: Congestion."""

import re
from typing import Any

import numpy as np

from govgraph.measures import congestion, tree_congestion
from tests.measures.oracles import Check, Oracle, graph_of, value


def guimera_rho_c(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    load = congestion.load(graph)
    return {
        "B_star_with_origin": load.max(),
        "rho_c_with_origin": congestion.critical_rate(graph),
        "argmax": load.index[np.isclose(load, load.max())].tolist(),
        "B_star_transit_only": congestion.load(graph, origin=False).max(),
        "rho_c_transit_only": value(congestion.critical_rate, graph, origin=False),
    }


def root_congestion(oracle: Oracle) -> Any:
    found = {}
    for name in oracle["expected"]:
        b, levels = re.fullmatch(r"b(\d+)L(\d+)", name).groups()
        found[name] = tree_congestion.root_share(branching=int(b), levels=int(levels))
    return found


CHECKS: dict[str, Check] = {
    "guimera_rho_c": guimera_rho_c,
    "dodds_watts_sabel_root_congestion": root_congestion,
}
