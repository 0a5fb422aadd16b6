"""Calls of W County: how many are answered, and when waiting eats what an answer saves."""

import numpy as np
import pytest

import govgraph as gg
from govgraph.cases.w_county.calls import CalledDesks, answered, calls
from govgraph.casework.analysis import Analysis

#: A town leads noise and lacks the power to fine, which the department has; 5 officials of the
#: county's government can order it. A year has 8,760 hours, an official works 40 of 168.
CASES, RESPONSE, LIMIT, HOURS = 876.0, 0.75, 20.0, 2.0
SPEED = 40 / 168


def build() -> gg.Builder:
    build = gg.Builder().add("levels", id="c", name="C").add("areas", id="A", name="A", level="c")
    for unit, kind in (("gov", "government"), ("town", "government"), ("env", "department")):
        build = build.add("units", id=unit, name=unit, kind=kind, area="A")
    build = build.add("matters", id="noise", name="Noise", hours=1)
    build = build.add("duties", unit="town", matter="noise", role="lead")
    build = build.add("needs", matter="noise", power="penalise")
    build = build.add("powers", unit="env", power="penalise")
    for below in ("town", "env"):
        build = build.add("relations", source="gov", target=below, kind="leads")
    build = build.add(
        "relations",
        source="town",
        target="env",
        kind="calls",
        matter="noise",
        probability=RESPONSE,
        limit_hours=LIMIT,
    )
    for unit, servers in (("gov", 50), ("town", 50), ("env", 1)):
        build = build.add("servers", unit=unit, servers=servers, hours_per_week=40)
    return build.add("demand", matter="noise", area="A", cases=CASES, door="town")


@pytest.fixture
def analysis() -> Analysis:
    #: Every case is settled by the first conclusion, for good; an answer takes half of the limit.
    chosen = {"resolve": 1.0, "confirm": 1.0, "response": 0.5, "assist_hours": HOURS}
    structure = build().build()
    workload = build().build_workload(structure)
    return gg.analyse(structure, workload, parameters=chosen)


def test_calls_are_those_of_every_case(analysis):
    found = calls(analysis)
    assert found["made"].sum() * 8760 == pytest.approx(CASES)
    assert answered(analysis) == pytest.approx(RESPONSE)
    assert found["saved"].tolist() == pytest.approx([LIMIT / 2])


def test_a_department_waits_as_a_single_official_does(analysis):
    """M/M/1: the wait is the time of a visit times the load, over what is left of it."""
    desks = CalledDesks.of(analysis)
    assert desks.unit.tolist() == ["env"]
    assert desks.calls.tolist() == pytest.approx([CASES * RESPONSE / 12])
    visit, arrivals = HOURS / SPEED, CASES * RESPONSE / 8760
    for times in (0.0, 0.5, 1.0):
        load = times * arrivals * visit
        assert desks.waits(np.array([times])) == pytest.approx([visit * load / (1 - load)])
    assert desks.waits(np.ones(1)) == pytest.approx(
        analysis.desks.set_index("unit").loc[["env"], "wait"].to_numpy()
    )


def test_waiting_eats_what_an_answer_saves(analysis):
    """The wait is 10 hours where load / (1 − load) is 10 hours over the time of a visit."""
    visit, arrivals = HOURS / SPEED, CASES * RESPONSE / 8760
    odds = LIMIT / 2 / visit
    assert CalledDesks.of(analysis).until_eaten() == pytest.approx(
        [odds / (1 + odds) / (arrivals * visit)], rel=1e-5
    )


def test_without_calls_there_is_no_share():
    silent = build().build()
    relations = silent.relations[silent.relations["kind"] != "calls"]
    found = gg.analyse(silent.replacing(silent.about, {"relations": relations}))
    assert np.isnan(answered(found))
