"""Proposal files: every mistake at once with its line, and what is written reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import ReadError
from govgraph.reforms.enacting import Step
from govgraph.reforms.files.reading import parse_proposal, read_proposal
from govgraph.reforms.files.writing import to_yaml, write_proposal
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.grant_powers import GrantPowers
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.move_staff import MoveStaff
from govgraph.reforms.proposal import Goal, Proposal
from govgraph.reforms.selection import Where

HEAD = "govgraph: proposal\nversion: 1\ntitle: 方案\n"


def mistakes(text):
    with pytest.raises(ReadError) as caught:
        parse_proposal(text, "p.yaml")
    return [(one.place.row, one.key.partition(".")[2]) for one in caught.value.problems]


def test_a_proposal_is_read_with_its_lines():
    found = parse_proposal(
        HEAD
        + """basis: Decree 1
date: 2024-01
goals:
  - coordination.average <= 3
steps:
  - merge_units:
      units: {level: township, area under: 330327}
      into: env
  - 划转: {}
""".replace("  - 划转: {}\n", "")
        + """  - grant_powers: {source: env, target: [a, b], mode: 赋权}
    date: 2025
    basis: Law
    note: 以后
    note_en: later
    origin: "reported: Sun"
"""
    )
    first, second = found.steps
    assert first.reform == MergeUnits(
        units=Where(level="township", area_under="330327"), into="env"
    )
    assert (first.date, first.basis, first.line) == ("2024-01", "Decree 1", 9)
    assert second.reform == GrantPowers(source="env", target=("a", "b"), mode="conferred")
    assert (second.date, second.basis, second.note) == ("2025", "Law", "以后")
    assert [second.remark(lang) for lang in ("en", "zh")] == ["later", "以后"]
    assert (first.origin, second.origin) == ("", "reported: Sun")
    assert found.goals == (Goal("coordination.average", "<=", 3, 7),)


def test_json_is_read_too():
    text = """{"govgraph": "proposal", "version": 1, "title": "A",
        "steps": [
            {"merge_units": {"units": ["a"], "into": "b"}}]}"""
    assert parse_proposal(text).steps[0].line == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "not_a_proposal")]),
        ("- a\n", [(1, "not_a_proposal")]),
        ("a: b: c\n", [(1, "bad_yaml")]),
        ("title: A\nsteps: []\n", [(1, "not_a_proposal"), (1, "bad_version"), (2, "no_steps")]),
        (HEAD + "titel: B\nsteps: [a]\n", [(4, "unknown_field"), (5, "not_a_step")]),
        (HEAD + "steps:\n - merge: {}\n", [(5, "unknown_operator")]),
        (
            HEAD + "steps:\n - merge_units: {unit: a}\n",
            [(5, "unknown_step_field"), (5, "missing_field"), (5, "missing_field")],
        ),
        (HEAD + "steps: &a\n - merge_units: *a\n", [(4, "alias"), (5, "alias")]),
        (HEAD + "steps: !!python/object:os.system\n", [(4, "tag")]),
        (HEAD + "title: B\nsteps:\n - a\n", [(4, "repeated_key"), (6, "not_a_step")]),
        (
            HEAD + "goals: [span.maxx <= 3, span.max 3, span.max <= x]\nsteps: [a]\n",
            [(4, "unknown_measure"), (4, "bad_goal"), (4, "bad_goal"), (5, "not_a_step")],
        ),
        (
            HEAD + "steps:\n - move_staff: {source: a, target: b, number: -1, with_quota: maybe}\n",
            [(5, "not_a_number"), (5, "not_a_flag")],
        ),
        (
            HEAD
            + "date: soon\nsteps:\n - add_tie: {kind: leeds, source: {colour: red}, target: {}}\n",
            [
                (4, "not_a_date"),
                (6, "not_a_word"),
                (6, "unknown_selector"),
                (6, "empty_selection"),
            ],
        ),
        (
            HEAD + "steps:\n - merge_units: {units: [[a]], into: b}\n   add_tie: {}\n",
            [(5, "not_one_operator")],
        ),
        (
            HEAD + "x: " + "[" * 20 + "]" * 20 + "\n",
            [(4, "too_deep"), (4, "unknown_field"), (1, "no_steps")],
        ),
    ],
)
def test_mistakes_are_found_all_at_once(text, expected):
    assert sorted(mistakes(text)) == sorted(expected)


def test_mistakes_are_told_in_both_languages_with_file_and_line():
    with pytest.raises(ReadError) as caught:
        parse_proposal(HEAD + "steps:\n - merge_unit: {}\n", "p.yaml")
    assert "p.yaml › row 5" in caught.value.render("en")
    assert "merge_units" in caught.value.render("en")
    assert "没有名为“merge_unit”的改革操作" in caught.value.render("zh")


def test_a_missing_file_is_one_clear_message(tmp_path):
    with pytest.raises(ReadError, match=r"none\.yaml"):
        read_proposal(tmp_path / "none.yaml")


IDS = (
    st.text(st.sampled_from("abz019.-:#@ 环'\""), min_size=1, max_size=8)
    .map(str.strip)
    .filter(bool)
)
CHOSEN = st.one_of(
    IDS,
    st.lists(IDS, min_size=1, max_size=3).map(tuple),
    st.builds(Where, level=IDS, area_under=IDS),
)
REFORMS = st.one_of(
    st.builds(MergeUnits, units=CHOSEN, into=IDS, name=IDS),
    st.builds(AddTie, kind=st.sampled_from(["leads", "calls"]), source=CHOSEN, target=CHOSEN),
    st.builds(
        MoveStaff, source=IDS, target=CHOSEN, number=st.floats(0, 1e6), with_quota=st.booleans()
    ),
)
STEPS = st.builds(Step, REFORMS, date=st.sampled_from(["", "2024", "2024-06-30"]), basis=IDS)


@given(st.lists(STEPS, min_size=1, max_size=3), IDS, IDS)
def test_what_is_written_reads_back(steps, title, note):
    goals = (Goal("span.max", "<=", 20), Goal("profile.power", "<", 0.5))
    before = Proposal(title, tuple(steps), note_en=note, goals=goals)
    after = parse_proposal(to_yaml(before))
    assert (after.title, after.note_en, after.remark("zh")) == (title, note, note)
    assert [str(goal) for goal in after.goals] == [str(goal) for goal in goals]
    assert [(s.reform, s.date, s.basis) for s in after.steps] == [
        (s.reform, s.date, s.basis) for s in steps
    ]


def test_files_are_written_and_read(tmp_path):
    proposal = Proposal("方案", (Step(MergeUnits(units=("a", "b"), into="a")),))
    file = write_proposal(proposal, tmp_path / "p.yaml")
    assert read_proposal(file).steps[0].reform == proposal.steps[0].reform
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    assert read_proposal(file).title == "方案"


@given(st.text(max_size=200))
def test_any_text_is_a_proposal_or_a_list_of_problems(text):
    with pytest.raises(ReadError) as caught:
        parse_proposal(HEAD + text, "p.yaml")
    assert caught.value.problems
