"""A workbook with forty mistakes reports exactly those forty, each with its sheet and cell."""

import openpyxl
import pytest

from govgraph.errors import InvalidStructureError, Problem
from govgraph.io.reading import read
from govgraph.io.template import write_template

#: Sheet and cell, what is written there, the rule it breaks, the nearest right value.
MISTAKES: list[tuple[str, str, object, str, str]] = [
    ("about", "B4", "last spring", "model.not_a_date", ""),
    ("about", "B5", "true data", "model.not_a_word", ""),
    ("about", "A9", "autor", "io.unknown_field", ""),
    ("levels", "B3", None, "model.missing_value", ""),
    ("levels", "A5", "county", "model.duplicate_id", ""),
    ("grades", "D3", "second", "model.not_a_number", ""),
    ("areas", "D3", "A2", "model.unknown_id", ""),
    ("areas", "E4", "vilage", "model.unknown_id", "village"),
    ("areas", "F2", "perhaps", "model.not_a_flag", ""),
    ("areas", "D5", "A1-01", "model.area_level_order", ""),
    ("lines", "D2", "enforcement", "model.cycle", ""),
    ("lines", "N1", "conifdence", "model.unknown_column", "confidence"),
    ("units", "B4", "Hous\u202eing", "model.bad_character", ""),
    ("units", "F5", "departmant", "model.not_a_word", "department"),
    ("units", "I6", "A1-O1", "model.unknown_id", "A1-01"),
    ("units", "L4", -3, "model.out_of_range", ""),
    ("units", "M5", "about forty", "model.not_a_number", ""),
    ("units", "M9", 9, "model.outside_own_range", ""),
    ("units", "Q7", "2023-13", "model.not_a_date", ""),
    ("units", "G3", "provence", "model.unknown_id", ""),
    ("unit lines", "B2", "housng", "model.unknown_id", "housing"),
    ("relations", "A2", "county-goverment", "model.unknown_id", ""),
    ("relations", "B3", None, "model.missing_value", ""),
    ("relations", "C4", "heads", "model.not_a_word", ""),
    ("relations", "C16", "serves", "model.bad_end", ""),
    ("relations", "D7", "standards", "model.bad_permit", ""),
    ("relations", "E8", "maybe", "model.not_a_flag", ""),
    ("relations", "J10", "guest", "model.not_a_word", ""),
    ("relations", "I12", 1.5, "model.out_of_range", ""),
    ("relations", "N14", 0, "model.out_of_range", ""),
    ("matters", "E2", "#REF!", "io.error_cell", ""),
    ("matters", "B3", "x" * 2001, "model.too_long", ""),
    ("demand", "C2", None, "model.missing_value", ""),
    ("duties", "C3", "leed", "model.not_a_word", "lead"),
    ("duties", "A8", "town-gov", "model.duplicate_row", ""),
    ("powers", "D3", "housing", "model.both_matter_and_line", ""),
    ("needs", "A2", "building-permits", "model.unknown_id", "building-permit"),
    ("depends", "L2", "a stray remark", "io.cell_without_header", ""),
    ("goals", "C2", 3, "model.out_of_range", ""),
    ("untis", "A1", "id", "io.unknown_sheet", "units"),
]


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    path = tmp_path_factory.mktemp("mistakes") / "mistakes.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    _prepare(book)
    for sheet, cell, value, _, _ in MISTAKES:
        if sheet not in book.sheetnames:
            book.create_sheet(sheet)
        book[sheet][cell] = value
    book.save(path)
    with pytest.raises(InvalidStructureError) as caught:
        read(path)
    return caught.value.problems


def _prepare(book: openpyxl.Workbook) -> None:
    """Make room: rows of their own for mistakes that need one."""
    book["levels"].append(["?", "a second county level", None, 3])
    book["areas"].append(["A1-02", "Township D", None, "A1", "township"])
    book["duties"].append(["town-gov", "building-permit", "lead"])


def test_all_forty_are_reported_with_sheet_and_cell(problems: tuple[Problem, ...]) -> None:
    expected = sorted((sheet, cell, key) for sheet, cell, _, key, _ in MISTAKES)
    found = sorted((p.place.sheet, p.place.cell or "A1", p.key) for p in problems)
    assert found == expected
    assert len(found) == 40


def test_every_place_names_the_file(problems: tuple[Problem, ...]) -> None:
    assert {p.place.file for p in problems} == {"mistakes.xlsx"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_is_one_line_that_shows_value_and_typo(
    problems: tuple[Problem, ...], lang: str
) -> None:
    near = {(sheet, cell): near for sheet, cell, _, _, near in MISTAKES if near}
    for problem in problems:
        line = problem.render(lang)  # type: ignore[arg-type]
        assert "\n" not in line
        assert "\u202e" not in line
        expected = near.get((problem.place.sheet, problem.place.cell or "A1"))
        if expected:
            assert f"“{expected}”" in line
