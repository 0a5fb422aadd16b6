"""Random numbers by key and counter: the same question always gets the same answer.

A draw is not the next of a sequence but a function of a key (whose draw) and a counter (which
draw), so that changing one part of a network leaves the draws of all others as they were. The
function is the output stage of SplitMix64 (Steele, Lea and Flood 2014).
"""

import math

import numpy as np

from govgraph.kernels.compiled.loops import LENT

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SALT = np.uint64(0xD1B54A32D192ED03)
_UNIT = 2.0**-53


@LENT.inlined
def mixed(number: np.uint64) -> np.uint64:
    """Return a number of 64 bits whose every bit depends on every bit of another."""
    number = (number ^ (number >> np.uint64(30))) * _FIRST
    number = (number ^ (number >> np.uint64(27))) * _SECOND
    return number ^ (number >> np.uint64(31))


@LENT.inlined
def uniform(key: np.uint64, counter: int) -> float:
    """Return a number above 0 and below 1."""
    bits = mixed(key + _GOLDEN * np.uint64(counter))
    return (float(bits >> np.uint64(11)) + 0.5) * _UNIT


@LENT.inlined
def child(key: np.uint64, counter: int) -> np.uint64:
    """Return the key of one that comes from another."""
    return mixed(mixed(key ^ _SALT) + _GOLDEN * np.uint64(counter))


@LENT.inlined
def exponential(key: np.uint64, counter: int) -> float:
    """Return a time whose mean is 1, without memory."""
    return -math.log(uniform(key, counter))


@LENT.called
def gamma(key: np.uint64, counter: int, variation: float) -> float:
    """Return a time whose mean is 1 and whose standard deviation is `variation`.

    Notes
    -----
    Marsaglia and Tsang (2000), with a stream of its own for each question.
    """
    if variation <= 0:
        return 1.0
    stream, number = child(key, counter), 0
    shape, factor = 1 / variation**2, variation**2
    if shape < 1:
        factor *= uniform(stream, 0) ** (1 / shape)
        shape += 1
    third = shape - 1 / 3
    while True:
        first, second = uniform(stream, number + 1), uniform(stream, number + 2)
        normal = math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * second)
        cube = (1 + normal / math.sqrt(9 * third)) ** 3
        number += 3
        if cube > 0:
            bound = normal * normal / 2 + third - third * cube + third * math.log(cube)
            if math.log(uniform(stream, number)) < bound:
                return third * cube * factor
