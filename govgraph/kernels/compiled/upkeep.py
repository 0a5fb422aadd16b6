"""All distances of a graph, kept, and counted anew after a few edges went and came.

Every node whose distance from a source rested on edges that went is found level by level and gets
the least distance that its neighbours leave (after Ramalingam and Reps, "An Incremental Algorithm
for a Generalization of the Shortest-Path Problem", Journal of Algorithms, 1996); what was changed
is noted and put back in the end. Edges that come change nothing: see `nearer`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, inlined, loop
from govgraph.kernels.compiled.nearer import FAR, shorten
from govgraph.kernels.compiled.repeated import Edges
from govgraph.kernels.csr import Rows

#: No way; all distances are smaller than `FAR`.
NONE = np.uint8(255)
#: Keeping up is given up where more than one in so many pairs gets another distance as edges go.
_GONE = 400
#: Pairs that may always get another distance.
_FEW = 10_000
#: States of a node: asked whether it keeps a parent, and found to keep none.
ASKED, ORPHAN = np.uint8(1), np.uint8(2)


class Kept(NamedTuple):
    """The distances of a graph, and what is noted while they are kept up.

    Attributes
    ----------
    steps : array of uint8, n × n
        The distance from each node to each other, `NONE` for none.
    counts : array of int64
        How many ordered pairs stand at each distance.
    place : array of int64
        Pairs that got another distance, as places in `steps`.
    former : array of uint8
        The distances that they had before.
    noted : array of int64, length 1
        How many there are; one more than there is room for where not all could be noted.
    state : array of uint8
        0 for every node.
    found : array of int32, 3 × n
        Room for nodes.
    """

    steps: NDArray[np.uint8]
    counts: NDArray[np.int64]
    place: NDArray[np.int64]
    former: NDArray[np.uint8]
    noted: NDArray[np.int64]
    state: NDArray[np.uint8]
    found: NDArray[np.int32]


def kept(steps: NDArray[np.uint8]) -> Kept:
    """Return distances with room for notes; the array itself is written into."""
    n = len(steps)
    room = n * n // _GONE + _FEW
    return Kept(
        steps,
        np.bincount(steps.ravel(), minlength=256),
        np.empty(room, np.int64),
        np.empty(room, np.uint8),
        np.zeros(1, np.int64),
        np.zeros(n, np.uint8),
        np.empty((3, n), np.int32),
    )


@loop
def all_steps(before: Rows) -> NDArray[np.uint8]:
    """Return the distance from each node to each other; an empty array where one is too large."""
    start, other = before
    n = len(start) - 1
    steps, queue = np.full((n, n), NONE, np.uint8), np.empty(n, np.int32)
    for source in range(n):
        row = steps[source]
        row[source], queue[0] = 0, source
        first, last = 0, 1
        while first < last:
            node = queue[first]
            first += 1
            if row[node] == FAR:
                return np.empty((0, 0), np.uint8)
            for place in range(start[node], start[node + 1]):
                if row[other[place]] == NONE:
                    row[other[place]] = row[node] + 1
                    queue[last] = other[place]
                    last += 1
    return steps


@loop
def counts_after(graph: Kept, after: Rows, added: Edges, removed: Edges) -> NDArray[np.int64]:
    """Return how many ordered pairs stand at each distance after some edges went and came.

    Parameters
    ----------
    graph : Kept
        Distances before; they are as before afterwards.
    after : pair of arrays
        Neighbours of every node without the edges that went, nor those that came.
    added, removed : pair of arrays of int64
        Ends of the edges.

    Returns
    -------
    array of int64
        Counts by distance, those at 0 and at `NONE` included; empty where too many pairs changed.
    """
    if len(removed[0]):
        _without(graph, after, removed)
    counts, whole = graph.counts.copy(), graph.noted[0] <= len(graph.place)
    if whole and len(added[0]):
        whole = shorten(graph.steps, added, counts)
    _put_back(graph)
    return counts if whole else counts[:0]


@loop
def _put_back(graph: Kept) -> None:
    """Undo what was noted, the last first."""
    steps = graph.steps.reshape(-1)
    for note in range(min(graph.noted[0], len(graph.place)) - 1, -1, -1):
        place, former = graph.place[note], graph.former[note]
        graph.counts[steps[place]] -= 1
        graph.counts[former] += 1
        steps[place] = former
    graph.noted[0] = 0


@inlined
def _set(graph: Kept, first: Whole, second: Whole, value: Whole) -> None:
    """Set one distance and note the former one, where there is room."""
    note = graph.noted[0]
    if note >= len(graph.place):
        graph.noted[0] = len(graph.place) + 1
        return
    former = graph.steps[first, second]
    graph.place[note], graph.former[note] = first * len(graph.steps) + second, former
    graph.noted[0] = note + 1
    graph.counts[former] -= 1
    graph.counts[value] += 1
    graph.steps[first, second] = value


@inlined
def _give_up(graph: Kept) -> None:
    """Note that not all could be noted."""
    graph.noted[0] = len(graph.place) + 1


@loop
def _without(graph: Kept, after: Rows, removed: Edges) -> None:
    """Lengthen what rested on some edges, source by source."""
    n = len(graph.steps)
    touched = np.zeros(n, np.bool_)
    for place in range(len(removed[0])):
        _mark(graph.steps, after, removed[0][place], removed[1][place], touched)
        _mark(graph.steps, after, removed[1][place], removed[0][place], touched)
    for source in range(n):
        if touched[source]:
            orphans, asked = _orphans(graph, after, source, removed)
            _reach(graph, after, source, orphans)
            for place in range(asked):
                graph.state[graph.found[1, place]] = 0
            if graph.noted[0] > len(graph.place):
                return


@loop
def _mark(
    steps: NDArray[np.uint8],
    after: Rows,
    upper: Whole,
    lower: Whole,
    touched: NDArray[np.bool_],
) -> None:
    """Mark the sources for which a node had its least ways over one neighbour alone."""
    start, other = after
    own, above = steps[lower], steps[upper]
    alone = np.empty(len(steps), np.bool_)
    for source in range(len(steps)):
        alone[source] = own[source] == above[source] + 1 and own[source] != NONE
    for place in range(start[lower], start[lower + 1]):
        beside = steps[other[place]]
        for source in range(len(steps)):
            alone[source] &= beside[source] + 1 != own[source]
    touched |= alone


@inlined
def _orphans(graph: Kept, after: Rows, source: Whole, removed: Edges) -> tuple[int, int]:
    """Find the nodes whose distance from a source rested on edges that went.

    Returns
    -------
    orphans : int
        How many; they stand in ``found[0]`` and have the state `ORPHAN`.
    asked : int
        How many nodes were looked at; they stand in ``found[1]``.
    """
    row, state, asked = graph.steps[source], graph.state, graph.found[1]
    last = _first_asked(graph, row, removed)
    orphans, level = 0, 0
    for place in range(last):
        level = max(level, row[asked[place]])
    deepest, level = level, 1
    while level <= deepest:
        place = 0
        while place < last:
            node = asked[place]
            place += 1
            if row[node] == level and not _has_parent(after, row, state, node):
                state[node] = ORPHAN
                graph.found[0, orphans] = node
                orphans += 1
                before = last
                last = _ask_children(graph, after, row, node, last)
                if last > before:
                    deepest = max(deepest, level + 1)
        level += 1
    return orphans, last


@inlined
def _first_asked(graph: Kept, row: NDArray[np.uint8], removed: Edges) -> int:
    """Ask the far ends of the edges that went; return how many."""
    last = 0
    for place in range(2 * len(removed[0])):
        edge, turned = place // 2, place % 2
        upper, lower = removed[turned][edge], removed[1 - turned][edge]
        if row[lower] == row[upper] + 1 and row[lower] != NONE and not graph.state[lower]:
            graph.state[lower] = ASKED
            graph.found[1, last] = lower
            last += 1
    return last


@inlined
def _has_parent(after: Rows, row: NDArray[np.uint8], state: NDArray[np.uint8], node: Whole) -> bool:
    """Tell whether a node keeps a neighbour one step nearer to the source."""
    start, other = after
    for place in range(start[node], start[node + 1]):
        if row[other[place]] + 1 == row[node] and state[other[place]] != ORPHAN:
            return True
    return False


@inlined
def _ask_children(graph: Kept, after: Rows, row: NDArray[np.uint8], node: Whole, last: int) -> int:
    """Ask the neighbours of an orphan one step further away; return how many are asked in all."""
    start, other = after
    for place in range(start[node], start[node + 1]):
        child = other[place]
        if row[child] == row[node] + 1 and not graph.state[child]:
            graph.state[child] = ASKED
            graph.found[1, last] = child
            last += 1
    return last


@inlined
def _reach(graph: Kept, after: Rows, source: Whole, orphans: int) -> None:
    """Give orphans the least distance that their neighbours leave them."""
    row, state, steps = graph.steps[source], graph.state, graph.found[2]
    for place in range(orphans):
        node = graph.found[0, place]
        steps[node] = _nearest(after, row, state, node) + 1
    level = _next_level(graph, orphans)
    while level < FAR:
        for place in range(orphans):
            node = graph.found[0, place]
            if state[node] == ORPHAN and steps[node] == level:
                state[node] = ASKED
                _relax(after, state, steps, node)
        level = _next_level(graph, orphans)
    for place in range(orphans):
        node = graph.found[0, place]
        if FAR <= steps[node] <= NONE:
            _give_up(graph)
            return
        _set(graph, source, node, min(steps[node], np.int32(NONE)))


@inlined
def _next_level(graph: Kept, orphans: int) -> int:
    """Return the least distance of those that are still orphans; `FAR` at most."""
    level = FAR
    for place in range(orphans):
        node = graph.found[0, place]
        if graph.state[node] == ORPHAN:
            level = min(level, int(graph.found[2, node]))
    return level


@inlined
def _nearest(after: Rows, row: NDArray[np.uint8], state: NDArray[np.uint8], node: Whole) -> int:
    """Return the least distance of the neighbours that are no orphans; `NONE` without any."""
    start, other = after
    found = int(NONE)
    for place in range(start[node], start[node + 1]):
        if state[other[place]] != ORPHAN:
            found = min(found, int(row[other[place]]))
    return found


@inlined
def _relax(after: Rows, state: NDArray[np.uint8], steps: NDArray[np.int32], node: Whole) -> None:
    """Let orphans beside a node be reached over it."""
    start, other = after
    for place in range(start[node], start[node + 1]):
        beside = other[place]
        if state[beside] == ORPHAN:
            steps[beside] = min(steps[beside], steps[node] + 1)
