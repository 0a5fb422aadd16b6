"""Least upper bounds: the one node that reaches both of two and is reached by all that do."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.bounds_by_region import bounded_pairs_by_region
from govgraph.kernels.condensation import Condensation
from govgraph.kernels.csr import Codes
from govgraph.kernels.reachability import Bits, bit_rows, flow_down
from govgraph.kernels.size import LARGE

#: Words that are held at once: 2 GB, and a few times as much while they are put in order.
HELD = 250_000_000


def bounded_pairs(
    condensed: Condensation, place: Codes | None = None, parent: Codes | None = None
) -> int | None:
    """Return the number of unordered pairs of nodes that have a least upper bound.

    Parameters
    ----------
    condensed : Condensation
        The graph.
    place : array of int, optional
        Region of each node, −1 for none; by default none has any.
    parent : array of int, optional
        The region around each region, −1 for none.

    Returns
    -------
    int or None
        None when the graph is so tangled that sets of nodes would take several GB.

    Notes
    -----
    Only nodes with a successor can stand above a pair, or a node of a circle. The regions decide
    only how long it takes: a million nodes take less than a second where arcs lead from a region
    into itself or into those inside it. Small graphs, and large ones that are tangled, are gone
    through bit by bit.
    """
    heads = (np.bincount(condensed.source, minlength=len(condensed)) > 0) | (condensed.size > 1)
    if not heads.any():
        return 0
    if len(condensed) >= LARGE:
        where = np.full(len(condensed.part), -1) if place is None else place
        around = np.zeros(0, np.int64) if parent is None else parent
        found = bounded_pairs_by_region(condensed, heads, where, around)
        if found is not None:
            return found
    if len(condensed) * -(-int(heads.sum()) // 64) > HELD:
        return None
    return bounded_pairs_bit_by_bit(condensed, heads)


def bounded_pairs_bit_by_bit(condensed: Condensation, heads: NDArray[np.bool_]) -> int:
    """Return the number of unordered pairs of nodes that have a least upper bound.

    Parameters
    ----------
    condensed : Condensation
        The graph.
    heads : array of bool
        The parts that can stand above a pair.

    Notes
    -----
    With the sets of heads above each node, ``u`` is a least upper bound of two nodes when all that
    stand above both stand above ``u``; it can only be the one of them that lies deepest. Nodes
    under the same set are looked at together: two leaves of one superior, say.
    """
    above, weight, bounds = _classes(condensed, heads)
    pairs = 0
    for row in range(len(above)):
        good = _has_least(above[row:] & above[row], bounds)
        pairs += int(weight[row]) * int(weight[row:] @ good)
        if good[0]:
            pairs -= int(weight[row]) * (int(weight[row]) + 1) // 2
    return pairs


def _classes(
    condensed: Condensation, heads: NDArray[np.bool_]
) -> tuple[Bits, NDArray[np.int64], NDArray[np.int64]]:
    """Different sets above nodes, how many nodes have each, and how many stand above each bit.

    Bits run from the deepest layer up, so that the lowest bit of a set lies deepest.
    """
    order = np.argsort(-condensed.layer, kind="stable")
    order = order[heads[order]]
    above = flow_down(condensed, bit_rows(len(condensed), order))
    bounds = np.bitwise_count(above[order]).sum(axis=1, dtype=np.int64)
    different, kind = np.unique(above, axis=0, return_inverse=True)
    weight = np.bincount(kind.ravel(), condensed.size, len(different)).astype(np.int64)
    return different, weight, bounds


def _has_least(common: Bits, bounds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the deepest element of each set has the whole set above it."""
    rows = np.arange(len(common))
    word = np.argmax(common != 0, axis=1)
    lowest = common[rows, word]
    bit = np.bitwise_count((lowest & -lowest) - np.uint64(1)).astype(np.intp)
    some = lowest != 0
    found = np.zeros(len(common), bool)
    deepest = bounds[(word * 64 + bit)[some]]
    found[some] = np.bitwise_count(common[some]).sum(axis=1, dtype=np.int64) == deepest
    return found
