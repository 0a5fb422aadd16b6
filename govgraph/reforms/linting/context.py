"""What rules of the lint see, and how they are registered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from govgraph.errors import Problem, UserError
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Enacted, Step
from govgraph.reforms.proposal import Proposal
from govgraph.text import Language, say

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Taken:
    """One step and what came of it.

    Attributes
    ----------
    number : int
        Its place in the proposal, from 1.
    step : Step
        The step.
    before : Structure
        The structure it was taken on.
    enacted : Enacted or None
        What it made; None where it could not be taken.
    error : UserError or None
        Why it could not be taken.
    """

    number: int
    step: Step
    before: Structure
    enacted: Enacted | None
    error: UserError | None = None

    @property
    def after(self) -> Structure:
        """The structure after the step; the one before where it could not be taken."""
        return self.enacted.structure if self.enacted else self.before


@dataclass(frozen=True)
class Linted:
    """A proposal on a structure, step by step.

    Attributes
    ----------
    proposal : Proposal
        The proposal.
    structure : Structure
        The structure it is meant for.
    taken : tuple of Taken
        Its steps, one after the other.
    """

    proposal: Proposal
    structure: Structure
    taken: tuple[Taken, ...]

    @property
    def enacted(self) -> Iterator[tuple[Taken, Enacted]]:
        """The steps that could be taken, with what they made."""
        return ((one, one.enacted) for one in self.taken if one.enacted)

    @property
    def after(self) -> Structure:
        """The structure after every step that could be taken."""
        return self.taken[-1].after if self.taken else self.structure


@dataclass(frozen=True)
class Hit:
    """One place where a rule does not hold.

    Attributes
    ----------
    step : int
        Number of the step; 0 for the proposal as a whole.
    key : str
        Message key.
    value : str
        What was found.
    params : mapping of str to object
        Further placeholders of the message.
    """

    step: int
    key: str
    value: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Remark:
    """One thing that is wrong, or should be looked at.

    Attributes
    ----------
    severity : {"error", "warning"}
        An error keeps the proposal from being enacted.
    step : int
        Number of the step; 0 for the proposal as a whole.
    problem : Problem
        Where and what.
    """

    severity: Severity
    step: int
    problem: Problem

    @property
    def line(self) -> int:
        """Line of the proposal file; 0 where there is none."""
        return self.problem.place.row or 0

    def render(self, lang: Language = "en") -> str:
        """Return the remark as one line of text."""
        return f"{say(f'lint.{self.severity}', lang)}{self.problem.render(lang)}"


Rule: TypeAlias = Callable[[Linted], Iterator[Hit]]
R = TypeVar("R", bound=Rule)
RULES: list[tuple[Severity, Rule]] = []


def rule(severity: Severity) -> Callable[[R], R]:
    """Register a function as a rule of the lint and return it untouched."""

    def register(function: R) -> R:
        RULES.append((severity, function))
        return function

    return register
