"""Random reforms: the same steps on other targets, drawn the same way whoever draws them."""

from collections import Counter
from functools import cache

import numpy as np
import pandas as pd
import pytest

import govgraph as gg
from govgraph.comparison.exchanging import exchange
from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.random_reforms import RandomReforms, percentiles
from govgraph.comparison.relabelling import relabelled
from govgraph.comparison.small import in_plain_text, many_small
from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures import find
from govgraph.reforms.enacting import enact, steps_of
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.operators.recode import Recode
from govgraph.reforms.operators.remove_level import RemoveLevel
from govgraph.reforms.selection import Where
from tests.comparison.packages import county, package

MERGER = MergeUnits(units=("Q.civil_affairs", "Q.veterans"), into="Q.veterans")


@cache
def model_of(*reforms):
    return relabelled(county(), steps_of(reforms))


def drawn_steps(*reforms, seed=0):
    """Return the steps of one relabelling; whether it can be enacted is not asked."""
    model = model_of(*reforms)
    places = model.places(np.random.default_rng(seed))
    return [step.reform for step in exchange(model.steps, places)]


def test_targets_are_exchanged_within_kind_and_level_and_steps_keep_referring_to_each_other():
    body = CreateJointBody(id="Q.new", name="N", chair="Q.gov", members=("Q.housing", "Q.urban"))
    tie = AddTie(kind="coordinates", source="Q.new", target="Q.housing")
    units = county().units.set_index("id")
    for seed in range(5):
        first, second = drawn_steps(body, tie, seed=seed)
        assert first.chair == "Q.gov"
        assert first.id == second.source == "Q.new"
        assert second.target == first.members[0]
        assert len(set(first.members)) == 2
        kinds = units.loc[list(first.members), ["kind", "level"]].drop_duplicates()
        assert kinds.to_numpy().tolist() == [["department", "county"]]


def test_exchanged_places_are_equally_likely_within_their_stratum():
    portfolios = county().units.query("kind == 'portfolio'")["id"].tolist()
    found = [
        drawn_steps(AddTie(kind="coordinates", source="Q.dep.land", target="Q.gov"), seed=seed)
        for seed in range(210)
    ]
    counts = pd.Series([first.source for (first,) in found]).value_counts().reindex(portfolios)
    assert counts.min() > 0
    expected = 210 / len(portfolios)
    assert (
        (counts - expected) ** 2 / expected
    ).sum() < 27.9  # chi-square, 6 degrees of freedom: p < 1e-4


def test_selections_count_as_the_units_they_chose_and_crosswalks_keep_new_ids():
    step = AddTie(kind="coordinates", source=Where(kind="portfolio"), target="Q.gov")
    (drawn,) = drawn_steps(step)
    assert sorted(drawn.source) == sorted(county().units.query("kind == 'portfolio'")["id"])
    model = relabelled(county(), steps_of(Recode(units={"Q.housing": "Q.home"})))
    (drawn,) = exchange(model.steps, model.places(np.random.default_rng(0)))
    drawn = drawn.reform
    ((old, new),) = drawn.units.items()
    assert new == "Q.home"
    assert county().unit(old)["kind"] == "department"


def test_desks_called_after_a_department_follow_it_through_later_steps():
    centre = CreateJointCentre(
        id="Q.hall", name="H", led_by="Q.gov", departments=("Q.housing", "Q.urban"), name_en="Hall"
    )
    tie = AddTie(kind="coordinates", source="Q.housing@Q.hall", target="Q.urban@Q.hall")
    for seed in range(5):
        first, second = drawn_steps(centre, tie, seed=seed)
        assert (second.source, second.target) == tuple(f"{d}@Q.hall" for d in first.departments)


def test_all_relabellings_that_can_be_enacted_are_equally_likely_and_others_are_counted_by_reason():
    """Of two matters and five units, each matter is led by one unit that can hand it over."""
    build = gg.Builder()
    for unit in "abcde":
        build.add("units", id=unit, name=unit, kind="department")
    given = {"m": "a", "n": "b"}
    for matter, unit in given.items():
        build.add("matters", id=matter, name=matter)
        build.add("duties", unit=unit, matter=matter, role="lead")
    small = build.build()
    step = ReassignLead(matters="m", source="a", target="c")
    feasible = [
        (matter, source, target)
        for matter, source in given.items()
        for target in "abcde"
        if target != source
    ]
    model = relabelled(small, steps_of(step))
    assert model.choosy == {0}
    counts, refused = Counter(), Counter()
    for seed in range(240):
        drawn = model.draw(small, np.random.default_rng(seed))
        refused.update(drawn.refused)
        leads = drawn.structure.duties.query("role == 'lead'").set_index("matter")["unit"]
        (matter,) = (one for one, unit in given.items() if leads[one] != unit)
        counts[matter, given[matter], leads[matter]] += 1
    assert set(counts) == set(feasible)
    assert sum((n - 30) ** 2 / 30 for n in counts.values()) < 29.9  # 7 degrees, p < 1e-4
    assert set(refused) == {(1, "reforms.no_lead")}
    assert refused.total() / (240 + refused.total()) == pytest.approx(1 - 8 / 40, abs=0.05)


