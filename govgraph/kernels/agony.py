"""Ranks that disagree least with the arcs of a directed graph."""

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy.sparse import csr_array

from govgraph.kernels.condensation import condense
from govgraph.kernels.csr import Codes

Ranks = NDArray[np.int64]

_FAILED = "the linear programme of agony was not solved"


def least_ranks(n: int, source: Codes, target: Codes) -> Ranks:
    """Return the lowest ranks from 0 up at which the total agony is least.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs, without loops.

    Returns
    -------
    array of int64
        Ranks. Of all best assignments this one gives every node its lowest rank at once.

    Notes
    -----
    The agony of an arc from ``u`` to ``v`` is ``max(rank[u] - rank[v] + 1, 0)``. The dual of its
    minimisation is the largest set of arcs in which as many enter as leave each node. Ranks are
    best if and only if every arc of that set climbs by at most 1 and every other arc by at least
    1; the lowest such ranks are longest paths. That they exist proves the set, which a linear
    programme found, to be the largest.
    """
    balanced = _balanced_arcs(n, source, target)
    leaving, entering = (np.bincount(end[balanced], minlength=n) for end in (source, target))
    if (leaving != entering).any():
        raise ArithmeticError(_FAILED)
    start = np.where(balanced, target, source)
    end = np.where(balanced, source, target)
    step = np.where(balanced, -1, 1)
    rank = np.zeros(n, np.int64)
    for _ in range(n + 1):
        higher = rank.copy()
        np.maximum.at(higher, end, rank[start] + step)
        if np.array_equal(higher, rank):
            return rank
        rank = higher
    raise ArithmeticError(_FAILED)


def agony(rank: Ranks, source: Codes, target: Codes) -> int:
    """Return the total agony of ranks."""
    return int(np.maximum(rank[source] - rank[target] + 1, 0).sum())


def _balanced_arcs(n: int, source: Codes, target: Codes) -> NDArray[np.bool_]:
    """The largest set of arcs in which as many enter as leave each node.

    Every circle lies within one strongly connected component, so each is solved by itself. The
    linear programme is totally unimodular: its vertices are whole.
    """
    part = condense(n, source, target).part
    chosen = np.zeros(len(source), bool)
    inside = np.flatnonzero(part[source] == part[target])
    inside = inside[np.argsort(part[source[inside]], kind="stable")]
    bounds = np.flatnonzero(np.diff(part[source[inside]]))
    for arcs in np.split(inside, bounds + 1) if len(inside) else []:
        chosen[arcs] = _largest_circulation(source[arcs], target[arcs])
    return chosen


def _largest_circulation(source: Codes, target: Codes) -> NDArray[np.bool_]:
    nodes, ends = np.unique(np.concatenate((source, target)), return_inverse=True)
    arcs = np.arange(len(source))
    signs = np.repeat((-1.0, 1.0), len(arcs))
    incidence = csr_array((signs, (ends, np.tile(arcs, 2))), shape=(len(nodes), len(arcs)))
    # The published types of linprog leave out sparse matrices, which it takes.
    found = scipy.optimize.linprog(  # type: ignore[call-overload]
        -np.ones(len(arcs)),
        A_eq=incidence,
        b_eq=np.zeros(len(nodes)),
        bounds=(0.0, 1.0),
        method="highs-ds",
    )
    return np.asarray(found.x > 0.5)  # noqa: PLR2004 - whole numbers, but for rounding
