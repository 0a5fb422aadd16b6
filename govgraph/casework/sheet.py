"""What is noted of the ways of cases while they are found: states, trials and forks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: Whole time limit, or the part of it that a response takes; nothing for a step without delay.
WHOLE, RESPONSE = "whole", "response"


class State(NamedTuple):
    """One row of the states: who does what about which cell.

    `work` is the row of the table of work that states its hours, −1 for the default.
    """

    unit: str
    cell: int
    phase: str
    work: int
    site: str | None


class Reply(NamedTuple):
    """When the answer to a call comes, and the tie that says how likely it is; −1 for no tie."""

    delay: str = ""
    limit_hours: float | None = None
    relation: int = -1


#: Nothing is waited for.
AT_ONCE = Reply()


class Means(NamedTuple):
    """How a unit may win a power: of which holder, by what trial."""

    holder: str
    kind: str
    x: float = 0.0
    reply: Reply = AT_ONCE


class Trial(NamedTuple):
    """One row of the trials of a state, in order; several rows of one `turn` share its chance."""

    state: int
    turn: int
    kind: str
    x: float
    target: int
    share: float
    action: str
    delay: str
    limit_hours: float | None
    relation: int


@dataclass(eq=False)
class Sheet:
    """States, trials and forks as they are found."""

    states: list[State] = field(default_factory=list)
    trials: list[Trial] = field(default_factory=list)
    forks: list[tuple[int, int, int]] = field(default_factory=list)
    turns: dict[int, int] = field(default_factory=dict)

    def add(self, state: State) -> int:
        """Add a state and return its number."""
        self.states.append(state)
        return len(self.states) - 1

    def turn(
        self,
        state: int,
        kind: str,
        targets: int | Sequence[int],
        action: str,
        x: float = 0.0,
        *,
        reply: Reply = AT_ONCE,
    ) -> None:
        """Add the next trial of a state; several targets are equally likely."""
        targets = [targets] if isinstance(targets, int) else list(targets)
        number = self.turns.get(state, 0)
        self.turns[state] = number + 1
        share = 1 / len(targets)
        self.trials.extend(
            Trial(state, number, kind, x, target, share, action, *reply) for target in targets
        )
