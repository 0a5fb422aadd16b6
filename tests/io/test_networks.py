"""UCINET and Pajek files: what they hold, both ways, every problem located, nothing else raised."""

import struct
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govgraph as gg
from govgraph.cli.application import app
from govgraph.io.sociomatrix import network_of
from govgraph.model.authority import AUTHORITY
from tests.hostile import SHOWN, hostile_structure
from tests.strategies import structures

HERE = Path(__file__).with_name("networks")
ENDINGS = (".dl", ".##h", ".net", ".paj")
TAKEN = {
    "relation": "REPORTS_TO=leads; ADVICE=refers",
    "orientation": "REPORTS_TO=reports_to",
}
calm = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def arcs(structure, kind="leads"):
    found = structure.relations
    found = found.loc[found["kind"] == kind, ["source", "target"]]
    return set(found.itertuples(index=False, name=None))


def said(path, **options):
    with pytest.raises((gg.ReadError, gg.InvalidStructureError)) as error:
        gg.read(path, **options)
    return sorted((p.key.partition(".")[2], p.place.row, p.value) for p in error.value.problems)


def written(tmp_path, text, name="x.dl"):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


# Krackhardt's managers in every format, each file written by other means than govgraph's.


@pytest.fixture
def managers(data_folder):
    ties = pd.read_csv(data_folder / "krackhardt_hightech" / "ties.csv")
    named = ties.assign(**{end: ties[end].map("M{:02d}".format) for end in ("from", "to")})
    return {
        relation: set(own[["from", "to"]].itertuples(index=False, name=None))
        for relation, own in named.groupby("relation")
    }


@pytest.mark.data
@pytest.mark.parametrize("name", ["managers.dl", "managers.##h", "managers.##d", "managers.net"])
def test_three_relations_of_the_managers(managers, name):
    structure = gg.read(HERE / name, **TAKEN)
    assert structure.units["id"].tolist() == [f"M{i:02d}" for i in range(1, 22)]
    assert arcs(structure) == {(boss, unit) for unit, boss in managers["reports"]}
    assert arcs(structure, "refers") == managers["advice"]
    assert any("FRIENDSHIP" in step for step in structure.about.provenance)


@pytest.mark.data
@pytest.mark.parametrize("name", ["reports_edges.dl", "reports_old.##h"])
def test_the_reports_alone(managers, name):
    structure = gg.read(HERE / name, orientation="reports_to")
    assert arcs(structure) == {(boss, unit) for unit, boss in managers["reports"]}
    assert arcs(gg.read(HERE / "leads_nodes.dl")) == arcs(structure)


@pytest.mark.data
def test_a_project_with_partitions(managers, data_folder):
    known = {"relation": "reports=leads; advice=refers", "orientation": "reports=reports_to"}
    structure = gg.read(HERE / "managers.paj", **known)
    assert arcs(structure, "refers") == managers["advice"]
    table = pd.read_csv(data_folder / "krackhardt_hightech" / "managers.csv", dtype=str)
    assert structure.units["level"].tolist() == table["level"].tolist()
    alone = gg.read(HERE / "managers.paj", network="reports", orientation="reports_to")
    assert arcs(alone) == arcs(structure)
    beside = gg.read(HERE / "managers.net", partitions="level.clu; dept.clu", **TAKEN)
    assert beside.units["line"].tolist() == table["dept"].tolist()
    with pytest.raises(gg.UnknownNameError, match="advice"):
        gg.read(HERE / "managers.paj", network="advise")


def test_a_graph_library_reads_the_same(tmp_path):
    structure = gg.read(HERE / "reports_old.##h", orientation="reports_to")
    gg.write(structure, tmp_path / "x.net")
    assert set(nx.DiGraph(nx.read_pajek(tmp_path / "x.net")).edges) == arcs(structure)


def test_several_relations_must_be_chosen():
    for name in ("managers.dl", "managers.##h", "managers.net"):
        with pytest.raises(gg.ReadError, match="ADVICE, FRIENDSHIP, REPORTS_TO"):
            gg.read(HERE / name)
    with pytest.raises(gg.UnknownNameError, match="ADVICE"):
        gg.read(HERE / "managers.dl", relation="ADVISE=refers")
    with pytest.raises(gg.UnknownNameError, match="refers"):
        gg.read(HERE / "managers.dl", relation="ADVICE=refer")
    with pytest.raises(gg.UnknownNameError, match="orientations"):
        gg.read(HERE / "managers.dl", relation="refers", orientation="up")


