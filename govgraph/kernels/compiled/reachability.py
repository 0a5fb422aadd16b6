"""How many nodes reach each part of a graph without circles, for 512 parts at a time.

A part that leads to one other alone, and stands under none that lead to several, counts with that
one: so pendant trees are gone through once, and what is left is followed bit by bit.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop
from govgraph.kernels.compiled.words import (
    BATCH,
    WORDS,
    Bits,
    both,
    either,
    line,
    number,
    put,
)
from govgraph.kernels.csr import Rows

Counts = NDArray[np.int64]


def counts_before(
    after: Rows, layer: NDArray[np.int32], part: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return how many nodes reach each part, its own included.

    Parameters
    ----------
    after : pair of arrays
        The parts that each part leads to, as compressed sparse rows.
    layer : array of int32
        Of each part; all that it leads to have a higher one.
    part : array of int32
        Part of each node.

    Notes
    -----
    Only parts that some part of a batch reaches are touched. 64 bytes are held for each part.
    """
    counts = np.bincount(part, minlength=len(layer))
    left = np.flatnonzero(_fold(after, counts))
    weight = counts[left]
    counts[left] = 0
    if len(left):
        _follow(after, layer, _Sources(left, weight), counts)
    return counts


class _Sources(NamedTuple):
    """The parts that are followed, and how many nodes each stands for."""

    part: NDArray[np.int64]
    weight: Counts


@loop
def _fold(after: Rows, counts: Counts) -> NDArray[np.bool_]:
    """Add the nodes of parts that can do so to the one part they lead to; return which cannot."""
    n = len(counts)
    start, other = after
    waiting, left = np.zeros(n, np.int32), np.ones(n, np.bool_)
    for one in other:
        waiting[one] += 1
    for first in range(n):
        one = first if waiting[first] == 0 else -1
        while one >= 0 and left[one]:
            upper = _only(after, one)
            if upper == -2:  # noqa: PLR2004 - several
                break
            left[one] = False
            if upper == -1:
                break
            counts[upper] += counts[one]
            waiting[upper] -= start[one + 1] - start[one]
            one = upper if waiting[upper] == 0 and upper < first else -1
    return left


@inlined
def _only(after: Rows, one: int) -> int:
    """The only part that one leads to; −1 for none, −2 for several."""
    start, other = after
    if start[one] == start[one + 1]:
        return -1
    found = other[start[one]]
    for place in range(start[one] + 1, start[one + 1]):
        if other[place] != found:
            return -2
    return int(found)


@loop
def _follow(after: Rows, layer: NDArray[np.int32], sources: _Sources, counts: Counts) -> None:
    """Add up the weights of the sources that reach each part."""
    bits, known = np.zeros((len(layer), WORDS), np.uint64), np.zeros(len(layer), np.bool_)
    reached = np.empty(len(layer), np.int64)
    for first in range(0, len(sources.part), BATCH):
        own, weight = sources.part[first : first + BATCH], sources.weight[first : first + BATCH]
        digits = _digits(weight)
        some = _reached(after, own, known, reached)
        for place in range(len(own)):
            bits[own[place], place // 64] |= np.uint64(1) << np.uint64(place % 64)
        for one in some[np.argsort(layer[some])]:
            found = line(bits, one)
            for digit in range(len(digits)):
                counts[one] += number(both(found, line(digits, digit))) << digit
            for place in range(after[0][one], after[0][one + 1]):
                other = after[1][place]
                put(bits, other, either(line(bits, other), found))
            known[one] = False
            for word in range(WORDS):
                bits[one, word] = 0


@loop
def _digits(weight: Counts) -> Bits:
    """The places of the weights that have each digit in binary."""
    largest, count = weight.max(), 0
    while largest >> count:
        count += 1
    found = np.zeros((count, WORDS), np.uint64)
    for place in range(len(weight)):
        for digit in range(count):
            bit = np.uint64((weight[place] >> digit) & 1)
            found[digit, place // 64] |= bit << np.uint64(place % 64)
    return found


@inlined
def _reached(
    after: Rows, own: NDArray[np.int64], known: NDArray[np.bool_], reached: NDArray[np.int64]
) -> NDArray[np.int64]:
    """All parts that some parts lead to, themselves included, marked as known."""
    count, done = 0, 0
    for one in own:
        if not known[one]:
            known[one] = True
            reached[count] = one
            count += 1
    while done < count:
        one = reached[done]
        done += 1
        for place in range(after[0][one], after[0][one + 1]):
            other = after[1][place]
            if not known[other]:
                known[other] = True
                reached[count] = other
                count += 1
    return reached[:count]
