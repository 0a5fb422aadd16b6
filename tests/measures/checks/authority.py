"""Checks of oracles: Needs and powers."""

from typing import Any

from govgraph.measures import authority, powers
from govgraph.measures.authority import requirements
from tests.measures.oracles import Check, Oracle, matrices, organisation


def needs_congruence(oracle: Oracle) -> Any:
    structure, given = organisation(oracle), matrices(oracle)
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