def test_on_the_command_line(tmp_path):
    target = tmp_path / "managers.json"
    choices = ["-O", "relation=REPORTS_TO=leads", "-O", "orientation=REPORTS_TO=reports_to"]
    result = CliRunner().invoke(app, ["convert", str(HERE / "managers.net"), str(target), *choices])
    assert result.exit_code == 0, result.output
    assert len(arcs(gg.read(target))) == 20


def test_nodes_beside(tmp_path):
    (tmp_path / "units.csv").write_text("id,name,kind\nM01,One,centre\n", "utf-8")
    found = said(
        HERE / "reports_edges.dl", orientation="reports_to", nodes=str(tmp_path / "units.csv")
    )
    assert {key for key, _, _ in found} == {"unknown_id"}
    path = written(tmp_path, "dl n=2 labels: M01 M02 data: 0 1 0 0")
    (tmp_path / "units.csv").write_text("id,name,kind\nM01,One,centre\nM02,Two,desk\n", "utf-8")
    assert gg.read(path, nodes="units.csv").units["kind"].tolist() == ["centre", "desk"]


# The DL language.

DL_FORMS = {
    "sizes and labels on one line": "DL n=3 labels: a,b,c data: 0 2 0 0 0 1 0 0 0",
    "one thing a line": "dl\nn = 3\nformat = fullmatrix\nlabels:\na\nb\nc\n"
    "data:\n0 2 0\n0 0 1\n0 0 0",
    "rows over several lines": 'dl nr=3, nc=3 row labels: a "b" c data:\n0 2\n0 0 0\n1 0 0 0',
    "labels embedded": "dl n=3 format=fm labels embedded data:\na b c\na 0 2 0\nb 0 0 1\nc 0 0 0",
    "row labels embedded": "dl n=3 row labels embedded data:\na 0 2 0\nb 0 0 1\nc 0 0 0",
    "no diagonal": "dl n=3 format=fullmatrix diagonal absent labels: a b c data: 2 0 0 1 0 0",
    "edges": "dl n=3 format=edgelist1 labels: a b c data:\n1 2 2\n2 3",
    "edges by label": "dl n=3 format=el1 labels embedded data:\na,b,2\nb c\n",
    "nodes": "dl n=3 format=nodelist1 labels embedded: data:\na b\nb c\n\n",
    "counted nodes": "dl n=3 format=nodelist1b labels: a b c data:\n1 2\n1 3\n0\n",
    "comments": "dl n=3 format=edgelist1 labels: a b c data:\n! first\n1 2 2\n!\n2 3",
}


@pytest.mark.parametrize("text", DL_FORMS.values(), ids=DL_FORMS)
def test_forms_of_dl(tmp_path, text):
    structure = gg.read(written(tmp_path, text.replace("\n", "\r\n")))
    assert structure.units["id"].tolist() == ["a", "b", "c"]
    weights = structure.relations.set_index(["source", "target"])["weight"].to_dict()
    assert weights.keys() == {("a", "b"), ("b", "c")}
    assert weights["b", "c"] == 1
    assert weights["a", "b"] == (1 if "nodelist" in text else 2)


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3 format=upperhalf diagonal absent labels: a b c data: 1 0 1",
        "dl n=3 format=upperhalf labels: a b c data: 0 1 0 0 1 0",
        "dl n=3 format=lowerhalf diagonal absent labels: a b c data: 1 0 1",
        "dl n=3 format=lh labels: a b c data: 0 1 0 0 1 0",
    ],
)
def test_half_matrices_have_no_direction(tmp_path, text):
    structure = gg.read(written(tmp_path, text))
    assert set(map(frozenset, arcs(structure, "coordinates"))) == {
        frozenset("ab"),
        frozenset("bc"),
    }
    assert len(structure.relations) == 2


def test_matrices_in_lists_and_chinese_labels(tmp_path):
    text = "dl n=2 nm=2 format=edgelist1 labels: 县 局 matrix labels: 领导 业务指导"
    text += " data:\n1 2\n!\n1 2 3"
    path = tmp_path / "x.dl"
    path.write_bytes(text.encode("gb18030"))
    structure = gg.read(path)
    assert arcs(structure) == arcs(structure, "guides") == {("县", "局")}


