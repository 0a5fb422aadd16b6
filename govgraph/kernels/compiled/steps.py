"""How many steps lie between two nodes, searched from both ends, and how many to one of them."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import loop
from govgraph.kernels.csr import Rows


@loop
def steps_between(around: Rows, start: int, end: int, side: NDArray[np.int8]) -> int:
    """Return the length of the shortest way between two nodes, −1 when there is none.

    Parameters
    ----------
    around : pair of arrays
        Neighbours of each node of an undirected graph, as compressed sparse rows.
    start, end : int
        The two nodes, not the same one.
    side : array of int8
        Zeros, one for each node.

    Notes
    -----
    The nodes at equal distance from either end are replaced by those one step further, always on
    the side where they are fewer, until one side meets the other.
    """
    first, near = around
    side[start], side[end] = 1, 2
    here, there = np.array([start]), np.array([end])
    own, steps = 1, 0
    while len(here) and len(there):
        if len(there) < len(here):
            here, there, own = there, here, 3 - own
        further, count = np.empty(16, np.int64), 0
        steps += 1
        for node in here:
            for place in range(first[node], first[node + 1]):
                other = near[place]
                if side[other] == 3 - own:
                    return steps
                if side[other] == 0:
                    side[other] = own
                    if count == len(further):
                        longer = np.empty(2 * count, np.int64)
                        longer[:count] = further
                        further = longer
                    further[count] = other
                    count += 1
        here = further[:count]
    return -1


@loop
def steps_to(around: Rows, end: int, start: int) -> NDArray[np.int32]:
    """Return how many steps lie between each node and one, as far as another one is.

    Parameters
    ----------
    around : pair of arrays
        Neighbours of each node of an undirected graph, as compressed sparse rows.
    end : int
        The node that is searched from.
    start : int
        The node at which the search may stop.

    Returns
    -------
    array of int32
        By node, −1 where the search did not come.
    """
    first, near = around
    steps = np.full(len(first) - 1, -1, np.int32)
    queue, done, count = np.empty(len(steps), np.int32), 0, 1
    queue[0], steps[end] = end, 0
    while done < count and steps[start] < 0:
        node = queue[done]
        done += 1
        for place in range(first[node], first[node + 1]):
            if steps[near[place]] < 0:
                steps[near[place]] = steps[node] + 1
                queue[count] = near[place]
                count += 1
    return steps
