"""When everything that comes up a directed graph has been taken in, compiled."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import loop
from govgraph.kernels.csr import Rows


@loop
def makespan(below: Rows, above: Rows) -> NDArray[np.int64]:
    """Return the cycle at whose end each node has taken in one piece from every successor.

    Parameters
    ----------
    below, above : pair of arrays
        Senders and receivers of each node, as compressed sparse rows.

    Returns
    -------
    array of int64
        One cycle per node; −1 for nodes on a circle or above one.
    """
    start, sender = below
    begin, receiver = above
    n = len(start) - 1
    done, waiting = np.full(n, -1), start[1:] - start[:-1]
    ready, count = np.empty(n, np.int64), 0
    for node in range(n):
        if not waiting[node]:
            ready[count] = node
            count += 1
    at = 0
    while at < count:
        node = ready[at]
        at += 1
        clock = 0
        for arrival in np.sort(done[sender[start[node] : start[node + 1]]]):
            clock = max(clock, arrival) + 1
        done[node] = clock
        for place in range(begin[node], begin[node + 1]):
            other = receiver[place]
            waiting[other] -= 1
            if not waiting[other]:
                ready[count] = other
                count += 1
    return done