def test_other_endings_are_told_by_the_first_word(tmp_path):
    for name in ("x.txt", "x.dat"):
        assert arcs(gg.read(written(tmp_path, "DL N=2 DATA: 0 1 0 0", name))) == {("1", "2")}
    assert arcs(gg.read(written(tmp_path, "from,to\na,b\n", "y.txt"))) == {("a", "b")}


def test_diagonal_and_missing_cells_are_no_ties(tmp_path):
    structure = gg.read(written(tmp_path, "dl n=2 data: 5 1 na 0"))
    assert arcs(structure) == {("1", "2")}
    assert any("1 values on the diagonal" in step for step in structure.about.provenance)
    assert any("1 missing" in step for step in structure.about.provenance)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("data: 0", [("not_recognised", None, "")]),
        ("dl n=2", [("no_data", None, "")]),
        ("dl data: 0 1 0 0", [("no_size", 1, ""), ("nothing", None, "")]),
        ("dl nr=2 nc=3 data: 0", [("two_mode", None, "")]),
        ("dl n=99999999 data: 0", [("too_many_nodes", None, "")]),
        ("dl n=9000 data: 0", [("too_many_cells", None, "")]),
        ("dl n=2\nlabels: a b\ndata:\n0 1 0", [("wrong_count", 3, "")]),
        ("dl n=2 labels: a\nlabels: a b data: 0 1 0 0", [("too_few_labels", 1, "")]),
        ("dl n=2\nrow labels: a b\ncol labels: b a\ndata:\n0 1 0 0", [("labels_differ", 4, "a")]),
        (
            "dl n=2 colour=red\nformat=blockmatrix\ndata:\n0 x y 0",
            [
                ("bad_number", 4, "x"),
                ("bad_number", 4, "y"),
                ("unknown_dl_format", 2, "blockmatrix"),
                ("unknown_word", 1, "colour"),
                ("unknown_word", 1, "red"),
            ],
        ),
        (
            "dl n=2 format=edgelist1 data:\n1 2\n1 3\n0 1\n1\n1 2 x\n1 1",
            [
                ("bad_number", 6, "x"),
                ("no_such_node", 3, "3"),
                ("no_such_node", 4, "0"),
                ("self_relation", 7, "1"),
                ("two_ends", 5, "1"),
            ],
        ),
        (
            "dl n=2 labels: a b labels embedded format=edgelist1 data:\na c",
            [("unknown_label", 2, "c")],
        ),
        (
            "dl n=2 format=nodelist1b data:\n2 1\n0",
            [("wrong_count", 2, "")],
        ),
        (
            "dl n=1 labels embedded format=nodelist1 data:\na b",
            [("too_many_nodes", 1, "")],
        ),
        ("dl n=2 format=edgelist1 data:\n1 2 -1", [("out_of_range", 2, "-1")]),
        ("dl n=2 datafile='x' data:\n", [("external_data", 1, "'x'")]),
    ],
)  # fmt: skip
def test_every_problem_of_dl_has_its_line(tmp_path, text, found):
    got = said(written(tmp_path, text))
    for key, row, value in found:
        if key != "nothing":
            assert (key, row, value) in [(k, r, v) for k, r, v in got]


# UCINET's binary datasets.


def binary(tmp_path, sizes=(2, 2), cells=None, **changed):
    given = {"version": b"\x05V6404", "kind": 7, "title": b"", "labels": [], "head": b""} | changed
    head = given["version"] + struct.pack("<5h", 20, 1, 1, 4, 3) + struct.pack("<B", given["kind"])
    head += struct.pack("<h", len(sizes)) + struct.pack(f"<{len(sizes)}i", *sizes)
    head += struct.pack("<B", len(given["title"])) + given["title"]
    head += bytes(len(sizes)) if not given["labels"] else bytes(given["labels"])
    (tmp_path / "x.##h").write_bytes(head + given["head"])
    data = [0, 1, 0, 0] if cells is None else cells
    (tmp_path / "x.##d").write_bytes(np.array(data, dtype=changed.get("dtype", "<f4")).tobytes())
    return tmp_path / "x.##h"


