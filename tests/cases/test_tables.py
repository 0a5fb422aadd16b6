"""What holds for the tables of every case: cited rows, ranges on assumptions, two languages."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

import govgraph as gg
from govgraph.cases.case import find, names
from govgraph.cases.describing import describe
from govgraph.cases.loading import load, stages
from govgraph.model.schema import ALL_TABLES, TABLES
from govgraph.text import words
from govgraph.text.statutes import legal_basis

HOME = Path(gg.__file__).parent / "cases"
WRITTEN = [name for name in names() if not find(name).built]
STAGES = [(name, stage) for name in WRITTEN for stage in stages(name)]
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ORIGINS = ("assumption", "reported: ", "public data: ")


cached_load = cache(load)


@pytest.fixture(params=STAGES, ids=" ".join)
def structure(request):
    return cached_load(*request.param)


def width(text: str) -> int:
    """Columns a text takes on the map, a Chinese character counting two."""
    return sum(2 if CJK.match(character) else 1 for character in text)


def test_every_row_says_where_it_comes_from(structure):
    for name in TABLES:
        origin = structure.table(name)["origin"]
        assert origin.notna().all(), name
        assert origin.str.startswith(ORIGINS).all(), name


def test_reports_cite_the_literature_of_the_case():
    for name, stage in STAGES:
        for table in TABLES:
            origin = cached_load(name, stage).table(table)["origin"]
            reported = origin[origin.str.startswith("reported: ")]
            cited = {citation.removeprefix("reported: ") for citation in reported}
            assert cited <= {source.key for source in find(name).sources}, (name, table)


def test_every_assumed_number_has_a_range(structure):
    for name, table in TABLES.items():
        if not table.principal:
            continue
        frame = structure.table(name)
        assumed = frame[(frame["origin"] == "assumption") & frame[table.principal].notna()]
        assert assumed[["low", "high"]].notna().all(axis=None), name
        zero = assumed[table.principal] == 0
        assert (assumed["low"] < assumed["high"]).where(~zero, other=True).all(), name


def test_everything_has_a_name_in_both_languages(structure):
    for name in ("levels", "grades", "areas", "lines", "units", "matters"):
        frame = structure.table(name)
        assert frame["name_en"].notna().all(), name
        assert not frame["name_en"].str.contains(CJK).any(), name


def test_short_names_fit_their_boxes(structure):
    units = structure.units
    assert units["short"].dropna().map(width).max() <= 12
    assert units["short_en"].dropna().map(width).max() <= 14
    assert not units["short_en"].dropna().str.contains(CJK).any()


def test_legal_grounds_read_in_english(structure):
    for name in TABLES:
        for basis in structure.table(name)["basis"].dropna().unique():
            assert not CJK.search(legal_basis(basis, "en")), basis
            assert legal_basis(basis, "zh") == basis


def test_data_sets_and_objectives_are_in_the_glossary(structure):
    powers = pd.concat([structure.powers["power"], structure.needs["power"]])
    named = set(powers[powers.str.startswith("data:")].str.removeprefix("data:"))
    assert named | set(structure.relations["data"].dropna()) <= set(words("data_set"))
    assert set(structure.goals["objective"]) <= set(words("objective"))


def test_no_title_of_a_statute_is_idle():
    titles = tomllib.loads((files("govgraph.text") / "statutes.toml").read_text(encoding="utf-8"))
    sources = [*HOME.rglob("*.csv"), *HOME.rglob("*.yaml")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [title for title in titles if f"《{title}》" not in text] == []


@pytest.mark.parametrize("name", names())
def test_the_description_keeps_to_its_language(name):
    assert not CJK.search(describe(name, "en"))
    assert CJK.search(describe(name, "zh"))


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.csv")), ids=lambda path: path.parent.name)
def test_files_are_plain_tables(path):
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert path.stem in ALL_TABLES or path.parent.name == "proposals"


@pytest.mark.parametrize("name", names())
def test_no_row_of_a_stage_stands_among_the_shared_ones(name):
    for stage in stages(name):
        for path in (HOME / name / stage).glob("*.csv"):
            shared = HOME / name / "shared" / path.name
            if not shared.exists():
                continue
            key = list(ALL_TABLES[path.stem].key)
            both = [
                pd.read_csv(file, dtype=str, keep_default_na=False).reindex(
                    columns=key, fill_value=""
                )
                for file in (path, shared)
            ]
            assert both[0].merge(both[1], on=key).empty, path
