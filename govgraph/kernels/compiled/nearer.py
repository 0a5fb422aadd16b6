"""What new edges make shorter, counted from the distances of all pairs, which stay as they are.

A way over a new edge is shorter only between nodes one of which is nearer to one of its ends by two
steps or more, and the other to the other end; these pairs alone are looked at.
"""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, loop
from govgraph.kernels.compiled.repeated import Edges

#: Distances from which sums of two would leave the numbers that a byte holds.
FAR = 250
#: Counting is given up where more than one in so many pairs would be looked at.
_MOST = 8


@loop
def looked_at(steps: NDArray[np.uint8], added: Edges) -> int:
    """Return how many pairs of nodes some edges may bring nearer to each other."""
    pairs = 0
    for edge in range(len(added[0])):
        one, two = steps[added[0][edge]], steps[added[1][edge]]
        near = far = 0
        for node in range(len(steps)):
            near += one[node] + 1 < two[node]
            far += two[node] + 1 < one[node]
        pairs += near * far
    return pairs


@loop
def shorten(steps: NDArray[np.uint8], added: Edges, counts: NDArray[np.int64]) -> bool:
    """Count what edges make shorter; False where that is too much or too far to be counted so."""
    n, number = len(steps), len(added[0])
    ends = np.empty((number, 2, n), np.int16)
    near = np.empty((2, n), np.int32)
    budget = n * n // _MOST
    for edge in range(number):
        for end in range(2):
            _row(steps, ends[:edge], added[end][edge], ends[edge, end])
        one, two = ends[edge]
        first, second = _nearer(one, two, near[0]), _nearer(two, one, near[1])
        budget -= len(first) * len(second)
        if budget < 0 or (len(first) and one[first].max() + two[second].max() >= FAR):
            return False
        for source in first:
            _shorten_from(steps[source], ends[: edge + 1], source, second, counts)
    return True


@loop
def _row(
    steps: NDArray[np.uint8], ends: NDArray[np.int16], node: Whole, row: NDArray[np.int16]
) -> None:
    """Set the distances from a node after the edges whose ends have these distances came."""
    row[:] = steps[node]
    for edge in range(len(ends)):
        one, two = ends[edge]
        over, back = one[node] + 1, two[node] + 1
        for other in range(len(row)):
            row[other] = min(row[other], over + two[other], back + one[other])


@loop
def _nearer(
    one: NDArray[np.int16], two: NDArray[np.int16], found: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Return the nodes that are nearer to one end of a new edge by two steps or more."""
    number = 0
    for node in range(len(one)):
        if one[node] + 1 < two[node]:
            found[number] = node
            number += 1
    return found[:number]


@loop
def _shorten_from(
    row: NDArray[np.uint8],
    ends: NDArray[np.int16],
    source: Whole,
    targets: NDArray[np.int32],
    counts: NDArray[np.int64],
) -> None:
    """Count the ways from a source to some targets that the last edge makes shorter."""
    last = len(ends) - 1
    base, far = ends[last, 0, source] + 1, ends[last, 1]
    earlier, number = np.empty(2 * last, np.int64), 0
    for edge in range(last):
        for end in range(2):
            if ends[edge, end, source] + 1 < ends[edge, 1 - end, source]:
                earlier[number] = 2 * edge + end
                number += 1
    for target in targets:
        way, former = base + far[target], int(row[target])
        if way < former:
            for place in range(number):
                edge, end = earlier[place] // 2, earlier[place] % 2
                over = ends[edge, end, source] + 1 + ends[edge, 1 - end, target]
                former = min(former, over)
            if way < former:
                counts[former] -= 2
                counts[way] += 2
