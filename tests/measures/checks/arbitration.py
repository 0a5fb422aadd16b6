"""Checks of oracles: Common superiors."""

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest

from govgraph.measures import arbitration, common_superior, coordination, layers
from govgraph.measures.groundwork.lengths import lawful_lengths
from tests.measures.oracles import Check, Oracle, graph_of, value


def lowest_common_superior(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    found = lawful_lengths(graph)
    depth = layers.unit_depth(graph)
    steps = [value(common_superior.steps, graph, a, b) for a, b in combinations(graph, 2)]
    over_superior = [number for number in steps if number is not None]
    assert np.mean(over_superior) == pytest.approx(coordination.average(graph))
    result = {
        "pairs": found.lengths.total - found.lengths.without,
        "no_common_superior": coordination.unreachable(graph) * found.lengths.total,
        "multiple_minimal": arbitration.several(graph) * found.arbiter.weight.sum(),
        "mean_updown": np.mean(over_superior),
        "mean_LCS_depth": arbitration.depth(graph),
        "hist": {str(d): n for d, n in enumerate(found.arbiter.weight.tolist()) if n},
    }
    # The oracle of the largest graph leaves the depth of every unit out.
    listed = oracle["expected"]["depth"] is not None
    result["depth"] = {str(unit): layer for unit, layer in depth.items()} if listed else None
    return result


def balanced_tree_leaf_pairs(oracle: Oracle) -> Any:
    found = {}
    for name in oracle["expected"]:
        span, height = map(int, name[1:].split("h"))
        tree = nx.balanced_tree(span, height, create_using=nx.DiGraph)
        found[name] = {
            "dist": coordination.average(tree, pairs="leaves"),
            "lca": arbitration.depth(tree, pairs="leaves"),
            "p_root": arbitration.top_share(tree, pairs="leaves"),
        }
    return found


CHECKS: dict[str, Check] = {
    "lowest_common_superior": lowest_common_superior,
    "balanced_tree_leaf_pairs": balanced_tree_leaf_pairs,
}
