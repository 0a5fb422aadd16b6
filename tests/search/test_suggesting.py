"""Suggestions say what they remove, worsen and cost, and are written as proposals."""

import csv
from itertools import pairwise

import pytest

import govgraph as gg
from govgraph.auditing.configuration import Configuration
from govgraph.measures import find
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import enact
from govgraph.search.granting import granting
from govgraph.search.groups import groups
from govgraph.search.losing import Holding, losers
from govgraph.search.sentences import step_sentence
from govgraph.text import LANGUAGES
from tests.measures.samples import county


@pytest.fixture(scope="module")
def wide() -> Structure:
    """A government over four bureaus that all work one matter: its span is too wide for three."""
    build = gg.Builder(title="County", as_of="2024-01-01")
    build = build.add("units", id="gov", name="政府", name_en="Government", kind="government")
    build = build.add("matters", id="wells", name="水井", name_en="Wells")
    for unit in ("a", "b", "c", "d"):
        build = build.add("units", id=unit, name=unit.upper(), kind="department", filled=5)
        build = build.add("relations", source="gov", target=unit, kind="leads", basis="Plan")
    build = build.add("duties", unit="gov", matter="wells", role="lead")
    for unit in ("a", "b"):
        build = build.add("duties", unit=unit, matter="wells", role="assist")
        build = build.add("needs", matter="wells", power=f"power {unit}")
    return build.build()


@pytest.fixture(scope="module")
def found(wide: Structure):
    thresholds = {"GG402": {"high": 3}}
    return gg.suggest(gg.audit(wide, Configuration(thresholds=thresholds)))


def test_a_suggestion_that_makes_another_finding_worse_says_so(found) -> None:
    """Deputies between the government and its bureaus cut the ties that joined them."""
    deputies = next(one for one in found.items if one.code == "GG402")
    assert deputies.removes
    assert deputies.harm["GG301"] >= 1
    assert "CREATES" in deputies.verdict("en")
    assert "新增其他问题" in deputies.verdict("zh")
    assert deputies.new[0].sentences["en"] in deputies.verdict("en")
    row = found.to_frame().set_index("number").loc[deputies.number]
    assert row["makes_worse"].startswith("GG301: ")


def test_measures_that_get_worse_are_named_for_the_best_way(found) -> None:
    deputies = next(one for one in found.items if one.code == "GG402")
    assert deputies.rank == 1
    was, now = deputies.costs["profile.mechanism"]
    assert now > was
    for lang in LANGUAGES:
        assert find("profile.mechanism").wording(lang).title in deputies.verdict(lang)


def test_harm_ranks_a_way_behind_one_without(found) -> None:
    for group in {one.code for one in found.items}:
        ways = [one for one in found.items if one.code == group and one.rank <= 2]
        for first, second in pairwise(ways):
            if second.rank == 2 and first.removed == second.removed:
                assert sum(first.harm.values()) <= sum(second.harm.values())


def test_the_limit_keeps_the_most_severe_and_counts_the_others(wide: Structure) -> None:
    audit = gg.audit(wide, Configuration(thresholds={"GG402": {"high": 3}}))
    done: list[tuple[int, int]] = []
    first = gg.suggest(audit, limit=1, measures=(), progress=lambda n, of: done.append((n, of)))
    everything = gg.suggest(audit, measures=())
    assert len(first.best) == 1
    assert first.left == len(everything.best) - 1
    assert first.items[0].steps == everything.items[0].steps
    assert done == [(1, 1)]
    assert str(first.left) in first.summary()


def test_processes_find_what_one_finds(wide: Structure) -> None:
    audit = gg.audit(wide)
    one, two = (gg.suggest(audit, measures=(), workers=workers) for workers in (1, 2))
    assert one.to_frame().equals(two.to_frame())


def test_an_audit_without_findings_gets_no_suggestion() -> None:
    build = gg.Builder(title="One").add("units", id="u", name="U", kind="department")
    found = gg.suggest(gg.audit(build.build()))
    assert not found.items
    assert len(found.to_frame()) == 0
    assert found.summary("zh")


def test_thresholds_and_acceptances_of_the_audit_hold_for_the_copies(wide: Structure) -> None:
    wider = Configuration(thresholds={"GG402": {"high": 4}})
    assert "GG402" not in {one.code for one in gg.suggest(gg.audit(wide, wider)).items}


def test_files_read_back_and_lint_clean_but_for_the_basis(found, wide, tmp_path) -> None:
    written = gg.write_suggestions(found, tmp_path / "suggestions", lang="zh")
    files = [file for file in written if file.suffix == ".yaml"]
    by_number = {one.number: one for one in found.items if one.refused is None}
    assert len(files) == len(by_number)
    for file, one in zip(files, by_number.values(), strict=True):
        proposal = gg.read_proposal(file)
        assert tuple(step.reform for step in proposal.steps) == one.steps
        assert {remark.problem.key for remark in gg.lint(proposal, wide)} == {"lint.without_basis"}
        assert "法定依据" in file.read_text(encoding="utf-8")
    with (tmp_path / "suggestions" / "suggestions.csv").open(encoding="utf-8-sig") as index:
        rows = list(csv.DictReader(index))
    assert len(rows) == len(found.items)
    assert {row["文件"] for row in rows} >= {file.name for file in files}


def test_shown_in_a_notebook(found) -> None:
    assert "GG402" not in found._repr_html_() or "<table" in found._repr_html_()
    assert repr(found).startswith("<")


def test_losers_are_units_that_hold_less_or_are_gone() -> None:
    merge = gg.operators()["merge_units"].reform(units=("env", "housing"), into="env")
    lost = {
        one.unit: one.loses for one in losers(Holding(county()), enact(county(), merge).structure)
    }
    assert lost["housing"] == ("unit",)
    assert "env" not in lost


def test_powers_come_from_their_holder_as_the_receiver_may_have_them() -> None:
    audit = gg.audit(county(), Configuration(select=("GG103",)), join=False)
    group = groups(audit)[0]
    steps = list(granting(group, "noise", ["penalise"], ["town1", "office1"]))
    assert [(s.source, s.target, s.mode) for s in steps] == [
        ("police", ("town1",), "conferred"),
        ("police", ("office1",), "entrusted"),
    ]


def test_steps_are_told_with_names() -> None:
    step = gg.operators()["create_joint_body"].reform(
        id="j", name="联席会议", name_en="Conference", chair="gov", members=("env", "police")
    )
    assert step_sentence(step, county(), "zh") == "设立联席会议，由gov召集，成员为env、police。"
