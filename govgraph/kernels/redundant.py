"""Arcs that a longer way makes up for."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.condensation import condense
from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.reachability import bit_rows, flow_down


def redundant_arcs(n: int, source: Codes, target: Codes) -> NDArray[np.bool_]:
    """Return which arcs join two nodes that another way joins in the same direction.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs, each arc once, no loops.

    Notes
    -----
    Outside circles an arc is redundant when two successors of its source stand above its target or
    are it. From a node in a circle every arc is tried by itself.
    """
    condensed = condense(n, source, target)
    part = condensed.part
    loose = condensed.size[part[source]] == 1
    above = flow_down(condensed, bit_rows(len(condensed), np.arange(len(condensed))))
    following = np.zeros_like(above)
    word, bit = np.divmod(part[target], 64)
    np.bitwise_or.at(following, (part[source], word), np.uint64(1) << bit.astype(np.uint64))
    both = following[part[source]] & above[part[target]]
    found = np.bitwise_count(both).sum(axis=1) > 1
    # Two successors in one circle make one part.
    twice = _successors_in_one_part(part, source, target)
    start, after = csr(n, source, target)
    for arc in np.flatnonzero(~loose | twice):
        found[arc] = _other_way(int(source[arc]), int(target[arc]), start, after)
    return np.asarray(found, dtype=bool)


def _successors_in_one_part(
    part: NDArray[np.int32], source: Codes, target: Codes
) -> NDArray[np.bool_]:
    """Whether the source of each arc has another successor in the part of its target."""
    key = source.astype(np.int64) * (int(part.max(initial=0)) + 1) + part[target]
    _, place, count = np.unique(key, return_inverse=True, return_counts=True)
    return np.asarray(count[place] > 1, dtype=bool)


def _other_way(first: int, last: int, start: NDArray[np.int64], after: NDArray[np.int32]) -> bool:
    """Whether a way leads from one node to another without the arc between them."""
    seen = {first, *after[start[first] : start[first + 1]].tolist()} - {last}
    waiting = list(seen - {first})
    while waiting:
        node = waiting.pop()
        for other in after[start[node] : start[node + 1]].tolist():
            if other == last:
                return True
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return False
