"""Comparisons: what differs, which way, who loses; never a gain by definition."""

import json

import pandas as pd
import pytest

import govgraph as gg
from govgraph.comparison.rows import differences
from govgraph.errors import UserError
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.proposal import Goal, Proposal
from tests.measures.samples import county, tie


def proposal(*reforms, goals=()):
    return Proposal("方案", tuple(gg.Step(one) for one in reforms), "Plan", goals)


def test_rows_that_differ_are_told_apart():
    after = ReassignLead(matters="waste", source="housing", target="police", release=True)
    found = differences(county(), after.apply(county()))
    moved = found.query("table == 'duties'").iloc[0]
    assert (moved["action"], moved["before"], moved["after"]) == ("moved", "housing", "police")


def townships(*helpers, matter="school"):
    """Three townships of one kind in areas of their own, and a bureau beside the first of them."""
    build = Builder().add("levels", id="town", name="town").add("matters", id=matter, name=matter)
    for number in "123":
        build.add("areas", id=f"T{number}", name="T", level="town")
        build.add("units", id=f"town{number}", name="T", kind="government", area=f"T{number}")
    for bureau in ("desk", "window"):
        build.add("units", id=bureau, name="B", kind="department", area="T1")
    for unit in helpers:
        build.add("duties", unit=unit, matter=matter, role="assist")
    return build.build()


def actions(before, after, **known):
    found = differences(before, after, **known).query("table == 'duties'")
    return sorted(
        zip(found["action"], found["before"].astype(str), found["after"].astype(str), strict=True)
    )


def test_duties_of_unrelated_units_are_not_paired():
    """A duty gone in one township and one that came in another are no move between the two."""
    found = actions(townships("town1", "town2"), townships("town3"))
    assert [action for action, *_ in found] == ["added", "removed", "removed"]


def test_the_only_duty_of_a_place_that_another_unit_there_has_is_moved():
    assert actions(townships("town1"), townships("desk")) == [("moved", "town1", "desk")]
    two = actions(townships("town1", "desk"), townships("window"))
    assert [action for action, *_ in two] == ["added", "removed", "removed"]


def test_a_unit_of_the_same_line_area_and_kind_takes_over():
    build = [townships(*units) for units in (("town1", "desk"), ("window",))]
    before, after = (
        rebuilt(
            Builder.of(one).add("lines", id="schools", name="S").build(),
            units=one.units.assign(line=one.units["kind"].map({"department": "schools"})),
        )
        for one in build
    )
    assert ("moved", "desk", "window") in actions(before, after)


def test_known_lineage_moves_a_duty_anywhere():
    before, after = townships("town1", "town2"), townships("town3")
    found = actions(before, after, lineage={("town2", "town3")})
    assert ("moved", "town2", "town3") in found
    assert [action for action, *_ in found] == ["moved", "removed"]


def rebuilt(structure, **frames):
    build = Builder(structure.about)
    for name in TABLES:
        build.add_table(name, frames.get(name, structure.table(name)))
    return build.build()


def test_a_tie_of_another_kind_between_the_same_units_is_retyped():
    ties = county().relations
    after = rebuilt(county(), relations=ties.assign(kind=ties["kind"].replace("calls", "refers")))
    found = differences(county(), after)
    assert found.query("action == 'retyped'")["after"].tolist() == ["refers", "refers"]


def test_the_same_structure_differs_in_nothing():
    same = gg.compare(county(), county())
    assert not len(same.rows)
    assert not len(same.effects)
    assert set(same.measures["verdict"]) <= {"same", "undefined"}
    assert set(same.findings["status"]) == {"remaining"}


def test_recoded_units_are_not_gone():
    new = {"env": "green"}
    frames = {}
    for name, table in TABLES.items():
        frame = county().table(name)
        columns = [c.name for c in table.columns if c.refers == "units"]
        columns += ["id"] if name == "units" else []
        frames[name] = frame.assign(**{c: frame[c].replace(new) for c in columns})
    after = rebuilt(county(), **frames)
    assert len(differences(county(), after))
    assert not len(differences(county(), after, new))
    assert not len(gg.compare(county(), after, renamed=new).effects)


def test_merging_all_departments_does_not_lower_matter_fragmentation_by_definition():
    before = Builder()
    for unit in ("a", "b", "c"):
        before.add("units", id=unit, name=unit, kind="department")
    before.add("units", id="gov", name="gov", kind="government")
    tie(before, "leads", "gov", "a", "b", "c")
    for number, unit in enumerate("abc"):
        before.add("matters", id=f"m{number}", name="m").add(
            "needs", matter=f"m{number}", power="p"
        )
        before.add("duties", unit=unit, matter=f"m{number}", role="lead")
    structure = before.build()
    merged = MergeUnits(units=("a", "b", "c"), into="a").apply(structure)
    found = gg.compare(structure, merged).measures.set_index("name")
    assert found.loc["profile.power", "verdict"] == "same"
    assert found.loc["profile.function", "verdict"] == "same"


def test_measures_that_move_by_construction_are_marked():
    tied = proposal(AddTie(kind="coordinates", source="env", target="police"))
    found = gg.compare(county(), tied).measures.set_index("name")
    assert found.loc["coordination.average", "mechanical"]
    assert not found.loc["span.mean", "mechanical"]


def test_losers_and_goals_stand_there():
    goals = (Goal("span.max", "<=", 20), Goal("span.max", "<=", 1))
    merger = proposal(MergeUnits(units=("env", "housing"), into="env"), goals=goals)
    found = gg.compare(county(), merger, names=["merger"])
    lost = found.losers("merger").query("id == 'housing'")
    assert "holding.powers" in set(lost["measure"])
    assert found.goals["met"].tolist() == [True, False]
    assert "1 of 2 goal(s) met" in found.summary()
    assert "达成目标 1/2" in found.summary("zh")
    assert json.loads(json.dumps(found.to_dict()))["options"][0]["title"] == "方案"
    assert "merger" in repr(found)
    assert "<table" in found._repr_html_()


def test_an_undefined_measure_never_meets_a_goal():
    lonely = Builder().add("units", id="a", name="a", kind="centre").build()
    asked = proposal(goals=(Goal("span.mean", ">=", 0),))
    found = gg.compare(lonely, asked)
    assert not found.goals["met"].any()
    assert found.goals["reason"].iloc[0]


def test_findings_are_compared_place_by_place():
    led = proposal(AssignDuties(units="police", matters="fire", role="lead"))
    found = gg.compare(county(), led).findings
    solved = found.query("status == 'solved'")
    assert solved["sentence_en"].tolist() == ["No unit has any duty on fire."]
    before, after = (len(gg.audit(s, join=False).findings) for s in (county(), led.apply(county())))
    places = found.groupby("status").size()
    assert places["solved"] >= 1
    assert before - 1 <= after


def test_a_rule_that_could_not_judge_before_makes_nothing_new():
    silent = county().relations.assign(basis=pd.NA)
    before = rebuilt(county(), relations=silent)
    first = before.relations.iloc[:1].assign(basis="《条例》")
    after = rebuilt(county(), relations=pd.concat([first, before.relations.iloc[1:]]))
    for one, other in ((before, after), (after, before)):
        found = gg.compare(one, other).findings
        assert set(found.loc[found["rule"] == "GG901", "status"]) == {"unjudged"}
        assert set(found.loc[found["rule"] != "GG901", "status"]) <= {"remaining"}


def test_mistakes_are_named():
    with pytest.raises(UserError, match="nothing to compare"):
        gg.compare(county())
    with pytest.raises(UserError, match="different names"):
        gg.compare(county(), county(), county(), names=["A", "A"])
