"""Networks from structures and from networkx; arcs by kind and facet; circles."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UnknownNameError
from govgraph.kernels.circles import circles
from govgraph.kernels.csr import csr
from govgraph.model.authority import AUTHORITY, COORDINATION, LEADERSHIP
from govgraph.model.builder import Builder
from govgraph.model.network import network
from govgraph.model.structure import Structure
from tests.strategies import structures

ARCS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=25)


@given(structures())
def test_a_network_holds_the_coordinating_relations_between_all_but_the_public(
    structure: Structure,
) -> None:
    net = network(structure)
    public = set(structure.units.loc[structure.units["kind"] == "public", "id"])
    assert set(net.nodes) == set(structure.units["id"]) - public
    drawn = sorted(zip(net.nodes[net.source], net.nodes[net.target], strict=True))
    relations = structure.relations
    expected = sorted(
        (r.source, r.target)
        for r in relations.itertuples()
        if r.kind in COORDINATION and not {r.source, r.target} & public
    )
    assert drawn == expected


@given(ARCS, st.booleans())
def test_simple_matches_networkx(arcs: list[tuple[int, int]], directed: bool) -> None:
    graph = nx.MultiDiGraph(arcs) if directed else nx.MultiGraph(arcs)
    before = list(graph.edges)
    simple = network(graph).simple()
    plain = nx.DiGraph(graph) if directed else nx.Graph(graph)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    ends = {frozenset(e) if not directed else e for e in plain.edges}
    found = [
        e if directed else frozenset(e)
        for e in zip(simple.nodes[simple.source], simple.nodes[simple.target], strict=True)
    ]
    assert len(found) == len(set(found))
    assert set(found) == ends
    assert list(graph.edges) == before
    assert network(graph).undirected().directed is False


@given(ARCS)
def test_circles_are_circles_and_none_is_missed(arcs: list[tuple[int, int]]) -> None:
    arcs = [arc for arc in arcs if arc[0] != arc[1]]
    ends = np.array(arcs, dtype=np.int32).reshape(-1, 2)
    found = circles(8, ends[:, 0], ends[:, 1])
    graph = nx.DiGraph(arcs)
    for circle in found:
        assert all(
            graph.has_edge(*pair) for pair in zip(circle, circle[1:] + circle[:1], strict=True)
        )
        assert len(set(circle)) == len(circle)
        assert circle[0] == min(circle)
    big = [c for c in nx.strongly_connected_components(graph) if len(c) > 1]
    assert len(found) == len(big)


@given(ARCS)
def test_csr_lists_the_neighbours_in_order(arcs: list[tuple[int, int]]) -> None:
    ends = np.array(arcs, dtype=np.int32).reshape(-1, 2)
    start, neighbour = csr(8, ends[:, 0], ends[:, 1])
    for node in range(8):
        expected = sorted(t for s, t in arcs if s == node)
        assert neighbour[start[node] : start[node + 1]].tolist() == expected


def _dual() -> Structure:
    builder = Builder()
    for unit, kind in (("gov", "government"), ("org", "party_organ"), ("env", "department")):
        builder.add("units", id=unit, name=unit, kind=kind)
    builder.add("relations", source="gov", target="env", kind="leads")
    builder.add("relations", source="org", target="env", kind="leads", permits="协管")
    return builder.build()


def test_an_empty_permits_means_every_facet_of_leadership_but_consent() -> None:
    topology = _dual().topology
    ends = {
        facet: [topology.units[i] for i in topology.arcs(["leads"], facet).source]
        for facet in (*sorted(LEADERSHIP), "consent")
    }
    assert all(ends[facet] == ["gov"] for facet in LEADERSHIP)
    assert ends["consent"] == ["org"]
    assert len(topology.arcs(["leads"]).row) == 2


def test_unknown_names_bring_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean “env”"):
        _dual().topology.unit_code("enw")


def test_the_algebra_covers_every_kind_and_no_other() -> None:
    from govgraph.text import words  # noqa: PLC0415

    assert tuple(AUTHORITY) == words("relation_kind")
    for kind in AUTHORITY.values():
        assert kind.permits <= kind.may_permit
        assert kind.sources <= set(words("unit_kind"))
        assert kind.targets <= set(words("unit_kind"))
