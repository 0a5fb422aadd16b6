"""Means over independent runs, with the interval of Student's t."""

import math
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from govgraph.casework.flow import Floats


class Estimate(NamedTuple):
    """A mean over runs.

    Attributes
    ----------
    mean : float
        The mean; nan where no run has a value.
    low, high : float
        Ends of the interval of the mean; nan with fewer than two runs.
    runs : int
        Runs that have a value.
    """

    mean: float
    low: float
    high: float
    runs: int


def student(values: Floats, confidence: float = 0.95) -> Estimate:
    """Return the mean of independent values and its interval (Student 1908).

    Parameters
    ----------
    values : array of float
        One value for each run; nan where a run has none.
    confidence : float
        Probability with which the interval contains the true mean.

    Examples
    --------
    >>> import numpy as np
    >>> from govgraph.casework.simulating.intervals import student
    >>> [round(x, 3) for x in student(np.array([1.0, 2.0, 3.0]))]
    [2.0, -0.484, 4.484, 3]
    """
    known = values[~np.isnan(values)]
    n = len(known)
    mean = float(known.mean()) if n else math.nan
    if n < 2:  # noqa: PLR2004 - one value has no spread
        return Estimate(mean, math.nan, math.nan, n)
    half = float(stdtrit(n - 1, (1 + confidence) / 2) * known.std(ddof=1) / math.sqrt(n))
    return Estimate(mean, mean - half, mean + half, n)
