"""Put propositions to the model: many draws of everything that is assumed."""

import gc
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np
import pandas as pd
from scipy.stats import qmc

from govgraph.casework.answering import Answers, Execution, answers
from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.propositions.proposition import Proposition
from govgraph.propositions.result import Checked
from govgraph.propositions.setting import Setting
from govgraph.propositions.stages import Stages

#: Gives the stages and what is claimed about them; must be a function of a module.
Given: TypeAlias = Callable[[], tuple[Stages, Sequence[Proposition]]]
#: Decimals of a place within a range, so that stored draws are those that were answered.
_DECIMALS = 4


def check(
    stages: Stages | Mapping[str, object],
    propositions: Sequence[Proposition],
    *,
    draws: int = 1000,
    seed: int = 0,
    execution: Execution | None = None,
    given: Given | None = None,
) -> Checked:
    """Put propositions about stages of a reform to the model, over the ranges of its assumptions.

    Parameters
    ----------
    stages : Stages or mapping of str to Stage
        The stages by name.
    propositions : sequence of Proposition
        What is claimed.
    draws : int
        How many times all assumptions are drawn.
    seed : int
        Seed of the draws.
    execution : Execution, optional
        Workers, backend, store and progress; in this process without a store by default.
    given : callable, optional
        Gives the stages and the propositions again, so that each worker sets them up for itself
        once; without it both are sent to workers.

    Returns
    -------
    Checked
        With fewer draws than asked for when interrupted (Ctrl-C); what was answered is kept.

    Raises
    ------
    UserError
        When there is not one draw, or a name is given twice.

    Notes
    -----
    Places of the assumptions within their ranges are drawn by a Latin hypercube (McKay, Beckman
    and Conover 1979), evenly from −1 to 1: half of the draws lie below the assumed number, half
    above, and each half is filled evenly up to its end. Stages share each draw. The stages are
    those that the proposals lead to from the numbers as assumed, with the numbers moved
    afterwards; an operator that adds up numbers adds up their ranges as well, so that this is the
    same as enacting the proposal on moved numbers.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.propositions import Proposition, Stage, Stages, check
    >>> from govgraph.text.bilingual import Bilingual
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6, low=3, high=12)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=5, door="env")
    >>> stages = Stages({"today": Stage(build.build())})
    >>> settles = Proposition(
    ...     "settles",
    ...     "hypothesis",
    ...     Bilingual("Most cases are settled.", "多数办件能够办结。"),
    ...     Bilingual("share settled, less a half", "办结率减二分之一"),
    ...     lambda setting: setting.mean("today", "settled") - 0.5,
    ... )
    >>> check(stages, [settles], draws=20).share("settles").holds
    1.0
    """
    names = [one.name for one in propositions]
    if draws < 1 or len(set(names)) < len(names):
        raise UserError("propositions.bad_check", draws=draws)
    known = stages if isinstance(stages, Stages) else Stages(stages)  # type: ignore[arg-type]
    drawn = draw(known, draws, seed)
    mark = _mark(known, names, drawn)
    work: Callable[[pd.DataFrame], Answers]
    work = partial(_answer, known, tuple(propositions)) if given is None else partial(_give, given)
    found = answers(work, drawn, execution or Execution(), mark)
    effects = pd.DataFrame.from_dict(found, orient="index", columns=names).sort_index()
    return Checked(
        tuple(propositions), known.assumptions, drawn.loc[effects.index], effects, draws, seed
    )


def draw(stages: Stages, draws: int, seed: int) -> pd.DataFrame:
    """Return places of all assumptions in their ranges, from −1 to 1, one draw per row."""
    keys = [" ".join(one.key) for one in stages.assumptions]
    if not keys:
        return pd.DataFrame(index=range(draws))
    unit = qmc.LatinHypercube(len(keys), rng=np.random.default_rng(seed)).random(draws)
    return pd.DataFrame((2 * unit - 1).round(_DECIMALS), columns=keys)


_KEPT: dict[Given, tuple[Stages, Sequence[Proposition]]] = {}


def _give(given: Given, drawn: pd.DataFrame) -> Answers:
    first = given not in _KEPT
    if first:
        _KEPT[given] = given()
    found = _answer(*_KEPT[given], drawn)
    if first:  # what is kept for all draws need not be searched for garbage time and again
        gc.collect()
        gc.freeze()
    return found


def _answer(stages: Stages, propositions: Sequence[Proposition], drawn: pd.DataFrame) -> Answers:
    return [
        (int(number), effects(Setting(stages, by), propositions))
        for number, by in zip(drawn.index, drawn.to_numpy(float), strict=True)
    ]


def effects(setting: Setting, propositions: Sequence[Proposition]) -> dict[str, float]:
    """Return the effect of each proposition in a setting; ``nan`` where it cannot be judged."""
    return {one.name: _effect(setting, one) for one in propositions}


def _effect(setting: Setting, proposition: Proposition) -> float:
    try:
        return float(proposition.effect(setting))
    except UndefinedMeasureError:
        return float("nan")


def _mark(stages: Stages, names: Sequence[str], drawn: pd.DataFrame) -> str:
    """Return a fingerprint of the stages, of what is claimed and of the draws."""
    parts = [*names, drawn.to_csv()]
    for name in stages.names:
        stage = stages[name]
        works = "" if stage.workload is None else stage.workload.fingerprint()
        parts += [name, stage.structure.fingerprint(), works]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
