"""Longest path from the top of a directed graph, circles counted as one node."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.condensation import condense
from govgraph.kernels.csr import Codes


def depth(n: int, source: Codes, target: Codes) -> NDArray[np.int32]:
    """Return the longest path, in arcs, from any node without a predecessor to each node.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.

    Returns
    -------
    array of int32
        Depth of each node. The nodes of a strongly connected component share one depth: arcs
        inside it are left out.
    """
    condensed = condense(n, source, target)
    return condensed.layer[condensed.part]