def test_cells_of_other_types_and_missing_cells(tmp_path):
    for kind, dtype in ((1, "u1"), (5, "<i2"), (6, "<i4"), (7, "<f4"), (9, "<f8")):
        assert arcs(gg.read(binary(tmp_path, kind=kind, dtype=dtype))) == {("1", "2")}
    structure = gg.read(binary(tmp_path, cells=[1e38, 1, 1e38, 0], title=b"Two"))
    assert arcs(structure) == {("1", "2")}
    assert structure.about.title == "Two"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"version": b"\x05V9999"}, "not_ucinet"),
        ({"kind": 12}, "unknown_data_type"),
        ({"sizes": (2, 3)}, "two_mode"),
        ({"sizes": (2, -2)}, "bad_dimensions"),
        ({"sizes": (2,)}, "bad_dimensions"),
        ({"sizes": (2**30, 2**30)}, "too_many_cells"),
        ({"sizes": (3, 3)}, "wrong_size"),
        ({"labels": [1, 1]}, "ends_early"),
        ({"labels": [1, 0], "head": b"\xff\xff"}, "ends_early"),
        ({"cells": []}, "empty_file"),
    ],
)
def test_damaged_datasets_are_named(tmp_path, changed, key):
    assert [k for k, _, _ in said(binary(tmp_path, **changed))] == [key]


def test_both_files_are_needed(tmp_path):
    path = binary(tmp_path)
    path.with_suffix(".##d").unlink()
    assert [k for k, _, _ in said(path)] == ["no_data_file"]
    path = binary(tmp_path)
    path.unlink()
    assert [k for k, _, _ in said(path.with_suffix(".##d"))] == ["no_header_file"]


# Pajek.

PAJEK = """% comment
*network two bureaus
*vertices 3
1 "a" 0.1 0.2
3 c
*arcs
 1 2 2 c Blue
 1 3 1 l "why"
*edges
2 3
"""


def test_arcs_edges_and_vertices_without_labels(tmp_path):
    structure = gg.read(written(tmp_path, PAJEK, "x.net"))
    assert set(structure.units["id"]) == {"2", "a", "c"}
    assert arcs(structure) == {("a", "2"), ("a", "c")}
    assert arcs(structure, "coordinates") == {("2", "c")}
    assert structure.about.title == "two bureaus"


def test_relations_of_single_lines_and_entities(tmp_path):
    text = (
        '*Vertices 2\n1 "&#21439;"\n2 "b&#34;&#38;#60;&amp;"\n'
        '*Arcs :1 "leads"\n*Arcs :2 "guides"\n*Arcs\n1: 1 2\n2: 1 2 3\n'
    )
    structure = gg.read(written(tmp_path, text, "x.net"))
    assert arcs(structure) == arcs(structure, "guides") == {("县", 'b"&#60;&amp;')}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("empty_file", None, "")),
        ("*Arcs\n1 2", ("not_pajek", None, "")),
        ("*Vertices 3 2\n", ("two_mode", None, "")),
        ("*Vertices 999999999\n", ("too_many_nodes", None, "")),
        ("*Vertices x\n", ("not_pajek", None, "")),
        ("*Vertices 2\n3 a\n", ("bad_vertex", 2, "3 a")),
        ("*Vertices 2\n*Arcs\n1 3\n", ("no_such_node", 3, "3")),
        ("*Vertices 2\n*Arcs\n1 2 1e999\n", ("bad_number", 3, "1e999")),
        ("*Vertices 2\n*Arcs\n1\n", ("two_ends", 3, "1")),
        ("*Vertices 2\n*Matrix\n0 1\n0\n*Arcs\n", ("wrong_count", 5, "")),
        ("*Vertices 2\n*Circles\n1 2\n", ("unknown_section", 2, "*circles")),
        ("*Arcs\n*Vertices 2\n", ("before_vertices", 1, "*arcs")),
        ("*Vertices 2\n*Partition p\n*Vertices 1\n1\n", ("partition_size", None, "p")),
        (
            "*Network a\n*Vertices 1\n*Network b\n*Vertices 2\n",
            ("several_networks", None, ""),
        ),
    ],
)
def test_every_problem_of_pajek_has_its_line(tmp_path, text, found):
    assert found in said(written(tmp_path, text, "x.net"))


# Both ways.


def network(structure):
    found = network_of(structure)
    rows = found.ties[found.ties["weight"] > 0].itertuples(index=False)
    return {
        (
            *(
                sorted((found.ids[r.source], found.ids[r.target]))
                if AUTHORITY[r.kind].symmetric
                else (found.ids[r.source], found.ids[r.target])
            ),
            r.kind,
        ): r.weight
        for r in rows
    }


