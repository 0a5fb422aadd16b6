"""What every way from the entries to a node passes: the tree of dominators of a directed graph.

After Cooper, Harvey and Kennedy: nodes in reverse postorder, or any order that follows the arcs,
each one's dominator is where the ways of its predecessors last meet. A node with one predecessor
is settled at once; graphs without circles need one pass over the others.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from govgraph.kernels.csr import Codes, csr

#: The dominator of a node that two ways reach without a common node.
NOBODY = -1
#: The dominator of a node that no way reaches.
UNREACHED = -2


def immediate_dominators(
    n: int, source: Codes, target: Codes, entries: Codes
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the last node that every way to a node passes, for each node.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.
    entries : array of int
        Where ways begin.

    Returns
    -------
    above : array of int32
        Each node's immediate dominator; `NOBODY` where ways share no node but their end (an entry
        always), `UNREACHED` where there is no way.
    order : array of int32
        The nodes reached, each after its immediate dominator.
    """
    order = _order(n, source, target, entries)
    place = np.full(n, -1, np.int32)
    place[order] = np.arange(1, len(order) + 1)
    inside = place[source] > 0
    first, second = place[source[inside]], place[target[inside]]
    begins = place[np.unique(entries)]
    first, second = np.concatenate((np.zeros_like(begins), first)), np.concatenate((begins, second))
    dominator = _settle(len(order) + 1, first, second)
    above = np.full(n, UNREACHED, np.int32)
    above[order] = np.concatenate(([NOBODY], order))[dominator[1:]]
    return above, order


def _order(n: int, source: Codes, target: Codes, entries: Codes) -> NDArray[np.int32]:
    """Nodes that can be reached, each after its dominators; after all before it if no circle is.

    Strongly connected components come with those that lead nowhere first. Where that puts every
    arc's end before its start there are no circles; otherwise the nodes are searched depth first.
    """
    ends = np.concatenate((source, np.full(len(entries), n))), np.concatenate((target, entries))
    graph = csr_array((np.ones(len(ends[0]), np.int8), ends), shape=(n + 1, n + 1))
    _, component = connected_components(graph, directed=True, connection="strong")
    if (component[ends[0]] <= component[ends[1]]).any():
        return _reverse_postorder(n, csr(n, source, target), entries)
    reached = breadth_first_order(graph, n, return_predecessors=False)[1:]
    return reached[np.argsort(-component[reached])].astype(np.int32)


def _reverse_postorder(
    n: int, rows: tuple[NDArray[np.int64], NDArray[np.int32]], entries: Codes
) -> NDArray[np.int32]:
    """Nodes that can be reached, in a reverse postorder."""
    start, neighbour = rows[0].tolist(), rows[1].tolist()
    seen = bytearray(n)
    postorder: list[int] = []
    stack = np.unique(entries).tolist()
    while stack:
        node = stack.pop()
        if node < 0:
            postorder.append(~node)
        elif not seen[node]:
            seen[node] = 1
            stack.append(~node)
            stack += [
                other for other in neighbour[start[node] : start[node + 1]] if not seen[other]
            ]
    return np.array(postorder[::-1], dtype=np.int32)


def _settle(n: int, first: Codes, second: Codes) -> NDArray[np.int32]:
    """Dominators by place in the order; the root is 0."""
    rows, before = csr(n, second, first)
    alone = np.diff(rows) == 1
    settled = np.full(n, -1, np.int64)
    settled[alone] = before[rows[:-1][alone]]
    settled[0] = 0
    found, start, others = settled.tolist(), rows.tolist(), before.tolist()
    meeting = (np.flatnonzero(~alone[1:]) + 1).tolist()
    backwards = bool((first >= second).any())
    changed, every = True, False
    while changed:
        changed = False
        for node in meeting:
            meet = -1
            for other in others[start[node] : start[node + 1]]:
                if every or other < node:
                    meet = other if meet < 0 else _meet(found, meet, other)
            if found[node] != meet:
                found[node] = meet
                changed = backwards
        every = True
    return np.array(found, dtype=np.int32)


def _meet(found: list[int], one: int, other: int) -> int:
    """Lowest node above both, by the dominators found so far."""
    while one != other:
        if one > other:
            one = found[one]
        else:
            other = found[other]
    return one


def below(above: Codes, order: Codes, counted: NDArray[np.bool_] | None = None) -> Codes:
    """Return how many other nodes each node dominates.

    Parameters
    ----------
    above, order : array of int
        What `immediate_dominators` returns.
    counted : array of bool, optional
        Which nodes count; all by default.

    Returns
    -------
    array of int64
        0 for a node that is not reached.
    """
    own = [1] * len(above) if counted is None else counted.astype(int).tolist()
    found = [0] * len(above)
    parent = above.tolist()
    for node in order[::-1].tolist():
        if parent[node] >= 0:
            found[parent[node]] += found[node] + own[node]
    return np.array(found, dtype=np.int64)


def height(above: Codes, order: Codes) -> Codes:
    """Return how many other nodes dominate each node; arguments are those of `below`."""
    steps = [0] * len(above)
    parent = above.tolist()
    for node in order.tolist():
        if parent[node] >= 0:
            steps[node] = steps[parent[node]] + 1
    return np.array(steps, dtype=np.int64)
