"""Dominators and open two-paths, against what they mean."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels import two_paths
from govgraph.kernels.dominators import NOBODY, UNREACHED, below, height, immediate_dominators

ROOT = -7


@st.composite
def digraphs(draw):
    n = draw(st.integers(1, 9))
    node = st.integers(0, n - 1)
    arcs = sorted(draw(st.sets(st.tuples(node, node), max_size=20)))
    return n, arcs, sorted(draw(st.sets(node, max_size=3)))


def ends(arcs):
    array = np.array(arcs, dtype=np.int32).reshape(-1, 2)
    return array[:, 0], array[:, 1]


@given(digraphs())
def test_dominators_are_those_of_networkx_under_a_root_above_all_entries(case):
    n, arcs, entries = case
    above, order = immediate_dominators(n, *ends(arcs), np.array(entries, dtype=np.intp))
    graph = nx.DiGraph(arcs)
    graph.add_nodes_from([*range(n), ROOT])
    graph.add_edges_from((ROOT, entry) for entry in entries)
    expected = {**nx.immediate_dominators(graph, ROOT), ROOT: NOBODY}
    del expected[ROOT]
    wanted = {node: NOBODY if one == ROOT else one for node, one in expected.items()}
    assert above.tolist() == [wanted.get(node, UNREACHED) for node in range(n)]
    assert sorted(order.tolist()) == sorted(wanted)
    place = {node: at for at, node in enumerate(order.tolist())}
    assert all(place[one] < place[node] for node, one in wanted.items() if one >= 0)


@given(digraphs())
def test_counts_up_and_down_the_tree(case):
    n, arcs, entries = case
    above, order = immediate_dominators(n, *ends(arcs), np.array(entries, dtype=np.intp))
    tree = nx.DiGraph([(one, node) for node, one in enumerate(above.tolist()) if one >= 0])
    tree.add_nodes_from(range(n))
    assert below(above, order).tolist() == [len(nx.descendants(tree, node)) for node in range(n)]
    assert height(above, order).tolist() == [len(nx.ancestors(tree, node)) for node in range(n)]
    odd = np.arange(n) % 2 == 1
    found = [sum(other % 2 for other in nx.descendants(tree, node)) for node in range(n)]
    assert below(above, order, odd).tolist() == found


def test_a_chain_of_thousands_needs_no_recursion():
    n = 5_000
    chain = np.arange(n, dtype=np.int32)
    above, _ = immediate_dominators(n, chain[:-1], chain[1:], chain[:1])
    assert above.tolist() == [NOBODY, *range(n - 1)]


@pytest.mark.parametrize("block", [1, 3, 1_000_000])
def test_open_two_paths_in_blocks_of_any_size(block, monkeypatch):
    monkeypatch.setattr(two_paths, "BLOCK", block)

    @given(digraphs())
    def compare(case):
        n, arcs, _ = case
        simple = {(a, b) for a, b in arcs if a != b}
        found = [
            path
            for part in two_paths.open_two_paths(n, *ends(sorted(simple)))
            for path in zip(*(end.tolist() for end in part), strict=True)
        ]
        expected = [
            (a, v, b)
            for a, v, b in permutations(range(n), 3)
            if {(a, v), (v, b)} <= simple and (a, b) not in simple
        ]
        assert sorted(found) == sorted(expected)

    compare()
