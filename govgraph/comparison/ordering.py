"""The order of steps that keeps the worst state between them as good as it can be."""

import math
from dataclasses import dataclass

import pandas as pd

from govgraph.comparison.found import Config
from govgraph.comparison.parallel import batches
from govgraph.comparison.parts import Part, package_steps, walk
from govgraph.comparison.shapley import parts_of
from govgraph.comparison.states import HIGH_FINDINGS, Badness, badness_by, looked_at, sign_of
from govgraph.errors import UserError
from govgraph.inference.runs import Progress
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step, Steps, enact
from govgraph.reforms.proposal import Proposal
from govgraph.text import Language, say

#: Up to so many steps every order is weighed (2^10 = 1,024 states).
EXACT_UP_TO = 10
#: States that one task of a worker looks at.
_PARTS = 8


@dataclass(frozen=True, eq=False)
class Order:
    """An order of steps and the states that it passes through.

    Attributes
    ----------
    judged_by : str
        Name of the measure, or ``findings.high``.
    numbers : tuple of int
        Numbers of the steps in the proposal, in the order proposed.
    states : DataFrame
        One row per state of the order proposed: ``place`` (0 for before), ``step`` (the step that
        leads to it, 0 for before) and ``value``.
    worst, listed : float
        Value of the worst state between the steps in the order proposed, and in the order listed;
        ``nan`` where there is none, or where it has no value.
    exact : bool
        Whether every order was weighed; otherwise each step is the best next one.
    """

    judged_by: str
    numbers: tuple[int, ...]
    states: pd.DataFrame
    worst: float
    listed: float
    exact: bool

    @property
    def as_listed(self) -> bool:
        """Whether the order proposed is the one listed."""
        return self.numbers == tuple(sorted(self.numbers))

    def summary(self, lang: Language = "en") -> str:
        """Return the order proposed and what it gains, as a sentence."""
        key = "guards.order_exact" if self.exact else "guards.order_greedy"
        return say(
            key,
            lang,
            judged_by=self.judged_by,
            order=" → ".join(map(str, self.numbers)),
            worst=f"{self.worst:.4g}",
            listed=f"{self.listed:.4g}",
        )

    def __repr__(self) -> str:
        return f"<{self.summary()}>"


