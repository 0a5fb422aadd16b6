"""Valid, invalid and older documents: each invalid one beside the problems it must give.

A line of a ``.problems`` file is key, table, row, column, with ``-`` for none.
"""

import json
from pathlib import Path

import pytest

from govgraph.errors import InvalidStructureError, Problem, ReadError
from govgraph.io.migrations import migrate
from govgraph.io.reading import read, read_workload
from govgraph.io.writing import write
from govgraph.model.schema import SCHEMA_VERSION

DOCUMENTS = Path(__file__).parent / "documents"
VALID = sorted(DOCUMENTS.glob("valid/*.json"))
INVALID = sorted(DOCUMENTS.glob("invalid/*.json"))
OLDER = sorted(DOCUMENTS.glob("older/*_today.json"))


def _line(problem: Problem) -> str:
    place = problem.place
    return " ".join([problem.key, place.table or "-", str(place.row or "-"), place.column or "-"])


def problems_of(path: Path) -> list[str]:
    """What reading the document reports, sorted; nothing when it is valid."""
    try:
        structure = read(path)
    except (ReadError, InvalidStructureError) as error:
        return sorted(_line(problem) for problem in error.problems)
    return [] if len(structure.units) else ["an empty structure was built"]


def expected_of(path: Path) -> list[str]:
    """What the file beside it says."""
    return sorted(path.with_suffix(".problems").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_valid_documents_are_read_and_written_back(path: Path, tmp_path: Path) -> None:
    assert problems_of(path) == []
    structure = read(path)
    workload = read_workload(path, structure)
    write(structure, tmp_path / "again.json", workload=workload)
    assert read(tmp_path / "again.json") == structure
    assert read_workload(tmp_path / "again.json", structure) == workload


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_invalid_documents_give_exactly_their_problems(path: Path) -> None:
    assert problems_of(path) == expected_of(path)


def test_the_comparison_can_fail() -> None:
    """No two invalid documents expect the same, none expects nothing, none is missing."""
    expected = [tuple(expected_of(path)) for path in INVALID]
    assert all(expected)
    assert len(set(expected)) == len(expected) >= 20
    assert {p.stem for p in INVALID} == {p.stem for p in DOCUMENTS.glob("invalid/*.problems")}
    assert len(VALID) >= 5


@pytest.mark.parametrize("path", OLDER, ids=lambda p: p.stem)
def test_older_documents_mean_what_they_mean_today(path: Path) -> None:
    older = path.with_name(path.name.replace("_today", ""))
    assert json.loads(older.read_text(encoding="utf-8"))["govgraph"] < SCHEMA_VERSION
    structure = read(older)
    assert structure == read(path)
    assert structure.relations["origin"].notna().any()


def test_every_older_version_has_a_document_and_a_way_up() -> None:
    versions = {int(path.name.partition("_")[0]) for path in OLDER}
    assert versions == set(range(SCHEMA_VERSION))
    for version in versions:
        assert migrate({"govgraph": version}, version)["govgraph"] == SCHEMA_VERSION


def test_a_near_name_and_the_line_of_a_syntax_error_are_shown() -> None:
    for name, shown in (
        ("unknown_field", "“quota”"),
        ("not_json", "line 2"),
        ("unknown_ids", "“gov"),
    ):
        with pytest.raises((ReadError, InvalidStructureError), match=shown):
            read(DOCUMENTS / "invalid" / f"{name}.json")


def test_one_row_stands_on_one_line(tmp_path: Path) -> None:
    write(read(DOCUMENTS / "valid" / "words_in_chinese.json"), tmp_path / "s.json")
    lines = (tmp_path / "s.json").read_text(encoding="utf-8").splitlines()
    assert sum("县政府" in line for line in lines) == 1
    assert sum('"id"' in line for line in lines) == 3


def test_the_example_of_the_reference_page_is_valid(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "document.md"
    block = page.read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    (tmp_path / "county.json").write_text(block, encoding="utf-8")
    structure = read(tmp_path / "county.json")
    assert structure.relations["permits"].tolist() == ["appoint;order"]
    assert read_workload(tmp_path / "county.json", structure) is not None
