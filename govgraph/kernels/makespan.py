"""When everything that comes up a directed graph has been taken in, one piece a cycle."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.size import LARGE

#: A node that never finishes, because a circle lies below it.
NEVER = -1


def makespan(n: int, source: Codes, target: Codes) -> NDArray[np.int64]:
    """Return the cycle at whose end each node has taken in one piece from every successor.

    A node without successors is done at 0. Any other takes in one piece a cycle, each no earlier
    than its sender is done, and is done itself after the last.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs, each pair once; pieces run from target to source.

    Returns
    -------
    array of int64
        One cycle per node; `NEVER` for nodes on a circle or above one.
    """
    if n >= LARGE:
        from govgraph.kernels.compiled.makespan import makespan as compiled  # noqa: PLC0415

        return compiled(csr(n, source, target), csr(n, target, source))
    receivers: list[list[int]] = [[] for _ in range(n)]
    for receiver, sender in zip(
        np.asarray(source).tolist(), np.asarray(target).tolist(), strict=True
    ):
        receivers[sender].append(receiver)
    waiting = np.bincount(source, minlength=n).tolist()
    arrivals: list[list[int]] = [[] for _ in range(n)]
    done = [NEVER] * n
    ready = deque(node for node in range(n) if not waiting[node])
    while ready:
        node = ready.popleft()
        done[node] = _taken_in(arrivals[node])
        for receiver in receivers[node]:
            arrivals[receiver].append(done[node])
            waiting[receiver] -= 1
            if not waiting[receiver]:
                ready.append(receiver)
    return np.array(done, dtype=np.int64)


def _taken_in(arrivals: list[int]) -> int:
    """End of the last cycle when pieces are taken in as they come."""
    clock = 0
    for arrival in sorted(arrivals):
        clock = max(clock, arrival) + 1
    return clock
