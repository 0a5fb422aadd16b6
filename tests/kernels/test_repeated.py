"""Distances counted again and again, beside counting each graph by itself."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.compiled.few import FEW
from govgraph.kernels.repeated import WORTH, Repeated


def ends(edges):
    """Ends of edges as arrays."""
    first, second = zip(*sorted(edges), strict=True) if edges else ((), ())
    return np.array(first, np.int64), np.array(second, np.int64)


def counts_by_networkx(n, edges):
    """How many ordered pairs stand at each distance, pair by pair."""
    graph = nx.Graph(sorted(edges))
    graph.add_nodes_from(range(n))
    found = [d for _, row in nx.all_pairs_shortest_path_length(graph) for d in row.values() if d]
    return np.bincount(found, minlength=1)


@st.composite
def changes(draw):
    """A number of nodes, the edges of a graph, and some that come and go."""
    n = draw(st.integers(1, 14))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    some = st.sets(st.sampled_from(pairs), max_size=2 * n) if pairs else st.just(set())
    edges, other = draw(some), draw(some)
    return n, edges, other - edges, draw(some) & edges


@given(changes())
def test_counts_are_those_of_the_changed_graph(drawn):
    n, edges, added, removed = drawn
    small, large = Repeated(n, ends(edges)), Repeated(n, ends(edges), times=WORTH)
    assert (small.compiled, large.compiled, large.keeps) == (False, True, True)
    for more, fewer in ((set(), set()), (added, removed), (set(), removed), (added, set())):
        expected = counts_by_networkx(n, (edges | more) - fewer)
        change = ends(more), ends(fewer)
        for count in (small.counts, large.counts, large._searched):
            np.testing.assert_array_equal(count(*change), expected)
        kept = large._kept_up(*change)
        if len(kept):  # nothing where too much would be looked at
            np.testing.assert_array_equal(kept, expected)


def test_keeping_up_pays_for_one_edge_and_not_for_many():
    n = 1200
    pairs = {(a, b % n) for a in range(n) for b in (a + 1, a * 7 + 3)}
    edges = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    graph = Repeated(n, ends(edges), times=WORTH)
    for number, pays in ((1, True), (5, False)):
        none, gone = ends(()), ends(edges[:number])
        assert graph._pays(none, gone) == pays
        expected = graph._searched(none, gone)
        np.testing.assert_array_equal(graph.counts(removed=gone), expected)


def test_ways_too_long_for_a_byte_are_searched():
    path = {(a, a + 1) for a in range(299)}
    graph = Repeated(300, ends(path), times=WORTH)
    added, removed = ends({(0, 200)}), ends({(100, 101)})
    assert not len(graph._steps)
    found = graph.counts(added, removed)
    np.testing.assert_array_equal(
        found, counts_by_networkx(300, (path | {(0, 200)}) - {(100, 101)})
    )


@pytest.mark.parametrize("n", [1100, FEW + 2])
def test_more_nodes_than_one_batch_holds(n):
    ring = {(a, (a + 1) % n) for a in range(n)}
    graph = Repeated(n, ends(ring), times=WORTH)
    assert graph.counts().tolist() == [0, *[2 * n] * (n // 2 - 1), n]
    gone = graph.counts(removed=ends({(3, 4)}))
    assert gone[1:].tolist() == [2 * (n - d) for d in range(1, n)]
