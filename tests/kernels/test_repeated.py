"""Distances counted again and again, beside counting each graph by itself."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

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
    n = draw(st.integers(1, 9))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    some = st.sets(st.sampled_from(pairs)) if pairs else st.just(set())
    edges, other = draw(some), draw(some)
    return n, edges, other - edges, draw(some) & edges


@given(changes(), st.booleans())
def test_counts_are_those_of_the_changed_graph(drawn, compiled):
    n, edges, added, removed = drawn
    graph = Repeated(n, ends(edges), times=WORTH if compiled else 1)
    assert graph.compiled == compiled
    for more, fewer in ((set(), set()), (added, removed), (set(), removed), (added, set())):
        found = graph.counts(ends(more), ends(fewer))
        np.testing.assert_array_equal(found, counts_by_networkx(n, (edges | more) - fewer))


def test_more_nodes_than_one_batch_holds():
    ring = {(a, (a + 1) % 1100) for a in range(1100)}
    graph = Repeated(1100, ends(ring), times=WORTH)
    assert graph.counts().tolist() == [0, *[2200] * 549, 1100]
    assert graph.counts(removed=ends({(3, 4)}))[1:].tolist() == [
        2 * (1100 - d) for d in range(1, 1100)
    ]
