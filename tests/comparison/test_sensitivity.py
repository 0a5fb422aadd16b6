"""Sensitivity: assumed numbers moved within their ranges, swings and thresholds."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govgraph as gg
from govgraph.comparison.assumptions import assumptions, moved
from govgraph.comparison.flipping import flip
from govgraph.comparison.handing_on import handed_on, own_keys
from govgraph.comparison.options import options_of
from govgraph.comparison.sensitivity import rankings, sensitivity
from govgraph.errors import UserError
from govgraph.measures import find
from govgraph.model.checks import check_structure
from govgraph.model.schema import TABLES
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.operators.grassroots_call import GrassrootsCall
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.proposal import Proposal

LOAD = "official_load.mean"


def office(first=10.0, low=2.0, high=40.0, second=10.0):
    """Two bureaus of different size that each lead one matter; one bureau's staff is assumed."""
    build = gg.Builder().add("levels", id="l", name="L").add("areas", id="x", name="X", level="l")
    build.add("units", id="a", name="A", kind="centre", area="x", filled=4, low=2, high=8)
    build.add("units", id="b", name="B", kind="department", area="x", filled=6)
    for matter, unit, cases in (("m", "a", 100), ("n", "b", 300)):
        build.add("matters", id=matter, name=matter)
        build.add("demand", matter=matter, area="x", cases=cases)
        build.add("duties", unit=unit, matter=matter, role="lead", hours=2)
    build.add("duties", unit="a", matter="n", role="assist", hours=first, low=low, high=high)
    build.add("duties", unit="b", matter="m", role="assist", hours=second)
    return build.build()


def proposal(title, *steps):
    return Proposal(title, tuple(map(Step, steps)))


MERGED = proposal("merged", MergeUnits(units=("a", "b"), into="a"))
LEAD = proposal("lead", ReassignLead(matters="n", source="b", target="a"))


def test_assumed_numbers_are_found_group_by_group_and_moved_within_their_ranges():
    found = assumptions(office())
    assert [(one.table, one.group, one.rows) for one in found] == [
        ("duties", "n", 1),
        ("units", "centre", 1),
    ]
    hours = found[0]
    for by, expected in ((-1.0, 2.0), (-0.5, 6.0), (0.0, 10.0), (1.0, 40.0)):
        duties = moved(office(), hours, by).duties
        assert duties.loc[duties["role"] == "assist", "hours"].max() == max(expected, 10.0)
        assert set(duties["hours"]) == {2.0, 10.0, expected}


@settings(deadline=None)
@given(st.floats(-1, 1))
def test_moved_numbers_stay_in_their_ranges(by):
    for one in assumptions(office()):
        after = moved(office(), one, by)
        assert not check_structure({name: after.table(name) for name in TABLES})


def test_the_case_has_hundreds_of_assumed_rows_in_few_groups():
    found = assumptions(gg.load("q_county"))
    assert sum(one.rows for one in found) > 600
    assert len(found) < 100


def test_swings_are_differences_of_enacted_proposals_on_moved_numbers():
    found = sensitivity(office(), MERGED, LEAD, measure=LOAD).frame
    for row in found.to_dict("records"):
        one = next(a for a in assumptions(office()) if a.group == row["group"])
        values = {}
        for by in (-1.0, 0.0, 1.0):
            start = moved(office(), one, by)
            options = {"before": start}
            options |= {n: enact(start, p.steps).structure for n, p in (("A", MERGED), ("B", LEAD))}
            values[by] = {name: find(LOAD).function(after) for name, after in options.items()}
        for by, column in ((-1.0, "low"), (0.0, "assumed"), (1.0, "high")):
            apart = values[by][row["option"]] - values[by][row["other"]]
            assert row[column] == pytest.approx(apart)
        spread = [row["low"], row["assumed"], row["high"]]
        assert row["swing"] == pytest.approx(max(spread) - min(spread))
    assert len(found) == 3 * len(assumptions(office()))


