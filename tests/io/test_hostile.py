"""The hostile corpus through every reader and writer, and random bytes into every reader."""

import csv
import gzip
import io
import itertools
import re

import pandas as pd
import pytest
from defusedxml.ElementTree import parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govgraph.errors import InvalidStructureError, ReadError
from govgraph.io.divisions import read_divisions
from govgraph.io.edges import read_edges
from govgraph.io.formats import FOLDER, formats
from govgraph.io.graphs import from_networkx, to_networkx
from govgraph.io.item_list import read_item_list
from govgraph.io.reading import read
from govgraph.io.reports_to import read_reports_to
from govgraph.io.text_graphs import to_dot, to_mermaid
from govgraph.io.writing import write
from govgraph.model.builder import Builder
from tests.hostile import REFUSED, SHOWN, hostile_structure

BOTH_WAYS = sorted(
    {
        suffix
        for form in formats().values()
        if form.read and form.write and form.keeps == "everything"
        for suffix in form.suffixes
        if suffix != ".xlsm"
    }
)
LISTS = ("divisions", "edges", "item_list", "reports_to")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("suffix", BOTH_WAYS)
def test_nothing_is_lost_in_any_format(tmp_path, suffix, lang):
    path = tmp_path / ("folder" if suffix == FOLDER else f"file{suffix}")
    write(hostile_structure(), path, lang=lang)
    assert read(path) == hostile_structure()


def test_nothing_is_lost_in_networkx():
    assert from_networkx(to_networkx(hostile_structure())) == hostile_structure()


def test_gexf_shows_all_literally(tmp_path):
    write(hostile_structure(), tmp_path / "s.gexf")
    labels = {node.get("label") for node in parse(tmp_path / "s.gexf").iter() if node.get("label")}
    assert labels >= set(SHOWN)


def test_text_graphs_show_all_literally():
    dot = re.findall(r'label="((?:[^"\\]|\\.)*)"\];', to_dot(hostile_structure()))
    assert {re.sub(r"\\(.)", r"\1", label) for label in dot} >= set(SHOWN)
    mermaid = re.findall(r'\["([^"]*)"\]', to_mermaid(hostile_structure()))
    shown = {re.sub(r"#(\d+);", lambda m: chr(int(m[1])), label) for label in mermaid}
    assert shown >= set(SHOWN)


def _csv(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _parquet(rows, path):
    pd.DataFrame(rows[1:], columns=rows[0]).to_parquet(path)


def _lists(tmp_path, rows):
    """The same list as text, packed text, workbook and Parquet."""
    data = _csv(rows)
    (tmp_path / "list.csv").write_bytes(data)
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress(data))
    _parquet(rows, tmp_path / "list.parquet")
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(
        tmp_path / "list.xlsx", engine="xlsxwriter", engine_kwargs={"options": options}
    ) as book:
        frame.to_excel(book, index=False)
    return [tmp_path / name for name in ("list.csv", "list.csv.gz", "list.parquet", "list.xlsx")]


def test_lists_of_superiors_keep_every_text(tmp_path):
    rows = [["id", "name", "title", "reports to"], ["root", "root", "root", ""]]
    rows += [[text, text, text, "root"] for text in SHOWN]
    for path in _lists(tmp_path, rows):
        structure = read(path)
        units = structure.units.set_index("id")
        assert set(units.index) == {*SHOWN, "root"}
        assert (units["name"] == units.index).all()
        assert (units["note"] == units.index).all()
        assert set(structure.relations["target"]) == set(SHOWN)


def test_every_text_can_be_a_superior():
    chart = pd.DataFrame({"id": SHOWN, "reports to": ["", *SHOWN[:-1]]})
    relations = read_reports_to(chart).build().relations
    pairs = set(relations[["source", "target"]].itertuples(index=False, name=None))
    assert pairs == set(itertools.pairwise(SHOWN))


def test_edge_lists_keep_every_text(tmp_path):
    for path in _lists(tmp_path, [["from", "to"], *(["root", text] for text in SHOWN)]):
        assert set(read(path).relations["target"]) == set(SHOWN)


def test_division_tables_keep_every_text(tmp_path):
    names = [text for text in SHOWN if len(text) < 1_900]
    rows = [["code", "name", "level", "parent"], ["root", "root", "1", ""]]
    rows += [[f"c{i}", text, "2", "root"] for i, text in enumerate(names)]
    for path in _lists(tmp_path, rows):
        assert set(read(path).areas["name"]) == {*names, "root"}


