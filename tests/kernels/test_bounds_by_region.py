"""Least upper bounds counted region by region, beside all pairs and beside sets of bits."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels import bounds_by_region, upper_bounds
from govgraph.kernels.bounds_by_region import bounded_pairs_by_region
from govgraph.kernels.components import components
from govgraph.kernels.condensation import condense
from govgraph.kernels.upper_bounds import bounded_pairs, bounded_pairs_bit_by_bit
from tests.kernels.regions import nested_regions


def in_regions(n, ends, place, parent):
    condensed = condense(n, ends[:, 0], ends[:, 1])
    return bounded_pairs_by_region(condensed, heads(condensed), place, parent)


def heads(condensed):
    return np.isin(np.arange(len(condensed)), condensed.source) | (condensed.size > 1)


def pair_by_pair(n, ends):
    graph = nx.DiGraph(ends.tolist())
    graph.add_nodes_from(range(n))
    above = {node: nx.ancestors(graph, node) | {node} for node in graph}
    least = {frozenset(each) for each in above.values()}
    return sum(above[a] & above[b] in least for a, b in combinations(graph, 2))


@st.composite
def nested(draw):
    """Arcs, downwards or in any direction, between nodes in nested regions that may fit them."""
    n = draw(st.integers(2, 24))
    regions = draw(st.integers(0, 7))
    parent = [draw(st.integers(-1, region - 1)) for region in range(regions)]
    place = draw(st.lists(st.integers(-1, regions - 1), min_size=n, max_size=n))
    node = st.integers(0, n - 1)
    arcs = draw(st.sets(st.tuples(node, node).filter(lambda a: a[0] != a[1]), min_size=1))
    if draw(st.booleans()):
        arcs = {(min(arc), max(arc)) for arc in arcs}
    if draw(st.booleans()):
        place.sort()
    return n, np.array(sorted(arcs)), np.array(place), np.array(parent, np.int64)


@given(nested())
def test_any_graph_in_nested_regions(graph):
    assert in_regions(*graph) == pair_by_pair(*graph[:2])


def government(levels: int, branches: int, lines: int, seed: int):
    """Regions with a head over bureaus, each bureau also under its line's, and some dual heads."""
    random = np.random.default_rng(seed)
    parent = nested_regions(levels, branches, random)
    size = lines + 1
    heads = np.arange(len(parent)) * size
    arcs = [(head, head + line) for head in heads for line in range(1, size)]
    for region, above in enumerate(parent[1:], 1):
        arcs += [(heads[above] + line, heads[region] + line) for line in range(size)]
        one, two, other = random.integers(0, size, 3)
        if random.random() < 0.3:
            arcs += [(heads[above] + one, heads[region] + other)]
            arcs += [(heads[above] + two, heads[region] + other)]
    ends = np.unique(arcs, axis=0)
    place = np.repeat(np.arange(len(parent)), size)
    return len(parent) * size, ends[ends[:, 0] != ends[:, 1]], place, np.array(parent)


@pytest.mark.parametrize("seed", range(3))
def test_organisations_with_dual_leadership(seed):
    n, ends, place, parent = government(3, 5, 6, seed)
    condensed = condense(n, ends[:, 0], ends[:, 1])
    expected = bounded_pairs_bit_by_bit(condensed, heads(condensed))
    assert 0 < expected < n * (n - 1) // 2
    assert in_regions(n, ends, place, parent) == expected
    circle = np.array([[5, n - 1], [n - 1, 5], [n // 2, n // 3]])
    tangled = np.unique(np.concatenate((ends, circle)), axis=0)
    condensed = condense(n, tangled[:, 0], tangled[:, 1])
    expected = bounded_pairs_bit_by_bit(condensed, heads(condensed))
    assert in_regions(n, tangled, place, parent) == expected


def test_trees_of_a_million_nodes():
    n, node = 1_000_000, np.arange(1_000_000)
    upper = np.maximum(node - 1, 0) // 30
    regions = int(upper.max()) + 1
    place, parent = np.where(node < regions, node, upper), np.where(node > 0, upper, -1)[:regions]
    tree = np.stack((upper, node), axis=1)[1:]
    assert in_regions(n, tree, place, parent) == n * (n - 1) // 2
    forest = tree[tree[:, 0] > 0]
    size = np.bincount(components(n, *forest.T))
    assert in_regions(n, forest, place, parent) == int((size * (size - 1) // 2).sum())


def test_bits_are_taken_where_sets_or_steps_are_too_many(monkeypatch):
    random = np.random.default_rng(1)
    ends = np.sort(random.integers(0, 300, (900, 2)), axis=1)
    ends = ends[ends[:, 0] != ends[:, 1]]
    condensed = condense(300, ends[:, 0], ends[:, 1])
    expected = bounded_pairs_bit_by_bit(condensed, heads(condensed))
    nowhere = np.full(300, -1), np.zeros(0, np.int64)
    monkeypatch.setattr(upper_bounds, "LARGE", 1)
    assert bounded_pairs_by_region(condensed, heads(condensed), *nowhere) == expected
    monkeypatch.setattr(bounds_by_region, "FEW", 0)
    monkeypatch.setattr(bounds_by_region, "PASSES", 0)
    assert bounded_pairs_by_region(condensed, heads(condensed), *nowhere) is None
    assert bounded_pairs(condensed) == expected
    monkeypatch.setattr(bounds_by_region, "MOST", 100)
    assert bounded_pairs_by_region(condensed, heads(condensed), *nowhere) is None
    monkeypatch.setattr(upper_bounds, "HELD", 100)
    assert bounded_pairs(condensed) is None
