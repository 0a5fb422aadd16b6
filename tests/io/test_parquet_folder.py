"""Folders of Parquet files that are not as they should be."""

from pathlib import Path

import pytest

from govgraph.errors import InvalidStructureError, ReadError
from govgraph.io.reading import read
from govgraph.io.template import example
from govgraph.io.writing import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(example(), tmp_path / "s.parquet")
    return tmp_path / "s.parquet"


def _reason(folder: Path) -> tuple[str, str]:
    with pytest.raises(ReadError) as caught:
        read(folder)
    (problem,) = caught.value.problems
    return problem.key, problem.place.file


def test_a_damaged_table_is_named(folder: Path) -> None:
    whole = (folder / "units.parquet").read_bytes()
    for data in (whole[: len(whole) // 2], b"PAR1", b"", whole[:-4] + b"nope"):
        (folder / "units.parquet").write_bytes(data)
        assert _reason(folder) == ("io.damaged_parquet", "s.parquet/units.parquet")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "io.bad_json_text"),
        (b"\xff", "io.bad_json_text"),
        (b"[" * 100_000, "io.bad_json_text"),
        (b"[]", "io.not_an_object"),
    ],
)
def test_a_damaged_about_is_named(folder: Path, data: bytes, reason: str) -> None:
    (folder / "about.json").write_bytes(data)
    assert _reason(folder) == (reason, "s.parquet/about.json")


def test_the_facts_may_be_missing(folder: Path) -> None:
    (folder / "about.json").unlink()
    assert read(folder).fingerprint() == example().fingerprint()


def test_a_misspelt_table_is_told_with_its_row_and_column(folder: Path) -> None:
    (folder / "grades.parquet").rename(folder / "graeds.parquet")
    with pytest.raises(InvalidStructureError) as caught:
        read(folder)
    found = {(p.key, p.place.file, p.near) for p in caught.value.problems}
    assert ("io.unknown_sheet", "s.parquet/graeds.parquet", "grades") in found
    assert {(p.key, p.place.row, p.place.column) for p in caught.value.problems} >= {
        ("model.unknown_id", 1, "grade")
    }
