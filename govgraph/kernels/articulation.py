"""What falls off when one node of an undirected graph is taken away."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels import hanging
from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.size import LARGE


def cut_off(n: int, first: Codes, second: Codes) -> NDArray[np.int64]:
    """Return how many nodes lose touch with the main part when each node is taken away.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges; direction, repetition and loops do not matter.

    Returns
    -------
    array of int64
        For each node: of the other nodes of its component, those outside the largest part that
        remains without it. Zero for a node that is no articulation point.
    """
    state, whole = _searched(n, first, second)
    apart, largest = state[hanging.HANGING], state[hanging.LARGEST]
    lost: NDArray[np.int64] = whole - 1 - np.maximum(largest, whole - 1 - apart)
    return lost


def pairs_left(n: int, first: Codes, second: Codes) -> NDArray[np.int64]:
    """Return how many ordered pairs of the others reach each other when each node is taken away.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges; direction, repetition and loops do not matter.

    Returns
    -------
    array of int64
        For each node, over all components.
    """
    state, whole = _searched(n, first, second)
    rest = whole - 1 - state[hanging.HANGING]
    before = int((whole - 1).sum())
    left: NDArray[np.int64] = state[hanging.PAIRS] + rest * (rest - 1) - whole * (whole - 1)
    return before + left


def _searched(n: int, first: Codes, second: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what the search saw of each node, and the size of its component."""
    start, neighbour = csr(n, np.concatenate([first, second]), np.concatenate([second, first]))
    state = np.zeros((hanging.ROWS, n + 1), np.int64)
    state[hanging.ABOVE] = n
    if n >= LARGE:
        from govgraph.kernels.compiled import hanging as compiled  # noqa: PLC0415 - compiler

        compiled.search(start, neighbour, state)
    else:
        rows = state.tolist()
        hanging.search(start.tolist(), neighbour.tolist(), rows)
        state = np.array(rows, np.int64)
    component = state[hanging.COMPONENT, :n]
    return state[:, :n], np.bincount(component)[component]
