"""Random reforms of the same kind and size: whether a gain is more than any of them would bring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.parallel import batches
from govgraph.comparison.relabelling import ATTEMPTS, Draw, Relabelled, relabelled
from govgraph.comparison.values import Floats, of_structure, values
from govgraph.errors import UndefinedMeasureError
from govgraph.inference.null_models import Trait
from govgraph.inference.percentiles import Percentiles
from govgraph.inference.runs import Progress, collect
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Steps, enact, steps_of
from govgraph.reforms.proposal import Proposal

#: Draws that one task of a worker makes.
_BATCH = 10


@dataclass(frozen=True)
class RandomReforms:
    """Reforms of the same kind and size as a given one, on other units, areas and matters.

    Every step stays what it is; the units, areas and matters it names are exchanged for random
    others: units of the same kind and level, areas of the same level, any matter. One exchange
    holds for all steps, so that steps go on referring to each other; units that a step makes stay
    what they are. What a step chooses by a selection counts as the units it chose. A step that
    cannot be taken on its random targets draws them anew; a reform that breaks a rule of the model
    in the end is drawn anew as a whole.

    Parameters
    ----------
    steps : Proposal, Reform, Step or sequence of them
        The reform.
    within : tuple of {"line", "area", "sector"}
        What exchanged units share beside kind and level.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.comparison.random_reforms import RandomReforms
    >>> from govgraph.reforms.operators.merge_units import MergeUnits
    >>> county = gg.load("q_county")
    >>> merger = MergeUnits(units=("Q.civil_affairs", "Q.veterans"), into="Q.veterans")
    >>> drawn = next(RandomReforms(merger).structures(county, seed=1))
    >>> len(county.units) - len(drawn.units)
    1
    """

    steps: Proposal | Steps
    within: tuple[Trait, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in results."""
        return f"reforms relabelled within {'+'.join(('kind', 'level', *self.within))}"

    def structures(self, structure: Structure, *, seed: int = 0) -> Iterator[Structure]:
        """Yield what one random reform after the other makes of a structure, without end.

        Raises
        ------
        UndefinedMeasureError
            When no target can be exchanged, or no exchanged reform can be enacted.
        """
        model, number = self.on(structure), 0
        while True:
            drawn = _draw(structure, model, seed, number).structure
            if drawn is None:
                raise UndefinedMeasureError("guards.never_feasible", attempts=ATTEMPTS)
            yield drawn
            number += 1

    def on(self, structure: Structure) -> Relabelled:
        """Return the steps with what they may be exchanged for; errors as in `relabelled`."""
        steps = self.steps.steps if isinstance(self.steps, Proposal) else steps_of(self.steps)
        return relabelled(structure, steps, self.within)


@dataclass(frozen=True, eq=False)
class ReformPercentiles(Percentiles):
    """What a reform changes, beside what random reforms of the same kind and size change.

    Attributes
    ----------
    rejected : int
        Random targets that were drawn but could not be enacted.
    missing : int
        Draws for which none was found that can be enacted; they count as undefined.
    """

    rejected: int = 0
    missing: int = 0

    def to_frame(self) -> pd.DataFrame:
        """Return one row per measure.

        Returns
        -------
        DataFrame
            The columns of `Percentiles.to_frame`, where ``observed`` is the change that the reform
            makes, and ``rejected``. The percentile is the share of random reforms that change the
            measure less (in the sense of numbers), and half of those that change it as much.
        """
        return super().to_frame().assign(rejected=self.rejected)


def percentiles(  # noqa: PLR0913 - conventions are keywords
    before: Structure,
    reform: Proposal | Steps,
    measures: Iterable[str] = HEADLINE,
    *,
    draws: int = 1000,
    within: tuple[Trait, ...] = (),
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> ReformPercentiles:
    """Say where the changes that a reform makes stand among random reforms like it.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    reform : Proposal, Reform, Step or sequence of them
        The reform.
    measures : iterable of str
        Names of measures of the whole structure; `HEADLINE` by default.
    draws : int
        Number of random reforms.
    within : tuple of {"line", "area", "sector"}
        What exchanged units share beside kind and level.
    seed : int
        Seed of the draws. Each draw has a stream of its own, so that the result does not depend on
        the number of workers.
    workers : int
        Processes that draw; -1 for one on each core.
    progress : callable, optional
        Told ``(done, draws)`` after each batch.

    Returns
    -------
    ReformPercentiles
        ``to_frame()`` gives change, null mean and standard deviation, percentile and its Monte
        Carlo error, numbers of draws, of undefined and of rejected ones.

    Raises
    ------
    UndefinedMeasureError
        When no target can be exchanged, or no exchanged reform can be enacted.
    UserError
        When the reform itself cannot be enacted, or a measure is not one number per structure.

    Notes
    -----
    A percentile is a description: of all reforms of this kind and size, this share changes the
    measure less. A gain near the middle is what any such reform would bring, whatever it touches.
    It is no test of a hypothesis. Desks of joint centres are called after their departments; a
    proposal whose later steps name such desks is rejected more often. An interruption (Ctrl-C)
    keeps the draws that are done; ``complete`` is then False. Cost: one enactment and one round of
    measures for each draw.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.comparison.random_reforms import percentiles
    >>> from govgraph.reforms.operators.merge_units import MergeUnits
    >>> county = gg.load("q_county")
    >>> merger = MergeUnits(units=("Q.civil_affairs", "Q.veterans"), into="Q.veterans")
    >>> found = percentiles(county, merger, ["span.max"], draws=3)
    >>> found.to_frame()[["draws", "undefined"]].to_numpy().tolist()
    [[3, 0]]
    """
    names = of_structure(measures)
    model = RandomReforms(reform, within)
    exchanged = model.on(before)
    base = values(before, names)
    after = values(enact(before, exchanged.steps).structure, names)
    numbers = [range(at, min(at + _BATCH, draws)) for at in range(0, draws, _BATCH)]
    work = batches(_draws, [(before, exchanged, names, seed, part) for part in numbers], workers)
    found = collect(lambda _: next(work), draws, progress)
    changes, rejected, missing = found[:, :-2] - base, found[:, -2], found[:, -1]
    if missing.all():
        raise UndefinedMeasureError("guards.never_feasible", attempts=ATTEMPTS)
    columns = pd.Index(names, name="name")
    return ReformPercentiles(
        observed=pd.Series(after - base, columns, name="observed"),
        draws=pd.DataFrame(changes, pd.RangeIndex(len(found), name="draw"), columns),
        model=model,
        asked=draws,
        seed=seed,
        rejected=int(rejected.sum()),
        missing=int(missing.sum()),
    )


def _draws(
    before: Structure, model: Relabelled, names: tuple[str, ...], seed: int, numbers: Iterable[int]
) -> Floats:
    """Return one row per draw: values, how many were rejected, whether none was found."""
    rows = []
    for number in numbers:
        drawn = _draw(before, model, seed, number)
        after = drawn.structure
        found = [np.nan] * len(names) if after is None else values(after, names).tolist()
        rows.append([*found, drawn.rejected, after is None])
    return np.array(rows, np.float64)


def _draw(before: Structure, model: Relabelled, seed: int, number: int) -> Draw:
    stream = np.random.SeedSequence(seed, spawn_key=(number,))
    return model.draw(before, np.random.default_rng(stream))
