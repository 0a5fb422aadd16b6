"""Parts of joint handling that are worked side by side take the longest part's time."""

from functools import cache

import numpy as np

from govgraph.casework.loads import Loads
from govgraph.casework.passage import Floats, Ints

_NODES = 96


def shortening(loads: Loads) -> Floats:
    """Return by what the time of a visit to each state is multiplied to count side by side.

    Parameters
    ----------
    loads : Loads
        The desks.

    Returns
    -------
    array of float
        1 but for the parts of joint handling. These follow one another in the chain; together they
        are to take the mean of the longest of their times, so that each is shortened by the same
        factor.

    Notes
    -----
    Times of parts are taken as independent; each is a wait, none or exponential, and an exponential
    time of work. The mean of the longest, ∫ 1 − Π F(t) dt, is integrated numerically.
    """
    forks = loads.passage.flow.forks
    factor = np.ones(loads.passage.flow.n)
    if not len(forks):
        return factor
    part = forks["part"].to_numpy(np.int64)
    fork = np.unique(forks["state"].to_numpy(np.int64), return_inverse=True)[1].ravel()
    order = np.argsort(fork, kind="stable")
    part, fork = part[order], fork[order]
    mean = loads.waits[part] + loads.service[part]
    total = np.bincount(fork, mean)
    known = np.isfinite(total) & (total > 0)
    part, fork, mean = (values[known[fork]] for values in (part, fork, mean))
    if len(part):
        fork = np.unique(fork, return_inverse=True)[1].ravel()
        factor[part] = (_longest(loads, part, fork) / np.bincount(fork, mean))[fork]
    return factor


def _longest(loads: Loads, part: Ints, fork: Ints) -> Floats:
    """Mean of the longest of the times of each fork's parts."""
    node, weight = _points()
    scale = np.bincount(fork, loads.waits[part] + loads.service[part])
    hours = scale[fork, None] * (node / (1 - node))[None, :]
    done = _finished(loads, part, hours)
    first = np.flatnonzero(np.diff(fork, prepend=-1))
    left = 1 - np.multiply.reduceat(done, first, axis=0)
    return np.asarray(scale * (left @ (weight / (1 - node) ** 2)))


@cache
def _points() -> tuple[Floats, Floats]:
    """Gauss–Legendre points from 0 to 1, and their weights."""
    node, weight = np.polynomial.legendre.leggauss(_NODES)
    return (node + 1) / 2, weight / 2


def _finished(loads: Loads, part: Ints, hours: Floats) -> Floats:
    """Probability that each part is finished after each number of hours."""
    share = loads.wait_probability[loads.passage.desk[part]]
    with np.errstate(divide="ignore", invalid="ignore"):
        wait = np.where(loads.waits[part] > 0, loads.waits[part] / share, 0.0)[:, None]
    work = loads.service[part][:, None]
    tiny = 1e-9 * hours[:, :1]
    wait, work = np.maximum(wait, tiny), np.maximum(work, tiny)
    wait = np.where(np.abs(wait - work) < 1e-6 * work, work * (1 + 1e-5), wait)
    at_work = np.exp(-hours / work)
    waiting = (wait * np.exp(-hours / wait) - work * at_work) / (wait - work)
    return np.asarray(1 - (1 - share[:, None]) * at_work - share[:, None] * waiting)
