"""What the mechanisms do, and what they do not: the designed experiment."""

import pytest

from govgraph.casework.flow import ACTIONS
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
