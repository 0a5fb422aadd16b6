"""Checks of oracles: Assignment of matters."""

from typing import Any

from govgraph.measures import assignment
from tests.measures.oracles import Check, Oracle, organisation


def redundancy(oracle: Oracle) -> Any:
    structure = organisation(oracle)
    return {
        "raw": assignment.redundancy(structure, scale="sum"),
        "mean_per_task": assignment.redundancy(structure),
        "scaled": assignment.redundancy(structure, scale="share"),
    }


def task_undersupply(oracle: Oracle) -> Any:
    structure = organisation(oracle)
    return {
        "lack_by_task": assignment.lacking(structure).tolist(),
        "negotiation_share_tasks": assignment.undersupply(structure),
        "under_supply": assignment.undersupply(structure, count="powers"),
    }


CHECKS: dict[str, Check] = {
    "ora_assignment_redundancy": redundancy,
    "task_undersupply": task_undersupply,
}
