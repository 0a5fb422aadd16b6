"""Checks of oracles: Needs and powers."""

from typing import Any

import numpy as np

from govgraph.measures import authority, powers
from govgraph.measures.authority import requirements
from govgraph.model.builder import Builder
from tests.measures.oracles import Check, Oracle, matrices


def needs_congruence(oracle: Oracle) -> Any:
    """Agencies, tasks and resources as units, matters and powers."""
    given = matrices(oracle)
    build = Builder()
    for agency, tasks in enumerate(given["agency_task"]):
        build.add("units", id=f"a{agency}", name="agency", kind="department")
        for task in np.flatnonzero(tasks):
            build.add("duties", unit=f"a{agency}", matter=f"t{task}", role="lead")
    for agency, resources in enumerate(given["agency_resource"]):
        for resource in np.flatnonzero(resources):
            build.add("powers", unit=f"a{agency}", power=f"r{resource}")
    for task, resources in enumerate(given["task_resource_required"]):
        build.add("matters", id=f"t{task}", name="task")
        for resource in np.flatnonzero(resources):
            build.add("needs", matter=f"t{task}", power=f"r{resource}")
    structure = build.build()
    frame = requirements(structure).drop_duplicates(["unit", "power"])
    resources = [f"r{i}" for i in range(len(given["agency_resource"][0]))]
    need = (frame.groupby(["unit", "power"]).size().unstack(fill_value=0) > 0)[resources]
    held = structure.powers.groupby("unit").size()
    return {
        "need": need.astype(int).to_numpy().tolist(),
        "unmet_by_agent": (
            authority.unit_gap(structure, count="powers") * need.sum(axis=1)
        ).tolist(),
        "unmet_share_total": authority.gap(structure, count="powers"),
        "waste_by_agent": (powers.unit_idle(structure) * held).tolist(),
        "waste_share_total": powers.idle(structure),
    }


CHECKS: dict[str, Check] = {
    "needs_congruence": needs_congruence,
}
