"""Parts of a graph that hang together, joined arc by arc."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop
from govgraph.kernels.csr import Codes


@loop
def components(n: int, source: Codes, target: Codes) -> NDArray[np.int32]:
    """Return the number of each node's component, in the order of their first nodes."""
    lead = np.arange(n).astype(np.int32)
    for arc in range(len(source)):
        one, two = _first(lead, source[arc]), _first(lead, target[arc])
        lead[max(one, two)] = min(one, two)
    found, count = np.empty(n, np.int32), 0
    for node in range(n):
        first = _first(lead, node)
        if first == node:
            found[node] = count
            count += 1
        else:
            found[node] = found[first]
    return found


@inlined
def _first(lead: NDArray[np.int32], node: np.integer | int) -> np.integer | int:
    """The lowest node known to hang together with one."""
    while lead[node] != node:
        lead[node] = lead[lead[node]]
        node = lead[node]
    return node
