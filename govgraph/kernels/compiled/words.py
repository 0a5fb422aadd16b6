"""Eight words of 64 bits, a cache line: sets of up to 512 things, taken from rows of an array.

The words are written out one by one, so that the compiler keeps all eight in one register.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, inlined, popcount

Bits = NDArray[np.uint64]
Word: TypeAlias = np.uint64
Line: TypeAlias = tuple[Word, Word, Word, Word, Word, Word, Word, Word]

#: Words of 64 bits, and things, in one line.
WORDS = 8
BATCH = 64 * WORDS


@inlined
def line(bits: Bits, row: Whole) -> Line:
    """Return a row."""
    a, b, c, d = bits[row, 0], bits[row, 1], bits[row, 2], bits[row, 3]
    return a, b, c, d, bits[row, 4], bits[row, 5], bits[row, 6], bits[row, 7]


@inlined
def put(bits: Bits, row: Whole, one: Line) -> None:
    """Set a row."""
    bits[row, 0], bits[row, 1], bits[row, 2], bits[row, 3] = one[0], one[1], one[2], one[3]
    bits[row, 4], bits[row, 5], bits[row, 6], bits[row, 7] = one[4], one[5], one[6], one[7]


@inlined
def either(one: Line, two: Line) -> Line:
    """Return what is in either set."""
    a, b, c, d = one[0] | two[0], one[1] | two[1], one[2] | two[2], one[3] | two[3]
    return a, b, c, d, one[4] | two[4], one[5] | two[5], one[6] | two[6], one[7] | two[7]


@inlined
def both(one: Line, two: Line) -> Line:
    """Return what is in both sets."""
    a, b, c, d = one[0] & two[0], one[1] & two[1], one[2] & two[2], one[3] & two[3]
    return a, b, c, d, one[4] & two[4], one[5] & two[5], one[6] & two[6], one[7] & two[7]


@inlined
def differing(one: Line, two: Line) -> Line:
    """Return what is in one of two sets alone."""
    a, b, c, d = one[0] ^ two[0], one[1] ^ two[1], one[2] ^ two[2], one[3] ^ two[3]
    return a, b, c, d, one[4] ^ two[4], one[5] ^ two[5], one[6] ^ two[6], one[7] ^ two[7]


@inlined
def some(one: Line) -> bool:
    """Tell whether a set has any member."""
    return bool(one[0] | one[1] | one[2] | one[3] | one[4] | one[5] | one[6] | one[7])


@inlined
def number(one: Line) -> np.int64:
    """Return how many members a set has."""
    first = popcount(one[0]) + popcount(one[1]) + popcount(one[2]) + popcount(one[3])
    return first + popcount(one[4]) + popcount(one[5]) + popcount(one[6]) + popcount(one[7])
