"""Random reforms: the same steps on other targets, drawn the same way whoever draws them."""

import numpy as np
import pandas as pd
import pytest

from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.random_reforms import RandomReforms, percentiles
from govgraph.comparison.relabelling import relabelled
from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures import find
from govgraph.reforms.enacting import enact, steps_of
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.recode import Recode
from govgraph.reforms.operators.remove_level import RemoveLevel
from govgraph.reforms.selection import Where
from tests.comparison.packages import county, package

MERGER = MergeUnits(units=("Q.civil_affairs", "Q.veterans"), into="Q.veterans")


def drawn_steps(reform, seed=0):
    """Return the steps of one draw, caught while they are enacted."""
    caught = []
    model = relabelled(county(), steps_of(reform))
    from govgraph.comparison import relabelling  # noqa: PLC0415

    original = relabelling.enact
    relabelling.enact = lambda now, step, **more: (
        caught.append(step),
        original(now, step, **more),
    )[1]
    try:
        model.draw(county(), np.random.default_rng(seed))
    finally:
        relabelling.enact = original
    return [step.reform for step in caught]


def test_targets_are_exchanged_within_kind_and_level_and_steps_keep_referring_to_each_other():
    body = CreateJointBody(id="Q.new", name="N", chair="Q.gov", members=("Q.housing", "Q.urban"))
    tie = AddTie(kind="coordinates", source="Q.new", target="Q.housing")
    units = county().units.set_index("id")
    for seed in range(5):
        first, second = drawn_steps([body, tie], seed)
        assert first.chair == "Q.gov"
        assert first.id == second.source == "Q.new"
        assert second.target == first.members[0]
        assert len(set(first.members)) == 2
        kinds = units.loc[list(first.members), ["kind", "level"]].drop_duplicates()
        assert kinds.to_numpy().tolist() == [["department", "county"]]


def test_exchanged_places_are_equally_likely_within_their_stratum():
    portfolios = county().units.query("kind == 'portfolio'")["id"].tolist()
    found = [
        drawn_steps(AddTie(kind="coordinates", source="Q.dep.land", target="Q.gov"), seed)
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
    (drawn,) = drawn_steps(Recode(units={"Q.housing": "Q.home"}))
    ((old, new),) = drawn.units.items()
    assert new == "Q.home"
    assert county().unit(old)["kind"] == "department"


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
    assert alone.rejected == several.rejected
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
