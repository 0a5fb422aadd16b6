"""Sweeps: the answer of the case-work model over the ranges of its assumptions."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from govgraph.casework.answering import Answers, Execution, answers
from govgraph.casework.draws import Design, Ranges, draw, ranges_of
from govgraph.casework.flow import CaseFlow
from govgraph.casework.headline import headline
from govgraph.casework.influences import influence
from govgraph.casework.routing import Routing, routing
from govgraph.errors import UnknownNameError
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

#: Takes a case flow and gives named numbers.
Answer = Callable[[CaseFlow], Mapping[str, float]]


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
            When there are too few answers, or they do not differ.
        """
        if answer not in self.answers:
            raise UnknownNameError.among("casework.as_answers", answer, self.answers)
        return influence(self.draws[list(self.ranges)], self.draws[answer])


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
    mark = _fingerprint(structure, workload, drawn, answer)
    known = answers(
        partial(_answered, routing(structure, workload), answer), drawn, execution, mark
    )
    found = pd.DataFrame.from_dict(known, orient="index").sort_index()
    return Sweep(ranges, drawn.loc[found.index].join(found), design.draws)


def _answered(ways: Routing, answer: Answer, drawn: pd.DataFrame) -> Answers:
    names, found = [str(name) for name in drawn.columns], Answers()
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
