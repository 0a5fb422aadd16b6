"""One proposal after the other: taken, asked whether it is lawful, and measured."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.comparison.screening.distances import Distances, degrees, spans
from govgraph.comparison.screening.held import CHANGED, Held
from govgraph.comparison.screening.lawful import LawfulDistances
from govgraph.comparison.screening.means import Means, needs
from govgraph.comparison.screening.overlay import Overlay
from govgraph.comparison.screening.profile import Profile, State
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
            held = self.held.tables[table]
            for row in range(held.size):
                self.state.put(table, held.record(row), 1)
        self.parts = tuple(parts)
        self._degree = degrees(self.state.ties)
        self._distances = Distances(self.state.ties, times if "distances" in self.parts else 0)
        self._profile = Profile(self.state)
        self._lawful = (
            LawfulDistances(structure, self.state.ties, times) if "lawful" in self.parts else None
        )

    def judge(self, steps: Sequence[Step]) -> Floats | Refusal:
        """Return the values of the measures after some steps, or why they cannot be taken."""
        draft, date = Overlay(self.held), ""
        for number, step in enumerate(steps, 1):
            draft.begin(
                {
                    "basis": step.basis or None,
                    "origin": step.origin or None,
                    "since": step.date or None,
                }
            )
            date = step.date or date
            refusal = self._refusal(draft, step, date if number == len(steps) else "")
            if refusal is not None:
                return Refusal(number, step.reform.operator.name, *refusal)
        return self._measured(draft)

    def _refusal(self, draft: Overlay, step: Step, date: str) -> tuple[str, str] | None:
        try:
            step.reform.change(draft)
        except InvalidStructureError as error:
            return _first(error.problems[0])
        except UserError as error:
            return error.key, str(error.params.get("name", ""))
        problem = self.rules.broken(draft) or self.rules.date(date)
        return None if problem is None else _first(problem)

    def _measured(self, draft: Overlay) -> Floats:
        now, differences = self.state.over(), [draft.differences(table) for table in CHANGED]
        for table, (before, after) in zip(CHANGED, differences, strict=True):
            for rows, by in ((before, -1), (after, 1)):
                for row in rows:
                    now.put(table, row, by)
        found = []
        if "distances" in self.parts:
            found.append(self._distances.values(now.ties.edges))
        if self._lawful is not None:
            found.append(self._lawful.values(now.ties))
        if "profile" in self.parts:
            found.append(self._profile.values(now, *differences))
        if "spans" in self.parts:
            found.append(spans(now.ties, self._degree))
        return np.concatenate(found)


def _first(problem: Problem) -> tuple[str, str]:
    return problem.key, problem.value
