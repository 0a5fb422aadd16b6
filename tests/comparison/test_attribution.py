"""Attribution: first, last and Shapley effects, against the definition over all orders."""

from functools import cache
from itertools import permutations

import numpy as np
import pytest

from govgraph.comparison import attribution as module
from govgraph.comparison.attribution import attribution
from govgraph.errors import UserError
from govgraph.measures import find
from govgraph.reforms.enacting import enact
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from tests.measures.samples import county

MEASURES = ["span.max", "profile.mechanism", "coordination.average"]
BODY = CreateJointBody(id="new", name="N", chair="gov", members=("env", "police"))
STEPS = [
    MergeUnits(units=("env", "housing"), into="env"),
    BODY,
    AddTie(kind="coordinates", source="new", target="office1"),
    AddTie(kind="coordinates", source="env", target="police"),
]
CROSSED = AddTie(kind="coordinates", source="housing", target="police")


@cache
def value(steps, name):
    """Take the steps in the order of the package, passing over those that cannot be taken."""
    now = county()
    for step in steps:
        try:
            now = enact(now, step).structure
        except UserError:
            continue
    return find(name).function(now)


def by_all_orders(steps, name):
    gains = [[] for _ in steps]
    for order in permutations(range(len(steps))):
        for place, step in enumerate(order):
            have = [
                value(tuple(steps[i] for i in sorted(order[:size])), name)
                for size in (place, place + 1)
            ]
            gains[step].append(have[1] - have[0])
    return [np.mean(one) for one in gains]


def test_shapley_values_are_means_over_all_orders():
    steps = [CROSSED, *STEPS[:3]]
    found = attribution(county(), steps, MEASURES)
    for name in MEASURES:
        assert found.of(name)["shapley"].tolist() == pytest.approx(by_all_orders(steps, name))


def test_effects_of_the_steps_add_up_to_the_effect_of_the_package():
    found = attribution(county(), STEPS, MEASURES)
    after = enact(county(), STEPS).structure
    for name in MEASURES:
        change = find(name).function(after) - find(name).function(county())
        assert found.of(name)["shapley"].sum() == pytest.approx(change)
        assert found.total[name] == pytest.approx(change)
        alone = value(tuple(STEPS[:1]), name) - value((), name)
        assert found.of(name)["first"][0] == pytest.approx(alone)
        without = value(tuple(STEPS[:3]), name)
        assert found.of(name)["last"][3] == pytest.approx(value(tuple(STEPS), name) - without)


def test_a_step_that_needs_another_has_no_effect_without_it_and_is_counted():
    found = attribution(county(), STEPS, ["span.max"])
    rows = found.of("span.max").set_index("step")
    assert rows["parts"].tolist() == [8, 8, 8, 8]
    assert rows["skipped"].tolist() == [0, 0, 4, 0]
    assert "4 part" in found.note("en")
    assert "4 个组合" in found.note("zh")


def test_twins_are_worth_the_same_and_share_what_either_alone_would_bring():
    ties = [
        AddTie(kind="coordinates", source=a, target=b)
        for a, b in (("env", "police"), ("police", "env"))
    ]
    found = attribution(county(), ties, MEASURES)
    for name in MEASURES:
        first, second = found.of(name)["shapley"]
        assert first == pytest.approx(second)


def test_sampled_values_add_up_and_hold_the_exact_ones(monkeypatch):
    exact = attribution(county(), STEPS, MEASURES)
    monkeypatch.setattr(module, "EXACT_UP_TO", 2)
    sampled = attribution(county(), STEPS, MEASURES, orders=20, seed=1)
    assert not sampled.exact
    assert sampled.orders == 20
    for name in MEASURES:
        mine, true = sampled.of(name), exact.of(name)
        assert mine["shapley"].sum() == pytest.approx(exact.total[name])
        slack = 2 * (mine["high"] - mine["low"]) + 1e-9
        assert ((mine["shapley"] - true["shapley"]).abs() <= slack).all()
        assert mine["first"].tolist() == pytest.approx(true["first"].tolist())
        assert mine["last"].tolist() == pytest.approx(true["last"].tolist())
    assert "20" in sampled.note("zh")


def test_interrupted_orders_are_kept_but_exact_values_need_all_parts(monkeypatch):
    def stop(done, total):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_PARTS", 4)
    with pytest.raises(KeyboardInterrupt):
        attribution(county(), STEPS, MEASURES, progress=stop)
    monkeypatch.setattr(module, "EXACT_UP_TO", 2)
    assert attribution(county(), STEPS, MEASURES, orders=9, progress=stop).orders == 2


def test_an_empty_package_and_one_that_cannot_be_enacted_are_refused():
    with pytest.raises(UserError, match="no steps"):
        attribution(county(), [])
    with pytest.raises(UserError):
        attribution(county(), STEPS[2:])
    with pytest.raises(UserError):
        attribution(county(), STEPS, ["span.direct"])
