"""Compiled distances beside those of whole arrays, and beside networkx."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.kernels import distances
from govgraph.kernels.compiled.distances import BATCH, distance_counts
from govgraph.kernels.csr import csr
from govgraph.kernels.size import LARGE


def organisation(units: int, beside: int, seed: int) -> tuple[int, np.ndarray, np.ndarray]:
    """A random tree of command with further ties, each taken either way."""
    random = np.random.default_rng(seed)
    upper = random.integers(0, np.arange(1, units))
    more = random.integers(0, units, (2, beside))
    first = np.concatenate((upper, more[0]))
    second = np.concatenate((np.arange(1, units), more[1]))
    return units, np.concatenate((first, second)), np.concatenate((second, first))


def both(n: int, source: np.ndarray, target: np.ndarray) -> None:
    assert n < LARGE
    counts, nearness = distance_counts(csr(n, target, source))
    np.testing.assert_array_equal(counts, distances.distance_counts(n, source, target))
    np.testing.assert_allclose(nearness, distances.nearness_sums(n, source, target), rtol=1e-12)


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40),
)
def test_any_graph(arcs):
    ends = np.array(arcs, np.int64).reshape(-1, 2)
    both(12, ends[:, 0], ends[:, 1])


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=60),
)
def test_nodes_with_the_same_neighbours(edges):
    ends = np.array(edges, np.int64).reshape(-1, 2)
    first, second = ends[:, 0], ends[:, 1]
    both(31, np.concatenate((first, second)), np.concatenate((second, first)))


@pytest.mark.parametrize("units", [BATCH - 1, BATCH, BATCH + 1, 2 * BATCH + 70])
@pytest.mark.parametrize("beside", [0, 60])
def test_several_batches(units, beside):
    both(*organisation(units, beside, units))


def test_a_graph_in_pieces():
    n, source, target = organisation(1500, 100, 5)
    keep = (source % 7 > 0) & (target % 7 > 0)
    both(n, source[keep], target[keep])


def test_a_large_graph_as_networkx_measures_it():
    n, source, target = organisation(LARGE + 100, 400, 3)
    graph = nx.Graph(zip(source.tolist(), target.tolist(), strict=True))
    some = range(0, n, 150)
    lengths = [nx.single_source_shortest_path_length(graph, unit).values() for unit in some]
    sums = distances.nearness_sums(n, source, target)
    expected = [sum(1 / length for length in each if length) for each in lengths]
    np.testing.assert_allclose(sums[list(some)], expected, rtol=1e-12)


@settings(max_examples=3)
@given(st.integers(0, 2**32 - 1))
def test_large_graphs_as_whole_arrays_measure_them(seed):
    n, source, target = organisation(LARGE, 300, seed)
    counts, _ = distance_counts(csr(n, target, source))
    expected = np.zeros(len(counts), np.int64)
    for distance, reached in distances._steps(n, source, target):
        expected[distance] += np.bitwise_count(reached).sum(dtype=np.int64)
    np.testing.assert_array_equal(counts, expected)
