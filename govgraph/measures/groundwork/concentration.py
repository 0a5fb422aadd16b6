"""Concentration and dispersion of shares: Herfindahl, entropy and what follows from them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Concentration:
    """How concentrated a quantity is over holders.

    Attributes
    ----------
    herfindahl : float
        Sum of squared shares: 1 when one holder has everything.
    normalised : float
        (H − 1/n) / (1 − 1/n): 0 for equal shares, 1 for a single holder among several; ``nan``
        for one holder.
    entropy : float
        Shannon entropy in nats.
    evenness : float
        Entropy over its maximum ln n (Pielou); ``nan`` for one holder.
    effective : float
        Effective number of holders, 1 / H (Laakso and Taagepera).
    holders : int
        n: all holders given, those with nothing included.
    """

    herfindahl: float
    normalised: float
    entropy: float
    evenness: float
    effective: float
    holders: int


def concentration(values: ArrayLike) -> Concentration:
    """Return how concentrated non-negative values are.

    Parameters
    ----------
    values : array-like of float
        One value per eligible holder; zeros count among the holders.

    Returns
    -------
    Concentration
        All ``nan`` when the values add up to 0 or there are none.

    Examples
    --------
    >>> from govgraph.measures.groundwork.concentration import concentration
    >>> found = concentration([70, 20, 10])
    >>> round(found.herfindahl, 2), round(found.effective, 3)
    (0.54, 1.852)
    """
    amounts = np.asarray(values, dtype=float)
    n, total = len(amounts), float(amounts.sum())
    if not total > 0:
        return Concentration(np.nan, np.nan, np.nan, np.nan, np.nan, n)
    share = amounts[amounts > 0] / total
    index = float(share @ share)
    entropy = max(float(-share @ np.log(share)), 0.0)
    several = n > 1
    return Concentration(
        herfindahl=index,
        normalised=(index - 1 / n) / (1 - 1 / n) if several else np.nan,
        entropy=entropy,
        evenness=entropy / float(np.log(n)) if several else np.nan,
        effective=1 / index,
        holders=n,
    )