@pytest.mark.parametrize("ending", ENDINGS)
@calm
@given(structure=structures())
def test_ids_and_ties_come_back(tmp_path_factory, structure, ending):
    folder = tmp_path_factory.mktemp("networks")
    gg.write(structure, folder / f"s{ending}")
    units = structure.units[["id", "kind"]].assign(name=structure.units["id"])
    again = gg.read(folder / f"s{ending}", nodes=units)
    assert set(again.units["id"]) == set(structure.units["id"])
    expected, got = network(structure), network(again)
    assert {key for key in got if expected[key] == 0} == set()
    assert got.keys() == expected.keys()
    for key, weight in expected.items():
        assert got[key] == (np.float32(weight) if ending == ".##h" else weight)


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_ids_come_back(tmp_path, ending):
    structure = hostile_structure()
    gg.write(structure, tmp_path / f"s{ending}")
    again = gg.read(tmp_path / f"s{ending}")
    assert set(again.units["id"]) == set(structure.units["id"])
    assert arcs(again) == {("root", text) for text in SHOWN}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_structure_gives_the_same_bytes(tmp_path, ending):
    for copy in ("a", "b"):
        gg.write(gg.load("q_county"), tmp_path / copy / f"s{ending}", lang="zh")
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert len(files) == (2 if ending == ".##h" else 1)
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_matrices_too_large_are_not_written(tmp_path):
    build = gg.Builder()
    ids = [f"u{i}" for i in range(4_100)]
    build.add_table("units", pd.DataFrame({"id": ids, "name": ids, "kind": "centre"}))
    structure = build.build()
    for ending in (".dl", ".##h"):
        with pytest.raises(gg.UserError, match="Pajek"):
            gg.write(structure, tmp_path / f"s{ending}")
    gg.write(structure, tmp_path / "s.net")
    assert len(gg.read(tmp_path / "s.net").units) == 4_100


# Whatever the bytes.


def never_fails_otherwise(path):
    try:
        gg.read(path, relation="refers")
    except (gg.ReadError, gg.InvalidStructureError) as error:
        problems = [p.render(lang) for p in error.problems for lang in ("en", "zh")]
        if not all(problems) or not problems:
            raise


@pytest.mark.parametrize("ending", ENDINGS)
@calm
@given(data=st.binary(max_size=200))
def test_random_bytes_give_problems_only(tmp_path, ending, data):
    path = tmp_path / f"x{ending}"
    path.write_bytes(data)
    path.with_suffix(".##d").write_bytes(data[::-1])
    never_fails_otherwise(path)


SOUND = ["managers.dl", "reports_edges.dl", "leads_nodes.dl", "managers.net", "managers.paj",
         "managers.##h", "reports_old.##h"]  # fmt: skip
INSERTS = st.one_of(
    st.binary(max_size=4),
    st.sampled_from([b" -1 ", b"\n", b'"', b" 99 ", b"nm=9 ", b"*", b"!\n", b"\xff\xff", b" na "]),
)


@pytest.mark.parametrize("name", SOUND)
@calm
@given(at=st.floats(0, 1), drop=st.integers(0, 60), insert=INSERTS)
def test_damaged_files_give_problems_only(tmp_path, name, at, drop, insert):
    whole = (HERE / name).read_bytes()
    start = int(at * len(whole))
    path = tmp_path / name
    path.write_bytes(whole[:start] + insert + whole[start + drop :])
    cells = (HERE / name).with_suffix(".##d")
    if cells.exists():
        (tmp_path / cells.name).write_bytes(cells.read_bytes())
    never_fails_otherwise(path)


WORDS = st.sampled_from(
    ["dl", "n=2", "nm=2", "format=edgelist1", "format=lowerhalf", "labels:", "a", "b", "row",
     "column", "labels", "embedded", "matrix", "diagonal", "absent", "data:", "1", "2", "0", "\n",
     "!", "*vertices 2", "*arcs", "*edges", "*matrix", "*partition p", "*network q", '1 "a"',
     "1: 1 2"]
)  # fmt: skip


@pytest.mark.parametrize("ending", [".dl", ".net"])
@calm
@given(words=st.lists(WORDS, max_size=25))
def test_words_in_any_order_give_problems_only(tmp_path, ending, words):
    separator = " " if ending == ".dl" else "\n"
    path = tmp_path / f"x{ending}"
    path.write_text("dl " * (ending == ".dl") + separator.join(words))
    never_fails_otherwise(path)
