"""Where the cases of a structure can go, without any numbers."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.flow import ACTIONS, PHASES
from govgraph.casework.parameters import Names
from govgraph.casework.sheet import RESPONSE, WHOLE
from govgraph.casework.trials import TRIALS
from govgraph.measures.groundwork.work import Shares

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Parameter that gives the hours of a phase where no duty states them.
_HOURS = {
    "receive": "receive_hours",
    "forward": "forward_hours",
    "handle": "assist_hours",
    "assist": "assist_hours",
    "called": "assist_hours",
    "arbitrate": "decide_hours",
    "conclude": "forward_hours",
}


class _Turn(NamedTuple):
    """Trials of one turn: which, their states, the first of each state, and these states."""

    trial: Ints
    state: Ints
    first: Ints
    decided: Ints


@dataclass(frozen=True, eq=False)
class Routes:
    """Where cases can go: desks, states and trials, without any number of cases, hours, officials.

    Attributes
    ----------
    desks : DataFrame
        As `govgraph.casework.desks.Desks.table` has them.
    cells, forks : DataFrame
        As in `CaseFlow`.
    states : DataFrame
        ``unit``, ``cell``, ``phase``, ``site``, ``desk``; ``work``, the row of the table of work
        that states the hours, −1 for the default of the phase.
    trials : DataFrame
        What decides where cases go, ordered by state and turn, as `streams.Trial` has it.
    entries : DataFrame
        Where cases come in: ``state`` (−1 where no door takes them), ``demand`` (row of the table
        of demand) and the ``share`` of its cases.
    shares : Shares
        Who has a part in which cell: the rows of the table of work.
    """

    desks: pd.DataFrame
    cells: pd.DataFrame
    states: pd.DataFrame
    trials: pd.DataFrame
    forks: pd.DataFrame
    entries: pd.DataFrame
    shares: Shares

    @property
    def n(self) -> int:
        """Number of states."""
        return len(self.states)

    @cached_property
    def unit(self) -> Names:
        """Unit of each state."""
        return self.states["unit"].to_numpy(object)

    @cached_property
    def matter(self) -> Names:
        """Matter of each state."""
        matter = self.cells["matter"].to_numpy(object)
        return np.asarray(matter[self.states["cell"].to_numpy(np.int64)], dtype=object)

    @cached_property
    def phase(self) -> Ints:
        """Number of each state's phase."""
        return np.asarray(pd.Index(PHASES).get_indexer(pd.Index(self.states["phase"])), np.int64)

    @cached_property
    def by_default(self) -> dict[str, Ints]:
        """States that take each parameter's hours where no duty states them."""
        phases = np.array(PHASES, object)[self.phase]
        named = {name: [one for one in _HOURS if _HOURS[one] == name] for name in _HOURS.values()}
        return {name: np.flatnonzero(np.isin(phases, own)) for name, own in named.items()}

    @cached_property
    def state(self) -> Ints:
        """State of each trial."""
        return self.trials["state"].to_numpy(np.int64)

    @cached_property
    def action(self) -> Ints:
        """Number of each trial's action."""
        return np.asarray(pd.Index(ACTIONS).get_indexer(pd.Index(self.trials["action"])), np.int64)

    @cached_property
    def by_kind(self) -> dict[str, Ints]:
        """Trials that each formula decides."""
        kind = self.trials["kind"].to_numpy(object)
        return {name: np.flatnonzero(kind == name) for name in TRIALS}

    @cached_property
    def turns(self) -> tuple[_Turn, ...]:
        """Trials of the first turn, of the second, and so on."""
        turn = self.trials["turn"].to_numpy(np.int64)
        found = []
        for number in range(int(turn.max(initial=-1)) + 1):
            trial = np.flatnonzero(turn == number)
            state = self.state[trial]
            decided, first = np.unique(state, return_index=True)
            found.append(_Turn(trial, state, trial[first], decided))
        return tuple(found)

    @cached_property
    def waiting(self) -> dict[str, Ints]:
        """Trials after which the whole limit passes, or the part of it that a response takes."""
        delay = self.trials["delay"].to_numpy(object)
        return {name: np.flatnonzero(delay == name) for name in (WHOLE, RESPONSE)}
