"""Sweeps: the answer of the case-work model over the ranges of its assumptions."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TypeAlias

import joblib
import numpy as np
import pandas as pd
from scipy.stats import rankdata

from govgraph.casework.draws import Design, Ranges, draw, ranges_of
from govgraph.casework.flow import CaseFlow
from govgraph.casework.headline import headline
from govgraph.casework.routing import Routing, routing
from govgraph.casework.store import Store
from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

#: Takes a case flow and gives named numbers.
Answer = Callable[[CaseFlow], Mapping[str, float]]
_Found: TypeAlias = list[tuple[int, dict[str, float]]]
#: Draws that one task answers, enough to outweigh handing it out, and tasks for each worker
#: between two looks at what is done.
_BATCH, _BATCHES = 8, 2
#: Draws that a correlation needs beyond the number of parameters.
_SPARE = 3


@dataclass(frozen=True, eq=False)
class Sweep:
    """Answers over draws of the parameters.

    Attributes
    ----------
    ranges : dict of str to (float, float)
        What was swept.
    draws : DataFrame
        One row per draw that was answered, by its number: the parameters, then the answers.
    asked : int
        Number of draws asked for; more than there are rows when the sweep was interrupted.
    """

    ranges: dict[str, tuple[float, float]]
    draws: pd.DataFrame
    asked: int

    @property
    def complete(self) -> bool:
        """Whether every draw has been answered."""
        return len(self.draws) == self.asked

    @property
    def answers(self) -> list[str]:
        """Names of the answers."""
        return [str(name) for name in self.draws.columns if name not in self.ranges]

    def influence(self, answer: str) -> pd.Series:
        """Return which parameter decides an answer: partial rank correlation, strongest first.

        Parameters
        ----------
        answer : str
            Name of an answer.

        Returns
        -------
        Series
            From −1 to 1 for each parameter: how ranks of the answer follow ranks of the parameter
            once all other parameters are allowed for (Marino and others 2008); ``nan`` for one
            that does not vary.

        Raises
        ------
        UnknownNameError
            When there is no such answer.
        UndefinedMeasureError
            When there are too few finite answers, or they do not differ.
        """
        if answer not in self.answers:
            raise UnknownNameError.among("casework.as_answers", answer, self.answers)
        fine = self.draws[np.isfinite(self.draws[answer].to_numpy(float))]
        varied = [name for name in self.ranges if np.ptp(fine[name]) > 0] if len(fine) else []
        if len(fine) < len(varied) + _SPARE or not np.ptp(fine[answer]):
            raise UndefinedMeasureError("casework.too_few_draws", draws=len(fine))
        ranks = np.column_stack([rankdata(fine[name]) for name in [*varied, answer]])
        found = {name: _partial(ranks, place) for place, name in enumerate(varied)}
        series = pd.Series(found, dtype=float).reindex(list(self.ranges))
        order = series.abs().sort_values(ascending=False, kind="stable").index
        return series.reindex(order).rename(answer)


def _partial(ranks: np.ndarray, place: int) -> float:
    """Correlation of one column with the last, both freed from all the others."""
    others = np.delete(ranks[:, :-1], place, axis=1)
    system = np.column_stack((np.ones(len(ranks)), others))
    pair = ranks[:, [place, -1]]
    left = pair - system @ np.linalg.lstsq(system, pair, rcond=None)[0]
    scale = np.sqrt((left**2).sum(axis=0))
    return float(left[:, 0] @ left[:, 1] / scale.prod()) if scale.all() else float("nan")


@dataclass(frozen=True, kw_only=True)
class Execution:
    """Where and how a sweep runs; its answers do not depend on it.

    Attributes
    ----------
    workers : int
        Processes, −1 for one per core.
    backend : str, optional
        Backend of joblib: processes of this machine by default; ``"dask"`` or ``"ray"`` once
        their client is connected.
    store : path, optional
        SQLite file in which answers are kept while the sweep runs; a sweep that asks the same
        again goes on from there.
    progress : callable, optional
        Called with the number of draws answered and asked for.
    """

    workers: int = 1
    backend: str | None = None
    store: str | PathLike[str] | None = None
    progress: Callable[[int, int], None] | None = None

    @property
    def at_once(self) -> int:
        """Draws handed out together: a few batches for each worker."""
        return _BATCH * _BATCHES * int(joblib.effective_n_jobs(self.workers))


def sweep(
    structure: Structure,
    parameters: Ranges | None = None,
    *,
    workload: Workload | None = None,
    answer: Answer = headline,
    design: Design | None = None,
    execution: Execution | None = None,
) -> Sweep:
    """Answer the case-work model for many draws of its parameters.

    Parameters
    ----------
    structure : Structure
        The structure; its routing is made once.
    parameters : mapping of str to (float, float) or None, optional
        Range of each parameter to sweep, None for the range stated for it; all parameters over
        their stated ranges by default.
    workload : Workload, optional
        Officials, priorities and parameters.
    answer : callable
        Takes a `CaseFlow`, gives named numbers; must be importable for other processes. By
        default `headline`, from the analysis.
    design : Design, optional
        How many draws, by which method and seed; 256 by Latin hypercube.
    execution : Execution, optional
        Workers, backend, store and progress; in this process without a store by default.

    Returns
    -------
    Sweep
        With fewer rows than asked for when interrupted (Ctrl-C); what was answered is kept.

    Raises
    ------
    UnknownNameError
        When there is no parameter of a name.
    UserError
        When a range or the number of draws does not fit.

    Notes
    -----
    The draws depend on the seed alone, and the answers on the draws alone, whatever the workers.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.casework.draws import Design
    >>> from govgraph.casework.sweeping import sweep
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=5, door="env")
    >>> ranges = {"resolve": None, "give_up": None}
    >>> found = sweep(build.build(), ranges, design=Design(draws=16))
    >>> len(found.draws), found.influence("settled").index[0]
    (16, 'resolve')
    """
    design, execution = design or Design(), execution or Execution()
    ranges = ranges_of(parameters)
    drawn = draw(ranges, design)
    store = None
    if execution.store is not None:
        mark = _fingerprint(structure, workload, drawn, answer)
        store = Store(Path(execution.store), mark)
    known = {} if store is None else store.known()
    left = drawn[~drawn.index.isin(list(known))]
    try:
        for found in _answers(routing(structure, workload), left, answer, execution):
            known |= dict(found)
            if store is not None:
                store.keep(found)
            if execution.progress is not None:
                execution.progress(len(known), design.draws)
    except KeyboardInterrupt:
        pass
    answers = pd.DataFrame.from_dict(known, orient="index").sort_index()
    return Sweep(ranges, drawn.loc[answers.index].join(answers), design.draws)


def _answers(
    ways: Routing, drawn: pd.DataFrame, answer: Answer, execution: Execution
) -> Iterator[_Found]:
    """Yield what draws answer, a few batches at once."""
    task, size = joblib.delayed(_answered), execution.at_once
    chosen = {} if execution.backend is None else {"backend": execution.backend}
    with joblib.parallel_config(**chosen), joblib.Parallel(execution.workers) as pool:
        for first in range(0, len(drawn), size):
            here = drawn.iloc[first : first + size]
            batches = (here.iloc[at : at + _BATCH] for at in range(0, len(here), _BATCH))
            found = pool(task(ways, batch, answer) for batch in batches)
            yield [pair for part in found for pair in part]


def _answered(ways: Routing, drawn: pd.DataFrame, answer: Answer) -> _Found:
    names, found = [str(name) for name in drawn.columns], _Found()
    for number, values in zip(drawn.index.tolist(), drawn.to_numpy(float).tolist(), strict=True):
        flow = ways.flow(dict(zip(names, values, strict=True)))
        found.append((number, {name: float(value) for name, value in answer(flow).items()}))
    return found


def _fingerprint(
    structure: Structure, workload: Workload | None, drawn: pd.DataFrame, answer: Answer
) -> str:
    parts = [
        structure.fingerprint(),
        "" if workload is None else workload.fingerprint(),
        json.dumps(drawn.to_dict("list")),
        f"{answer.__module__}.{getattr(answer, '__qualname__', repr(answer))}",
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
