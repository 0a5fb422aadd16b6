"""Units that fall one after the other, and how much of the rest stays joined."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.kernels.removal import largest_components
from govgraph.model.network import Network

#: Weights that differ by less than this share of the greatest are equal.
EQUAL = 1e-9


def mean_connectivity(graph: Network, weight: NDArray[np.float64], share: float) -> float:
    """Return the mean connectivity while units fall, the heaviest first and equals together.

    Parameters
    ----------
    graph : Network
        Undirected and simple.
    weight : array of float
        What makes a unit fall early.
    share : float
        Share of the units that fall at least.

    Returns
    -------
    float
        Mean over the units that fall of the connectivity after their fall.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two units, or when nothing remains after the first fall.
    UserError
        When the share is no number from above 0 to 1.
    """
    if not 0 < share <= 1:
        raise UserError("measures.share_above_none", name="share", value=share)
    n = len(graph)
    if n < 2:  # noqa: PLR2004 - nothing to hold together
        raise UndefinedMeasureError("measures.too_few_units", count=n)
    rank = _rank(weight)
    size = np.bincount(rank)
    fallen = np.cumsum(size)
    falls = int(np.searchsorted(fallen, share * n * (1 - EQUAL))) + 1
    within = fallen[:falls] < n
    size, fallen = size[:falls][within], fallen[:falls][within]
    if not len(size):
        raise UndefinedMeasureError("measures.fall_together", count=n)
    order = np.argsort(rank, kind="stable")[: fallen[-1]]
    largest = largest_components(n, graph.source, graph.target, order)[fallen]
    return float(size @ (largest / (n - fallen)) / fallen[-1])


def connectivity_curve(graph: Network, weight: NDArray[np.float64], seed: int) -> pd.DataFrame:
    """Return the connectivity after each removal, the heaviest first and equals in any order.

    Parameters
    ----------
    graph : Network
        Undirected and simple, with at least one unit.
    weight : array of float
        What makes a unit fall early.
    seed : int
        Seed of the order among equals.

    Returns
    -------
    DataFrame
        ``removed``, ``unit``, ``largest`` and ``connectivity``; from no unit removed to all but
        one.
    """
    n = len(graph)
    chance = np.random.default_rng(seed).permutation(n)
    fall = np.lexsort((chance, _rank(weight)))[: n - 1]
    largest = largest_components(n, graph.source, graph.target, fall)
    removed = np.arange(n)
    return pd.DataFrame(
        {
            "removed": removed,
            "unit": pd.Series([None, *graph.nodes[fall]], dtype=object),
            "largest": largest,
            "connectivity": largest / (n - removed),
        }
    )


def neighbours(graph: Network) -> NDArray[np.float64]:
    """Return the number of neighbours of each unit."""
    ends = np.concatenate((graph.source, graph.target))
    return np.bincount(ends, minlength=len(graph)).astype(float)


def _rank(weight: NDArray[np.float64]) -> NDArray[np.int64]:
    """Rank of each unit, 0 for the first to fall; equal weights share a rank."""
    order = np.argsort(-weight, kind="stable")
    falling = weight[order]
    apart = -np.diff(falling) > EQUAL * np.abs(weight).max(initial=0)
    rank = np.zeros(len(weight), np.int64)
    rank[order[1:]] = np.cumsum(apart)
    return rank
