"""Choosing the format, headers in both languages, frames of other libraries."""

from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from govgraph.errors import InvalidStructureError, ReadError, UnknownNameError, UserError
from govgraph.io.formats import formats, reader, writer
from govgraph.io.frames import from_frames
from govgraph.io.reading import read
from govgraph.io.template import example
from govgraph.io.writing import write
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure


def _workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_headers_and_words_of_both_languages_may_mix(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "mixed.xlsx",
        {
            "About": [["title", "甲县"], ["截至日期", 2023], ["status", "公开数据"]],
            "单位": [[None, None, None], ["代码", "Name", "类型"], [330327, "苍南县", "人民政府"],
                    ["007", "局", "Bureau"]],
            "Relations": [["From", "指向", "kind", "权能", "为主"],
                          [330327, "007", "领导关系", "命令、预算", "√"]],
            "填表说明": [["anything at all"]],
            "Sheet9": [],
        },
    )  # fmt: skip
    structure = read(path)
    assert (structure.about.title, structure.about.as_of) == ("甲县", "2023")
    assert structure.about.status == "real"
    assert structure.units["id"].tolist() == ["007", "330327"]
    relation = structure.relations.iloc[0]
    assert (relation["source"], relation["target"]) == ("330327", "007")
    assert (relation["permits"], relation["primary"]) == ("budget;order", True)


def test_real_dates_and_formula_results_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "dates.xlsx"
    write(example(), path)
    book = openpyxl.load_workbook(path)
    book["units"]["Q2"] = pd.Timestamp(2023, 6, 30).to_pydatetime()
    book.save(path)
    structure = read(path)
    assert "2023-06-30" in structure.units["since"].tolist()


def test_a_formula_whose_result_was_never_saved_is_told(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "formula.xlsx",
        {"units": [["id", "name", "kind", "quota"], ["a", "A", "department", "=1+1"]]},
    )
    with pytest.raises(InvalidStructureError) as caught:
        read(path)
    found = [(p.key, p.place.sheet, p.place.cell) for p in caught.value.problems]
    assert found == [("io.formula_without_value", "units", "D2")]


def test_two_headers_for_one_column_and_a_missing_column(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "headers.xlsx",
        {"units": [["id", "名称", "name"], ["a", "A", "B"], ["b", "B", "C"]]},
    )
    with pytest.raises(InvalidStructureError) as caught:
        read(path)
    found = [(p.key, p.place.cell) for p in caught.value.problems]
    assert found == [("model.repeated_column", "C1"), ("model.missing_column", "")]


def test_the_kind_overrules_the_ending(tmp_path: Path) -> None:
    write(example(), tmp_path / "s.json")
    (tmp_path / "s.json").rename(tmp_path / "s.data")
    with pytest.raises(ReadError, match="not read"):
        read(tmp_path / "s.data")
    assert read(tmp_path / "s.data", kind="document") == example()
    with pytest.raises(UnknownNameError, match="document"):
        read(tmp_path / "s.data", kind="documnt")


def test_an_ending_that_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.xlsx"):
        write(example(), tmp_path / "s.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_format_has_one_reader_and_one_writer() -> None:
    known = formats()
    assert {"workbook", "csv_folder", "csv_archive", "document", "parquet"} <= set(known)

    def read_nothing(path: Path) -> Builder:
        return Builder()

    def write_nothing(structure: Structure, path: Path, writing: object) -> None:
        return None

    with pytest.raises(ValueError, match="two readers"):
        reader("document", ".json")(read_nothing)
    with pytest.raises(ValueError, match="two writers"):
        writer("document", ".json")(write_nothing)


def test_one_format_of_each_ending_takes_what_the_others_do_not_recognise() -> None:
    for suffix in {s for f in formats().values() for s in f.suffixes if f.read is not None}:
        plain = [
            f.name
            for f in formats().values()
            if suffix in f.suffixes and f.read is not None and f.recognises is None
        ]
        assert len(plain) <= 1, (suffix, plain)


@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame, pa.table])
def test_frames_of_any_library(library: object) -> None:
    units = {"id": ["gov", "env"], "name": ["县政府", "环保局"], "kind": ["政府", "department"]}
    ties = {"source": ["gov"], "target": ["env"], "kind": ["leads"], "weight": [2.5]}
    structure = from_frames(
        {"title": "甲县"},
        units=library(units),  # type: ignore[operator]
        relations=library(ties),  # type: ignore[operator]
    )
    assert structure.relations["weight"].tolist() == [2.5]
    assert structure.about.title == "甲县"


def test_frames_with_mistakes_give_all_of_them() -> None:
    units = pd.DataFrame({"id": ["a", "a"], "name": ["A", None], "kind": ["x", "department"]})
    with pytest.raises(InvalidStructureError) as caught:
        from_frames(units=units, unit=units)
    assert sorted(p.key for p in caught.value.problems) == [
        "model.duplicate_id",
        "model.missing_value",
        "model.not_a_word",
        "model.unknown_table",
    ]


def test_facts_of_the_whole_are_checked_in_python_too() -> None:
    builder = Builder(title="a\u202eb", as_of="soon", status="guessed")
    builder.add("units", id="a", name="A", kind="department")
    with pytest.raises(InvalidStructureError) as caught:
        builder.build()
    found = sorted((p.key, p.place.table, p.place.column) for p in caught.value.problems)
    assert found == [
        ("model.bad_character", "about", "title"),
        ("model.not_a_date", "about", "as_of"),
        ("model.not_a_word", "about", "status"),
    ]


def test_mistakes_of_the_workload_come_with_those_of_the_structure(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "both.xlsx",
        {
            "units": [["id", "name", "kind"], ["a", "A", "offise"]],
            "servers": [["unit", "servers"], ["a", -1], ["b", 2]],
        },
    )
    with pytest.raises(InvalidStructureError) as caught:
        read(path)
    assert [(p.key, p.place.sheet, p.place.cell) for p in caught.value.problems] == [
        ("model.not_a_word", "units", "C2"),
        ("model.out_of_range", "servers", "B2"),
        ("model.unknown_id", "servers", "A3"),
    ]


def test_the_about_sheet_holds_pairs(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "about.xlsx",
        {
            "about": [["field", "content"], ["title", "A", "B"], ["标题", "C"]],
            "units": [["id", "name", "kind"], ["a", "A", "department"]],
        },
    )
    with pytest.raises(InvalidStructureError) as caught:
        read(path)
    assert [(p.key, p.place.cell) for p in caught.value.problems] == [
        ("io.cell_without_header", "C2"),
        ("io.repeated_field", "A3"),
    ]


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(example(), tmp_path / "s.json")

    def forbidden(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(ReadError, match="Permission denied"):
        read(tmp_path / "s.json")
