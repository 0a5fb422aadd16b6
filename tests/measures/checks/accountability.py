"""Checks of oracles: structural holes and dominators."""

from typing import Any

from govgraph.measures import dominators, structural_holes
from tests.measures.oracles import Check, Oracle, graph_of


def burt_constraint(oracle: Oracle) -> Any:
    found = structural_holes.constraint(graph_of(oracle), weigh="arcs")
    return {str(unit): value for unit, value in found.items()}


def burt_effective_size(oracle: Oracle) -> Any:
    found = structural_holes.effective_size(graph_of(oracle))
    return {str(unit): value for unit, value in found.items() if str(unit) in oracle["expected"]}


def immediate_dominators(oracle: Oracle) -> Any:
    found = dominators.immediate(graph_of(oracle), top=oracle["params"]["root"])
    return {unit: above for unit, above in found.items() if above is not None}


CHECKS: dict[str, Check] = {
    "burt_constraint": burt_constraint,
    "burt_effective_size": burt_effective_size,
    "immediate_dominators": immediate_dominators,
}
