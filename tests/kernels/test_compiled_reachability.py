"""Compiled counts of who reaches whom, beside those of whole arrays and of networkx."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels import reachability
from govgraph.kernels.condensation import condense
from govgraph.kernels.reachability import ancestor_counts, descendant_counts

NODES = 11
NODE = st.integers(0, NODES - 1)
ARCS = st.lists(st.tuples(NODE, NODE), max_size=30, unique=True)


@pytest.fixture
def compiled(monkeypatch):
    monkeypatch.setattr(reachability, "LARGE", 1)


@given(ARCS)
def test_any_graph(arcs):
    ends = np.array(arcs, np.int32).reshape(-1, 2)
    condensed = condense(NODES, ends[:, 0], ends[:, 1])
    graph = nx.DiGraph(arcs)
    graph.add_nodes_from(range(NODES))
    above = [len(nx.ancestors(graph, node)) + 1 for node in range(NODES)]
    below = [len(nx.descendants(graph, node)) + 1 for node in range(NODES)]
    assert reachability._compiled(condensed).tolist() == above
    assert reachability._compiled(condensed.reversed()).tolist() == below


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("circles", [False, True])
def test_several_batches(circles, monkeypatch):
    random = np.random.default_rng(1)
    n = 1300
    upper = random.integers(0, np.arange(1, n))
    more = random.integers(0, n, (2, 200))
    more = more if circles else np.sort(more, axis=0)
    source, target = np.concatenate((upper, more[0])), np.concatenate((np.arange(1, n), more[1]))
    source, target = np.divmod(np.unique((source * n + target)[source != target]), n)
    condensed = condense(n, source.astype(np.int32), target.astype(np.int32))
    found = ancestor_counts(condensed), descendant_counts(condensed)
    monkeypatch.setattr(reachability, "LARGE", n + 1)
    np.testing.assert_array_equal(found[0], ancestor_counts(condensed))
    np.testing.assert_array_equal(found[1], descendant_counts(condensed))
