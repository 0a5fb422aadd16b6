"""Comparisons of two stages that hold where desks are overloaded, too."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from govgraph.casework.analysis import Analysis


def fall(before: float, after: float) -> float:
    """Return by what share a number falls; negative where it rises.

    A number that is infinite before and finite after falls by all of it, one that becomes infinite
    rises without end; where both are infinite, or nothing was there before, there is no answer.

    Examples
    --------
    >>> fall(4.0, 3.0), fall(float("inf"), 3.0), fall(3.0, float("inf"))
    (0.25, 1.0, -inf)
    """
    if before == np.inf:
        return 1.0 if after < np.inf else np.nan
    return 1 - after / before if before > 0 else np.nan


def rise(before: float, after: float) -> float:
    """Return by what share a number rises; negative where it falls.

    Examples
    --------
    >>> rise(4.0, 5.0)
    0.25
    """
    return -fall(before, after)


def typical_fall(
    before: Analysis,
    after: Analysis,
    column: str = "hours_to_end",
    *,
    matters: Collection[str] | None = None,
    areas: Collection[str] | None = None,
) -> float:
    """Return by what share a number per case falls for the typical case.

    Parameters
    ----------
    before, after : Analysis
        Two stages.
    column : str
        Column of `Analysis.cells` that is a mean over cases, or ``hours``.
    matters, areas : collection of str, optional
        Only cases of these matters, and of these areas.

    Returns
    -------
    float
        The median over the cases, as many as they are before, of the fall of their matter and
        area. A mean over all cases would be infinite as soon as one desk anywhere is overloaded;
        here only the cases that pass it at both stages are left out.

    Examples
    --------
    >>> import govgraph as gg
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=5, door="env")
    >>> today = gg.analyse(build.build())
    >>> twice = gg.analyse(build.build(), parameters={"receive_hours": 0.6})
    >>> typical_fall(twice, today) > 0
    True
    """
    cells = before.flow.cells
    there = _same_cells(before, after)
    found = _falls(before.by_cell(column), np.append(after.by_cell(column), np.nan)[there])
    cases = before.passage.registered
    known = ~np.isnan(found) & (cases > 0)
    for name, wanted in (("matter", matters), ("area", areas)):
        if wanted is not None:
            known &= cells[name].isin(list(wanted)).to_numpy(bool)
    return weighted_median(found[known], cases[known]) if known.any() else np.nan


def weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    """Return the value below which, and above which, lies at most half of the weight.

    Examples
    --------
    >>> import numpy as np
    >>> weighted_median(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 5.0]))
    2.0
    """
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _falls(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return `fall` number by number."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(before > 0, 1 - after / before, np.nan)
    opened = np.where(after < np.inf, 1.0, np.nan)
    return np.where(before == np.inf, opened, shares)


def _same_cells(before: Analysis, after: Analysis) -> np.ndarray:
    """Return the row of each cell at the other stage, −1 where it has none."""
    frames = (before.flow.cells[["matter", "area"]], after.flow.cells[["matter", "area"]])
    if frames[0].equals(frames[1]):
        return np.arange(len(frames[0]))
    here, there = map(pd.MultiIndex.from_frame, frames)
    return there.get_indexer(here)
