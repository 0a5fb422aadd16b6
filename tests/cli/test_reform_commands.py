"""Commands on proposals: enact, compare, check, start one, list the operators."""

from pathlib import Path

import pytest

import govgraph as gg
from govgraph.reforms.files.template import proposal_template

PROPOSAL = """
govgraph: proposal
version: 1
title: 两局合并
title_en: One bureau for environment and water
goals: [span.max <= 1]
steps:
  - merge_units: {units: [env, water], into: env}
    date: 2024-06
"""
EXAMPLES = Path(__file__).parents[2] / "examples" / "proposals"


@pytest.fixture
def merger(own_folder: Path) -> Path:
    file = own_folder / "merger.yaml"
    file.write_text(PROPOSAL, encoding="utf-8")
    return file


def test_reform_writes_the_report_and_shows_goals(run, two_bureaus, merger, own_folder) -> None:
    result = run("reform", two_bureaus, merger, "--out", "out")
    assert result.exit_code == 0, result.output
    assert f"Open in a browser: {own_folder / 'out' / 'compare.html'}" in result.stdout
    assert "span.max <= 1" in result.stdout
    page = own_folder.joinpath("out", "compare.html").read_text(encoding="utf-8")
    assert "Step 1 names no legal or documentary ground." in result.stdout
    assert "Step 1 names no legal or documentary ground." in page


def test_reform_stops_at_every_error_of_all_proposals(run, two_bureaus, merger, own_folder) -> None:
    bad = own_folder / "bad.yaml"
    bad.write_text(PROPOSAL.replace("water", "wader").replace("span.max", "span.mxa"), "utf-8")
    result = run("reform", two_bureaus, merger, bad, "--out", "out", "--lang", "zh")
    assert result.exit_code == 2
    assert "span.mxa" in result.stderr
    assert "wader" in result.stderr
    assert not own_folder.joinpath("out").exists()


def test_compare_takes_stages_both_ways(run, own_folder) -> None:
    one = run("compare", "longgang:2018", "longgang:2018", "--out", "a", "-q")
    two = run("compare", "longgang", "--stage", "2018", "--stage", "2018", "--out", "b", "-q")
    assert one.exit_code == two.exit_code == 0, one.output + two.output
    pages = [own_folder.joinpath(name, "difference.html").read_bytes() for name in ("a", "b")]
    assert pages[0] == pages[1]


def test_compare_refuses_stages_of_several_sources(run) -> None:
    result = run("compare", "q_county", "longgang", "--stage", "before")
    assert result.exit_code == 2
    assert "q_county longgang" in result.stderr


def test_a_stage_stands_behind_a_colon(run) -> None:
    assert run("validate", "q_county:before").exit_code == 0
    assert run("validate", "q_county:never").exit_code == 2


def test_lint_says_with_its_exit_code_what_it_found(run, two_bureaus, merger) -> None:
    assert run("lint", merger, "--on", two_bureaus).exit_code == 0
    assert run("lint", merger, "--on", two_bureaus, "--fail-on", "warning").exit_code == 1
    merger.write_text(PROPOSAL.replace("into: env", "into: sea"), encoding="utf-8")
    result = run("lint", merger, "--on", two_bureaus)
    assert result.exit_code == 2
    assert "sea" in result.stderr


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("stage", ["before", "after"])
def test_a_new_proposal_has_nothing_to_mend(run, own_folder, lang: str, stage: str) -> None:
    assert run("new", "--proposal", "p.yaml", "--lang", lang).exit_code == 0
    result = run("lint", "p.yaml", "--on", f"q_county:{stage}", "--fail-on", "warning")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_template_names_every_operator(lang: str) -> None:
    text = proposal_template(lang)
    assert all(f"{name}: {{" in text for name in gg.operators())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_operators_are_listed_and_explained(run, lang: str) -> None:
    listed = run("operators", "--lang", lang).stdout
    for name, operator in gg.operators().items():
        assert name in listed
        wording = operator.wording(lang)
        for command in ("operators", "explain"):
            told = run(command, name, "--lang", lang)
            assert told.exit_code == 0
            assert wording.title in told.stdout


def test_an_unknown_operator_gets_the_nearest_name(run) -> None:
    result = run("operators", "merge_unit")
    assert result.exit_code == 2
    assert "merge_units" in result.stderr


@pytest.mark.parametrize("name", ["q_county_joint", "q_county_flatter"])
def test_the_examples_can_be_enacted(run, name: str) -> None:
    result = run("lint", EXAMPLES / f"{name}.yaml", "--on", "q_county:before")
    assert result.exit_code == 0, result.output
