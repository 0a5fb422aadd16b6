"""networkx both ways, GraphML back without loss, GEXF, DOT and Mermaid well formed and literal."""

import re

import networkx as nx
import pytest
from defusedxml.ElementTree import parse
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import InvalidStructureError, ReadError, UnknownNameError, UserError
from govgraph.io.graphs import from_networkx, to_networkx
from govgraph.io.reading import read
from govgraph.io.text_graphs import to_dot, to_mermaid
from govgraph.io.writing import write
from govgraph.model.about import About
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.strategies import structures


def small(**unit):
    build = Builder(title="t").add(
        "units", id="gov", name="县", name_en="County", kind="government"
    )
    build.add("units", **{"id": "env", "name": "Environment", "kind": "department"} | unit)
    below = unit.get("id", "env")
    build.add("relations", source="gov", target=below, kind="leads", note="one\r\ntwo\tthree")
    return build.add("relations", source="gov", target=below, kind="guides").build()


def ties(structure):
    columns = ["source", "target", "kind", "weight"]
    return set(structure.relations[columns].itertuples(index=False, name=None))


@given(structures())
def test_networkx_both_ways(structure):
    assert from_networkx(to_networkx(structure)) == structure


@given(structures())
def test_graphml_both_ways(tmp_path_factory, structure):
    path = tmp_path_factory.mktemp("graphml") / "s.graphml"
    write(structure, path)
    assert read(path) == structure


def test_graphml_keeps_line_breaks_and_is_the_same_every_time(tmp_path):
    for name in ("a", "b"):
        write(small(), tmp_path / f"{name}.graphml", lang="zh")
    assert read(tmp_path / "a.graphml") == small()
    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()


@given(structures())
def test_graphml_is_what_networkx_reads(tmp_path_factory, structure):
    path = tmp_path_factory.mktemp("graphml") / "s.graphml"
    write(structure, path)
    graph = nx.read_graphml(path, force_multigraph=True)
    expected = to_networkx(structure)
    assert dict(graph.nodes(data="kind")) == dict(expected.nodes(data="kind"))
    assert dict(graph.nodes(data="label")).keys() == set(structure.units["id"])
    weights = sorted((u, v, d["kind"], d["weight"]) for u, v, d in graph.edges(data=True))
    assert weights == sorted(
        (u, v, d["kind"], d["weight"]) for u, v, d in expected.edges(data=True)
    )


@given(structures())
def test_gexf_holds_every_cell_of_units_and_relations(tmp_path_factory, structure):
    path = tmp_path_factory.mktemp("gexf") / "s.gexf"
    write(structure, path)
    space = "{http://gexf.net/1.3}"
    root = parse(path).getroot()
    for scope, tag, table in (("node", "node", "units"), ("edge", "edge", "relations")):
        declared = root.find(f".//{space}attributes[@class='{scope}']")
        titles = {a.get("id"): a.get("title") for a in declared}
        found = root.findall(f".//{space}{tag}")
        frame = structure.table(table)
        assert len(found) == len(frame)
        for element, (_, row) in zip(found, frame.iterrows(), strict=True):
            values = {
                titles[v.get("for")]: v.get("value") for v in element.iter(f"{space}attvalue")
            }
            natural = {"id", "source", "target", "weight"}
            expected = {k: _shown(v) for k, v in row.dropna().items() if k not in natural}
            assert {k: v.replace("\r\n", "\n") for k, v in values.items()} == expected


def _shown(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_labels_follow_the_language(tmp_path):
    for lang, name in (("en", "County"), ("zh", "县")):
        write(small(), tmp_path / "s.gexf", lang=lang)
        assert f'label="{name}"' in (tmp_path / "s.gexf").read_text("utf-8")
        write(small(), tmp_path / "s.graphml", lang=lang)
        labels = dict(nx.read_graphml(tmp_path / "s.graphml").nodes(data="label"))
        assert labels["gov"] == name


def test_what_xml_cannot_hold_is_refused(tmp_path):
    structure = small()
    odd = Structure(About(title="a\x00b"), {n: structure.table(n) for n in _tables()})
    with pytest.raises(UserError, match=r"U\+0000"):
        write(odd, tmp_path / "s.gexf")
    assert not list(tmp_path.iterdir())


def _tables():
    from govgraph.model.schema import TABLES  # noqa: PLC0415

    return TABLES


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15))
def test_other_graphs_keep_every_node_and_edge(pairs):
    arcs = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})
    graph = nx.DiGraph(arcs)
    graph.add_nodes_from(range(7))
    structure = from_networkx(graph)
    assert ties(structure) == {(str(u), str(v), "leads", 1.0) for u, v in arcs}
    assert set(structure.units["kind"]) == {"department"}
    undirected = from_networkx(graph.to_undirected(), kind="centre")
    assert {frozenset(t[:2]) for t in ties(undirected)} == {frozenset(map(str, a)) for a in arcs}
    assert set(undirected.relations["kind"]) <= {"coordinates"}
    assert set(undirected.units["kind"]) == {"centre"}


def test_known_attributes_are_taken_over():
    graph = nx.DiGraph()
    graph.add_node(("a", 1), name="甲", kind="政府", level=1, colour="red")
    graph.add_node(2, name="two", level=2)
    graph.add_edge(("a", 1), 2, kind="业务指导", weight=3)
    structure = from_networkx(graph)
    assert structure.units[["id", "name", "kind", "level"]].to_numpy().tolist() == [
        ["('a', 1)", "甲", "government", "1"],
        ["2", "two", "department", "2"],
    ]
    assert ties(structure) == {("('a', 1)", "2", "guides", 3.0)}


