"""What is gathered on the way: factors and sweeps against the dense definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from govgraph.kernels import accumulation
from govgraph.kernels.accumulation import accumulate
from govgraph.kernels.compiled.relaxation import relax


@st.composite
def networks(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Steps that leave with at least a tenth from every node, and what stops bring."""
    n = draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    steps = rng.random((n, n)) * (rng.random((n, n)) < draw(st.floats(0, 1)))
    steps *= 0.9 / np.maximum(steps.sum(axis=1, keepdims=True), 1e-9)
    return steps, rng.normal(size=n)


@given(networks())
def test_both_ways_solve_the_system(network):
    steps, gains = network
    dense = np.linalg.solve(np.eye(len(gains)) - steps, gains)
    np.testing.assert_allclose(accumulate(csr_array(steps), gains), dense, atol=1e-9)
    twisted = steps * np.exp(1j), gains * (1 + 2j)
    complex_dense = np.linalg.solve(np.eye(len(gains)) - twisted[0], twisted[1])
    for matrix, right, solution in ((steps, gains, dense), (*twisted, complex_dense)):
        rows = csr_array(matrix)
        found = right.copy()
        begin, column = rows.indptr.astype(np.int64), rows.indices.astype(np.int64)
        assert relax(begin, column, rows.data, right, found, 500) > 0
        np.testing.assert_allclose(found, solution, atol=1e-9)


def test_columns_are_solved_one_by_one():
    steps = csr_array(np.array([[0.5, 0.25], [0.0, 0.5]]))
    both = accumulate(steps, np.eye(2))
    assert both.tolist() == [[2, 1], [0, 2]]
    assert accumulate(steps, np.zeros((2, 0))).shape == (2, 0)


@pytest.mark.parametrize("sweeps", [1, 300])
def test_where_sweeps_are_not_enough_factors_are_used(monkeypatch, sweeps):
    monkeypatch.setattr(accumulation, "MANY", 1)
    monkeypatch.setattr(accumulation, "_SWEEPS", sweeps)
    n = 50
    steps = csr_array((np.full(n, 0.999), (np.arange(n), (np.arange(n) * 7 + 1) % n)), shape=(n, n))
    np.testing.assert_allclose(accumulate(steps, np.ones(n)), 1000)
