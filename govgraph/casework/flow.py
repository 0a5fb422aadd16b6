"""The compiled way of cases: what routing yields and what analysis and simulation both take."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from govgraph.casework.chains import Chain
from govgraph.errors import UserError

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

#: Hours of a week and of a year, round the clock.
HOURS_PER_WEEK, HOURS_PER_YEAR = 168.0, 8760.0
#: What a unit does with a case in a state (glossary group ``case_phase``).
PHASES = ("receive", "forward", "handle", "assist", "called", "arbitrate", "conclude")
#: How a case leaves a state (glossary group ``case_action``).
ACTIONS = (
    "settle",
    "refer",
    "pass_on",
    "return",
    "join",
    "call",
    "ask",
    "escalate",
    "retry",
    "give_up",
)
#: Targets of steps out of the network: settled, given up, and stuck where nobody may go on.
SETTLED, GIVEN_UP, STUCK = -1, -2, -3
#: The ends, in the order of the columns of `CaseFlow.chain`'s absorption.
ENDS = ("settled", "given_up", "stuck")
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False, kw_only=True)
class CaseFlow:
    """Cases on their way through the desks of units.

    A *desk* is a group of officials of one unit with one skill. A *state* is a desk doing one
    thing (a phase) about the cases of one cell, a matter in an area. Cases arrive in states, are
    worked on for a random time, and take one of the state's *steps*: to another state, or out.

    Attributes
    ----------
    desks : DataFrame
        One row per desk: ``unit``, ``skill`` (missing: every case of the unit that no other desk
        takes), ``servers`` (whole officials, at least 1), ``hours_per_week`` that each of them
        spends on cases, ``absence`` (share of that time, 0 to 1), ``organisation`` (the unit
        whose desk it is: a desk or channel belongs to its home, every other unit is its own),
        ``level``, ``assumed`` (whether the number of officials is a guess).
    cells : DataFrame
        One row per cell: ``matter``, ``area``, ``priority`` (0 first), ``limit_hours`` (NaN: no
        time limit), ``patience_hours`` (mean wait at one desk before a person loses patience;
        NaN: never), ``over_heads`` (share of those who then go to a higher level instead of
        giving up), ``higher`` (state where they come in, −1 for none), ``confirm`` (share of
        settled cases that the person is content with), ``repeat`` (share of the others who bring
        the matter again), ``repeat_hours`` (mean time until then).
    states : DataFrame
        One row per state: ``desk``, ``cell`` (row numbers), ``unit`` that acts (a desk's work may
        be done by another unit's officials), ``phase`` (number in `PHASES`),
        ``hours`` of work (mean of one visit), ``arrivals`` (cases a year that begin here),
        ``site`` (the place where the person has to attend, missing where the file alone moves).
    steps : DataFrame
        One row per possible step, ordered by state: ``state``, ``target`` (a state, or `SETTLED`,
        `GIVEN_UP`, `STUCK`), ``action`` (number in `ACTIONS`), ``probability``, ``delay`` (mean
        calendar hours until the case is there). The probabilities of a state add up to 1.
    forks : DataFrame
        One row per part of joint handling: ``state`` (from which the case forks), ``part`` (state
        of an assisting unit), ``then`` (state where the parts meet). A case forks when it leaves
        the state by the step ``join``. In `steps` the same parts follow one another in their
        order; worked side by side they are visited alike but take the longest part's time.
    unserved : DataFrame
        Cells with cases but no door: ``matter``, ``area``, ``cases`` a year.

    Raises
    ------
    UserError
        When probabilities do not add up, or a step leads nowhere.
    """

    desks: pd.DataFrame
    cells: pd.DataFrame
    states: pd.DataFrame
    steps: pd.DataFrame
    forks: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"state": [], "part": [], "then": []}, dtype=np.int64)
    )
    unserved: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"matter": [], "area": [], "cases": []})
    )

    def __post_init__(self) -> None:
        state, target = self.ints("state"), self.ints("target")
        chances = self.steps["probability"].to_numpy(float)
        total = np.bincount(state, chances, self.n)
        known = (target >= STUCK).all() and (target < self.n).all()
        if not known or (chances < 0).any() or (abs(total - 1) > _ROUNDING).any():
            raise UserError("casework.bad_flow")
        if (np.diff(state) < 0).any():
            raise UserError("casework.bad_flow")

    @property
    def n(self) -> int:
        """Number of states."""
        return len(self.states)

    def ints(self, column: str) -> Ints:
        """Return a column of whole numbers of the steps."""
        return self.steps[column].to_numpy(np.int64)

    @cached_property
    def begin(self) -> Ints:
        """Position of each state's first step, and the number of steps at the end."""
        return np.searchsorted(self.ints("state"), np.arange(self.n + 1)).astype(np.int64)

    @cached_property
    def chain(self) -> Chain:
        """The way of one case as an absorbing Markov chain over the states; ends as `ENDS`."""
        on = self.ints("target") >= 0
        inner = self._matrix(on, self.ints("target"), self.n)
        return Chain(inner, self._matrix(~on, -1 - self.ints("target"), len(ENDS)))

    def _matrix(self, kept: NDArray[np.bool_], column: Ints, width: int) -> csr_array:
        """Probabilities of the kept steps, state by column; parallel steps are added up."""
        chances = self.steps["probability"].to_numpy(float)[kept]
        ends = (self.ints("state")[kept], column[kept])
        found = csr_array(coo_array((chances, ends), shape=(self.n, width)))
        found.sum_duplicates()
        return found

    @cached_property
    def speed(self) -> Floats:
        """Hours of work that one official of each desk does in an hour of the calendar, mean."""
        desks = self.desks
        present = 1 - desks["absence"].to_numpy(float)
        return np.asarray(desks["hours_per_week"].to_numpy(float) * present / HOURS_PER_WEEK)

    @cached_property
    def arrivals(self) -> Floats:
        """Cases that begin in each state, in an hour of the calendar."""
        return np.asarray(self.states["arrivals"].to_numpy(float) / HOURS_PER_YEAR)
