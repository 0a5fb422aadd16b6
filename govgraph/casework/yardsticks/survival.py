"""Time to settlement where some cases are still open (Kaplan and Meier 1958)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError

Floats = NDArray[np.float64]


def settled_by_time(cases: pd.DataFrame, until: pd.Timestamp) -> tuple[Floats, Floats]:
    """Return after how many hours which share of all cases is settled.

    Parameters
    ----------
    cases : DataFrame
        Case records.
    until : Timestamp
        End of the log.

    Returns
    -------
    hours : array of float
        Times at which cases were settled, in order.
    share : array of float
        Share settled by then.

    Notes
    -----
    Cases that are open are lost from sight at the end of the log. Cases that were given up or are
    stuck will never be settled: they stay among those at risk until the end of the log, so that
    the share is one of all cases (the subdistribution of Fine and Gray 1999).
    """
    seen = (until - cases["opened"]).dt.total_seconds().to_numpy(float) / 3600
    settled = (cases["end"] == "settled").to_numpy(bool)
    hours = np.where(settled, cases["hours"].to_numpy(float), seen)
    times, events = np.unique(hours[settled], return_counts=True)
    at_risk = len(hours) - np.searchsorted(np.sort(hours), times)
    return times, np.asarray(1 - np.cumprod(1 - events / at_risk), np.float64)


def hours_until(cases: pd.DataFrame, until: pd.Timestamp, share: float) -> float:
    """Return after how many hours a share of all cases is settled.

    Raises
    ------
    UndefinedMeasureError
        When fewer are settled while the log looks.
    """
    hours, settled = settled_by_time(cases, until)
    place = int(np.searchsorted(settled, share - 1e-12))
    if place == len(hours):
        raise UndefinedMeasureError("yardsticks.too_few_settled", share=share)
    return float(hours[place])