def test_what_was_rejected_is_listed_by_step_and_said():
    lead = county().duties.query("matter == 'subsidence' and role == 'lead'")["unit"].tolist()
    step = ReassignLead(matters="subsidence", source=tuple(lead), target="Q.emergency")
    found = percentiles(county(), [MERGER, step], ["span.max"], draws=3)
    assert found.refused[["step", "reform"]].drop_duplicates().to_numpy().tolist() == [
        [2, "reassign_lead"]
    ]
    assert found.rejected == found.refused["count"].sum() > 0
    assert 0 < found.rejected_share < 1
    assert "at step 2" in found.note()
    assert "第 2 步" in found.note("zh")
    none = percentiles(county(), MERGER, ["span.max"], draws=2)
    assert none.rejected == none.rejected_share == 0
    assert "could be enacted" in none.note()


def test_text_as_python_objects_changes_no_value():
    small = in_plain_text(county())
    assert small == county()
    with many_small():
        after = package().steps[0].reform.apply(small)
        assert after.units["id"].dtype.storage == "python"
    assert after.fingerprint() == package().steps[0].reform.apply(county()).fingerprint()
    for name in HEADLINE:
        assert find(name).function(after) == find(name).function(after.replacing(after.about, {}))


def test_no_random_reform_where_nothing_can_be_exchanged():
    whole = RemoveLevel(
        level="community",
        duties="drop",
        powers="drop",
        staff="drop",
        doors="drop",
        superiors="drop",
    )
    with pytest.raises(UndefinedMeasureError, match="no random reforms"):
        relabelled(county(), steps_of(AddTie(kind="coordinates", source="Q.gov", target="Q.party")))
    with pytest.raises((UndefinedMeasureError, UserError)):
        percentiles(county(), whole, ["span.max"], draws=1)


def test_percentiles_do_not_depend_on_workers_and_hold_observed_changes():
    names = ["span.max", "official_load.mean"]
    alone = percentiles(county(), MERGER, names, draws=12, seed=3)
    several = percentiles(county(), MERGER, names, draws=12, seed=3, workers=2)
    pd.testing.assert_frame_equal(alone.draws, several.draws)
    pd.testing.assert_frame_equal(alone.refused, several.refused)
    after = enact(county(), MERGER).structure
    for name in names:
        change = find(name).function(after) - find(name).function(county())
        assert alone.observed[name] == pytest.approx(change)
    more = percentiles(county(), MERGER, names, draws=5, seed=3)
    pd.testing.assert_frame_equal(more.draws, alone.draws.head(5))


def test_every_draw_is_of_the_same_size_and_valid():
    model = RandomReforms(package())
    drawn = model.structures(county(), seed=2)
    observed = package().apply(county())
    for _ in range(2):
        structure = next(drawn)
        assert len(structure.units) == len(observed.units)
        assert structure != observed
        added = structure.relations.query("kind == 'calls'")
        assert len(added) == len(observed.relations.query("kind == 'calls'"))


def test_an_interruption_keeps_the_draws_that_are_done():
    def stop(done, total):
        raise KeyboardInterrupt

    found = percentiles(county(), MERGER, ["span.max"], draws=30, progress=stop)
    assert not found.complete
    assert len(found.draws) == 10
    assert found.to_frame().loc["span.max", "draws"] == 10


def test_headline_measures_are_of_the_whole_structure_and_carry_costs_beside_gains():
    assert {find(name).per for name in HEADLINE} == {"structure"}
    assert {
        "coordination.average",
        "span.max",
        "official_load.mean",
        "arbitration.top_share",
    } <= set(HEADLINE)
    assert "control.mean_retained" in HEADLINE
    assert "distance.average" not in HEADLINE
