"""Whatever the bytes, reading ends in a structure or in an error that is ours."""

import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govgraph.errors import InvalidStructureError, ReadError
from govgraph.io.reading import read
from govgraph.io.template import example as example_structure
from govgraph.io.writing import write
from govgraph.model.structure import Structure
from govgraph.text import LANGUAGES

ENDINGS = [".xlsx", ".zip", ".json"]
calm = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def _read_calmly(path: Path) -> None:
    """Read; anything but a structure or an error of ours fails the test."""
    error: ReadError | InvalidStructureError | None = None
    try:
        assert isinstance(read(path), Structure)
    except (ReadError, InvalidStructureError) as caught:
        error = caught
    if error is not None:
        assert len(error.problems) > 0
        for lang in LANGUAGES:
            error.render(lang).encode("utf-8")


def _read_bytes(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        _read_calmly(path)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Sound files by ending."""
    folder = tmp_path_factory.mktemp("sound")
    for ending in ENDINGS:
        write(example_structure("zh"), folder / f"s{ending}", lang="zh")
    return {ending: (folder / f"s{ending}").read_bytes() for ending in ENDINGS}


@pytest.mark.parametrize("ending", ENDINGS)
@calm
@given(data=st.binary(max_size=200))
@example(data=b"PK\x05\x06" + bytes(18))
@example(data=b"[" * 100_000)
@example(data=b'{"govgraph": 1, "tables": {"units": [' + b"[" * 900 + b"]" * 900 + b"]}}")
@example(data=b'{"govgraph": 1, "about": {"title": "\\ud800"}, "tables": {"\\udfff": []}}')
@example(data=b'{"govgraph": 1' + b"0" * 5000 + b"}")
@example(data=b'{"govgraph": 1, "tables": {"units": [{"id": 1e999, "quota": 1e999}]}}')
def test_any_bytes(ending: str, data: bytes) -> None:
    _read_bytes(data, f"f{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
@calm
@given(at=st.floats(0, 1), byte=st.integers(0, 255), cut=st.booleans())
def test_one_byte_changed_or_the_rest_cut_off(
    sound: dict[str, bytes], ending: str, at: float, byte: int, *, cut: bool
) -> None:
    data = bytearray(sound[ending])
    position = int(at * (len(data) - 1))
    data[position] = byte
    _read_bytes(bytes(data[:position] if cut else data), f"f{ending}")


PARTS = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet2.xml",
    "[Content_Types].xml",
]
INSERTS = st.one_of(
    st.binary(max_size=3), st.sampled_from([b"&x;", b'r="', b"<c>", b"99999999", b"/>"])
)


@calm
@given(part=st.sampled_from(PARTS), at=st.floats(0, 1), insert=INSERTS, drop=st.integers(0, 40))
def test_any_change_inside_a_part(
    sound: dict[str, bytes], part: str, at: float, insert: bytes, drop: int
) -> None:
    memory = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound[".xlsx"])) as whole,
        zipfile.ZipFile(memory, "w") as changed,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == part:
                position = int(at * len(content))
                content = content[:position] + insert + content[position + drop :]
            changed.writestr(name, content)
    _read_bytes(memory.getvalue(), "f.xlsx")


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["#REF!", "=1/0", "=A1", "nan", "1e999", "是", "2023-02-30", "order;;x", "\ufeff"]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@calm
@given(
    cells=st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 9), st.integers(1, 25), CELLS), max_size=12
    )
)
def test_any_cells(cells: list[tuple[int, int, int, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cells.xlsx")
        write(example_structure(), path)
        book = openpyxl.load_workbook(path)
        for sheet, row, column, value in cells:
            where = book.worksheets[sheet % len(book.worksheets)].cell(row, column)
            try:
                where.value = value
            except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
                continue
        book.save(path)
        _read_calmly(path)


@calm
@given(
    name=st.sampled_from(["units.csv", "关系.csv", "about.csv", "x.csv"]),
    data=st.binary(max_size=80),
)
@example(name="units.csv", data=b'id,name\n"a')
@example(name="units.csv", data=b"\xff\xfeid")
@example(name="units.csv", data=b"id,name\n" + b"x" * 140_000)
@example(name="about.csv", data=b",,,\n=,=,=\n")
def test_any_text_in_a_folder(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(data)
        _read_calmly(Path(folder))
