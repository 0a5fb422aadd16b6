"""How long, how often and how exactly cases are simulated."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from govgraph.casework.flow import HOURS_PER_WEEK, HOURS_PER_YEAR
from govgraph.errors import UserError


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Length, number and precision of the runs, and what is kept of them.

    Attributes
    ----------
    years : float
        Counted time of a run: cases that are opened in it are counted.
    warm_up : float
        Years before, in which desks fill; rounded up to whole weeks.
    follow_up : float
        Years after, in which counted cases may still end while others go on coming. Those that
        have not ended by then are censored; they are reported, never dropped.
    replications : int
        Runs; at least so many where a precision is asked for.
    precision : float, optional
        Runs are added until the interval of the mean time to settle a case reaches to so small a
        part of the mean on either side (0.05: five in a hundred), or there are `most`.
    most : int
        Most runs.
    confidence : float
        Probability with which intervals contain the mean.
    every : float
        Hours between two counts of the backlog.
    records : bool
        Whether cases and visits are kept one by one; sums and backlogs are kept in any case.

    Raises
    ------
    UserError
        When a number cannot be.
    """

    years: float = 1.0
    warm_up: float = 0.5
    follow_up: float = 0.5
    replications: int = 10
    precision: float | None = None
    most: int = 200
    confidence: float = 0.95
    every: float = HOURS_PER_WEEK
    records: bool = True

    def __post_init__(self) -> None:
        fine = {
            "years": 0 < self.years < math.inf,
            "warm_up": 0 <= self.warm_up < math.inf,
            "follow_up": 0 <= self.follow_up < math.inf,
            "replications": self.replications >= 1,
            "precision": self.precision is None or self.precision > 0,
            "most": self.most >= 1,
            "confidence": 0 < self.confidence < 1,
            "every": 0 < self.every < math.inf,
        }
        for name, good in fine.items():
            if not good:
                raise UserError("simulation.bad_plan", name=name, value=getattr(self, name))

    @property
    def warm(self) -> float:
        """Hours of the warm-up."""
        return HOURS_PER_WEEK * math.ceil(self.warm_up * HOURS_PER_YEAR / HOURS_PER_WEEK)

    @property
    def counted(self) -> float:
        """Hours of the counted time."""
        return self.years * HOURS_PER_YEAR

    @property
    def end(self) -> float:
        """Hours of a run."""
        return self.warm + self.counted + self.follow_up * HOURS_PER_YEAR

    @cached_property
    def times(self) -> NDArray[np.float64]:
        """Hours since the counted time began at which the backlog is counted."""
        return np.arange(0.0, self.counted, self.every)

    @property
    def runs(self) -> tuple[int, int]:
        """Fewest and most runs."""
        if self.precision is None:
            return self.replications, self.replications
        fewest = max(self.replications, 3)
        return fewest, max(self.most, fewest)
