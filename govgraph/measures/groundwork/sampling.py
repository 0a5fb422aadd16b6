"""Path lengths of structures too tangled to be counted, estimated from some of their units."""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr
from govgraph.text import say

#: Units from which distances are estimated where they cannot be counted area by area: a search from
#: each of so many takes tens of seconds, and grows with their square.
FROM = 200_000
#: Batches of units that are drawn, each of 512, and the seed that draws them.
BATCHES = 16
SEED = 0


class EstimatedDistanceWarning(UserWarning):
    """Distances were estimated from some units."""


@dataclass(frozen=True)
class Estimate:
    """How many pairs stand at each distance, estimated.

    Attributes
    ----------
    weight : array of float
        ``weight[d]`` is the estimated number of unordered pairs at distance ``d``.
    error : float
        Standard error of the mean distance.
    sources : int
        Units that were searched from.
    """

    weight: NDArray[np.float64]
    error: float
    sources: int


def estimated(n: int, source: Codes, target: Codes) -> Estimate:
    """Return the distances of an undirected graph as they are from units drawn at random.

    Parameters
    ----------
    n : int
        Number of units.
    source, target : array of int
        Ends of the edges, each in both directions.

    Warns
    -----
    EstimatedDistanceWarning
        Always: who asks for an average has to know that it is no count.

    Notes
    -----
    Units are drawn without replacement, always the same ones, in batches of 512. Each batch gives
    a mean distance of its own; the standard error is that of the mean of these.
    """
    from govgraph.kernels.compiled.distances import sampled_counts  # noqa: PLC0415 - compiler
    from govgraph.kernels.compiled.words import BATCH  # noqa: PLC0415

    most = min(n, BATCHES * BATCH)
    sources = np.random.default_rng(SEED).choice(n, most, replace=False)
    found = sampled_counts(csr(n, target, source), sources)
    means = [np.arange(len(counts)) @ counts / max(1, counts.sum()) for counts in found]
    error = float(np.std(means, ddof=1) / np.sqrt(len(means))) if len(means) > 1 else np.inf
    total = np.zeros(max(map(len, found)))
    for counts in found:
        total[: len(counts)] += counts
    message = say("measures.estimated_distances", sources=most, units=n, error=error)
    warnings.warn(message, EstimatedDistanceWarning, stacklevel=2)
    return Estimate(total * n / most / 2, error, most)