def best_order(
    before: Structure,
    package: Proposal | Steps,
    judged_by: str = HIGH_FINDINGS,
    *,
    config: Config = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Order:
    """Return the order of steps whose worst state between them is best.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    package : Proposal, Reform, Step or sequence of them
        The steps.
    judged_by : str
        A measure of the whole structure with a direction, or ``findings.high``: the number of
        open findings of high severity.
    config : Configuration or path, optional
        Configuration of the audit.
    workers : int
        Processes; -1 for one on each core.
    progress : callable, optional
        Told ``(done, total)`` after some states were looked at, where every order is weighed.

    Returns
    -------
    Order
        The order, the states it passes through and the worst of them.

    Raises
    ------
    UserError
        When the package is empty or cannot be enacted, or the measure has no direction.

    Notes
    -----
    Only orders that lead to the same end are weighed: a step may come before another one listed
    earlier if it can be taken there, and if the two make the same of every state they meet in. The
    state after some of the steps is then the same in every order, and the best order is found
    state by state (Held and Karp 1962). Among orders with the same worst state the one with the
    least sum over its states is taken, then the one nearest to the order listed. A state without a
    value counts as the worst. Cost: one round of the measure or audit for each of 2^n states;
    beyond 10 steps the best next step is taken instead, which need not lead to the best order.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.comparison.ordering import best_order
    >>> from govgraph.reforms.operators.add_tie import AddTie
    >>> county = gg.load("q_county")
    >>> tie = AddTie(kind="coordinates", source="Q.housing", target="Q.police")
    >>> best_order(county, tie, "coordination.average").numbers
    (1,)
    """
    steps, badness = package_steps(package), badness_by(judged_by, config)
    if not steps:
        raise UserError("guards.no_steps")
    enact(before, steps)
    work = _Orders(before, steps, badness, workers)
    exact = len(steps) <= EXACT_UP_TO
    order = work.best(progress) if exact else work.greedy()
    sign = sign_of(judged_by)
    states = [sign * work.bad(tuple(sorted(order[:size]))) for size in range(len(order) + 1)]
    frame = pd.DataFrame(
        {"place": range(len(states)), "step": [0, *(s + 1 for s in order)], "value": states}
    )
    listed = [work.bad(tuple(range(size))) for size in range(1, len(steps))]
    return Order(
        judged_by,
        tuple(step + 1 for step in order),
        frame.replace([math.inf, -math.inf], math.nan),
        _finite(sign * max((sign * value for value in states[1:-1]), default=math.nan)),
        _finite(sign * max(listed, default=math.nan)),
        exact,
    )


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.nan


class _Orders:
    """The states that parts of a package lead to, and the orders that pass through them."""

    def __init__(
        self, before: Structure, steps: tuple[Step, ...], badness: Badness, workers: int
    ) -> None:
        self.before, self.steps, self.badness, self.workers = before, steps, badness, workers
        self.whole = tuple(range(len(steps)))
        self.known: dict[Part, float | None] = {}
        self.joins: dict[tuple[Part, int], bool] = {}

    def bad(self, part: Part) -> float:
        """Return how bad the state after a part is; infinite where it has no value."""
        if part not in self.known:
            self.look_at([part])
        found = self.known[part]
        return math.inf if found is None else found

    def look_at(self, parts: list[Part], progress: Progress | None = None) -> None:
        """Note for each part how bad its state is, or None where a step cannot be taken in it."""
        chunks = [parts[at : at + _PARTS] for at in range(0, len(parts), _PARTS)]
        tasks = [(self.before, self.steps, self.badness, chunk) for chunk in chunks]
        workers = self.workers if len(chunks) > 1 else 1
        for chunk, found in zip(chunks, batches(looked_at, tasks, workers), strict=True):
            self.known.update(zip(chunk, found, strict=True))
            if progress is not None:
                progress(len(self.known), len(parts))

    def may_join(self, part: Part, step: int) -> bool:
        """Tell whether a step after a part makes what the order listed makes of both."""
        if part and step < part[-1] and (part, step) not in self.joins:
            self.joins[part, step] = self._same_end(part, step)
        return self.joins.get((part, step), True)

    def _same_end(self, part: Part, step: int) -> bool:
        both = tuple(sorted((*part, step)))
        listed = next(walk(self.before, self.steps, [both]))
        first = next(walk(self.before, self.steps, [part]))
        last = first.then(step, self.steps[step])
        if last.skipped or listed.skipped:
            return False
        pairs = ((last.structure.table(name), listed.structure.table(name)) for name in TABLES)
        return all(one.equals(other) for one, other in pairs)

    def best(self, progress: Progress | None) -> list[int]:
        """Return the best order; a join is tried only when the best order wants it."""
        self.look_at(parts_of(len(self.steps)), progress)
        while True:
            order = self._path(self._path(None))
            wrong = [
                place
                for place, step in enumerate(order)
                if not self.may_join(tuple(sorted(order[:place])), step)
            ]
            if not wrong:
                return order

    def _path(self, bound: list[int] | None) -> list[int]:
        """Return the order with the best worst state; with one given, the least sum as good."""
        limit = math.inf if bound is None else self._worst(bound)
        found: dict[Part, tuple[float, list[int]]] = {(): (-math.inf if bound is None else 0.0, [])}
        for part in sorted(self.known, key=len):
            choices = []
            for step in part:
                rest = tuple(one for one in part if one != step)
                if rest in found and self.joins.get((rest, step), True):
                    cost, order = found[rest]
                    choices.append((self._cost(cost, part, adds=bound is not None), [*order, step]))
            if choices and self.known[part] is not None and self._between(part) <= limit:
                found[part] = min(choices)
        return found[self.whole][1]

    def _cost(self, cost: float, part: Part, *, adds: bool) -> float:
        own = self._between(part)
        if adds:
            return cost + (own if math.isfinite(own) else 0.0)
        return max(cost, own)

    def _between(self, part: Part) -> float:
        """Return how bad a state is, if it lies between beginning and end."""
        return -math.inf if part in {(), self.whole} else self.bad(part)

    def _worst(self, order: list[int]) -> float:
        parts = [tuple(sorted(order[:size])) for size in range(1, len(order))]
        return max((self.bad(part) for part in parts), default=-math.inf)

    def greedy(self) -> list[int]:
        """Return the order in which each step is the best next one; else the order listed."""
        order: list[int] = []
        while len(order) < len(self.whole):
            part = tuple(sorted(order))
            next_ones = [
                (self.bad(tuple(sorted((*part, step)))), step)
                for step in self.whole
                if step not in part and self.may_join(part, step)
            ]
            possible = [one for one in next_ones if self._can_be((*part, one[1]))]
            if not possible:
                return list(self.whole)
            order.append(min(possible)[1])
        return order

    def _can_be(self, part: Part) -> bool:
        return self.known[tuple(sorted(part))] is not None
