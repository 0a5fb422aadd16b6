"""Compressed sparse rows of many arcs, by counting."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop
from govgraph.kernels.csr import Rows

Ends = NDArray[np.int32]


@loop
def rows(n: int, source: Ends, target: Ends, columns: int) -> Rows:
    """Return what `govgraph.kernels.csr.csr` returns.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int32
        Ends of the arcs.
    columns : int
        A number above all of `target`.

    Notes
    -----
    The arcs are put in the order of their targets, then in that of their sources, which leaves the
    targets of one source in order. Arcs that are in order already stay as they are.
    """
    if _in_order(source, target):
        return _starts(n, source), target.copy()
    place, ordered = _starts(columns, target), np.empty(len(target), np.int32)
    for number in range(len(target)):
        ordered[place[target[number]]] = number
        place[target[number]] += 1
    start, found = _starts(n, source), np.empty(len(target), np.int32)
    place = start.copy()
    for arc in ordered:
        found[place[source[arc]]] = target[arc]
        place[source[arc]] += 1
    return start, found


@inlined
def _in_order(source: Ends, target: Ends) -> bool:
    """Whether arcs are in the order of their sources, and those of one source of their targets."""
    for arc in range(1, len(source)):
        before = source[arc - 1]
        if before > source[arc] or (before == source[arc] and target[arc - 1] > target[arc]):
            return False
    return True


@inlined
def _starts(n: int, ends: Ends) -> NDArray[np.int64]:
    """Where the arcs with each end begin."""
    start = np.zeros(n + 1, np.int64)
    for one in ends:
        start[one + 1] += 1
    for node in range(n):
        start[node + 1] += start[node]
    return start
