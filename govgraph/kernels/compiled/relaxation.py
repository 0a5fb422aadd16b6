"""Sparse linear systems x = b + Q x by sweeps over the rows, to and fro (Gauss–Seidel)."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import loop

Codes = NDArray[np.int64]
Values = NDArray[np.float64] | NDArray[np.complex128]


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
    for sweep in range(1, sweeps + 1):
        change = largest = 0.0
        for place in range(n):
            row = place if sweep % 2 == 0 else n - 1 - place
            value, own = right[row], 0.0 * right[row]
            for entry in range(begin[row], begin[row + 1]):
                if column[entry] == row:
                    own += share[entry]
                else:
                    value += share[entry] * found[column[entry]]
            value = value / (1.0 - own)
            change = max(change, abs(value - found[row]))
            largest = max(largest, abs(value))
            found[row] = value
        if change <= 1e-14 * largest:
            return sweep
    return 0
