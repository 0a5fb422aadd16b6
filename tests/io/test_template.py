"""The template: every sheet and column, explained, with drop-downs, in both languages."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from govgraph.errors import UserError
from govgraph.io import workbook_layout
from govgraph.io.reading import read, read_workload
from govgraph.io.template import example, example_workload, write_template
from govgraph.io.writing import write
from govgraph.model.builder import Builder
from govgraph.model.schema import ALL_TABLES, Column
from govgraph.text import Language, label, match, term, words

LANGUAGES: list[Language] = ["en", "zh"]


@pytest.fixture(scope="module", params=LANGUAGES)
def template(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Language, Path, openpyxl.Workbook]:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(path, request.param)
    return request.param, path, openpyxl.load_workbook(path)


def test_it_reads_back_as_the_example(template: tuple[Language, Path, openpyxl.Workbook]) -> None:
    lang, path, _ = template
    assert read(path) == example(lang)
    assert read_workload(path, read(path)) == example_workload(lang)


def test_every_sheet_and_column_stands_there_with_a_note(
    template: tuple[Language, Path, openpyxl.Workbook],
) -> None:
    lang, _, book = template
    for name, table in ALL_TABLES.items():
        sheet = book[label("table", name, lang)]
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        for cell, column in zip(sheet[1], table.columns, strict=True):
            assert cell.value == label("column", column.name, lang)
            assert cell.comment is not None
            for language in LANGUAGES:
                assert term(f"column.{column.name}").note(language) in cell.comment.text


def _source(sheet: Worksheet, letter: str) -> str | None:
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and f"{letter}5" in rule.sqref:
            return str(rule.formula1)
    return None


def _options(book: openpyxl.Workbook, source: str) -> list[str]:
    name, _, area = source.lstrip("=").rpartition("!")
    return [
        str(row[0].value) for row in book[name.strip("'")][area.replace("$", "")] if row[0].value
    ]


def test_drop_downs_offer_the_words_and_the_ids(
    template: tuple[Language, Path, openpyxl.Workbook],
) -> None:
    lang, _, book = template
    seen = 0
    for name, table in ALL_TABLES.items():
        sheet = book[label("table", name, lang)]
        for cell, column in zip(sheet[1], table.columns, strict=True):
            expected = _expected(column, lang)
            source = _source(sheet, cell.column_letter)
            assert (source is None) == (expected is None), (name, column.name)
            if source is not None and expected is not None:
                seen += 1
                assert _options(book, source) == expected, (name, column.name)
    assert seen > 30


def _expected(column: Column, lang: Language) -> list[str] | None:
    if column.refers:
        return example(lang).table(column.refers)["id"].tolist()
    if column.kind == "flag":
        return [label("workbook", word, lang) for word in ("yes", "no")]
    if column.kind == "word":
        return [label(column.vocabulary, word, lang) for word in words(column.vocabulary)]
    return None


def test_ids_stay_text_and_formulas_are_marked_as_text(tmp_path: Path) -> None:
    builder = Builder().add("units", id="330327", name="=SUM(A1)", kind="government")
    write(builder.build(), tmp_path / "s.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["units"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("330327", "s")
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].quotePrefix
    assert not sheet["A2"].quotePrefix


def test_it_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_bytes(b"mine")
    with pytest.raises(UserError, match="exists"):
        write_template(tmp_path / "mine.xlsx")
    with pytest.raises(UserError, match=r"\.xlsx"):
        write_template(tmp_path / "mine.ods")
    assert (tmp_path / "mine.xlsx").read_bytes() == b"mine"


def test_no_two_headers_of_a_sheet_are_alike_and_each_means_its_column() -> None:
    for table in ALL_TABLES.values():
        for lang in LANGUAGES:
            headers = [label("column", name, lang) for name in table.names]
            assert len(set(headers)) == len(headers)
            assert [match("column", header) for header in headers] == list(table.names)


def test_every_word_means_itself_in_both_languages() -> None:
    groups = {c.vocabulary for t in ALL_TABLES.values() for c in t.columns if c.vocabulary}
    for group in (*sorted(groups), "table", "workbook", "mode_joins", "mode_serves", "status"):
        for word in words(group):
            for lang in LANGUAGES:
                assert match(group, label(group, word, lang)) == word


def test_every_column_is_explained_in_both_languages() -> None:
    for entry in {name for table in ALL_TABLES.values() for name in table.names}:
        for lang in LANGUAGES:
            assert term(f"column.{entry}").note(lang)


def test_more_rows_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_layout, "ROW_LIMIT", 9)
    with pytest.raises(UserError, match="Parquet"):
        write(example(), tmp_path / "s.xlsx")
    assert list(tmp_path.iterdir()) == []
