"""Parts of a graph that hang together, directions aside."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.size import LARGE


def components(n: int, source: Codes, target: Codes) -> NDArray[np.int32]:
    """Return the number of each node's component.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the edges or arcs, each once.

    Returns
    -------
    array of int32
        Numbers in the order of the components' first nodes.
    """
    if n >= LARGE:
        from govgraph.kernels.compiled import components as compiled  # noqa: PLC0415 - compiler

        return compiled.components(n, source, target)
    start, neighbour = csr(n, source, target)
    graph = csr_array((np.ones(len(neighbour)), neighbour, start), shape=(n, n))
    return np.asarray(connected_components(graph, connection="weak")[1], dtype=np.int32)
