"""What falls off when a node is taken away, against the definition."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.articulation import cut_off


def cut_off_definition(n: int, edges: list[tuple[int, int]]) -> list[int]:
    """Take each node away and count who is outside the largest part of what was its component."""
    graph = nx.Graph(edges)
    graph.add_nodes_from(range(n))
    lost = []
    for node in range(n):
        others = nx.node_connected_component(graph, node) - {node}
        parts = [len(part) for part in nx.connected_components(graph.subgraph(others))]
        lost.append(sum(parts) - max(parts, default=0))
    return lost


@st.composite
def graphs(draw):
    n = draw(st.integers(1, 9))
    node = st.integers(0, n - 1)
    return n, draw(st.lists(st.tuples(node, node), max_size=14))


@given(graphs())
def test_agrees_with_the_definition(graph):
    n, edges = graph
    ends = np.array(edges, dtype=np.int32).reshape(-1, 2)
    assert cut_off(n, ends[:, 0], ends[:, 1]).tolist() == cut_off_definition(n, edges)


def test_a_chain_of_thousands_needs_no_recursion():
    n = 5_000
    chain = np.arange(n, dtype=np.int32)
    lost = cut_off(n, chain[:-1], chain[1:])
    assert lost[0] == 0
    assert lost[1] == 1
    assert lost.max() == (n - 1) // 2
