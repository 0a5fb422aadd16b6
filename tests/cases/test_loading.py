"""A source is a case's name or a path; what is unknown is named with what was probably meant."""

from pathlib import Path

import pytest

import govgraph as gg
from govgraph.cases.case import find
from govgraph.cases.describing import describe
from govgraph.cases.loading import load, names, stages
from govgraph.errors import UnknownNameError, UserError
from govgraph.text import LANGUAGES

WRITTEN = [name for name in names() if not find(name).built]
STAGES = [(name, stage) for name in WRITTEN for stage in stages(name)]


def test_cases_are_the_folders_that_hold_a_description():
    home = Path(gg.__file__).parent / "cases"
    assert names() == tuple(sorted(page.parent.name for page in home.glob("*/case.toml")))


def test_without_a_stage_the_default_one_is_loaded():
    for name in WRITTEN:
        assert load(name) == load(name, stage=find(name).default)


@pytest.mark.parametrize(("name", "stage"), STAGES)
def test_the_description_gives_title_and_size(name, stage):
    structure = load(name, stage)
    for lang in LANGUAGES:
        text = describe(name, lang)
        assert find(name).title.label(lang) in text
        line = next(line for line in text.splitlines() if line.strip().startswith(stage))
        for table in ("units", "relations", "matters"):
            assert f"{len(structure.table(table)):,}" in line


def test_a_path_is_read_and_a_case_wins_over_a_file_of_its_name(tmp_path, monkeypatch):
    own = gg.Builder().add("units", id="gov", name="县", kind="government").build()
    gg.write(own, tmp_path / "longgang")
    monkeypatch.chdir(tmp_path)
    assert load("./longgang") == own
    assert load(tmp_path / "longgang") == own
    assert len(load("longgang").units) > 500
    (tmp_path / "longgang").rename("county")
    assert load("county") == own


@pytest.mark.parametrize(
    ("source", "stage", "message"),
    [
        ("longang", None, "“longang” is not among the cases. Did you mean “longgang”?"),
        ("atlantis", None, "“atlantis” is not among the cases."),
        (
            "longgang",
            "2032",
            "“2032” is not among the stages of this case. Did you mean “2023”?",
        ),
    ],
)
def test_unknown_names_are_refused(source, stage, message):
    with pytest.raises(UnknownNameError) as refusal:
        load(source, stage)
    assert refusal.value.render("en") == message


def test_a_file_has_no_stages(tmp_path):
    with pytest.raises(UserError) as refusal:
        load(tmp_path / "county.json", stage="after")
    assert "only a shipped case has a stage" in refusal.value.render("en")
