"""Opening hours of a week (工作时间)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from govgraph.casework.flow import HOURS_PER_WEEK
from govgraph.errors import UserError

_DAY = 24.0


@dataclass(frozen=True)
class Calendar:
    """When a desk is open, week after week.

    Attributes
    ----------
    spans : tuple of (float, float)
        Opening and closing hour of each span, in hours since Monday 00:00, in order.

    Raises
    ------
    UserError
        When there is no span, or spans overlap, run backwards or leave the week.

    Examples
    --------
    >>> from govgraph.casework.simulating.calendars import Calendar
    >>> Calendar.daily((9, 12), (13, 18)).hours
    40.0
    """

    spans: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        ends = [end for span in self.spans for end in span]
        forward = all(first < last for first, last in self.spans)
        ordered = all(first <= last for first, last in pairwise(ends))
        if not (ends and forward and ordered and ends[0] >= 0 and ends[-1] <= HOURS_PER_WEEK):
            raise UserError("simulation.bad_calendar", spans=str(self.spans))

    @classmethod
    def daily(cls, *hours: tuple[float, float], days: Iterable[int] = range(5)) -> "Calendar":
        """Return the calendar with the same hours on some days, Monday (0) to Friday by default."""
        spans = ((day * _DAY + first, day * _DAY + last) for day in days for first, last in hours)
        return cls(tuple(spans))

    @property
    def hours(self) -> float:
        """Open hours of a week."""
        return float(sum(last - first for first, last in self.spans))


#: Monday to Friday, 9 to 12 and 13 to 18 o'clock; an assumption.
OFFICE_HOURS = Calendar.daily((9, 12), (13, 18))
