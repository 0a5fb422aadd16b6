"""Reachability, upper bounds, levels and agony on graphs larger than definitions can follow."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from govgraph.kernels import agony as kernel
from govgraph.kernels import reachability
from govgraph.kernels.agony import agony, least_ranks
from govgraph.kernels.condensation import condense
from govgraph.kernels.reachability import ancestor_counts, descendant_counts
from govgraph.kernels.trophic_levels import chain_levels, least_squares_levels
from govgraph.kernels.upper_bounds import bounded_pairs


def organisation(units: int, more: int, seed: int, *, circles: bool) -> "nx.DiGraph[int]":
    """A random tree with further arcs, in any direction or downwards only."""
    random = np.random.default_rng(seed)
    graph = nx.DiGraph([(int(random.integers(0, unit)), unit) for unit in range(1, units)])
    ends = random.integers(0, units, (more, 2))
    graph.add_edges_from(map(tuple, (ends if circles else np.sort(ends, axis=1)).tolist()))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def arrays(graph: "nx.DiGraph[int]") -> tuple[int, np.ndarray, np.ndarray]:
    ends = np.array(list(graph.edges), np.int32).reshape(-1, 2)
    return len(graph), ends[:, 0], ends[:, 1]


GRAPHS = [
    organisation(150, more, seed, circles=circles)
    for seed, more in enumerate((0, 15, 40, 150))
    for circles in (False, True)
]


@pytest.fixture(params=[64, 4096])
def batch(request, monkeypatch):
    monkeypatch.setattr(reachability, "BATCH", request.param)


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("graph", GRAPHS)
def test_counts_of_those_below_and_above(graph):
    condensed = condense(*arrays(graph))
    below = [len(nx.descendants(graph, unit)) + 1 for unit in sorted(graph)]
    above = [len(nx.ancestors(graph, unit)) + 1 for unit in sorted(graph)]
    assert descendant_counts(condensed).tolist() == below
    assert ancestor_counts(condensed).tolist() == above


@pytest.mark.parametrize("graph", GRAPHS)
def test_pairs_with_a_least_upper_bound(graph):
    above = {unit: nx.ancestors(graph, unit) | {unit} for unit in graph}
    least = {frozenset(above[unit]) for unit in graph}
    bounded = sum(above[a] & above[b] in least for a, b in combinations(graph, 2))
    assert bounded_pairs(condense(*arrays(graph))) == bounded


@pytest.mark.parametrize("graph", GRAPHS)
def test_ranks_cost_as_much_as_the_balanced_arcs_they_are_dual_to(graph):
    n, source, target = arrays(graph)
    rank = least_ranks(n, source, target)
    assert rank.min() == 0
    flow = nx.DiGraph()
    for a, b in graph.edges:
        flow.add_edge(a, b, capacity=1, weight=-1)
    cost, _ = nx.network_simplex(flow)
    assert agony(rank, source, target) == -cost


@pytest.mark.parametrize("arcs", [[True, False, False, False], [False] * 4])
def test_arcs_that_are_not_balanced_or_not_the_most_give_no_ranks(arcs, monkeypatch):
    monkeypatch.setattr(kernel, "_balanced_arcs", lambda *_: np.array(arcs))
    with pytest.raises(ArithmeticError):
        least_ranks(*arrays(nx.DiGraph([(0, 1), (1, 2), (2, 0), (2, 1)])))


@pytest.mark.parametrize("graph", GRAPHS)
def test_levels_solve_their_equations(graph):
    n, source, target = arrays(graph)
    level = least_squares_levels(n, source, target)
    excess = level[target] - level[source] - 1
    balance = np.bincount(target, excess, n) - np.bincount(source, excess, n)
    np.testing.assert_allclose(balance, 0, atol=1e-9)
    above = chain_levels(n, source, target)
    superiors = np.bincount(target, minlength=n)
    mean = np.bincount(target, above[source], n) / np.maximum(superiors, 1)
    np.testing.assert_allclose(above, 1 + mean, rtol=1e-9)


def test_what_nothing_stands_above_has_no_level():
    assert np.isnan(chain_levels(*arrays(nx.DiGraph([(0, 1), (1, 0), (1, 2)])))).all()
