"""Distances counted region by region, beside a search from every node."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.distances import distance_counts
from govgraph.kernels.separated import separated_counts
from tests.kernels.regions import nested_regions


def either_way(first, second):
    return np.concatenate((first, second)), np.concatenate((second, first))


@st.composite
def nested(draw):
    """A graph without loops and repeated edges whose nodes stand in nested regions, or in none."""
    n = draw(st.integers(2, 24))
    regions = draw(st.integers(0, 7))
    parent = [draw(st.integers(-1, region - 1)) for region in range(regions)]
    place = draw(st.lists(st.integers(-1, regions - 1), min_size=n, max_size=n))
    node = st.integers(0, n - 1)
    edges = draw(st.sets(st.tuples(node, node).filter(lambda e: e[0] < e[1]), max_size=2 * n))
    shuffled = draw(st.permutations(range(regions)))
    number = np.array([*shuffled, -1])
    above = np.full(regions, -1)
    above[number[:-1]] = number[parent]
    ends = np.array(sorted(edges), np.int64).reshape(-1, 2)
    return n, ends, number[place], above


@given(nested())
def test_any_graph_in_nested_regions(graph):
    n, ends, place, parent = graph
    source, target = either_way(ends[:, 0], ends[:, 1])
    expected = distance_counts(n, source, target)
    found = separated_counts(n, source, target, place, parent)
    np.testing.assert_array_equal(found, expected)


def government(levels: int, branches: int, lines: int, seed: int):
    """A tree of regions, each with a head over bureaus that lead one another down the lines."""
    random = np.random.default_rng(seed)
    parent = nested_regions(levels, branches, random)
    size = lines + 1
    heads = np.arange(len(parent)) * size
    edges = [(head, head + line) for head in heads for line in range(1, size)]
    for region, above in enumerate(parent[1:], 1):
        edges += [(heads[above] + line, heads[region] + line) for line in range(size)]
    units = len(parent) * size
    edges += random.integers(0, units, (units // 40, 2)).tolist()  # from anywhere to anywhere
    low, high = np.sort(np.array(edges), axis=1).T
    first, second = np.divmod(np.unique((low * units + high)[low != high]), units)
    place = np.repeat(np.arange(len(parent)), size)
    return units, first, second, place, np.array(parent)


@pytest.mark.parametrize("seed", range(3))
def test_organisations_with_ties_across(seed):
    units, first, second, place, parent = government(3, 5, 6, seed)
    ends = either_way(first, second)
    found = separated_counts(units, *ends, place, parent)
    np.testing.assert_array_equal(found, distance_counts(units, *ends))


def test_without_regions_a_large_star_is_still_counted():
    first = np.zeros(3000, np.int64)
    ends = either_way(first, np.arange(1, 3001))
    found = separated_counts(3001, *ends, np.full(3001, -1), np.array([], np.int64))
    assert found.tolist() == [0, 6000, 3000 * 2999]


def test_too_many_hubs_are_refused():
    first = np.arange(1000)
    ends = either_way(first, first + 1)
    assert separated_counts(1001, *ends, np.full(1001, -1), np.array([], np.int64)) is None


def test_too_long_ways_are_refused():
    first = np.arange(300)
    ends = either_way(first, first + 1)
    place = np.arange(301) // 20
    parent = np.arange(16) - 1
    assert separated_counts(301, *ends, place, parent) is None
