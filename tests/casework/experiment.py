"""A designed experiment: one small district, and one reform after the other."""

import numpy as np
import pandas as pd

from govgraph.casework.flow import ACTIONS, CaseFlow
from govgraph.casework.routing import routing
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

BUREAUS = ("land", "labour", "housing")


def district(cases: float = 400.0, staff: float = 4.0, *, more: float = 1.0) -> Structure:
    """Three bureaus; each leads a matter, assists in the next one and holds the data of it.

    The first has `more` times as many cases.
    """
    build = (
        Builder().add("levels", id="d", name="D", rank=1).add("levels", id="t", name="T", rank=2)
    )
    build.add("areas", id="D", name="D", level="d").add(
        "areas", id="T", name="T", level="t", parent="D"
    )
    build.add("units", id="public", name="public", kind="public")
    build.add("units", id="gov", name="gov", kind="government", area="D", level="d", filled=staff)
    build.add("units", id="town", name="town", kind="government", area="T", level="t", filled=staff)
    build.add("relations", source="gov", target="town", kind="leads")
    for bureau, following in zip(BUREAUS, (*BUREAUS[1:], BUREAUS[0]), strict=True):
        build.add(
            "units", id=bureau, name=bureau, kind="department", area="D", level="d", filled=staff
        )
        build.add("relations", source="gov", target=bureau, kind="leads")
        build.add("relations", source=bureau, target="public", kind="serves", mode="window")
        build.add("matters", id=f"{bureau} dispute", name=bureau, hours=3, limit_hours=720)
        build.add("duties", unit=bureau, matter=f"{bureau} dispute", role="lead")
        build.add("duties", unit=following, matter=f"{bureau} dispute", role="assist", hours=1)
        for power in ("mediate", f"data:{following}"):
            build.add("needs", matter=f"{bureau} dispute", power=power)
        build.add("powers", unit=bureau, power="mediate", matter=f"{bureau} dispute")
        build.add("powers", unit=following, power=f"data:{following}", matter=f"{bureau} dispute")
        arise = cases * (more if bureau == BUREAUS[0] else 1.0)
        build.add("demand", matter=f"{bureau} dispute", area="T", cases=arise, door=bureau)
    return build.build()


def flow(structure: Structure, workload: Workload | None = None, **parameters: float) -> CaseFlow:
    """The case flow under some values."""
    return routing(structure, workload).flow(parameters)


def visits(cases: CaseFlow) -> np.ndarray:
    """How often a case is in each state, on average over all cases."""
    return cases.chain.flows(cases.arrivals) / cases.arrivals.sum()


def taken(cases: CaseFlow, action: str) -> float:
    """How often a case takes a step of some action, on average."""
    steps = cases.steps[cases.steps["action"] == ACTIONS.index(action)]
    state = steps["state"].to_numpy(np.int64)
    return float(visits(cases)[state] @ steps["probability"].to_numpy(float))


def hand_offs(cases: CaseFlow) -> float:
    """How often a case moves to another organisation, on average."""
    organisation = pd.Series(
        cases.desks["organisation"].to_numpy(object)[cases.states["desk"].to_numpy(np.int64)]
    )
    steps = cases.steps[cases.steps["target"] >= 0]
    state, target = (steps[end].to_numpy(np.int64) for end in ("state", "target"))
    moved = organisation.to_numpy()[state] != organisation.to_numpy()[target]
    chances = steps["probability"].to_numpy(float)
    return float((visits(cases)[state] * chances) @ moved)
