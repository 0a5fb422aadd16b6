"""One proposal after the other: taken, asked whether it is lawful, and measured."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.comparison.screening.distances import Distances, degrees, spans
from govgraph.comparison.screening.held import CHANGED, Held
from govgraph.comparison.screening.lawful import LawfulDistances
from govgraph.comparison.screening.means import Means, needs
from govgraph.comparison.screening.overlay import Overlay
from govgraph.comparison.screening.profile import Differences, Profile, State
from govgraph.comparison.screening.rules import Rules
from govgraph.comparison.screening.ties import Ties, fixed
from govgraph.comparison.screening.work import Work, places
from govgraph.errors import InvalidStructureError, Problem, UserError
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step

Floats: TypeAlias = NDArray[np.float64]

#: What is measured, by the part that measures it.
PARTS: dict[str, tuple[str, ...]] = {
    "distances": (
        "distance.average",
        "distance.harmonic",
        "fragmentation.distance",
        "distance.diameter",
        "fragmentation.components",
    ),
    "lawful": (
        "coordination.average",
        "coordination.harmonic",
        "coordination.longest",
        "coordination.unreachable",
    ),
    "profile": (
        "profile.power",
        "profile.function",
        "profile.mechanism",
        "profile.information",
    ),
    "spans": ("span.mean", "span.max"),
}
#: All measures, in the order of the parts.
EVERY: tuple[str, ...] = tuple(name for names in PARTS.values() for name in names)
#: Those taken where nothing else is asked: lawful distances take longer than all the rest.
MEASURES: tuple[str, ...] = tuple(name for name in EVERY if name not in PARTS["lawful"])
#: Operators that change ties, duties and powers alone.
SCREENED = (
    "add_tie",
    "assign_duties",
    "change_tie",
    "grant_powers",
    "grassroots_call",
    "hand_back",
    "make_vertical",
    "reassign_lead",
    "remove_tie",
    "set_portfolio",
    "share_data",
    "withdraw_powers",
)


class Refusal(NamedTuple):
    """Why a proposal cannot be enacted.

    Attributes
    ----------
    step : int
        Number of the step that cannot be taken, from 1.
    reform : str
        Name of its operator.
    rule : str
        Name of the rule that it breaks first: the key of the message.
    found : str
        What was found there; empty where the rule says it all.
    """

    step: int
    reform: str
    rule: str
    found: str = ""


class Taken(NamedTuple):
    """A lawful proposal: ties, duties and powers after it, and the rows that differ."""

    now: State
    differences: tuple[Differences, Differences, Differences]


class Judge:
    """A structure in the form in which many proposals are taken and measured.

    Parameters
    ----------
    structure : Structure
        The structure.
    parts : iterable of str
        Keys of `PARTS`: what is measured.
    times : int
        How many proposals will be measured.
    """

    def __init__(self, structure: Structure, parts: Iterable[str], times: int) -> None:
        self.held, where, needed = Held(structure), places(structure), needs(structure)
        self.rules = Rules(self.held)
        self.state = State(Ties(fixed(structure)), Work(where), Means(where, needed))
        for table in CHANGED:
            for row in self.held.tables[table].all_records():
                self.state.put(table, row, 1)
        self._measures = [self._measure(part, structure, times) for part in parts]

    def _measure(self, part: str, structure: Structure, times: int) -> Callable[[Taken], Floats]:
        """Return the function that measures one part of a proposal."""
        ties = self.state.ties
        if part == "distances":
            distances = Distances(ties, times)
            return lambda one: distances.values(one.now.ties.edges)
        if part == "lawful":
            lawful = LawfulDistances(structure, ties, times)
            return lambda one: lawful.values(one.now.ties)
        if part == "profile":
            profile = Profile(self.state)
            return lambda one: profile.values(one.now, *one.differences)
        degree = degrees(ties)
        return lambda one: spans(one.now.ties, degree)

    def judge(self, proposals: Sequence[Sequence[Step]]) -> list[Floats | Refusal]:
        """Return the values of the measures after each proposal, or why it cannot be taken.

        All are taken before they are measured, and measured part by part: what a part reads is
        then still at hand for the next proposal.
        """
        drafts = [self._taken(steps) for steps in proposals]
        lawful = [one for one in drafts if isinstance(one, Taken)]
        parts = [[measure(one) for one in lawful] for measure in self._measures]
        values = map(np.concatenate, zip(*parts, strict=True))
        return [next(values) if isinstance(one, Taken) else one for one in drafts]

    def _taken(self, steps: Sequence[Step]) -> Taken | Refusal:
        draft, date = Overlay(self.held), ""
        for number, step in enumerate(steps, 1):
            ground = {"basis": step.basis, "origin": step.origin, "since": step.date}
            draft.begin({name: text or None for name, text in ground.items()})
            date = step.date or date
            refusal = self._refusal(draft, step, date if number == len(steps) else "")
            if refusal is not None:
                return Refusal(number, step.reform.operator.name, *refusal)
        ties, duties, powers = (draft.differences(table) for table in CHANGED)
        now = self.state.over()
        for table, differences in zip(CHANGED, (ties, duties, powers), strict=True):
            for rows, by in zip(differences, (-1, 1), strict=True):
                for row in rows:
                    now.put(table, row, by)
        return Taken(now, (ties, duties, powers))

    def _refusal(self, draft: Overlay, step: Step, date: str) -> tuple[str, str] | None:
        try:
            step.reform.change(draft)
        except InvalidStructureError as error:
            return _first(error.problems[0])
        except UserError as error:
            return error.key, str(error.params.get("name", ""))
        problem = self.rules.broken(draft) or self.rules.date(date)
        return None if problem is None else _first(problem)


def _first(problem: Problem) -> tuple[str, str]:
    return problem.key, problem.value
