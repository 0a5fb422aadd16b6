"""Each kernel beside its definition, written out sentence for sentence."""

from collections import deque

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.depth import depth
from govgraph.kernels.distances import distance_counts, nearness_sums
from govgraph.kernels.lawful import NO_WAY, Ways

Arcs = list[tuple[int, int]]


@st.composite
def graphs(draw, most=9):
    n = draw(st.integers(1, most))
    node = st.integers(0, n - 1)
    arcs = draw(st.lists(st.tuples(node, node), max_size=3 * n, unique=True))
    return n, arcs


def ends(arcs: Arcs):
    pairs = np.array(arcs, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def distance_counts_definition(n: int, arcs: Arcs) -> dict[int, int]:
    graph = nx.DiGraph(arcs)
    graph.add_nodes_from(range(n))
    counts: dict[int, int] = {}
    for _, lengths in nx.all_pairs_shortest_path_length(graph):
        for length in lengths.values():
            if length:
                counts[length] = counts.get(length, 0) + 1
    return counts


@given(graphs())
def test_distances_are_counted_as_networkx_counts_them(graph):
    n, arcs = graph
    counts = distance_counts(n, *ends(arcs))
    assert {d: c for d, c in enumerate(counts.tolist()) if c} == distance_counts_definition(n, arcs)


@given(graphs())
def test_nearness_sums_are_harmonic_centralities_of_networkx(graph):
    n, arcs = graph
    whole = nx.empty_graph(n, create_using=nx.DiGraph)
    whole.add_edges_from(arcs)
    expected = nx.harmonic_centrality(whole)
    np.testing.assert_allclose(nearness_sums(n, *ends(arcs)), [expected[i] for i in range(n)])


def test_more_nodes_than_one_batch():
    n = 1100
    counts = distance_counts(n, np.arange(n - 1), np.arange(1, n))
    assert counts.tolist() == [0, *range(n - 1, 0, -1)]


def lawful_definition(n: int, arcs: Arcs, groups: list[list[int]], start: int) -> dict[int, int]:
    """Breadth-first search over (unit, phase): climbing, or past the turn and descending."""
    first = (start, "up")
    reached = {first: 0}
    waiting = deque([first])
    while waiting:
        unit, phase = waiting.popleft()
        nexts = [(b, "down") for a, b in arcs if a == unit]
        if phase == "up":
            nexts += [(a, "up") for a, b in arcs if b == unit]
            nexts += [(o, "down") for group in groups if unit in group for o in group if o != unit]
        for following in nexts:
            if following not in reached:
                reached[following] = reached[unit, phase] + 1
                waiting.append(following)
    best: dict[int, int] = {}
    for (unit, _), length in reached.items():
        best[unit] = min(length, best.get(unit, length))
    return best


@given(graphs(), st.data())
def test_lawful_lengths_are_those_of_the_search_over_phases(graph, data):
    n, arcs = graph
    group = st.lists(st.integers(0, n - 1), min_size=1, max_size=4, unique=True)
    groups = data.draw(st.lists(group, max_size=3))
    ways = Ways(n, *ends(arcs), tuple(np.array(g) for g in groups))
    lengths = ways.lengths(np.arange(n))
    for start in range(n):
        column = lengths[:, start]
        found = {unit: int(column[unit]) for unit in range(n) if column[unit] < NO_WAY}
        assert found == lawful_definition(n, arcs, groups, start)


@given(graphs())
def test_lawful_lengths_are_symmetric(graph):
    n, arcs = graph
    lengths = Ways(n, *ends(arcs)).lengths(np.arange(n))
    assert (lengths == lengths.T).all()


def depth_definition(n: int, arcs: Arcs) -> list[int]:
    """Longest path from the top in the graph of strongly connected components."""
    graph = nx.DiGraph([(a, b) for a, b in arcs if a != b])
    graph.add_nodes_from(range(n))
    condensed = nx.condensation(graph)
    longest: dict[int, int] = {}
    for part in nx.topological_sort(condensed):
        longest[part] = max((longest[p] + 1 for p in condensed.predecessors(part)), default=0)
    return [longest[condensed.graph["mapping"][node]] for node in range(n)]


@given(graphs())
def test_depth_is_the_longest_path_of_the_condensation(graph):
    n, arcs = graph
    assert depth(n, *ends(arcs)).tolist() == depth_definition(n, arcs)


@given(graphs())
def test_lowest_common_is_the_deepest_node_above_both(graph):
    n, arcs = graph
    ways = Ways(n, *ends(arcs))
    found = ways.lowest_common(ways.climb(np.arange(n)))
    plain = nx.DiGraph(arcs)
    plain.add_nodes_from(range(n))
    above = [nx.ancestors(plain, node) | {node} for node in range(n)]
    layer = depth_definition(n, arcs)
    for a in range(n):
        for b in range(n):
            assert found[b, a] == max((layer[c] for c in above[a] & above[b]), default=-1)
