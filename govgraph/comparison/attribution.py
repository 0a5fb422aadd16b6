"""Attribution: how much of a package's effect each of its steps brings."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.parallel import batches
from govgraph.comparison.parts import package_steps
from govgraph.comparison.shapley import Known, Package, evaluated, gains, parts_of
from govgraph.comparison.values import Floats, of_structure, values
from govgraph.errors import UserError
from govgraph.inference.runs import Progress, collect
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Steps, enact
from govgraph.reforms.proposal import Proposal
from govgraph.text import Language, say

#: Up to so many steps every part of the package is gone through (2^12 = 4,096).
EXACT_UP_TO = 12
#: Half the width of a 95 % interval in standard errors.
_WIDTH = 1.959964
#: Parts, or permutations, that one task of a worker takes.
_PARTS, _ORDERS = 32, 2


@dataclass(frozen=True, eq=False)
class Attribution:
    """What each step of a package does to each measure.

    Attributes
    ----------
    frame : DataFrame
        One row per step and measure: ``step`` (from 1), ``reform`` (name of the operator),
        ``measure``, ``first`` (its effect alone, before all others), ``last`` (its effect after
        all others: what would be missing without it), ``shapley`` (its mean effect over all
        orders in which the steps may join), ``low`` and ``high`` (95 % interval of a sampled
        Shapley value; the value itself where it is exact), ``parts`` (parts of the package that
        hold the step) and ``skipped`` (those among them in which it could not be taken without a
        step that they do not hold, and so had no effect).
    total : Series
        Effect of the whole package by measure.
    exact : bool
        Whether all parts were gone through.
    orders : int
        Orders sampled; 0 where it is exact.
    """

    frame: pd.DataFrame
    total: pd.Series
    exact: bool
    orders: int = 0

    def note(self, lang: Language = "en") -> str:
        """Return how it was counted, as a sentence."""
        key = "guards.exact_shapley" if self.exact else "guards.sampled_shapley"
        return say(key, lang, orders=self.orders, skipped=self._skipped())

    def _skipped(self) -> int:
        once = self.frame.drop_duplicates("step")
        return int(once["skipped"].sum())

    def of(self, measure: str) -> pd.DataFrame:
        """Return the rows of one measure, by step."""
        return self.frame[self.frame["measure"] == measure].reset_index(drop=True)

    def __repr__(self) -> str:
        return f"<{self.note()}>\n{self.frame}"


def attribution(  # noqa: PLR0913 - conventions are keywords
    before: Structure,
    package: Proposal | Steps,
    measures: Iterable[str] = HEADLINE,
    *,
    orders: int = 100,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> Attribution:
    """Split the effect of a package among its steps.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    package : Proposal, Reform, Step or sequence of them
        The steps.
    measures : iterable of str
        Names of measures of the whole structure; `HEADLINE` by default.
    orders : int
        Orders sampled where the package has more than 12 steps.
    seed : int
        Seed of the sampled orders.
    workers : int
        Processes; -1 for one on each core.
    progress : callable, optional
        Told ``(done, total)`` after each batch of parts or orders.

    Returns
    -------
    Attribution
        Effects of each step first, last and by Shapley.

    Raises
    ------
    UserError
        When the package is empty or cannot be enacted, or a measure is not one number per
        structure.
    KeyboardInterrupt
        On Ctrl-C while all parts are gone through: an exact value needs them all. Sampled orders
        that are done are kept.

    Notes
    -----
    The value of a part of the package is the measure after its steps, taken in the order of the
    package. The Shapley value of a step is its marginal effect averaged over all orders in which
    the steps may join (Shapley 1953); the values add up to the effect of the package. A step that
    cannot be taken without one that is not there has no effect in that part; such parts are
    counted. Where the measure has no value for some part, the step's value is ``nan``. Cost: one
    step and one round of measures for each of the 2^n parts, or for each step of each sampled
    order (Castro, Gómez and Tejada 2009).

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.comparison.attribution import attribution
    >>> from govgraph.reforms.operators.add_tie import AddTie
    >>> county = gg.load("q_county")
    >>> ends = [("Q.housing", "Q.police"), ("Q.police", "Q.housing")]
    >>> ties = [AddTie(kind="coordinates", source=one, target=other) for one, other in ends]
    >>> found = attribution(county, ties, ["ties.lateral"])
    >>> first, second = found.of("ties.lateral")["shapley"]
    >>> bool(first == second)
    True
    """
    names, steps = of_structure(measures), package_steps(package)
    if not steps:
        raise UserError("guards.no_steps")
    after = enact(before, steps).structure
    total = pd.Series(values(after, names) - values(before, names), list(names))
    work = Package(before, steps, names)
    if len(steps) <= EXACT_UP_TO:
        return Attribution(_exact(work, workers, progress), total, exact=True)
    generator = np.random.default_rng(seed)
    drawn = [generator.permutation(len(steps)).tolist() for _ in range(orders)]
    frame, done = _sampled(work, drawn, workers, progress)
    return Attribution(frame, total, exact=False, orders=done)


def _exact(work: Package, workers: int, progress: Progress | None) -> pd.DataFrame:
    parts = parts_of(len(work.steps))
    chunks = [parts[at : at + _PARTS] for at in range(0, len(parts), _PARTS)]
    rows = batches(evaluated, [(work, chunk) for chunk in chunks], workers)
    found = collect(lambda _: next(rows), len(parts), progress)
    if len(found) < len(parts):
        raise KeyboardInterrupt
    known = Known.of(work, parts, found)
    mean = known.shapley()
    return _frame(work, known, mean, np.zeros_like(mean))


def _sampled(
    work: Package, orders: list[list[int]], workers: int, progress: Progress | None
) -> tuple[pd.DataFrame, int]:
    edges = sorted({(), work.whole, *work.singles, *work.without})
    known = Known.of(work, edges, evaluated(work, edges))
    chunks = [orders[at : at + _ORDERS] for at in range(0, len(orders), _ORDERS)]
    rows = batches(gains, [(work, chunk) for chunk in chunks], workers)
    found = collect(lambda _: next(rows), len(orders), progress)
    mean = found.mean(axis=0)
    several = len(found) > 1
    error = found.std(axis=0, ddof=1) if several else np.full_like(mean, np.nan)
    return _frame(work, known, mean, _WIDTH * error / np.sqrt(len(found))), len(found)


def _frame(work: Package, known: Known, mean: Floats, half: Floats) -> pd.DataFrame:
    first, last = known.first(), known.last()
    held, skipped = known.held(), known.skipped()
    return pd.DataFrame(
        [
            {
                "step": step + 1,
                "reform": work.steps[step].reform.operator.name,
                "measure": name,
                "first": first[step, column],
                "last": last[step, column],
                "shapley": mean[step, column],
                "low": mean[step, column] - half[step, column],
                "high": mean[step, column] + half[step, column],
                "parts": int(held[step]),
                "skipped": int(skipped[step]),
            }
            for step in range(len(work.steps))
            for column, name in enumerate(work.names)
        ]
    )
