"""Fragmentation over ordered pairs: what is reached along the ties only."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.measures import fragmentation
from tests.measures.samples import county, graphs, organisations


def along(graph):
    """Distances over ordered pairs along the ties; infinite without a path."""
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    return np.array([lengths[a].get(b, np.inf) for a, b in permutations(graph, 2)])


@given(graphs())
def test_ordered_pairs(graph):
    if len(graph) < 2:
        for measure in (fragmentation.components, fragmentation.distance):
            with pytest.raises(UndefinedMeasureError):
                measure(graph, pairs="ordered")
        return
    lengths = along(graph)
    found = fragmentation.components(graph, pairs="ordered")
    assert found == pytest.approx(np.isinf(lengths).mean())
    found = fragmentation.distance(graph, pairs="ordered")
    assert found == pytest.approx(1 - (1 / lengths).mean())


@given(organisations())
def test_fewer_ties_fragment_more(structure):
    for pairs in ("unordered", "ordered"):
        for measure in (fragmentation.components, fragmentation.distance):
            fewer = measure(structure, relations=("leads",), pairs=pairs)
            assert fewer >= measure(structure, pairs=pairs) - 1e-12


def test_an_unknown_choice_is_refused():
    with pytest.raises(UnknownNameError):
        fragmentation.distance(county(), pairs="all")
