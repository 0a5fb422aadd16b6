"""Random reforms of the same kind and size: whether a gain is more than any of them would bring."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.parallel import batches
from govgraph.comparison.relabelling import ATTEMPTS, Draw, Refusal, Relabelled, relabelled
from govgraph.comparison.small import in_plain_text, many_small
from govgraph.comparison.values import Floats, of_structure, values
from govgraph.errors import UndefinedMeasureError
from govgraph.inference.null_models import Trait
from govgraph.inference.percentiles import Percentiles
from govgraph.inference.runs import Progress, collect
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Steps, enact, steps_of
from govgraph.reforms.proposal import Proposal
from govgraph.text import Language, say

#: Draws that one task makes: in this process, and in another one, which must be handed the work.
_BATCH, _BATCH_APART = 10, 100
#: Columns of what was refused.
REFUSED = ("step", "reform", "reason", "count")


@dataclass(frozen=True)
class RandomReforms:
    """Reforms of the same kind and size as a given one, on other units, areas and matters.

    Every step stays what it is; the units, areas and matters it names are exchanged for random
    others: units of the same kind and level, areas of the same level, any matter. One relabelling
    holds for all steps, so that steps go on referring to each other; units that a step makes stay
    what they are, and those called after another unit (desks of a joint centre) follow it. What a
    step chooses by a selection counts as the units it chose. A relabelling that cannot be enacted
    is drawn anew as a whole, so that all that can be are equally likely; a step that can be taken
    alone must remain so.

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
    refused : DataFrame
        Relabellings that were drawn but could not be enacted: ``step`` (from 1; 0 where the
        structure broke a rule in the end), ``reform`` (name of its operator), ``reason`` (message
        key) and ``count``, the most frequent first.
    missing : int
        Draws for which none was found that can be enacted; they count as undefined.
    """

    refused: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(REFUSED)))
    missing: int = 0

    @property
    def rejected(self) -> int:
        """How many relabellings were drawn but could not be enacted."""
        return int(self.refused["count"].sum())

    @property
    def rejected_share(self) -> float:
        """Share of all relabellings drawn that could not be enacted."""
        return self.rejected / (self.rejected + len(self.draws) - self.missing)

    def note(self, lang: Language = "en") -> str:
        """Return how many were rejected and at which steps, as a sentence."""
        share = f"{self.rejected_share:.0%}"
        if not self.rejected:
            return say("guards.none_rejected", lang)
        by_step = self.refused.groupby("step")["count"].sum()
        keys = ("guards.rejected_in_the_end", "guards.rejected_at")
        steps = say("guards.comma", lang).join(
            say(keys[step != 0], lang, step=step, count=count) for step, count in by_step.items()
        )
        return say("guards.rejected", lang, count=self.rejected, share=share, steps=steps)

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
    It is no test of a hypothesis. An interruption (Ctrl-C) keeps the batches of draws that are
    done; ``complete`` is then False. Cost: one enactment and one round of measures for each draw,
    and for each relabelling that is rejected the steps up to the one that is refused.

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
    size = _BATCH if workers == 1 else _BATCH_APART
    numbers = [range(at, min(at + size, draws)) for at in range(0, draws, size)]
    work = batches(_draws, [(before, exchanged, names, seed, part) for part in numbers], workers)
    refused: Counter[Refusal] = Counter()

    def rows(_: int) -> Floats:
        found, why = next(work)
        refused.update(why)
        return found

    found = collect(rows, draws, progress)
    changes, missing = found[:, :-1] - base, found[:, -1]
    if missing.all():
        raise UndefinedMeasureError("guards.never_feasible", attempts=ATTEMPTS)
    columns = pd.Index(names, name="name")
    return ReformPercentiles(
        observed=pd.Series(after - base, columns, name="observed"),
        draws=pd.DataFrame(changes, pd.RangeIndex(len(found), name="draw"), columns),
        model=model,
        asked=draws,
        seed=seed,
        refused=_refused(exchanged, refused),
        missing=int(missing.sum()),
    )


def _draws(
    before: Structure, model: Relabelled, names: tuple[str, ...], seed: int, numbers: Iterable[int]
) -> tuple[Floats, Counter[Refusal]]:
    """Return one row per draw (values, whether none was found), and what was refused."""
    rows, refused = [], Counter[Refusal]()
    with many_small():
        small = in_plain_text(before)
        for number in numbers:
            drawn = _draw(small, model, seed, number)
            after = drawn.structure
            found = [np.nan] * len(names) if after is None else values(after, names).tolist()
            rows.append([*found, after is None])
            refused.update(drawn.refused)
    return np.array(rows, np.float64), refused


def _draw(before: Structure, model: Relabelled, seed: int, number: int) -> Draw:
    stream = np.random.SeedSequence(seed, spawn_key=(number,))
    return model.draw(before, np.random.default_rng(stream))


def _refused(model: Relabelled, refused: Counter[Refusal]) -> pd.DataFrame:
    rows = [
        (step, model.steps[step - 1].reform.operator.name if step else "", reason, count)
        for (step, reason), count in refused.most_common()
    ]
    return pd.DataFrame(rows, columns=list(REFUSED))
