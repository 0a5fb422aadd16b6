"""Edge lists with and without a table of nodes, and the two real ones."""

import networkx as nx
import pandas as pd
import pytest

from govgraph.errors import InvalidStructureError, ReadError, UnknownNameError
from govgraph.io.edges import read_edges
from govgraph.io.reading import read


def ties(structure, kind="leads"):
    relations = structure.relations
    of_kind = relations.loc[relations["kind"] == kind, ["source", "target"]]
    return set(of_kind.itertuples(index=False, name=None))


@pytest.mark.parametrize(
    "columns", [("from", "to"), ("Parent", "Child"), ("source", "target"), ("上级单位", "下级单位")]
)
def test_columns_are_found_by_name(columns):
    structure = read_edges(pd.DataFrame([("a", "b"), ("a", "c")], columns=list(columns))).build()
    assert ties(structure) == {("a", "b"), ("a", "c")}


def test_columns_turn_the_arrows_round():
    frame = pd.DataFrame({"from": ["b"], "to": ["a"]})
    assert ties(read_edges(frame, columns="source=to; target=from").build()) == {("a", "b")}


def test_kinds_of_relation_are_read():
    frame = pd.DataFrame({"from": ["a", "a"], "to": ["b", "c"], "关系": ["领导", "guides"]})
    structure = read_edges(frame).build()
    assert (ties(structure), ties(structure, "guides")) == ({("a", "b")}, {("a", "c")})


def test_unknown_sorts_must_be_chosen():
    frame = pd.DataFrame({"from": ["a", "a"], "to": ["b", "c"], "relation": ["likes", "reports"]})
    with pytest.raises(ReadError, match="likes, reports"):
        read_edges(frame)
    assert ties(read_edges(frame, where="relation=reports").build()) == {("a", "c")}
    assert len(ties(read_edges(frame, relation="coordinates").build(), "coordinates")) == 2
    with pytest.raises(UnknownNameError, match="coordinates"):
        read_edges(frame, relation="coordinate")


def test_ends_must_be_nodes():
    edges = pd.DataFrame({"from": ["gov", "gov"], "to": ["housing", "huosing"]})
    nodes = pd.DataFrame({"slug": ["gov", "housing"], "title": ["Government", "Housing"]})
    with pytest.raises(InvalidStructureError) as error:
        read_edges(edges, nodes=nodes).build()
    assert [(p.key, p.place.row, p.value, p.near) for p in error.value.problems] == [
        ("model.unknown_id", 2, "huosing", "housing")
    ]


def test_nodes_lie_beside_the_edges(tmp_path):
    (tmp_path / "ties.csv").write_text("parent,child\na,b\n", "utf-8")
    (tmp_path / "nodes.csv").write_text("id,name\na,甲\nb,乙\n", "gb18030")
    structure = read(tmp_path / "ties.csv", nodes="nodes.csv")
    assert structure.units["name"].tolist() == ["甲", "乙"]


@pytest.mark.data
def test_british_organisations_with_several_parents(data_folder):
    structure = read(
        data_folder / "uk_government_orgs_2017" / "parents.csv", nodes="organisations.csv"
    )
    raw = pd.read_csv(data_folder / "uk_government_orgs_2017" / "parents.csv")
    assert ties(structure) == set(raw[["parent", "child"]].itertuples(index=False, name=None))
    graph = nx.DiGraph(sorted(ties(structure)))
    graph.add_nodes_from(structure.units["id"])
    parents = pd.Series(dict(graph.in_degree)).value_counts().to_dict()
    assert (len(graph), graph.number_of_edges()) == (1016, 578)
    assert parents == {0: 459, 1: 541, 2: 12, 3: 3, 4: 1}
    assert nx.dag_longest_path_length(graph) == 3


@pytest.mark.data
def test_krackhardts_managers(data_folder):
    structure = read(
        data_folder / "krackhardt_hightech" / "ties.csv",
        nodes="managers.csv",
        where="relation=reports",
        columns="source=to; target=from",
    )
    graph = nx.DiGraph(sorted(ties(structure)))
    assert (len(graph), graph.number_of_edges()) == (21, 20)
    assert [node for node, degree in graph.in_degree if degree == 0] == ["7"]
    assert nx.dag_longest_path_length(graph) == 2
    assert structure.unit("7")["level"] == "1"
