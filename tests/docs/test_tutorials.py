"""What the tutorials say of Liuxi County holds; their commands run when the pages are built."""

import sys
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest

import govgraph as gg
from govgraph.comparison.assumptions import Assumption, moved

ROOT = Path(__file__).parents[2]
PROPOSALS = ROOT / "examples" / "proposals"


@pytest.fixture(scope="module")
def liuxi():
    sys.path.insert(0, str(ROOT / "examples"))
    try:
        yield import_module("liuxi_county")
    finally:
        sys.path.remove(str(ROOT / "examples"))


def test_the_client_is_told_of_every_mistake_and_of_nothing_else(liuxi, tmp_path):
    path = tmp_path / "client.xlsx"
    gg.write(liuxi.county(), path, lang="zh")
    assert gg.read(path) == liuxi.county()
    book = openpyxl.load_workbook(path)
    liuxi.spoil(book)
    book.save(path)
    with pytest.raises(gg.InvalidStructureError) as caught:
        gg.read(path)
    told = "\n".join(one.render("zh") for one in caught.value.problems)
    wrong = [str(value) for *_, value in liuxi.MISTAKES] + [liuxi.OWN_SHEET]
    assert all(f"“{value}”" in told for value in wrong)
    assert len(caught.value.problems) == len(wrong) + len(liuxi.ADDED)


def test_the_draft_is_refused_and_both_proposals_are_clean(liuxi):
    county = liuxi.county()
    found = gg.lint_file(PROPOSALS / "liuxi_enforcement_draft.yaml", county)
    assert [one.severity for one in found].count("error") == 3
    assert [one.severity for one in found].count("warning") == 2
    for name in ("enforcement", "approval"):
        assert not gg.lint_file(PROPOSALS / f"liuxi_{name}.yaml", county)


def test_the_number_of_applications_decides_between_the_proposals(liuxi):
    county = liuxi.county()
    proposals = [
        gg.read_proposal(PROPOSALS / f"liuxi_{one}.yaml") for one in ("enforcement", "approval")
    ]

    def apart(by: float) -> float:
        """Power that is lacking after the first proposal, less that after the second."""
        moved_to = moved(county, Assumption("demand", "cases", "建房"), by)
        first, second = (
            gg.measures.profile.power(one.enact(moved_to, check=False).structure)
            for one in proposals
        )
        return first - second

    assert apart(0) > 0
    assert apart(-1) < 0


@pytest.fixture
def terminal():
    sys.path.insert(0, str(ROOT / "docs" / "_ext"))
    try:
        yield import_module("terminal")
    finally:
        sys.path.remove(str(ROOT / "docs" / "_ext"))


def test_a_page_shows_how_a_command_ended_and_not_where(terminal, tmp_path):
    place = tmp_path / "page"
    terminal.workplace(place)
    assert place.joinpath("examples", "liuxi_county.py").is_file()
    ran = terminal.run("govgraph map nowhere.xlsx --lang zh", place)
    assert ran.status == 2
    ran = terminal.run('python -c \'import os; print(os.path.abspath("a"), "┃中┃")\'', place)
    assert ran.status == 0
    assert ran.lines()[1:] == ["a |中|"]
