"""The mechanisms of case work: chances that decide where a case goes next, each with its formula.

A case that has been worked on in a state runs through a list of trials. The first that succeeds
says where it goes; the last one always does. Each trial has a number ``x`` from the structure.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Looks up a parameter for every trial asked about.
Lookup = Callable[[str], Floats]


def _certain(_value: Lookup, x: Floats) -> Floats:
    return np.ones_like(x)


def _misroute(value: Lookup, _x: Floats) -> Floats:
    return value("misroute")


def _send_back(value: Lookup, _x: Floats) -> Floats:
    return value("send_back")


def _take(value: Lookup, x: Floats) -> Floats:
    """With x leads, one of them takes the case on."""
    return np.asarray(x ** -value("dispute"))


def _data_return(value: Lookup, x: Floats) -> Floats:
    """With x of the needed data out of reach."""
    return value("data_return") * x


def _join(value: Lookup, x: Floats) -> Floats:
    """With x = 1 the assisting units hold a power that the lead lacks, and are always needed."""
    return np.maximum(value("join"), x)


def _settle(value: Lookup, x: Floats) -> Floats:
    """With x of the needed data out of reach."""
    return value("resolve") * (1 - value("data_effect") * x)


def _comply(value: Lookup, x: Floats) -> Floats:
    """With the probability x that the ties state, or the parameter where x is missing."""
    return np.where(np.isnan(x), value("comply"), x)


def _agree(value: Lookup, x: Floats) -> Floats:
    """With x units asked, each of which must agree."""
    return np.asarray(value("agree") ** x)


def _decide(value: Lookup, _x: Floats) -> Floats:
    return value("decide")


def _give_up(value: Lookup, _x: Floats) -> Floats:
    return value("give_up")


def _escalate(value: Lookup, _x: Floats) -> Floats:
    return value("escalate")


#: Formula of every mechanism by name.
TRIALS: dict[str, Callable[[Lookup, Floats], Floats]] = {
    "certain": _certain,
    "misroute": _misroute,
    "send_back": _send_back,
    "take": _take,
    "data_return": _data_return,
    "join": _join,
    "settle": _settle,
    "comply": _comply,
    "agree": _agree,
    "decide": _decide,
    "give_up": _give_up,
    "escalate": _escalate,
}
