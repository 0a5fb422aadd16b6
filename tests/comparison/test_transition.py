"""States between the steps, and the order that keeps the worst of them best."""

from itertools import permutations

import pandas as pd
import pytest

from govgraph.auditing.configuration import Configuration
from govgraph.auditing.run import audit
from govgraph.comparison import ordering
from govgraph.comparison.ordering import HIGH_FINDINGS, best_order
from govgraph.comparison.states import badness_by
from govgraph.comparison.transition import transition
from govgraph.errors import UserError
from govgraph.measures import find
from govgraph.model.schema import TABLES
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.remove_tie import RemoveTie
from tests.measures.samples import county

MEASURE = "coordination.average"
MERGER = MergeUnits(units=("env", "housing"), into="env")
BODY = CreateJointBody(id="new", name="N", chair="gov", members=("env", "police"))
JOINS = AddTie(kind="joins", source="town1", target="new")
TIE = AddTie(kind="coordinates", source="env", target="police")
UNTIE = RemoveTie(kind="coordinates", source="env", target="police")


def ends(steps):
    """Return the structure after each step, or None where a step cannot be taken."""
    try:
        return enact(county(), steps).stages
    except UserError:
        return None


def alike(one, other):
    return all(one.table(name).equals(other.table(name)) for name in TABLES)


def worst_by_definition(steps, name):
    """Go through all orders of the steps that lead to the end of the order listed."""
    sign = -1 if find(name).higher == "better" else 1
    end, found = ends(steps)[-1], {}
    for order in permutations(range(len(steps))):
        stages = ends([steps[place] for place in order])
        if stages is not None and alike(stages[-1], end):
            found[order] = max(sign * find(name).function(one) for one in stages[:-1])
    return found, sign


@pytest.mark.parametrize(
    "steps", [[MERGER, BODY, JOINS], [TIE, BODY, JOINS], [BODY, JOINS, TIE, MERGER]]
)
def test_the_order_proposed_has_the_best_worst_state_of_all_orders(steps):
    found, sign = worst_by_definition(steps, MEASURE)
    order = best_order(county(), steps, MEASURE)
    mine = tuple(number - 1 for number in order.numbers)
    assert mine in found
    assert found[mine] == pytest.approx(min(found.values()))
    assert order.worst == pytest.approx(sign * found[mine])
    assert order.listed == pytest.approx(sign * found[tuple(range(len(steps)))])
    assert order.states["step"].tolist() == [0, *order.numbers]
    assert order.exact


def test_several_processes_find_the_same_order_and_progress_is_told():
    told = []
    order = best_order(
        county(), [BODY, JOINS, TIE, MERGER], workers=2, progress=lambda *at: told.append(at)
    )
    alone = best_order(county(), [BODY, JOINS, TIE, MERGER])
    pd.testing.assert_frame_equal(order.states, alone.states)
    assert told == [(8, 16), (16, 16)]


def test_rules_of_high_severity_alone_find_what_all_rules_find():
    config = Configuration(ignore=("GG103",), severity={"GG202": "low", "GG105": "high"})
    for structure in (county(), enact(county(), [MERGER, BODY]).structure):
        found = audit(structure, config).findings
        expected = sum(one.severity == "high" for one in found)
        assert badness_by(HIGH_FINDINGS, config)(structure) == expected
    assert badness_by(HIGH_FINDINGS, Configuration(ignore=("GG",)))(county()) == 0


def test_steps_that_undo_each_other_or_need_each_other_keep_their_order():
    order = best_order(county(), [TIE, UNTIE, BODY, JOINS], MEASURE).numbers
    assert order.index(1) < order.index(2)
    assert order.index(3) < order.index(4)


def test_greedy_beyond_the_limit_says_so(monkeypatch):
    monkeypatch.setattr(ordering, "EXACT_UP_TO", 2)
    order = best_order(county(), [MERGER, BODY, JOINS], MEASURE)
    assert not order.exact
    assert sorted(order.numbers) == [1, 2, 3]
    assert order.numbers.index(2) < order.numbers.index(3)
    assert "may exist" in order.summary()
    assert "可能存在" in order.summary("zh")


def test_orders_are_judged_by_findings_and_need_a_direction():
    orphan = AssignDuties(units="police", matters="waste", role="lead")
    order = best_order(county(), [orphan, TIE], HIGH_FINDINGS)
    stages = enact(county(), [[orphan, TIE][n - 1] for n in order.numbers]).stages
    high = [sum(f.severity == "high" for f in audit(one).findings) for one in stages]
    assert order.states["value"].tolist()[1:] == high
    assert order.worst == high[0]
    with pytest.raises(UserError, match="neither better nor worse"):
        best_order(county(), [TIE], "span.max")
    with pytest.raises(UserError, match="no steps"):
        best_order(county(), [])


def test_steps_of_one_date_are_one_stage_and_every_stage_is_audited():
    steps = [
        Step(BODY, date="2024"),
        Step(JOINS),
        Step(MERGER, date="2023-07"),
        Step(TIE, date="2024"),
    ]
    found = transition(county(), steps, [MEASURE])
    assert found.stages["date"].tolist() == ["", "2023-07", "2024"]
    assert found.stages["steps"].tolist() == [(), (3,), (1, 2, 4)]
    assert found.between["date"].tolist() == ["2023-07"]
    for structure, row in zip(found.structures, found.stages.to_dict("records"), strict=True):
        severities = [one.severity for one in audit(structure).findings]
        for word in ("high", "medium", "low"):
            assert row[f"findings.{word}"] == severities.count(word)
        assert row[MEASURE] == pytest.approx(find(MEASURE).function(structure))
    undated = transition(county(), [BODY, JOINS], [MEASURE])
    assert undated.stages["steps"].tolist() == [(), (1,), (2,)]
