"""Whatever is written reads back equal, for every format that holds the whole model."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.io.frames import from_frames, to_frames
from govgraph.io.guarding import guard, is_formula, unguard
from govgraph.io.naming import without_names
from govgraph.io.reading import read, read_workload
from govgraph.io.template import example, example_workload
from govgraph.io.writing import write
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.text import Language
from tests.strategies import names, structures

WHOLE = ["s.xlsx", "folder", "s.zip", "s.json", "s.parquet"]
LANGUAGES: list[Language] = ["en", "zh"]


def _again(structure: Structure, name: str, lang: Language) -> Structure:
    with tempfile.TemporaryDirectory() as folder:
        write(structure, Path(folder, name), lang=lang)
        return read(Path(folder, name))


@pytest.mark.parametrize("name", WHOLE)
@given(structure=structures(), lang=st.sampled_from(LANGUAGES))
def test_written_files_read_back_equal(structure: Structure, name: str, lang: Language) -> None:
    again = _again(structure, name, lang)
    assert again == structure
    assert all(again.table(table).equals(structure.table(table)) for table in TABLES)


@given(structures())
def test_frames_read_back_equal(structure: Structure) -> None:
    assert from_frames(structure.about, **to_frames(structure)) == structure


@pytest.mark.parametrize("name", WHOLE)
@given(number=st.floats(0, 1e300, allow_nan=False), text=st.text(max_size=40))
@settings(max_examples=15)
def test_no_digit_and_no_character_is_lost(name: str, number: float, text: str) -> None:
    clean = "".join(c for c in text if c.isprintable()).strip() or "x"
    builder = Builder(title=clean, origin="=1+1")
    builder.add("units", id="u", name=clean, kind="department", quota=number, basis=f"a\n{clean}")
    structure = builder.build()
    assert _again(structure, name, "zh") == structure


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workload_stands_beside(name: str, lang: Language, tmp_path: Path) -> None:
    structure, workload = example(lang), example_workload(lang)
    write(structure, tmp_path / name, lang=lang, workload=workload)
    assert read(tmp_path / name) == structure
    assert read_workload(tmp_path / name, structure) == workload
    write(structure, tmp_path / f"without-{name}")
    assert read_workload(tmp_path / f"without-{name}", structure) is None


@pytest.mark.parametrize("name", ["s.xlsx", "s.zip", "s.json"])
def test_the_same_content_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    for copy in ("a", "b"):
        (tmp_path / copy).mkdir()
        write(example("zh"), tmp_path / copy / name, lang="zh")
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@given(st.one_of(names(), st.text("'=+-@ \t\u3000＝a", max_size=6)))
def test_guards_come_off_again_and_leave_no_formula(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not is_formula(guard(text))


@pytest.mark.parametrize("name", WHOLE)
@given(structure=structures())
@settings(max_examples=10)
def test_ids_only_shows_no_name(structure: Structure, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(structure, Path(folder, name), ids_only=True)
        again = read(Path(folder, name))
    assert again == without_names(structure)
    for table in TABLES:
        assert len(again.table(table)) == len(structure.table(table))
    assert again.units["name"].tolist() == again.units["id"].tolist()
    assert again.about.title == again.about.origin == ""


HIDDEN = "秘密名称"


@pytest.mark.parametrize("name", ["folder", "s.json", "s.parquet"])
def test_ids_only_leaves_no_free_text_in_the_bytes(name: str, tmp_path: Path) -> None:
    texts = dict.fromkeys(("basis", "origin", "note"), HIDDEN)
    builder = Builder(title=HIDDEN, title_en=HIDDEN, origin=HIDDEN, note=HIDDEN, licence=HIDDEN)
    builder.add("levels", id="l", name=HIDDEN, **texts).add("lines", id="t", name=HIDDEN)
    builder.add("areas", id="a", name=HIDDEN, name_en=HIDDEN, level="l")
    builder.add("matters", id="m", name=HIDDEN, name_en=HIDDEN)
    unit = {"name": HIDDEN, "name_en": HIDDEN, "short": HIDDEN, "short_en": HIDDEN, "site": HIDDEN}
    builder.add("units", id="u", kind="department", **unit).add(
        "units", id="v", kind="department", **unit
    )
    builder.add("relations", source="u", target="v", kind="coordinates", data=HIDDEN, mode=HIDDEN)
    builder.add("powers", unit="u", power=f"data:{HIDDEN}")
    builder.add("powers", unit="u", power=HIDDEN)
    builder.add("needs", matter="m", power=f"data:{HIDDEN}")
    builder.add("goals", unit="u", objective=HIDDEN, sign=1)
    path = tmp_path / name
    write(builder.build(), path, ids_only=True)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        assert HIDDEN.encode() not in file.read_bytes(), file.name


def test_ids_only_keeps_who_holds_which_data() -> None:
    builder = Builder().add("units", id="u", name="n", kind="department")
    builder.add("matters", id="m", name="n").add("matters", id="k", name="n")
    builder.add("powers", unit="u", power="data:births").add("powers", unit="u", power="data:land")
    builder.add("needs", matter="m", power="data:land").add("needs", matter="k", power="inspect")
    plain = without_names(builder.build())
    held, needed = plain.powers["power"].tolist(), plain.needs["power"].tolist()
    assert "inspect" in needed
    assert len({*held, *needed}) == 3
    assert set(held) & set(needed)
