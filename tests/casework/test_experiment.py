"""What the mechanisms do, and what they do not: the designed experiment."""

import pytest

import govgraph as gg
from govgraph.casework import Conditions, Plan, Surge
from govgraph.casework.findings import case_findings
from govgraph.casework.flow import ACTIONS
from govgraph.model.builder import Builder
from govgraph.reforms.enacting import enact
from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
from tests.casework.experiment import BUREAUS, district, flow, hand_offs, taken, visits


def centre(*, decides=False, shares=False):
    """The district after its bureaus have sent desks to a joint centre."""
    step = CreateJointCentre(
        id="centre",
        name="Centre",
        led_by="gov",
        departments=BUREAUS,
        decides=decides,
        shares=shares,
    )
    return enact(district(), [step]).structure


def places(cases):
    """Different places where people attend."""
    return set(cases.states["site"].dropna())


def settled_at(cases, kind):
    """Share of the cases that units of some kind settle."""
    steps = cases.steps[cases.steps["action"] == ACTIONS.index("settle")]
    unit = cases.states["unit"].to_numpy(object)[steps["state"]]
    flows = visits(cases)[steps["state"]] * steps["probability"].to_numpy(float)
    return sum(share for one, share in zip(unit, flows, strict=True) if kind(one))


def test_co_location_changes_places_but_not_hand_offs():
    before, after = flow(district()), flow(centre())
    assert places(before) == set(BUREAUS)
    assert places(after) == {"centre"}
    assert hand_offs(after) == pytest.approx(hand_offs(before))
    assert taken(after, "return") == pytest.approx(taken(before, "return"))


def test_shared_data_lower_returns():
    apart, together = flow(centre()), flow(centre(shares=True))
    assert taken(apart, "return") > 0.1
    assert taken(together, "return") == 0
    assert hand_offs(together) < hand_offs(apart)


def test_delegated_decisions_settle_cases_at_the_door():
    def at_desk(unit):
        return unit.endswith("@centre")

    assert settled_at(flow(centre()), at_desk) == 0
    assert settled_at(flow(centre(decides=True)), at_desk) > 0.5


def towns(cases, *, calls):
    """Two towns that lead a matter for which a bureau holds the power, with calls or without."""
    build = (
        Builder().add("levels", id="d", name="D", rank=1).add("levels", id="t", name="T", rank=2)
    )
    build.add("areas", id="D", name="D", level="d")
    build.add("units", id="gov", name="gov", kind="government", area="D", level="d", filled=2)
    build.add("units", id="bureau", name="b", kind="department", area="D", level="d", filled=2)
    build.add("relations", source="gov", target="bureau", kind="leads")
    build.add("matters", id="flood", name="Flood", hours=2)
    build.add("needs", matter="flood", power="approve")
    build.add("powers", unit="bureau", power="approve", matter="flood")
    for town in ("S", "T"):
        build.add("areas", id=town, name=town, level="t", parent="D")
        build.add("units", id=f"{town}.gov", name=town, kind="government", area=town, level="t",
                  filled=8)  # fmt: skip
        build.add("relations", source="gov", target=f"{town}.gov", kind="leads")
        build.add("duties", unit=f"{town}.gov", matter="flood", role="lead")
        build.add("demand", matter="flood", area=town, cases=cases, door=f"{town}.gov")
        if calls:
            build.add("relations", source=f"{town}.gov", target="bureau", kind="calls",
                      matter="flood", probability=0.9, limit_hours=8)  # fmt: skip
    return build.build()


def test_calls_spare_the_superior_until_the_called_department_overloads():
    before, after = (gg.analyse(towns(200.0, calls=calls)) for calls in (False, True))
    assert after.total["hours"] < before.total["hours"]
    more = gg.analyse(towns(700.0, calls=True), parameters={"assist_hours": 3.0})
    assert more.first_to_saturate == "bureau"
    assert more.total["hours"] == float("inf")
    assert {finding.kind for finding in case_findings(more)} == {"overloaded"}


def test_a_surge_saturates_the_desk_that_the_analysis_names():
    structure = district(cases=150.0, more=1.5)
    named = gg.analyse(structure)
    factor = named.room * 3
    surge = Surge(factor=factor, begin=1000.0, end=3000.0)
    plan = Plan(years=0.5, warm_up=0.1, follow_up=0.1, replications=3, every=100.0)
    found = gg.simulate(structure, conditions=Conditions(surges=(surge,)), plan=plan)
    backlog = found.simulation.backlog.groupby(["unit", "hours"])["present"].mean().unstack()
    grown = backlog[2900.0] - backlog[900.0]
    assert grown.idxmax() == named.first_to_saturate
    assert grown.max() > 5 * backlog[900.0].max()
