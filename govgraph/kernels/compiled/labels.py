"""Ways that climb, turn at most once to the side and descend: counted by who is above whom.

The *labels* of a node are the nodes that it can climb to, itself too, and the groups that one of
these belongs to; each has a cost, twice the steps up, and one more for a group. The shortest way
between two nodes is half the least sum of both costs of a label that they share.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop
from govgraph.kernels.compiled.regions import Regions
from govgraph.kernels.csr import Rows

Places = NDArray[np.int64]

#: Highest cost of a label; two are less than `NONE`, and one more than that still fits a byte.
MOST = 74
#: Stands for no common label.
NONE = 150
#: Deeper than any region.
NOBODY = 2**30
#: Labels above which they are too many, on average of all nodes.
MOST_LABELS = 150


class Labels(NamedTuple):
    """Labels of each node in ascending order: ``256 * label + cost``; groups follow the nodes.

    ``depth`` is how deep the innermost region lies that holds all nodes with a label, `NOBODY`
    for a label that only one node has.
    """

    start: Places
    label: Places
    depth: NDArray[np.int32]


@loop
def labels(regions: Regions, member: Rows, groups: int) -> Labels:
    """Return the labels of every node; none at all when there are too many or too costly ones.

    Parameters
    ----------
    regions : Regions
        With the nodes one step up as neighbours.
    member : pair of arrays
        Groups of each node, as compressed sparse rows.
    groups : int
        Number of groups.
    """
    n = len(regions.own)
    start, found = np.zeros(n + 1, np.int64), np.empty(8 * n + 64, np.int64)
    mark, queue = np.full(n + groups, -1, np.int64), np.empty(n + groups, np.int64)
    steps = np.zeros(n + groups, np.int64)
    span, having = np.full(n + groups, -1, np.int64), np.zeros(n + groups, np.int64)
    for node in range(n):
        count = _climb(node, regions, member, mark, queue, steps)
        begin, end = start[node], start[node] + count
        if end > MOST_LABELS * n or steps[queue[count - 1]] >= MOST:
            return Labels(np.zeros(1, np.int64), found[:0], np.zeros(0, np.int32))
        if end > len(found):
            longer = np.empty(2 * end, np.int64)
            longer[:begin] = found[:begin]
            found = longer
        for place in range(count):
            one = queue[place]
            found[begin + place] = 256 * one + steps[one]
            span[one] = _around(regions, span[one], regions.own[node])
            having[one] += 1
        found[begin:end].sort()
        start[node + 1] = end
    depth = np.full(n + groups, NOBODY, np.int32)
    for one in range(n + groups):
        if having[one] > 1:
            depth[one] = regions.depth[span[one]]
    return Labels(start, found[: start[n]], depth)


@inlined
def _climb(
    node: int, regions: Regions, member: Rows, mark: Places, queue: Places, steps: Places
) -> int:
    """List all labels of a node in the order of steps, and note their costs."""
    n = len(regions.own)
    queue[0], mark[node], steps[node] = node, node, 0
    done, count = 0, 1
    while done < count:
        one = queue[done]
        done += 1
        if one >= n:
            continue
        for place in range(member[0][one], member[0][one + 1]):
            group = n + member[1][place]
            if mark[group] != node:
                mark[group], steps[group] = node, steps[one] + 1
                queue[count] = group
                count += 1
        for place in range(regions.start[one], regions.start[one + 1]):
            upper = regions.near[place]
            if mark[upper] != node:
                mark[upper], steps[upper] = node, steps[one] + 2
                queue[count] = upper
                count += 1
    return count


@inlined
def _around(regions: Regions, one: int, two: int) -> int:
    """The innermost region around two; the second when there is no first."""
    if one < 0:
        return two
    while one != two:
        if regions.depth[one] >= regions.depth[two]:
            one = regions.parent[one]
        else:
            two = regions.parent[two]
    return one
