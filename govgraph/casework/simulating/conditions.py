"""Under what conditions cases are simulated: what a case flow leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from govgraph.casework.simulating.calendars import Calendar
from govgraph.errors import UserError


@dataclass(frozen=True, kw_only=True)
class Surge:
    """More cases than usual for some time.

    Attributes
    ----------
    factor : float
        How many times the usual number of cases arise; at least 1.
    begin, end : float
        From when to when, in hours since the counted time began.
    matters, areas : tuple of str
        Which cases; empty for all.

    Raises
    ------
    UserError
        When the factor is below 1 or the end not after the begin.
    """

    factor: float
    begin: float
    end: float
    matters: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.factor >= 1 and self.begin < self.end):
            raise UserError(
                "simulation.bad_surge", factor=self.factor, begin=self.begin, end=self.end
            )


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What a case flow leaves open about the officials' time and the persons' behaviour.

    Attributes
    ----------
    calendar : Calendar, optional
        When desks are open. Without one every official works round the clock, as much slower as
        there are fewer hours in the working week: the queues are then those of the analysis.
    calendars : mapping of str to Calendar
        Opening hours of the desks of some units.
    absence : {"mean", "weekly"}
        Whether absent officials slow their desk down evenly, or are drawn anew every week; who
        goes first finishes the case on the table.
    variation : float
        Standard deviation of a time of work over its mean: 1 is exponential, 0 always the same,
        else gamma.
    side_by_side : bool
        Whether the parts of joint handling are worked on at the same time, or one after another.
    patience, priorities, repeats : bool
        Whether persons lose patience (and give up, or once go over heads 越级); whether urgent
        matters go first; whether those who are not content come again (重复访).
    surges : tuple of Surge
        Times with more cases.

    Raises
    ------
    UserError
        When the variation is negative.

    Examples
    --------
    >>> from govgraph.casework.simulating.conditions import PLAIN, Conditions
    >>> PLAIN == Conditions(
    ...     side_by_side=False, patience=False, priorities=False, repeats=False)
    True
    """

    calendar: Calendar | None = None
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    absence: Literal["mean", "weekly"] = "mean"
    variation: float = 1.0
    side_by_side: bool = True
    patience: bool = True
    priorities: bool = True
    repeats: bool = True
    surges: tuple[Surge, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.variation < float("inf"):
            raise UserError("simulation.bad_variation", variation=self.variation)


#: Nothing that an open Jackson network leaves out.
PLAIN = Conditions(side_by_side=False, patience=False, priorities=False, repeats=False)
