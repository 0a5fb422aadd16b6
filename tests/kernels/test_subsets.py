"""Subsets with the largest value."""

from itertools import combinations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.articulation import pairs_left
from govgraph.kernels.subsets import best_subsets, greedy_subset

WEIGHTS = st.lists(st.integers(0, 5), min_size=3, max_size=7)


@given(WEIGHTS, st.integers(1, 3))
def test_all_best_subsets(weights, k):
    def value(subset):
        return float(sum(weights[i] for i in subset))

    highest, found = best_subsets(len(weights), k, value)
    every = list(combinations(range(len(weights)), k))
    assert highest == max(map(value, every))
    assert found == [subset for subset in every if value(subset) == highest]
    assert greedy_subset(len(weights), k, value)[0] == highest


@given(st.randoms(use_true_random=False), st.integers(1, 3))
def test_greedy_is_a_set_that_no_exchange_improves(random, k):
    values = {
        subset: random.random() for size in (1, 2, 3) for subset in combinations(range(6), size)
    }
    highest, path = greedy_subset(6, k, values.__getitem__)
    chosen = set(path[-1])
    assert values[path[-1]] == highest
    assert [len(subset) for subset in path[:k]] == list(range(1, k + 1))
    for old in chosen:
        for new in set(range(6)) - chosen:
            assert values[tuple(sorted(chosen - {old} | {new}))] <= highest


@given(st.integers(1, 9), st.data())
def test_pairs_left_without_each_node(n, data):
    end = st.integers(0, n - 1)
    graph = nx.empty_graph(n)
    graph.add_edges_from(data.draw(st.lists(st.tuples(end, end), max_size=2 * n)))
    ends = np.array(list(graph.edges), int).reshape(-1, 2)
    for node, left in enumerate(pairs_left(n, ends[:, 0], ends[:, 1])):
        rest = graph.subgraph(set(graph) - {node})
        assert left == sum(len(part) * (len(part) - 1) for part in nx.connected_components(rest))


def test_the_first_of_equal_choices_is_taken():
    assert greedy_subset(4, 2, lambda subset: float(len(subset))) == (2.0, [(0,), (0, 1)])
