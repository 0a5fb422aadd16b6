"""Sets of numbers, told apart by their identity alone: those that begin alike share the beginning.

A set is a smaller one and a last number, larger than all others in it. What sets have in common
is looked up from their largest numbers down, until both are what is left of the same set.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, inlined, loop
from govgraph.kernels.csr import Rows

Ints = NDArray[np.int32]

_SPREAD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


class Sets(NamedTuple):
    """Different sets, the empty one (0) first, each after all that it begins with.

    Attributes
    ----------
    last : array
        Largest number of each set, −1 for none.
    rest : array
        The set without it.
    size : array
        How many numbers it has.
    skip : array
        A set that it begins with, much smaller or not, so that few such steps lead to any.
    table : array
        Sets by a number made of their last number and their rest, −1 for none.
    """

    last: Ints
    rest: Ints
    size: Ints
    skip: Ints
    table: Ints


class Above(NamedTuple):
    """The set of each node, and all sets."""

    own: Ints
    sets: Sets


@loop
def sets_above(before: Rows, order: Ints, number: Ints, most: int) -> Above:
    """Return the numbers of all nodes that lead to each node by some way, its own included.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node of a graph without circles, as compressed sparse rows.
    order : array of int32
        All nodes, each after those that lead to it.
    number : array of int32
        Of each node, −1 for none; all nodes that lead to others have one, larger than the numbers
        of those that lead to them.
    most : int
        Number of sets above which the work is given up.

    Returns
    -------
    Above
        Without any sets when it was given up.
    """
    sets, count = _room(1024), np.int64(1)
    own, larger = np.zeros(len(order), np.int32), np.empty(number.max() + 2, np.int32)
    for node in order:
        found = np.int32(0)
        for place in range(before[0][node], before[0][node + 1]):
            other = own[before[1][place]]
            while count + sets.size[found] + sets.size[other] + 1 >= len(sets.last):
                sets = _moved(sets, count)
            found, count = _joined(sets, count, found, other, larger)
        if number[node] >= 0:
            while count + 1 >= len(sets.last):
                sets = _moved(sets, count)
            found, count = _followed(sets, count, found, number[node])
        if count > most:
            return Above(own[:0], sets)
        own[node] = found
    return Above(own, _cut(sets, count))


@inlined
def without(sets: Sets, one: Whole, number: Whole) -> Whole:
    """Return what is left of a set without the numbers above one."""
    while sets.last[one] > number:
        skip = sets.skip[one]
        one = skip if sets.last[skip] >= number else sets.rest[one]
    return one


@inlined
def _joined(
    sets: Sets, count: Whole, one: Whole, two: Whole, larger: Ints
) -> tuple[np.int32, np.int64]:
    """The union of two sets, and the number of all sets; `larger` has room for its numbers."""
    some = 0
    while one != two:
        larger[some] = max(sets.last[one], sets.last[two])
        one, two = (
            sets.rest[one] if sets.last[one] == larger[some] else one,
            sets.rest[two] if sets.last[two] == larger[some] else two,
        )
        some += 1
    found = np.int32(one)
    total = np.int64(count)
    for place in range(some - 1, -1, -1):
        found, total = _followed(sets, total, found, larger[place])
    return found, total


@inlined
def _followed(sets: Sets, count: Whole, rest: Whole, number: Whole) -> tuple[np.int32, np.int64]:
    """A set with one larger number, and the number of all sets."""
    slot = _slot(rest, number, len(sets.table))
    while sets.table[slot] >= 0:
        found = sets.table[slot]
        if sets.rest[found] == rest and sets.last[found] == number:
            return np.int32(found), np.int64(count)
        slot = (slot + 1) & (len(sets.table) - 1)
    sets.table[slot] = count
    sets.last[count], sets.rest[count], sets.size[count] = number, rest, sets.size[rest] + 1
    skip = sets.skip[rest]
    even = sets.size[rest] - sets.size[skip] == sets.size[skip] - sets.size[sets.skip[skip]]
    sets.skip[count] = sets.skip[skip] if even else rest
    return np.int32(count), np.int64(count + 1)


@inlined
def _slot(rest: Whole, number: Whole, room: Whole) -> np.int64:
    mark = (np.uint64(rest) << _HALF | np.uint64(number)) * _SPREAD
    return np.int64((mark ^ mark >> _HALF) & np.uint64(room - 1))


@inlined
def _room(most: Whole) -> Sets:
    """Room for sets, a power of two of them, of which only the empty one is there."""
    last, rest = np.full(most, -1, np.int32), np.zeros(most, np.int32)
    size, skip = np.zeros(most, np.int32), np.zeros(most, np.int32)
    return Sets(last, rest, size, skip, np.full(2 * most, -1, np.int32))


@inlined
def _moved(sets: Sets, count: Whole) -> Sets:
    """The same sets with twice the room."""
    found = _room(2 * len(sets.last))
    for one in range(1, count):
        found.last[one], found.rest[one] = sets.last[one], sets.rest[one]
        found.size[one], found.skip[one] = sets.size[one], sets.skip[one]
        slot = _slot(sets.rest[one], sets.last[one], len(found.table))
        while found.table[slot] >= 0:
            slot = (slot + 1) & (len(found.table) - 1)
        found.table[slot] = one
    return found


@inlined
def _cut(sets: Sets, count: Whole) -> Sets:
    """The sets without the room for more."""
    last, rest, size, skip, _ = sets
    return Sets(last[:count], rest[:count], size[:count], skip[:count], np.empty(0, np.int32))
