"""Files that are damaged, mislabelled or made to harm end in one clear error."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from govgraph.errors import ReadError
from govgraph.io import archives, workbook_parts
from govgraph.io.reading import read
from govgraph.io.template import example, write_template
from govgraph.io.writing import write


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of a sound workbook."""
    path = tmp_path_factory.mktemp("sound") / "sound.xlsx"
    write(example(), path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", kind) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def _refused(tmp_path: Path, name: str, data: bytes) -> str:
    """The one reason why the file is not read; names the file in both languages."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert len(caught.value.problems) == 1
    assert caught.value.render("en").count(name) >= 2
    assert caught.value.render("zh").count(name) >= 2
    return caught.value.problems[0].key


def test_the_sound_parts_are_read(workbook: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "again.xlsx").write_bytes(_packed(workbook))
    assert read(tmp_path / "again.xlsx") == example()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", b"", "io.empty_file"),
        ("a.json", b"", "io.empty_file"),
        ("a.zip", b"", "io.empty_file"),
        ("a.xlsx", b"id,name\na,b\n", "io.text_not_archive"),
        ("a.xlsx", "编号,名称".encode("gb18030"), "io.text_not_archive"),
        ("a.xlsx", b"\x00\x01\x02\x03", "io.not_an_archive"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "io.old_workbook"),
        ("a.xlsx", b"PK\x03\x04 and nothing else", "io.damaged_archive"),
        ("a.zip", _packed({"notes.csv": b"a"}), "io.no_tables"),
        ("a.xlsx", _packed({"units.csv": b"id"}), "io.not_a_workbook"),
        ("a.zip", _packed({"../units.csv": b"id"}), "io.bad_member"),
        ("a.zip", _packed({"/units.csv": b"id"}), "io.bad_member"),
        ("a.zip", _packed({"c:/units.csv": b"id"}), "io.bad_member"),
        ("a.zip", _packed({"units.csv": b"id"}, zipfile.ZIP_LZMA), "io.damaged_archive"),
        ("a.parquet", b"PAR1", "io.parquet_file"),
        ("a.docx", b"PK", "io.unknown_ending"),
        ("a", b"id", "io.unknown_ending"),
    ],
)
def test_a_file_that_is_not_what_it_says(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    assert _refused(tmp_path, name, data) == reason


def test_an_encrypted_archive(tmp_path: Path) -> None:
    data = bytearray(_packed({"units.csv": b"id"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert _refused(tmp_path, "a.zip", bytes(data)) == "io.encrypted"


def test_an_archive_that_names_a_file_twice(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("units.csv", b"id")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("units.csv", b"id")
    assert _refused(tmp_path, "a.zip", memory.getvalue()) == "io.bad_member"


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBERS_LIMIT", 3)
    many = {f"{i}.csv": b"" for i in range(4)}
    assert _refused(tmp_path, "a.zip", _packed(many)) == "io.too_many_members"


def test_a_bomb_is_not_inflated(workbook: dict[str, bytes], tmp_path: Path) -> None:
    """Each member alone stays below the limit of all, but is far too small for what it holds."""
    bomb = _packed({**workbook, "xl/media/image.png": b"\x00" * 64 * 2**20})
    assert len(bomb) < 2**20
    assert _refused(tmp_path, "a.xlsx", bomb) == "io.unpacks_too_large"


def test_members_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED_LIMIT", 5_000)
    parts = {f"{i}.csv": bytes(1_000) for i in range(6)}
    assert _refused(tmp_path, "a.zip", _packed(parts)) == "io.unpacks_too_large"


def test_a_size_that_lies_does_not_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says 10 bytes; what comes out is counted all the same."""
    monkeypatch.setattr(archives, "UNPACKED_LIMIT", 5_000)
    data = bytearray(_packed({"units.csv": bytes(6_000)}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert _refused(tmp_path, "a.zip", bytes(data)) in {
        "io.unpacks_too_large",
        "io.damaged_archive",
    }


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "docProps/app.xml"]
)
@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]>',
        b"<!doctype x>",
        b'<!ENTITY % p SYSTEM "file:///etc/passwd">',
    ],
)
def test_declared_entities(
    workbook: dict[str, bytes], tmp_path: Path, part: str, head: bytes
) -> None:
    declaration, rest = workbook[part].split(b"?>", 1)
    changed = {**workbook, part: declaration + b"?>" + head + rest}
    assert _refused(tmp_path, "a.xlsx", _packed(changed)) == "io.entities"


def test_entities_hidden_in_another_encoding(workbook: dict[str, bytes], tmp_path: Path) -> None:
    text = workbook["xl/workbook.xml"].decode().replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>')
    changed = {**workbook, "xl/workbook.xml": text.encode("utf-16")}
    assert _refused(tmp_path, "a.xlsx", _packed(changed)) == "io.entities"


def test_a_cell_far_away_does_not_fill_the_memory(
    workbook: dict[str, bytes], tmp_path: Path
) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    part = "xl/worksheets/sheet2.xml"
    changed = {**workbook, part: workbook[part].replace(b"</sheetData>", far)}
    assert changed[part] != workbook[part]
    assert _refused(tmp_path, "a.xlsx", _packed(changed)) == "io.too_many_cells"


def test_ordinary_sheets_stay_below_the_cell_limit(workbook: dict[str, bytes]) -> None:
    sheets = workbook_parts.sheet_parts(workbook, "a.xlsx")
    workbook_parts.refuse_sparse(sheets, "a.xlsx")
    assert "units" in sheets


def test_a_file_above_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b" " * 11)
    with pytest.raises(ReadError) as caught:
        archives.read_limited(path, 10)
    assert caught.value.problems[0].key == "io.too_large"


def test_folders_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "folder.parquet").mkdir()
    for name, reason in (
        ("empty", "io.no_tables"),
        ("absent.xlsx", "io.no_such_file"),
        ("folder.xlsx", "io.is_a_folder"),
        ("folder.json", "io.is_a_folder"),
        ("folder.parquet", "io.no_tables"),
    ):
        with pytest.raises(ReadError) as caught:
            read(tmp_path / name)
        assert [p.key for p in caught.value.problems] == [reason]


def test_every_cut_of_a_workbook_is_refused(tmp_path: Path) -> None:
    write_template(tmp_path / "whole.xlsx")
    data = (tmp_path / "whole.xlsx").read_bytes()
    for length in range(1, len(data) - 1, len(data) // 12):
        reason = _refused(tmp_path, "cut.xlsx", data[:length])
        assert reason in {"io.damaged_archive", "io.text_not_archive", "io.not_an_archive"}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_xml_that_is_not_well_formed(workbook: dict[str, bytes], tmp_path: Path, part: str) -> None:
    changed = {**workbook, part: workbook[part][:-20]}
    assert _refused(tmp_path, "a.xlsx", _packed(changed)) == "io.damaged_archive"