def test_item_lists_keep_every_text(tmp_path):
    names = [text for text in SHOWN if not re.search("[;；|、，,()（）]", text)]
    rows = [["item", "item code", "department", "basis"]]
    rows += [[text, text, text, text] for text in names]
    for path in _lists(tmp_path, rows):
        structure = read(path)
        assert set(structure.matters["name"]) == set(names)
        assert set(structure.units["name"]) == set(names)
        assert set(structure.duties["basis"]) == set(names)


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_seen_is_refused_in_names(text):
    builders = [
        Builder().add("units", id="a", name=text, kind="department"),
        read_reports_to(pd.DataFrame({"id": ["a"], "name": [f"x{text}y"], "manager": [""]})),
        read_edges(pd.DataFrame({"from": ["a"], "to": [f"x{text}y"]})),
        read_divisions(
            pd.DataFrame({"code": ["1"], "name": [f"x{text}y"], "level": [1], "parent": [""]})
        ),
    ]
    if "\n" not in text and "\r" not in text:
        items = pd.DataFrame({"item": [f"x{text}y"], "department": ["A"]})
        builders.append(read_item_list(items))
    for builder in builders:
        with pytest.raises(InvalidStructureError) as error:
            builder.build()
        assert {p.key for p in error.value.problems} == {"model.bad_character"}
        assert all(text not in p.render() for p in error.value.problems)


def _never_fails_otherwise(path, kind=None):
    try:
        read(path, kind=kind)
    except (ReadError, InvalidStructureError) as error:
        problems = [problem.render(lang) for problem in error.problems for lang in ("en", "zh")]
        if not all(problems) or not problems:
            raise


_CELLS = st.one_of(
    st.sampled_from(["a", "b", "1", "2", "", "=1", "虚拟", "市辖区", "基本履职", "XX", *REFUSED]),
    st.text(max_size=6),
)
_HEADERS = {
    "divisions": ["code", "name", "level", "parent", "year"],
    "edges": ["from", "to", "kind", "weight"],
    "item_list": ["item", "item code", "department", "assist", "category", "area", "power"],
    "reports_to": ["id", "name", "reports to", "dotted line", "level", "fte", "grade", "dept"],
}


@pytest.mark.parametrize("kind", LISTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_lists_give_problems_only(tmp_path, kind, data):
    names = _HEADERS[kind]
    rows = data.draw(st.lists(st.lists(_CELLS, min_size=1, max_size=len(names) + 1), max_size=6))
    path = tmp_path / "list.csv"
    path.write_bytes(_csv([names, *rows]).replace(b"\r\n", b"\n"))
    _never_fails_otherwise(path, kind)


@pytest.mark.parametrize("suffix", ["csv", "csv.gz", "xlsx", "parquet", "graphml"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_random_bytes_give_problems_only(tmp_path, suffix, data):
    path = tmp_path / f"file.{suffix}"
    path.write_bytes(data)
    _never_fails_otherwise(path)
    if suffix != "graphml":
        for kind in LISTS:
            _never_fails_otherwise(path, kind)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.tuples(st.integers(0, 4_000), st.integers(0, 60)), junk=st.binary(max_size=12))
def test_damaged_graphml_gives_problems_only(tmp_path, cuts, junk):
    path = tmp_path / "file.graphml"
    if not path.exists():
        structure = Builder().add("units", id="a", name="A", kind="department").build()
        write(structure, path)
    whole = path.read_bytes()
    start = cuts[0] % len(whole)
    damaged = tmp_path / "damaged.graphml"
    damaged.write_bytes(whole[:start] + junk + whole[start + cuts[1] :])
    _never_fails_otherwise(damaged)


@pytest.mark.parametrize("kind", LISTS)
def test_truncated_workbooks_and_archives_give_problems_only(tmp_path, kind):
    for whole in _lists(tmp_path, [_HEADERS[kind], ["a"] * len(_HEADERS[kind])]):
        data = whole.read_bytes()
        for part in range(0, len(data), max(1, len(data) // 20)):
            cut = tmp_path / f"cut{''.join(whole.suffixes)}"
            cut.write_bytes(data[:part])
            _never_fails_otherwise(cut, kind)
