"""Opening hours that come again every period."""

import math
from typing import Any

from govgraph.kernels.compiled.events.tables import PERIOD, Table
from govgraph.kernels.compiled.loops import LENT


@LENT.called
def next_open(calendar: Any, spans: Table, now: float) -> float:  # noqa: ANN401
    """Return the first time from now on at which a calendar is open."""
    period = math.floor(now / PERIOD)
    hour = now - PERIOD * period
    for number in range(calendar.first, calendar.last):
        span = spans[number]
        if hour < span.opens:
            return float(PERIOD * period + span.opens)
        if hour < span.closes:
            return now
    return float(PERIOD * (period + 1) + spans[calendar.first].opens)


@LENT.called
def after_work(calendar: Any, spans: Table, now: float, work: float) -> float:  # noqa: ANN401
    """Return when work that begins now is done, with pauses while the calendar is closed."""
    period = math.floor(now / PERIOD)
    left = work + _open_before(calendar, spans, now - PERIOD * period)
    full = max(math.ceil(left / calendar.total) - 1, 0)
    left -= full * calendar.total
    begin = PERIOD * (period + full)
    for number in range(calendar.first, calendar.last):
        span = spans[number]
        if left <= span.before + span.closes - span.opens:
            return float(max(now, begin + span.opens + max(left - span.before, 0.0)))
    return float(begin + spans[calendar.last - 1].closes)


@LENT.called
def _open_before(calendar: Any, spans: Table, hour: float) -> float:  # noqa: ANN401
    """Open hours of a period before one of its hours."""
    found = 0.0
    for number in range(calendar.first, calendar.last):
        span = spans[number]
        found += min(max(hour - span.opens, 0.0), span.closes - span.opens)
    return found
