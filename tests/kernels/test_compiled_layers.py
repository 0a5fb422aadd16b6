"""Compiled layers, levels and rows beside those found node by node."""

from unittest.mock import patch

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from govgraph.kernels import condensation, trophic_levels
from govgraph.kernels.compiled.rows import rows
from govgraph.kernels.csr import csr

NODES = 11
NODE = st.integers(0, NODES - 1)
ARCS = st.lists(st.tuples(NODE, NODE).filter(lambda arc: arc[0] != arc[1]), max_size=30)


#: A circle with an arc that repeats.
REPEATED = [(1, 2), (2, 1), (2, 1)]


@given(ARCS, st.booleans())
@example(REPEATED, False)
def test_any_graph(arcs, downwards):
    ends = np.array(arcs, np.int32).reshape(-1, 2)
    graph = NODES, *(np.sort(ends, axis=1) if downwards else ends).T
    condensed, levels = condensation.condense(*graph), trophic_levels.chain_levels(*graph)
    with patch.object(condensation, "MANY", 0), patch.object(trophic_levels, "MANY", 0):
        compiled = condensation.condense(*graph)
        np.testing.assert_array_equal(trophic_levels.chain_levels(*graph), levels)
    np.testing.assert_array_equal(compiled.part, condensed.part)
    np.testing.assert_array_equal(compiled.layer, condensed.layer)


@given(ARCS)
def test_rows_by_counting(arcs):
    ends = np.array([*arcs, (0, 0)], np.int32).reshape(-1, 2)
    counted = rows(NODES, ends[:, 0].copy(), ends[:, 1].copy(), int(ends[:, 1].max()) + 1)
    for one, other in zip(counted, csr(NODES, ends[:, 0], ends[:, 1]), strict=True):
        np.testing.assert_array_equal(one, other)
