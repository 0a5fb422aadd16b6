"""Sparse linear systems x = b + Q x by sweeps over the rows, to and fro (Gauss–Seidel)."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import loop

Codes = NDArray[np.int64]
Values = NDArray[np.float64] | NDArray[np.complex128]

#: Largest change, as a share of the largest value, at which a solution stays what it is.
STILL = 1e-13


@loop
def relax(
    begin: Codes, column: Codes, share: Values, right: Values, found: Values, sweeps: int
) -> int:
    """Improve a solution of x = b + Q x until it stays what it is, in place.

    Parameters
    ----------
    begin, column, share : array
        Rows of Q: where each begins, and its entries.
    right : array of float
        b.
    found : array of float
        First guess; the solution when the function returns. May be complex, as `share` and
        `right` then are.
    sweeps : int
        Most sweeps.

    Returns
    -------
    int
        Sweeps taken; 0 when they were not enough.
    """
    n = len(right)
    scale = _scales(begin, column, share, right)
    for sweep in range(1, sweeps + 1):
        change = largest = 0.0
        for place in range(n):
            row = place if sweep % 2 == 0 else n - 1 - place
            step = right[row] - found[row]
            for entry in range(begin[row], begin[row + 1]):
                step += share[entry] * found[column[entry]]
            step *= scale[row]
            found[row] += step
            change = max(change, abs(step))
            largest = max(largest, abs(found[row]))
        if change <= STILL * largest:
            return sweep
    return 0


@loop
def _scales(begin: Codes, column: Codes, share: Values, right: Values) -> Values:
    """What a row's step is multiplied with, because the row's own value takes part in it."""
    scale = np.ones_like(right)
    for row in range(len(scale)):
        for entry in range(begin[row], begin[row + 1]):
            if column[entry] == row:
                scale[row] -= share[entry]
    scale[:] = 1 / scale
    return scale
