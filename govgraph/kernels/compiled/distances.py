"""Breadth-first search from 512 nodes at a time: one cache line of bits for each node.

After Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann and Vo, "The More the Merrier:
Efficient Multi-Source Graph Traversal" (VLDB 2015). Nodes with the same neighbours are searched
from once, and those that all sources of a batch have reached are left out of its further steps.
"""

from threading import Event
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop, shared
from govgraph.kernels.compiled.twins import Joined, joined
from govgraph.kernels.compiled.words import (
    BATCH,
    WORDS,
    Bits,
    Line,
    both,
    differing,
    either,
    line,
    number,
    put,
    some,
)
from govgraph.kernels.csr import Rows

#: Pairs by distance, and the nearness of each node.
Counted: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float64]]


class Room(NamedTuple):
    """What a thread writes down of the nodes while it follows a batch of sources.

    Attributes
    ----------
    missing : array of uint64, shape (nodes, words)
        The sources that have not reached each node.
    reached : array of uint64, shape (2, nodes, words)
        Those that have reached it in the last step, and in this one.
    alive : array of bool, shape (2, nodes)
        Whether there are any such.
    left : array of int64
        First the nodes that some source has not reached.
    """

    missing: Bits
    reached: Bits
    alive: NDArray[np.bool_]
    left: NDArray[np.int64]


class _Batch(NamedTuple):
    """The room, and the sources for which further nodes stand.

    Attributes
    ----------
    missing, reached, alive, left : array
        Those of `Room`.
    more : array of uint64, shape (digits, words)
        The sources whose number of further nodes, in binary, has each digit.
    """

    missing: Bits
    reached: Bits
    alive: NDArray[np.bool_]
    left: NDArray[np.int64]
    more: Bits


