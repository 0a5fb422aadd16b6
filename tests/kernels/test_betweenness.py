"""Betweenness and removals, against networkx and against the definition."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels import betweenness as module
from govgraph.kernels.betweenness import betweenness
from govgraph.kernels.compiled import betweenness as compiled
from govgraph.kernels.removal import largest_components


@st.composite
def graphs(draw):
    n = draw(st.integers(0, 10))
    pairs = [(a, b) for a in range(n) for b in range(a)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return n, np.array(chosen, np.int32).reshape(-1, 2)


def by_networkx(n, edges):
    graph = nx.empty_graph(n)
    graph.add_edges_from(edges.tolist())
    found = nx.betweenness_centrality(graph, normalized=False)
    return [2 * found[node] for node in range(n)]


@given(graphs())
def test_betweenness_is_that_of_networkx(graph):
    n, edges = graph
    found = betweenness(n, edges[:, 0], edges[:, 1])
    np.testing.assert_allclose(found, by_networkx(n, edges), atol=1e-9)


@given(graphs())
def test_compiled_betweenness_is_that_of_whole_arrays(graph):
    n, edges = graph
    if not len(edges):
        return
    weight = np.arange(1.0, n + 1)
    rows = module._both_ways(n, edges[:, 0], edges[:, 1])
    found = compiled.betweenness(rows, weight)
    np.testing.assert_allclose(found, module._brandes(rows, weight), atol=1e-9)


def test_large_cores_are_compiled():
    graph = nx.circulant_graph(2_050, [1, 5])
    edges = np.array(graph.edges, np.int32)
    found = betweenness(2_050, edges[:, 0], edges[:, 1])
    expected = sum(d for d in nx.single_source_shortest_path_length(graph, 0).values() if d) - 2_049
    np.testing.assert_allclose(found, expected)  # every node lies between as often as any other


def test_betweenness_does_not_depend_on_how_many_sources_are_followed_together(monkeypatch):
    edges = np.array(nx.gnm_random_graph(60, 120, seed=1).edges, np.int32)
    whole = betweenness(60, edges[:, 0], edges[:, 1])
    monkeypatch.setattr(module, "HELD", 1)
    np.testing.assert_allclose(betweenness(60, edges[:, 0], edges[:, 1]), whole, rtol=1e-12)
    np.testing.assert_allclose(whole, by_networkx(60, edges), rtol=1e-12)


@pytest.mark.parametrize("n", [2, 3, 1000])
def test_betweenness_of_a_chain(n):
    chain = np.arange(n)
    found = betweenness(n, chain[1:], chain[:-1])
    assert found.tolist() == (2 * chain * (n - 1 - chain)).tolist()


@given(graphs(), st.data())
def test_largest_component_after_each_removal(graph, data):
    n, edges = graph
    order = data.draw(st.permutations(range(n)))
    order = order[: data.draw(st.integers(0, n))]
    whole = nx.empty_graph(n)
    whole.add_edges_from(edges.tolist())
    expected = []
    for fallen in range(len(order) + 1):
        rest = whole.subgraph(set(range(n)) - set(order[:fallen]))
        expected.append(max(map(len, nx.connected_components(rest)), default=0))
    found = largest_components(n, edges[:, 0], edges[:, 1], np.array(order, np.int64))
    assert found.tolist() == expected
