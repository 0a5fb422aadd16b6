"""Differences between simulations that share their luck (共同随机数)."""

import numpy as np
import pandas as pd

from govgraph.casework.simulating.intervals import Estimate, student
from govgraph.casework.simulation import Simulation
from govgraph.errors import UserError


def contrast(first: Simulation, second: Simulation) -> pd.DataFrame:
    """Return how measures differ between two simulations, with intervals.

    Parameters
    ----------
    first, second : Simulation
        Simulated with one seed and one plan: each run of one is paired with the same run of the
        other, in which the same persons come at the same times.

    Returns
    -------
    DataFrame
        One row per measure of `Simulation.summary`: ``first`` and ``second`` (means over the runs
        of both), ``difference`` (second minus first), ``low`` and ``high`` of its interval by
        Student's t over the paired runs, and ``runs``.

    Raises
    ------
    UserError
        When the seeds differ: the runs are then not pairs.

    Notes
    -----
    The interval says how far chance alone moves the difference. It is no test, and it says
    nothing about the assumptions.
    """
    if first.seed != second.seed:
        raise UserError("simulation.seeds_differ", first=first.seed, second=second.seed)
    count = min(len(first.runs), len(second.runs))
    one, other = first.runs.iloc[:count], second.runs.iloc[:count]
    confidence = first.tables.plan.confidence
    rows = {}
    for name in first.summary.index:
        a, b = one[name].to_numpy(float), other[name].to_numpy(float)
        found: Estimate = student(b - a, confidence)
        rows[name] = (np.mean(a), np.mean(b), found.mean, found.low, found.high, count)
    columns = ["first", "second", "difference", "low", "high", "runs"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)
