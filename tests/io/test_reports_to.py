"""Lists of "id, reports to": columns, several superiors, tops, and every problem located."""

import collections
import logging

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import InvalidStructureError, ReadError, UnknownNameError
from govgraph.io.flat import flat
from govgraph.io.reading import read
from govgraph.io.reports_to import read_reports_to


def chart(*rows, columns=("id", "reports to")):
    return pd.DataFrame(rows, columns=list(columns))


def ties(structure, kind="leads"):
    relations = structure.relations
    return set(
        relations.loc[relations["kind"] == kind, ["source", "target"]].itertuples(
            index=False, name=None
        )
    )


def problems(builder):
    with pytest.raises(InvalidStructureError) as error:
        builder.build()
    return error.value.problems


def found(builder):
    return sorted((p.key.partition(".")[2], p.place.row, p.value) for p in problems(builder))


@pytest.mark.parametrize(
    "columns",
    [("id", "reports to"), ("Post_Ref", "REPORTS_TO"), ("工号", "直接上级"), ("name", "Manager"),
     ("单位编号", "上级单位"), ("编号", "汇报对象")],
)  # fmt: skip
def test_columns_are_found_by_name(columns):
    built = read_reports_to(chart(("a", ""), ("b", "a"), columns=columns)).build()
    assert ties(built) == {("a", "b")}


@pytest.mark.parametrize("mark", ["", None, "XX", "xx", "-", "—", "None", "n/a", "0", "无", "top"])
def test_marks_of_the_top(mark):
    assert ties(read_reports_to(chart(("a", mark), ("b", "a"))).build()) == {("a", "b")}


def test_a_mark_that_is_an_id_is_an_id():
    assert ties(read_reports_to(chart(("0", ""), ("b", "0"))).build()) == {("0", "b")}


@pytest.mark.parametrize("cell", ["a;b", "a；b", "a | b", "a、b", "a\nb", "a, b", "甲;乙", "甲，b"])
def test_several_superiors_in_one_cell(cell):
    rows = [("a", "甲", ""), ("b", "乙", "a"), ("c", "丙", cell)]
    structure = read_reports_to(chart(*rows, columns=("id", "name", "manager"))).build()
    assert ties(structure) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_several_superiors_in_several_rows():
    structure = read_reports_to(chart(("a", ""), ("b", "a"), ("c", "a"), ("c", "b"))).build()
    assert ties(structure) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert len(structure.units) == 3


def test_a_name_with_a_comma_stays_whole():
    rows = [("Li, Ping", ""), ("Wang, An", "Li, Ping")]
    structure = read_reports_to(chart(*rows, columns=("name", "manager"))).build()
    assert ties(structure) == {("Li, Ping", "Wang, An")}


def test_dotted_lines_guide():
    rows = [("a", "", ""), ("b", "a", ""), ("c", "a", "b")]
    structure = read_reports_to(chart(*rows, columns=("id", "manager", "dotted line"))).build()
    assert ties(structure, "guides") == {("b", "c")}


def test_a_single_unit_that_names_itself_is_the_top():
    assert ties(read_reports_to(chart(("a", "a"), ("b", "a"))).build()) == {("a", "b")}
    assert found(read_reports_to(chart(("a", ""), ("b", "b")))) == [("own_superior", 2, "b")]


def test_known_columns_become_what_they_mean():
    columns = ("id", "name", "title", "reports to", "level", "dept", "grade", "FTE", "phone")
    rows = [
        ("1", "Li", "Head", "", "senior", "", "G5", "1", "555"),
        ("2", "Wu", "Deputy", "1", "middle", "housing", "G6", "0.5", "556"),
    ]
    builder = read_reports_to(chart(*rows, columns=columns))
    structure = builder.build()
    unit = structure.unit("2")
    assert (unit["name"], unit["note"], unit["level"], unit["line"], unit["filled"]) == (
        "Wu", "Deputy", "middle", "housing", 0.5,
    )  # fmt: skip
    assert structure.levels["id"].tolist() == ["senior", "middle"]
    assert structure.posts[["unit", "grade", "filled"]].to_numpy().tolist() == [
        ["1", "G5", 1.0],
        ["2", "G6", 0.5],
    ]
    assert any("phone" in step for step in builder.about.provenance)


def test_columns_left_out_are_logged(caplog):
    with caplog.at_level(logging.WARNING, "govgraph"):
        read_reports_to(chart(("a", "", "x"), columns=("id", "manager", "Shoe Size")))
    assert "Shoe Size" in caplog.text


def test_columns_can_be_given():
    frame = chart(("a", "", "z"), ("b", "a", "z"), columns=("Ref", "Boss2", "level"))
    structure = read_reports_to(frame, columns="id=Ref; superior=Boss2; level=").build()
    assert ties(structure) == {("a", "b")}
    assert not structure.has("levels")
    with pytest.raises(UnknownNameError, match="superior"):
        read_reports_to(frame, columns="superoir=Boss2")
    with pytest.raises(UnknownNameError, match="Boss2"):
        read_reports_to(frame, columns="superior=Bos2")


