"""Ties by shape: what is listed is what is counted."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UnknownNameError
from govgraph.measures import ties
from tests.measures.definitions import ties as definition
from tests.measures.samples import county, graphs


@given(graphs(), st.sampled_from(ties.SHAPES))
def test_the_list_names_the_ties_of_the_definition(graph, shape):
    if not graph.is_directed():
        return
    plain = nx.DiGraph(graph)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    judges = {
        "lateral": definition.is_lateral,
        "skip": definition.is_skip,
        "reciprocal": definition.is_reciprocal,
        "pooled": definition.is_pooled,
    }
    judges["sequential"] = lambda g, arc: (
        not (definition.is_reciprocal(g, arc) or definition.is_pooled(g, arc))
    )
    expected = {arc for arc in plain.edges if judges[shape](plain, arc)}
    found = ties.listed(graph, shape)
    assert set(zip(found["source"], found["target"], strict=True)) == expected
    assert len(found) == len(expected)


def test_ties_of_a_structure_name_their_relations():
    structure = county()
    lateral = ties.listed(structure, "lateral").set_index(["source", "target"])["kinds"]
    assert lateral["gov", "police"] == "leads"
    assert lateral["env", "group"] == "joins"
    assert ("gov", "town1") not in lateral.index


def test_an_unknown_shape_is_refused():
    with pytest.raises(UnknownNameError, match="lateral"):
        ties.listed(county(), "laterl")
