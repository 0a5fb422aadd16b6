"""QAP correlation (二次指派程序): one network against another whose units are relabelled."""

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.inference.matrices import Aligned, MatrixLike, align
from govgraph.inference.permuting import OverOrders, permuted
from govgraph.inference.results import NullDistribution, RandomisationTest, p_about_zero
from govgraph.inference.runs import Floats, Progress

#: A sum of squares below this part of its terms is rounding.
_NOTHING = 1e-14


def qap_correlation(
    first: MatrixLike,
    second: MatrixLike,
    *,
    directed: bool = True,
    reps: int = 10_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> RandomisationTest:
    """Test the correlation of two matrices by permuting the units of one.

    Parameters
    ----------
    first, second : matrix
        Square arrays, or data frames with the same units on both axes (in any order); see
        `adjacency` for the relations of a structure. A ``nan`` is a missing cell. The diagonal
        does not count.
    directed : bool
        Whether cell (i, j) says something else than (j, i). If not, both matrices must be
        symmetric and each pair counts once; the correlation and its p-values are the same.
    reps : int
        Number of random permutations; up to 7 units all permutations are used instead.
    seed : int
        Seed of the random permutations.
    progress : callable, optional
        Told ``(done, reps)`` after each batch.

    Returns
    -------
    RandomisationTest
        Pearson's r and its distribution. ``p.two_sided`` is the share of permutations whose r is
        at least as large without its sign.

    Raises
    ------
    UndefinedMeasureError
        When the cells known in both matrices are all alike in one, or there are none.
    UserError
        When the matrices cannot be compared.

    Notes
    -----
    Rows and columns move together, so that each permuted network has the form of the given one.
    A Monte Carlo p is (1 + number of draws at least as extreme) / (1 + number of draws), and so
    never 0; software that leaves out the 1 gives a slightly smaller one. Missing cells move with
    their units; r is taken over the cells known in both, and a draw in which it has no value
    counts in ``null.undefined`` only.

    An interruption (Ctrl-C) returns the draws that are done; ``complete`` is then False. The
    p-value holds for them, as the time of stopping has nothing to do with the draws.

    Each draw costs one step per cell that is not 0 in the sparser matrix.

    Examples
    --------
    >>> import govgraph as gg
    >>> advice = [[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]]
    >>> trust = [[0, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 1], [0, 0, 1, 0]]
    >>> found = gg.inference.qap_correlation(advice, trust, directed=False)
    >>> round(found.observed, 4), round(found.p.greater, 4), found.exact
    (0.7071, 0.1667, True)
    """
    aligned = align({"first": first, "second": second}, directed=directed)
    missing = any(np.isnan(aligned.cells(name)).any() for name in aligned.matrices)
    correlate = _masked(aligned) if missing else _complete(aligned)
    observed = float(correlate(np.arange(aligned.n)[None, :])[0])
    if np.isnan(observed):
        raise UndefinedMeasureError("inference.no_variation")
    draws, exact = permuted(
        correlate, aligned.n, len(aligned.rows), reps=reps, seed=seed, progress=progress
    )
    return RandomisationTest(
        statistic="Pearson r",
        model="permuted units",
        observed=observed,
        p=p_about_zero(observed, draws, exact=exact),
        null=NullDistribution(draws),
        exact=exact,
        asked=len(draws) if exact else reps,
        seed=seed,
    )


def _complete(aligned: Aligned) -> OverOrders:
    """Without missing cells only the sum of products changes: one term per cell that is not 0."""
    still, moving = sorted(aligned.matrices, key=lambda name: np.count_nonzero(aligned.cells(name)))
    a, b = aligned.cells(still), aligned.cells(moving)
    centred = aligned.matrices[moving] - b.mean()
    scale = len(a) * a.std() * b.std() if len(a) and np.ptp(a) > 0 and np.ptp(b) > 0 else np.nan
    held = np.flatnonzero(a)
    rows, columns, weights = aligned.rows[held], aligned.columns[held], a[held]

    def correlate(orders: NDArray[np.intp]) -> Floats:
        products = centred[orders[:, rows], orders[:, columns]] @ weights
        return np.asarray(products / scale)

    return correlate


def _masked(aligned: Aligned) -> OverOrders:
    """With missing cells every sum is taken over the cells known in both."""
    a, other = aligned.cells("first"), aligned.matrices["second"]
    known_a, known_other = ~np.isnan(a), ~np.isnan(other)
    a = np.where(known_a, a - (np.nanmean(a) if known_a.any() else 0), 0)
    other = np.where(known_other, other - np.mean(other, where=known_other), 0)

    def correlate(orders: NDArray[np.intp]) -> Floats:
        place = orders[:, aligned.rows], orders[:, aligned.columns]
        both, b = known_other[place] & known_a, other[place]
        count = np.maximum(both.sum(axis=1), 1)
        mean_a, mean_b = both @ a / count, (b * known_a).sum(axis=1) / count
        left_a = np.where(both, a - mean_a[:, None], 0)
        left_b = np.where(both, b - mean_b[:, None], 0)
        squares = [(left**2).sum(axis=1) for left in (left_a, left_b)]
        sizes = [(np.where(both, one, 0) ** 2).sum(axis=1) for one in (a, b)]
        varies = np.all([s > _NOTHING * size for s, size in zip(squares, sizes, strict=True)], 0)
        products = (left_a * left_b).sum(axis=1)
        found = np.full(len(orders), np.nan)
        np.divide(products, np.sqrt(squares[0] * squares[1]), out=found, where=varies)
        return found

    return correlate