def test_where_chooses_rows():
    frame = chart(
        ("1", "", "A"), ("1", "", "B"), ("2", "1", "B"), columns=("id", "manager", "body")
    )
    assert len(read_reports_to(frame, where="body=B").build().units) == 2
    with pytest.raises(ReadError, match="“C”"):
        read_reports_to(frame, where={"body": "C"})


def test_missing_columns_are_named():
    with pytest.raises(ReadError, match="superior"):
        read_reports_to(pd.DataFrame({"id": ["a"]}))
    with pytest.raises(ReadError, match="id"):
        read_reports_to(pd.DataFrame({"manager": ["a"]}))


def test_unknown_kinds_are_refused():
    with pytest.raises(UnknownNameError, match="department"):
        read_reports_to(chart(("a", "")), unit_kind="departement")


def test_every_problem_is_found_and_located():
    builder = read_reports_to(
        chart(
            ("minister", "Minister", ""),
            ("deputy", "Deputy", "minster"),
            ("deputy", "Another deputy", "minister"),
            ("", "Nobody", "minister"),
            ("office", "Office", "minister"),
            ("office", "Office", "minister"),
            ("adviser", "Adviser", "adviser"),
            ("a", "A", "b"),
            ("b", "B", "a"),
            ("stray", "Stray", "-"),
            ("bad\u202e", "Bad", "minister"),
            columns=("id", "name", "reports to"),
        )
    )
    assert found(builder) == [
        ("bad_character", 11, "bad\\u202e"),
        ("bad_character", 11, "bad\\u202e"),
        ("cycle", 8, "b → a → b"),
        ("duplicate_id", 3, "deputy"),
        ("duplicate_row", 6, "office"),
        ("missing_value", 4, ""),
        ("own_superior", 7, "adviser"),
        ("second_top", 10, "stray"),
        ("unknown_superior", 2, "minster"),
    ]
    near = {p.value: p.near for p in problems(builder) if p.near}
    assert near == {"minster": "minister"}


def test_several_tops_where_they_are_meant():
    frame = chart(("a", ""), ("b", ""), ("c", "a"))
    assert found(read_reports_to(frame)) == [("second_top", 2, "b")]
    assert len(read_reports_to(frame, roots="any").build().units) == 3


def test_workbook_cells_are_named(tmp_path):
    path = tmp_path / "chart.xlsx"
    frame = chart((1, None), (2, 1), (3, 9), columns=("id", "reports to"))
    frame.to_excel(path, sheet_name="staff", index=False)
    with pytest.raises(InvalidStructureError) as error:
        read(path)
    assert [p.render() for p in error.value.problems] == [
        "chart.xlsx › staff › cell B4 (reports to): the superior “9” stands in no row of the list."
    ]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_any_graph_is_read_as_it_is(pairs):
    """Down every arc of a graph without circles; one row an arc."""
    arcs = {(f"n{min(a, b)}", f"n{max(a, b)}") for a, b in pairs if a != b}
    nodes = [f"n{i}" for i in range(10)]
    rows = [(target, source) for source, target in sorted(arcs)]
    rows += [(node, "") for node in nodes if node not in {target for _, target in arcs}]
    assert ties(read_reports_to(chart(*rows), roots="any").build()) == arcs


def _uk(data_folder):
    return flat(data_folder / "uk_organograms_2011" / "senior_posts.csv.gz")


@pytest.mark.data
def test_all_clean_british_charts(data_folder):
    posts = _uk(data_folder)
    clean = pd.read_csv(data_folder / "uk_organograms_2011" / "clean_trees.csv")
    assert len(clean) == 279
    for body, snapshot, count, depth, span, *_ in clean.itertuples(index=False, name=None):
        structure = read_reports_to(posts, where={"body": body, "snapshot": snapshot}).build()
        graph = nx.DiGraph()
        graph.add_nodes_from(structure.units["id"])
        graph.add_edges_from(ties(structure))
        assert len(graph) == count
        assert nx.is_arborescence(graph)
        assert nx.dag_longest_path_length(graph) == depth
        assert max(dict(graph.out_degree).values()) == span


@pytest.mark.data
def test_a_messy_british_chart_gives_all_its_problems(data_folder):
    """Counted here anew from the raw rows, row by row."""
    posts = _uk(data_folder)
    where = {"body": "department_for_work_and_pensions", "snapshot": "2011-09-30"}
    raw = posts.frame[
        (posts.frame["body"] == where["body"]) & (posts.frame["snapshot"] == where["snapshot"])
    ]
    used = ["post_ref", "job_title", "grade", "unit", "fte"]
    first, expected = {}, collections.Counter()
    for position, row in raw.iterrows():
        line = position + 2
        own = tuple(row[used])
        if row["post_ref"] in first:
            same = (
                own == first[row["post_ref"]][0] and row["reports_to"] == first[row["post_ref"]][1]
            )
            expected["duplicate_row" if same else "duplicate_id", line] += 1
        first.setdefault(row["post_ref"], (own, row["reports_to"]))
        if row["reports_to"] not in set(raw["post_ref"]) | {"XX"}:
            expected["unknown_superior", line] += 1
    got = collections.Counter(
        (p.key.partition(".")[2], p.place.row)
        for p in problems(read_reports_to(posts, where=where))
    )
    assert got == expected
    assert sum(expected.values()) == 11