def test_a_threshold_is_where_two_options_are_equal():
    flat = gg.Builder.of(office(first=10.0, low=None, high=None)).build()
    found = sensitivity(office(), flat, measure=LOAD).between("before", "A")
    assert not found["flips"].any()
    other = office(first=20.0, low=None, high=None)
    found = sensitivity(office(), other, measure=LOAD).between("before", "A")
    (row,) = found[found["flips"]].to_dict("records")
    assert row["table"] == "duties"
    assert row["number"] == pytest.approx(20.0, abs=1e-3)
    assert row["threshold"] == pytest.approx(1 / 3, abs=1e-4)
    assert row["method"] == "bisection"


def test_a_number_that_a_proposal_brings_is_varied_in_what_it_leads_to():
    call = GrassrootsCall(
        callers="a", departments="b", matters="n", probability=0.8, low=0.0, high=0.9
    )
    found = sensitivity(office(), proposal("call", call), measure="profile.mechanism").frame
    row = found[found["table"] == "relations"].iloc[0]
    assert (row["group"], row["rows"]) == ("calls", 1)
    without = find("profile.mechanism").function(office())
    live = find("profile.mechanism").function(enact(office(), call).structure)
    assert live < without
    assert row["low"] == 0.0
    assert row["assumed"] == row["high"] == pytest.approx(without - live)


@pytest.mark.parametrize(
    ("apart", "place", "method"),
    [
        (lambda by: by - 0.3, 0.3, "bisection"),
        (lambda by: -0.8 - by, -0.8, "bisection"),
        (lambda by: 0.16 - by * by, 0.4, "grid"),
        (lambda by: 2.0 + by, math.nan, ""),
        (lambda by: by, math.nan, ""),
        (lambda by: math.nan if by > 0.8 else 0.9 - 2 * by, 0.45, "bisection"),
    ],
)
def test_flips_are_narrowed_down(apart, place, method):
    found, how = flip(apart)
    assert abs(found) == pytest.approx(abs(place), abs=1e-5, nan_ok=True)
    assert how == method


def test_several_measures_at_once_are_each_by_itself():
    measures = (LOAD, "profile.mechanism")
    several = rankings(office(), MERGED, LEAD, measures=measures)
    for name, found in zip(measures, several, strict=True):
        alone = sensitivity(office(), MERGED, LEAD, measure=name)
        assert (found.measure, alone.measure) == (name, name)
        pd.testing.assert_frame_equal(found.frame, alone.frame)


@pytest.mark.parametrize("taken", [MERGED, LEAD])
def test_numbers_that_are_handed_on_give_after_the_proposal_what_they_give_before_it(taken):
    """A merger adds the staff of two bureaus, so that neither is handed on as it is."""
    units = office().units.assign(low=[2.0, 3.0], high=[8.0, 9.0])
    before = office().replacing(office().about, {"units": units})
    (option,) = options_of(before, [taken])
    every = {one.key: one for one in assumptions(before, option.structure)}
    found = handed_on(before, option, every)
    staff = {("units", "centre"), ("units", "department")}
    assert found == {("duties", "n")} | (set() if taken is MERGED else staff)
    for key in found:
        for by in (-1.0, -0.5, 0.75, 1.0):
            made = taken.enact(moved(before, every[key], by)).structure
            enacted = moved(made, every[key], by, own_keys(option, key[0]))
            assert enacted.fingerprint() == moved(option.structure, every[key], by).fingerprint()


def test_what_was_varied_when_the_user_stops_is_kept():
    def stop(done, total):
        raise KeyboardInterrupt

    before = gg.load("q_county", stage="before")
    (found,) = rankings(before, gg.load("q_county"), measures=("span.max",), progress=stop)
    assert len(found.frame) == 4
    assert found.left == len(assumptions(before, gg.load("q_county"))) - 4
    assert str(found.left) in found.summary("en")
    assert str(found.left) in found.summary("zh")


def test_what_rounding_makes_is_no_swing():
    """Two structures that are alike stay alike, whatever is assumed."""
    found = sensitivity(office(), office(), measure=LOAD).frame
    assert not found["swing"].any()
    assert not found["flips"].any()


def test_summaries_and_errors():
    found = sensitivity(office(), MERGED, measure=LOAD)
    assert "2 group" in found.summary()
    assert "2 组" in found.summary("zh")
    with pytest.raises(UserError):
        sensitivity(office(), measure=LOAD)
    with pytest.raises(UserError):
        sensitivity(office(), MERGED, measure="span.direct")
