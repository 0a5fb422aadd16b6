"""Sums over walks: by power series and by decomposition, against the exponential itself."""

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.sparse import csr_array

from govgraph.kernels.walks import Part, Spectrum, exponential_diagonal


def sparse_matrix(n: int) -> csr_array:
    """A tree with three below each node, and a few ties beside it."""
    ends = [((node - 1) // 3, node) for node in range(1, n)]
    ends += [(node, node // 2 + 1) for node in range(10, n, 7)]
    matrix = np.zeros((n, n))
    for a, b in ends:
        matrix[a, b] = matrix[b, a] = 1.0
    np.fill_diagonal(matrix, 0)
    return csr_array(matrix)


@pytest.mark.parametrize("n", [5, 70, 400])
def test_the_power_series_is_the_exponential(n):
    matrix = sparse_matrix(n)
    expected = np.diag(expm(matrix.toarray()))
    assert exponential_diagonal(matrix) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("relative", [False, True])
def test_both_ways_give_the_same(relative, monkeypatch):
    matrix = sparse_matrix(900)
    quick = Spectrum(matrix)
    assert any(part.sparse for part in quick.parts)
    found, scale = quick.closed(relative=relative)
    monkeypatch.setattr(Part, "sparse", False)
    full = Spectrum(matrix)
    expected, same_scale = full.closed(relative=relative)
    assert scale == pytest.approx(same_scale)
    assert found == pytest.approx(expected, rel=1e-10)
    assert quick.logarithm == pytest.approx(full.logarithm)
    assert quick.largest == pytest.approx(full.largest)
    assert quick.bound >= quick.largest


def test_dense_and_lonely_parts_are_decomposed():
    complete = csr_array(np.ones((6, 6)) - np.eye(6))
    assert not any(part.sparse for part in Spectrum(complete).parts)
    alone = Spectrum(csr_array((3, 3)))
    assert alone.largest == 0
    assert alone.logarithm == pytest.approx(np.log(3))
