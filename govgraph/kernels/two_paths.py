"""Open two-paths of a directed graph: one node between two others that have no arc themselves."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr

Ends: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]

#: Paths that are looked at together, unless one node alone lies on more.
BLOCK = 1_000_000


def open_two_paths(n: int, source: Codes, target: Codes) -> Iterator[Ends]:
    """Return the two-paths ``a → v → b`` with ``a ≠ b`` and no arc from ``a`` to ``b``.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs, each arc once, no loops.

    Yields
    ------
    first, middle, last : array of int64
        The nodes of some of the paths, ordered by the node in the middle.
    """
    into, before = csr(n, target, source)
    out, after = csr(n, source, target)
    counts = np.diff(into) * np.diff(out)
    arcs = np.sort(source.astype(np.int64) * n + target)
    for begin, end in _blocks(counts):
        middle = np.repeat(np.arange(begin, end), counts[begin:end])
        place = np.arange(len(middle)) - np.repeat(_starts(counts[begin:end]), counts[begin:end])
        turn, step = np.divmod(place, np.diff(out)[middle])
        first = before[into[middle] + turn].astype(np.int64)
        last = after[out[middle] + step].astype(np.int64)
        keep = (first != last) & ~_among(arcs, first * n + last)
        yield first[keep], middle[keep], last[keep]


def _starts(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.cumsum(counts) - counts


def _blocks(counts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of nodes with about `BLOCK` paths."""
    begin, total = 0, 0
    for node, count in enumerate(counts.tolist()):
        if total and total + count > BLOCK:
            yield begin, node
            begin, total = node, 0
        total += count
    if total:
        yield begin, len(counts)


def _among(ordered: NDArray[np.int64], asked: NDArray[np.int64]) -> NDArray[np.bool_]:
    at = np.minimum(np.searchsorted(ordered, asked), max(len(ordered) - 1, 0))
    return np.asarray(ordered[at] == asked)
