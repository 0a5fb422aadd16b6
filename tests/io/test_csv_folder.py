"""Folders of CSV files: encodings, delimiters, guards, places."""

import csv
import io
import logging
import zipfile
from pathlib import Path

import pytest

from govgraph.errors import InvalidStructureError, UserError
from govgraph.io.reading import read
from govgraph.io.template import example
from govgraph.io.writing import write
from govgraph.model.builder import Builder

UNITS = "编号,名称,类型\ngov,县政府,政府\nenv,环保局,职能部门\n"


@pytest.mark.parametrize(
    ("encoding", "logged"),
    [
        ("utf-8", "utf-8-sig"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_are_found_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, encoding: str, logged: str
) -> None:
    (tmp_path / "单位.csv").write_bytes(UNITS.encode(encoding))
    with caplog.at_level(logging.INFO, "govgraph"):
        structure = read(tmp_path)
    assert structure.units["name"].tolist() == ["环保局", "县政府"]
    assert f"单位.csv read as {logged}" in caplog.text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "units.csv").write_text(UNITS.replace(",", delimiter), encoding="utf-8")
    assert len(read(tmp_path).units) == 2


def test_written_files_are_what_spreadsheet_programs_expect(tmp_path: Path) -> None:
    builder = Builder(title="+86").add("units", id="-1", name="=1+1", kind="department", quota=5)
    builder.add("units", id="b", name="　＝cmd", kind="department", note="'=x", basis="a\r\nb\nc")
    builder.add("goals", unit="b", objective="@x", sign=-1)
    structure = builder.build()
    write(structure, tmp_path / "out")
    data = (tmp_path / "out" / "units.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 4
    for file in (tmp_path / "out").iterdir():
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")):
            for cell in row:
                assert cell == "-1" or not cell.lstrip(" \u3000\ufeff").startswith(
                    tuple("=+-@＝＋－＠")
                )
    assert read(tmp_path / "out") == structure
    goals = (tmp_path / "out" / "goals.csv").read_text(encoding="utf-8-sig")
    assert goals.splitlines()[1] == "b,'@x,-1"


def test_places_name_file_row_and_column(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(f"{UNITS}\n,,\nx,X,offise\n", encoding="utf-8")
    (tmp_path / "reltions.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "lines.csv").write_text('id,name\nl,"a"b\n', encoding="utf-8")
    with pytest.raises(InvalidStructureError) as caught:
        read(tmp_path)
    found = {(p.key, p.place.file.rpartition("/")[2], p.place.row) for p in caught.value.problems}
    assert found == {
        ("io.unknown_sheet", "reltions.csv", None),
        ("io.bad_quotes", "lines.csv", 2),
        ("model.not_a_word", "units.csv", 6),
    }
    assert "units.csv › units › row 6, column kind" in str(caught.value)
    assert "“relations”" in str(caught.value)


def test_a_folder_is_replaced_whole_or_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(example(), folder)
    small = Builder().add("units", id="a", name="A", kind="department").build()
    write(small, folder)
    assert read(folder) == small
    assert sorted(file.name for file in folder.iterdir()) == ["about.csv", "units.csv"]
    (folder / "thesis.docx").write_bytes(b"precious")
    with pytest.raises(UserError, match=r"thesis\.docx"):
        write(example(), folder)
    assert read(folder) == small
    assert (folder / "thesis.docx").read_bytes() == b"precious"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def test_a_packed_folder_may_have_a_folder_inside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("county/units.csv", UNITS.encode("gb18030"))
        archive.writestr("__MACOSX/county/._units.csv", b"\x00\x05")
        archive.writestr("county/readme.txt", b"hello")
    assert len(read(tmp_path / "a.zip").units) == 2


@pytest.mark.parametrize("data", [b"\xff\xff\xff\xff", b"\xff\xfe\x00"])
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "units.csv").write_bytes(data)
    with pytest.raises(InvalidStructureError) as caught:
        read(tmp_path)
    assert "io.unknown_encoding" in {p.key for p in caught.value.problems}