def test_the_callers_graph_is_not_changed():
    graph = nx.MultiDiGraph(title="x")
    graph.add_node(1, level=[1, 2])
    graph.add_edge(1, 2, weight=2)
    before = repr((graph.graph, list(graph.nodes(data=True)), list(graph.edges(data=True))))
    from_networkx(graph)
    own = to_networkx(small())
    from_networkx(own)
    after = repr((graph.graph, list(graph.nodes(data=True)), list(graph.edges(data=True))))
    assert before == after
    assert nx.utils.graphs_equal(own, to_networkx(small()))


def test_parallel_edges_of_other_graphs_become_one():
    graph = nx.MultiDiGraph([("a", "b"), ("a", "b")])
    graph.add_edge("a", "b", weight=0.5)
    assert ties(from_networkx(graph)) == {("a", "b", "leads", 2.5)}


def test_faults_of_other_graphs_are_named():
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("c", "c"), (1, "1")])
    graph.add_edge("a", "c", weight="heavy")
    with pytest.raises(InvalidStructureError) as error:
        from_networkx(graph)
    assert {p.key for p in error.value.problems} == {
        "model.cycle",
        "model.self_relation",
        "model.duplicate_id",
        "model.not_a_number",
    }
    with pytest.raises(UnknownNameError, match="leads"):
        from_networkx(nx.DiGraph(), relation="leeds")
    with pytest.raises(InvalidStructureError, match="no units"):
        from_networkx(nx.DiGraph())


def test_damaged_graph_attributes_are_named():
    graph = to_networkx(small())
    graph.graph["tables"] = [1]
    with pytest.raises(InvalidStructureError, match="damaged"):
        from_networkx(graph)


def _graphml(tmp_path, body, head=""):
    path = tmp_path / "g.graphml"
    path.write_text(
        f'{head}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{body}</graphml>'
    )
    return path


def test_other_graphml_is_read(tmp_path):
    path = _graphml(
        tmp_path,
        '<key id="k" for="node" attr.name="level" attr.type="int"/>'
        '<key id="y" for="node" yfiles.type="nodegraphics"/>'
        '<graph edgedefault="directed"><node id="n0"><data key="k">1</data>'
        '<data key="y"><y:ShapeNode xmlns:y="http://www.yworks.com/xml/graphml"><y:NodeLabel>'
        'Mayor</y:NodeLabel></y:ShapeNode></data><graph edgedefault="directed">'
        '<node id="n1"/></graph></node><edge source="n0" target="n1"/></graph>',
    )
    structure = read(path)
    assert ties(structure) == {("n0", "n1", "leads", 1.0)}
    assert structure.unit("n0")["name"] == "Mayor"
    assert structure.unit("n0")["level"] == "1"
    assert read(path, relation="coordinates", unit_kind="centre").unit("n1")["kind"] == "centre"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "no GraphML"),
        ("<graph><node id='a'/><node id='a'/></graph>", "more than once"),
        ("<graph><node id='a'/><edge source='a' target='b'/></graph>", "“b”"),
        ("<graph><hyperedge/></graph>", "more than two"),
        ("<graph><node id='a'></graph>", "well-formed"),
        (
            "<key id='d' attr.name='govgraph'/><graph><data key='d'>{</data></graph>",
            "damaged",
        ),
    ],
)
def test_faults_of_graphml_are_named(tmp_path, body, said):
    with pytest.raises(ReadError, match=said):
        read(_graphml(tmp_path, body))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE graphml [<!ENTITY a "x">]>',
        '<!DOCTYPE graphml SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_document_types_are_refused(tmp_path, head):
    with pytest.raises(ReadError, match="entities"):
        read(_graphml(tmp_path, "<graph><node id='a'/></graph>", head))


_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def test_dot_quotes_everything():
    structure = small(id='a"]; b [URL="javascript:x"', name="back\\")
    text = to_dot(structure)
    found = [re.sub(r"\\(.)", r"\1", quoted) for quoted in _QUOTED.findall(text)]
    assert 'a"]; b [URL="javascript:x"' in found
    assert "back\\" in found
    assert _QUOTED.sub("_", text).split("\n")[1:4] == [
        "  _ [label=_];",
        "  _ [label=_];",
        "  _ -> _ [label=_];",
    ]


def test_mermaid_writes_marks_as_numbers():
    text = to_mermaid(small(name='x"]; click n0 "javascript:1" %% <b>'))
    line = next(line for line in text.split("\n") if "click" in line)
    shown = re.fullmatch(r'  n\d\["([^"]*)"\]', line)[1]
    assert re.sub(r"#(\d+);", lambda m: chr(int(m[1])), shown) == (
        'x"]; click n0 "javascript:1" %% <b>'
    )
    assert not set(shown) & set('<>"%:`')


def test_excerpts():
    structure = small()
    assert "leads" not in to_dot(structure, relations=["guides"])
    assert to_mermaid(structure, units=["gov"], lang="zh") == 'flowchart TB\n  n0["县"]'
    with pytest.raises(UnknownNameError, match="gov"):
        to_dot(structure, units=["gob"])
