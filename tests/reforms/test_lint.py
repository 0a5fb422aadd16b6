"""The lint: thirty mistakes with their lines, and every rule by itself."""

from pathlib import Path

import pytest

import govgraph as gg
from govgraph.errors import ReadError
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.reforms.linting.context import RULES
from govgraph.reforms.linting.run import lint, lint_file
from govgraph.reforms.operators.abolish_unit import AbolishUnit
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.grassroots_call import GrassrootsCall
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.move_staff import MoveStaff
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.operators.remove_level import RemoveLevel
from govgraph.reforms.operators.remove_tie import RemoveTie
from govgraph.reforms.proposal import Proposal
from tests.measures.samples import county

FILE = Path(__file__).parent / "data" / "thirty_mistakes.yaml"
EXPECTED = [
    (4, "proposals.unknown_field"),
    (5, "proposals.not_a_date"),
    (7, "proposals.unknown_measure"),
    (8, "proposals.bad_goal"),
    (9, "proposals.bad_goal"),
    (11, "proposals.unknown_operator"),
    (12, "proposals.unknown_step_field"),
    (12, "proposals.missing_field"),
    (13, "proposals.not_fields"),
    (14, "proposals.not_a_step"),
    (15, "proposals.not_a_word"),
    (16, "proposals.not_a_number"),
    (17, "proposals.not_a_flag"),
    (18, "proposals.unknown_selector"),
    (19, "proposals.empty_selection"),
    (20, "proposals.not_a_word"),
    (21, "proposals.crosswalk_outside"),
    (22, "proposals.not_a_date"),
    (24, "lint.refused"),
    (26, "lint.refused"),
    (28, "lint.refused"),
    (30, "lint.invalid"),
    (32, "lint.invalid"),
    (34, "lint.endless_body"),
    (37, "lint.out_of_order"),
    (40, "lint.undone"),
    (43, "lint.several_leads"),
    (46, "lint.without_basis"),
    (48, "lint.circular"),
    (51, "lint.refused"),
]


def test_thirty_mistakes_are_thirty_remarks_with_their_lines():
    found = [(remark.line, remark.problem.key) for remark in lint_file(FILE, county())]
    assert found == EXPECTED


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_remark_names_file_and_line_in_both_languages(lang):
    for remark in lint_file(FILE, county()):
        text = remark.render(lang)
        row = f"row {remark.line}" if lang == "en" else f"第 {remark.line} 行"
        assert f"thirty_mistakes.yaml › {row}" in text
        assert "{" not in text


def keys(*reforms, structure=None, basis="Decree 1"):
    steps = tuple(gg.Step(one, basis=basis) for one in reforms)
    return [one.problem.key for one in lint(Proposal("p", steps), structure or county())]


def test_a_sound_proposal_has_no_remarks():
    assert keys(AddTie(kind="coordinates", source="env", target="police")) == []


def test_a_step_that_undoes_an_earlier_one():
    tie = {"kind": "coordinates", "source": "env", "target": "police"}
    assert keys(AddTie(**tie), RemoveTie(**tie)) == ["lint.undone"]
    there = ReassignLead(matters="waste", source="housing", target="police", release=True)
    back = ReassignLead(matters="waste", source="police", target="housing", release=True)
    assert "lint.undone" in keys(there, back)


def test_a_matter_that_loses_its_lead():
    build = Builder(county().about)
    for name in TABLES:
        build.add_table(name, county().table(name))
    alone = CreateJointBody(id="t", name="t", chair="gov", members=("env",), until="2030")

    class Drop(type(alone)):
        operator = alone.operator

        def change(self, draft):
            draft.lose("duties", draft.rows("duties", matter="waste", role="lead"), "reforms.ended")

    drop = Drop(id="t", name="t", chair="gov", members=("env",), until="2030")
    assert keys(drop, structure=build.build()) == ["lint.without_lead"]


def test_a_second_lead_and_an_endless_body():
    second = AssignDuties(units="police", matters="waste", role="lead", area="C")
    body = {"id": "t", "name": "t", "chair": "gov", "members": ("env", "police")}
    assert keys(second) == ["lint.several_leads"]
    assert keys(CreateJointBody(**body)) == ["lint.endless_body"]
    assert keys(CreateJointBody(**body, until="2030")) == []


def test_a_circle_of_referral():
    circle = [
        AddTie(kind="refers", source=a, target=b, matter="fire")
        for a, b in (("env", "police"), ("police", "env"))
    ]
    assert keys(*circle) == ["lint.circular"]
    other = AddTie(kind="refers", source="police", target="env", matter="noise")
    assert keys(circle[0], other) == []


def test_staff_across_levels_needs_a_decision():
    build = Builder().add("levels", id="c", name="c").add("levels", id="t", name="t")
    for unit, level in (("a", "c"), ("b", "t")):
        build.add("units", id=unit, name=unit, kind="department", level=level, quota=9, filled=5)
    move = MoveStaff(source="a", target="b", number=2)
    found = keys(move, structure=build.build(), basis="")
    assert sorted(found) == ["lint.staff_across_levels", "lint.without_basis"]
    assert keys(move, structure=build.build()) == []


def three_levels(**staff):
    """A government on each of three levels; the units have no level but that of their area."""
    build = Builder()
    for level, parent in (("county", None), ("town", "county"), ("village", "town")):
        build.add("levels", id=level, name=level)
        build.add("areas", id=level, name=level, level=level, parent=parent)
        build.add("units", id=level, name=level, kind="government", area=level, **staff)
    return build


@pytest.mark.parametrize("staff", [{"filled": 4}, {"quota": 4}])
@pytest.mark.parametrize(
    "reform",
    [
        RemoveLevel(level="town", staff="up", superiors="up"),
        AbolishUnit(units="town", staff="up", superiors="up"),
        AbolishUnit(units="town", staff="split", superiors="up"),
        MergeUnits(units=("county", "town"), into="county"),
    ],
)
def test_staff_of_a_level_that_goes_needs_a_decision(reform, staff):
    structure = three_levels(**staff).build()
    assert "lint.staff_across_levels" in keys(reform, structure=structure, basis="")
    assert "lint.staff_across_levels" not in keys(reform, structure=structure)


def test_posts_that_go_up_need_a_decision():
    build = three_levels().add("grades", id="clerk", name="clerk")
    structure = build.add("posts", unit="town", grade="clerk", kind="administrative", quota=3)
    reform = AbolishUnit(units="town", staff="up", superiors="up")
    assert "lint.staff_across_levels" in keys(reform, structure=structure.build(), basis="")


def test_staff_that_stays_on_its_level_needs_none():
    build = three_levels(filled=4)
    build.add("units", id="other", name="other", kind="department", area="town", filled=2)
    merger = MergeUnits(units=("town", "other"), into="town")
    assert keys(merger, structure=build.build(), basis="") == ["lint.without_basis"]


def test_a_step_that_changes_nothing():
    call = GrassrootsCall(callers="town1", departments="police", matters="fire")
    assert keys(call, call) == ["lint.changes_nothing"]


def test_a_file_that_is_no_proposal_is_one_error(tmp_path):
    file = tmp_path / "p.yaml"
    file.write_text("hello", encoding="utf-8")
    with pytest.raises(ReadError):
        lint_file(file, county())
    assert len(RULES) >= 10
