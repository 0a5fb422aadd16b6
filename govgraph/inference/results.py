"""What tests return: an observed value, its null distribution and its p-values."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from govgraph.inference.runs import Floats
from govgraph.text.html import table_html

#: Values that differ by less than this part of their size count as equal.
_SAME = 1e-9


@dataclass(frozen=True)
class PValues:
    """How often a draw is at least as extreme as the observed value.

    Attributes
    ----------
    greater : float
        At least as high.
    less : float
        At least as low.
    two_sided : float
        At least as far out; the function that made it says how that is counted.
    """

    greater: float
    less: float
    two_sided: float


@dataclass(frozen=True, eq=False)
class NullDistribution:
    """What the null model gave.

    Attributes
    ----------
    draws : array
        The statistic, draw by draw; ``nan`` where it had no value.
    """

    draws: Floats

    def __post_init__(self) -> None:
        self.draws.setflags(write=False)

    @cached_property
    def defined(self) -> Floats:
        """The draws that have a value."""
        return self.draws[~np.isnan(self.draws)]

    @property
    def undefined(self) -> int:
        """Number of draws without a value."""
        return len(self.draws) - len(self.defined)

    @property
    def mean(self) -> float:
        """Mean of the draws that have a value; ``nan`` when none has."""
        return float(self.defined.mean()) if len(self.defined) else np.nan

    @property
    def sd(self) -> float:
        """Standard deviation of the draws (divided by their number)."""
        return float(self.defined.std()) if len(self.defined) else np.nan

    def quantile(self, share: float) -> float:
        """Return the value that a share of the draws does not exceed."""
        return float(np.quantile(self.defined, share)) if len(self.defined) else np.nan


@dataclass(frozen=True, eq=False)
class RandomisationTest:
    """An observed value against what a null model gives.

    Attributes
    ----------
    statistic : str
        What was measured.
    model : str
        The null model.
    observed : float
        Value of the data.
    p : PValues
        One- and two-sided p-values; ``nan`` when no draw has a value.
    null : NullDistribution
        The draws.
    exact : bool
        Whether the draws are all that there are, each once.
    asked : int
        How many draws were asked for.
    seed : int
        Seed of the random numbers; an exact test uses none.
    """

    statistic: str
    model: str
    observed: float
    p: PValues
    null: NullDistribution
    exact: bool
    asked: int
    seed: int

    @property
    def reps(self) -> int:
        """How many draws were done."""
        return len(self.null.draws)

    @property
    def complete(self) -> bool:
        """Whether all draws asked for were done; False after an interruption."""
        return self.reps == self.asked

    @property
    def z(self) -> float:
        """Distance of the observed value from the null mean in standard deviations.

        It is ``nan`` where the null distribution does not vary.
        """
        sd = self.null.sd
        return (self.observed - self.null.mean) / sd if sd > 0 else np.nan

    def to_frame(self) -> pd.DataFrame:
        """Return the test as one row."""
        return pd.DataFrame([self._row()])

    def _row(self) -> dict[str, object]:
        return {
            "statistic": self.statistic,
            "model": self.model,
            "observed": self.observed,
            "null_mean": self.null.mean,
            "null_sd": self.null.sd,
            "null_low": self.null.quantile(0.025),
            "null_high": self.null.quantile(0.975),
            "z": self.z,
            "p_greater": self.p.greater,
            "p_less": self.p.less,
            "p_two_sided": self.p.two_sided,
            "reps": self.reps,
            "asked": self.asked,
            "undefined": self.null.undefined,
            "exact": self.exact,
            "seed": self.seed,
        }

    def __repr__(self) -> str:
        kind = "exact" if self.exact else f"{self.reps:,} of {self.asked:,} draws"
        return (
            f"<{self.statistic} = {self.observed:.6g}, {self.model} ({kind}): "
            f"p(greater) = {self.p.greater:.4g}, p(less) = {self.p.less:.4g}, "
            f"p(two-sided) = {self.p.two_sided:.4g}>"
        )

    def _repr_html_(self) -> str:
        return frame_html(self.to_frame())


def frame_html(frame: pd.DataFrame) -> str:
    """Return a data frame as a small table, numbers to four digits."""
    shown = frame.map(lambda cell: f"{cell:.4g}" if isinstance(cell, float) else cell)
    return table_html([str(name) for name in shown.columns], shown.to_numpy().tolist())


def p_about_zero(observed: float, draws: Floats, *, exact: bool) -> PValues:
    """Return p-values whose two-sided one compares sizes without sign."""
    known = draws[~np.isnan(draws)]
    slack = _slack(observed, known)
    return PValues(
        _share(known >= observed - slack, exact=exact),
        _share(known <= observed + slack, exact=exact),
        _share(np.abs(known) >= abs(observed) - slack, exact=exact),
    )


def p_by_tails(observed: float, draws: Floats, *, exact: bool) -> PValues:
    """Return p-values whose two-sided one is twice the smaller tail, at most 1."""
    one = p_about_zero(observed, draws, exact=exact)
    two = np.minimum(1.0, 2 * np.minimum(one.greater, one.less))
    return PValues(one.greater, one.less, float(two))


def _share(extreme: "np.typing.NDArray[np.bool_]", *, exact: bool) -> float:
    if not len(extreme):
        return np.nan
    count, total = int(extreme.sum()), len(extreme)
    return count / total if exact else (1 + count) / (1 + total)


def _slack(observed: float, draws: Floats) -> float:
    """What rounding may add to a value: ties are to count as ties."""
    sizes = np.abs(np.append(draws, observed))
    finite = sizes[np.isfinite(sizes)]
    return _SAME * float(finite.max()) if len(finite) else 0.0
