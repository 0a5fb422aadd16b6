"""Largest product of factors along a path."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes


def best_products(
    start: NDArray[np.bool_], source: Codes, target: Codes, factor: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the largest product of factors over the paths from any start to each node.

    Parameters
    ----------
    start : array of bool
        Which nodes paths start from; their own product is 1.
    source, target : array of int
        Ends of the arcs.
    factor : array of float
        Factor of each arc, in (0, 1].

    Returns
    -------
    array of float
        One product per node; 0 where no path leads.

    Notes
    -----
    No factor is above 1, so circles never help and the rounds end after the longest best path.
    """
    best = start.astype(np.float64)
    while True:
        offer = best.copy()
        np.maximum.at(offer, target, best[source] * factor)
        if np.array_equal(offer, best):
            return best
        best = offer
