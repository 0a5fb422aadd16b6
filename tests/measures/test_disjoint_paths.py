"""Independent ways: what is listed shares nothing, and every structure with doors has its ways."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures import disjoint_paths
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.measures.definitions import disjoint_paths as definition
from tests.measures.samples import graphs, tie, units


@st.composite
def doors(draw: st.DrawFn) -> Structure:
    """Small structures with channels, desks and bureaus that serve the public."""
    build = units(Builder(), **{f"u{i}": "government" for i in range(4)}, people="public")
    units(build, account="channel", hotline="channel", crowd="public")
    inside = [f"u{i}" for i in range(4)]
    pairs = list(combinations(inside, 2))
    for a, b in draw(st.sets(st.sampled_from(pairs), max_size=4)):
        tie(build, "leads", a, b)
    for a, b in draw(st.sets(st.sampled_from([*pairs, ("account", "u0"), ("u1", "u0")]))):
        tie(build, "refers", a, b)
    for a, b in draw(st.sets(st.sampled_from(pairs), max_size=2)):
        tie(build, "calls", a, b, probability=draw(st.sampled_from([None, 0.0, 0.5])))
    for channel in ("account", "hotline"):
        for head in draw(st.sets(st.sampled_from(inside), max_size=2)):
            primary = head == "u0"
            tie(build, "leads", head, channel, primary=primary)
    for server in draw(st.sets(st.sampled_from([*inside, "account", "hotline"]))):
        mode = draw(st.sampled_from([None, "push", "interaction"]))
        tie(build, "serves", server, draw(st.sampled_from(["people", "crowd"])), mode=mode)
    return build.build()


@given(doors())
def test_ways_from_the_public_are_those_of_the_definition(structure):
    expected = definition.from_public(structure)
    try:
        found = disjoint_paths.from_public(structure).to_dict()
    except UndefinedMeasureError:
        found = None
    assert found == expected


@given(graphs(), st.booleans(), st.data())
def test_listed_paths_share_nothing(graph, share_units, data):
    if len(graph) < 2:
        return
    a, b = data.draw(st.sampled_from(list(combinations(graph, 2))))
    measure = disjoint_paths.edge_disjoint if share_units else disjoint_paths.node_disjoint
    found = disjoint_paths.listed(graph, a, b, share_units=share_units)
    assert len(found) == measure(graph, a, b)
    either = definition.plain(graph)
    used = [frozenset(step) for way in found for step in nx.utils.pairwise(way)]
    assert all(way[0] == a and way[-1] == b for way in found)
    assert all(either.has_edge(*step) for step in used)
    assert len(set(used)) == len(used)
    between = [unit for way in found for unit in way[1:-1]]
    assert share_units or len(set(between)) == len(between)


def test_ends_are_checked():
    with pytest.raises(UndefinedMeasureError, match="both ends"):
        disjoint_paths.edge_disjoint(nx.path_graph(2), 0, 0)
    with pytest.raises(UserError, match="nobody"):
        disjoint_paths.edge_disjoint(nx.path_graph(2), 0, "nobody")