def distance_counts(before: Rows) -> Counted:
    """Return how many ordered pairs of nodes stand at each distance, and the nearness of each node.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node, as compressed sparse rows.

    Returns
    -------
    counts : array of int64
        ``counts[d]`` is the number of ordered pairs at distance ``d``; ``counts[0]`` is 0.
    nearness : array of float64
        Sum of 1 / distance to each node from those that reach it.

    Notes
    -----
    Each thread holds 202 bytes for each node.
    """
    graph = joined(before)
    n = len(graph.mass)

    def work(first: int, step: int, stop: Event) -> Counted:
        return _some(graph, range(first, -(-n // BATCH), step), room(n), stop)

    return _sum(graph, shared(work, -(-n // BATCH)))


def counts_alone(before: Rows, place: Room) -> NDArray[np.int64]:
    """Return how many ordered pairs of nodes stand at each distance, counted on this thread.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node, as compressed sparse rows.
    place : Room
        Where to work, as `room` makes it; a caller that counts again keeps it.

    Returns
    -------
    array of int64
        As `distance_counts`.
    """
    graph = joined(before)
    batches = range(-(-len(graph.mass) // BATCH))
    return _sum(graph, [_some(graph, batches, place, Event())])[0]


def sampled_counts(before: Rows, sources: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return how many nodes stand at each distance from some sources, for 512 sources at a time.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node, as compressed sparse rows.
    sources : array of int64
        Different nodes.

    Returns
    -------
    list of array of int64
        For each 512 sources in turn, as `distance_counts` counts those of all.
    """
    n = len(before[0]) - 1
    graph = Joined(before, np.arange(n), np.ones(n, np.int64), np.arange(n))
    batches = range(0, len(sources), BATCH)

    def work(first: int, step: int, stop: Event) -> list[tuple[int, NDArray[np.int64]]]:
        found, batch = [], _Batch(*room(n), np.zeros((0, WORDS), np.uint64))
        for begin in batches[first::step]:
            if stop.is_set():
                break
            counts = np.zeros(n + 3, np.int64)
            _follow(graph, sources[begin : begin + BATCH], batch, counts, np.zeros(n))
            found.append((begin, counts[: int(np.flatnonzero(counts).max(initial=0)) + 1]))
        return found

    every = dict(one for found in shared(work, len(batches)) for one in found)
    return [every[begin] for begin in batches]


def room(n: int) -> Room:
    """Return where a thread searches a graph of at most so many nodes."""
    bits = np.empty((3, n, WORDS), np.uint64)
    return Room(bits[0], bits[1:], np.empty((2, n), np.bool_), np.empty(n, np.int64))


def _some(graph: Joined, batches: range, place: Room, stop: Event) -> Counted:
    """Count the pairs of some batches of sources."""
    n = len(graph.mass)
    order = np.argsort(graph.mass, kind="stable")
    counts, nearness = np.zeros(n + 3, np.int64), np.zeros(n)
    for batch in batches:
        if stop.is_set():
            break
        sources = order[batch * BATCH : (batch + 1) * BATCH]
        more = _digits(graph.mass[sources] - 1)
        _follow(graph, sources, _Batch(*place, more), counts, nearness)
    return counts, nearness


def _sum(graph: Joined, found: list[Counted]) -> Counted:
    """Add up what threads have counted, and the pairs of nodes with the same neighbours."""
    found.append(_among_alike(graph))
    counts = np.sum([one for one, _ in found], axis=0)
    longest = int(np.flatnonzero(counts).max(initial=0))
    return counts[: longest + 1], np.sum([one for _, one in found], axis=0)[graph.number]


def _among_alike(graph: Joined) -> Counted:
    """Count the pairs of nodes with the same neighbours, two steps apart."""
    others = np.where(np.diff(graph.rows[0]) > 0, graph.mass - 1, 0)
    counts = np.zeros(len(others) + 3, np.int64)
    counts[2] = others @ graph.mass
    return counts, others / 2


def _digits(numbers: NDArray[np.int64]) -> Bits:
    """Return bits of the numbers that have each digit in binary, as rows of words."""
    digits = int(numbers.max(initial=0)).bit_length()
    found = np.zeros((digits, BATCH), np.bool_)
    found[:, : len(numbers)] = numbers >> np.arange(digits)[:, None] & 1
    return np.packbits(found, axis=1, bitorder="little").view(np.uint64)


@loop
def _follow(
    graph: Joined,
    sources: NDArray[np.int64],
    batch: _Batch,
    counts: NDArray[np.int64],
    nearness: NDArray[np.float64],
) -> None:
    """Follow one batch of sources step by step, until nothing new is reached."""
    left, every = len(graph.mass), np.zeros(WORDS, np.uint64)
    batch.alive[0] = False
    for place in range(len(sources)):
        every[place // 64] |= np.uint64(1) << np.uint64(place % 64)
    for node in range(left):
        batch.left[node] = node
        batch.missing[node] = every
        batch.reached[0, node] = 0
    for place in range(len(sources)):
        node, bit = sources[place], np.uint64(1) << np.uint64(place % 64)
        batch.missing[node, place // 64] ^= bit
        batch.reached[0, node, place // 64] = bit
        batch.alive[0, node] = True
    distance, total = 0, np.int64(1)
    while total:
        distance += 1
        total, left = _step(graph, batch, left, distance, nearness)
        counts[distance] += total


@loop
def _step(
    graph: Joined, batch: _Batch, left: int, distance: int, nearness: NDArray[np.float64]
) -> tuple[np.int64, int]:
    """Gather what newly reaches each node; return how many pairs that are, and the nodes left."""
    last, new = batch.reached[1 - distance % 2], batch.reached[distance % 2]
    alive, next_alive = batch.alive[1 - distance % 2], batch.alive[distance % 2]
    next_alive[:] = False
    total, kept = np.int64(0), 0
    for at in range(left):
        node = batch.left[at]
        batch.left[kept] = node
        met, found = _gathered(graph.rows, node, alive, last)
        if not met:
            kept += 1
            continue
        missing = line(batch.missing, node)
        found = both(found, missing)
        if not some(found):
            kept += 1
            continue
        next_alive[node] = True
        put(new, node, found)
        missing = differing(missing, found)
        put(batch.missing, node, missing)
        if some(missing):
            kept += 1
        count = number(found)
        for digit in range(len(batch.more)):
            count += number(both(found, line(batch.more, digit))) << digit
        nearness[node] += count / distance
        total += count * graph.mass[node]
    return total, kept


@inlined
def _gathered(rows: Rows, node: int, alive: NDArray[np.bool_], last: Bits) -> tuple[bool, Line]:
    """The sources that reached some neighbour of a node in the last step, and if there are any."""
    none, met = np.uint64(0), False
    found = none, none, none, none, none, none, none, none
    for place in range(rows[0][node], rows[0][node + 1]):
        if alive[rows[1][place]]:
            met = True
            found = either(found, line(last, rows[1][place]))
    return met, found
