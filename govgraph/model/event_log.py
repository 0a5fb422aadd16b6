"""The form of an event log: one row for each visit of a case to a unit, simulated or real."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from govgraph.errors import Place, Problem, ReadError

Holds = Literal["text", "time", "number", "flag"]
_DTYPES = {"text": "str", "time": "datetime64[us]", "number": "float64", "flag": "boolean"}


@dataclass(frozen=True)
class LogColumn:
    """One column of an event log.

    Attributes
    ----------
    name : str
        Its name.
    holds : {"text", "time", "number", "flag"}
        What a cell holds. Times are without a zone: local, or UTC where the data had a zone.
    required : bool
        Whether every row has a value.
    """

    name: str
    holds: Holds = "text"
    required: bool = False


#: The columns in their order: those of the visit first, then what it says about the unit, then
#: what is the same in all rows of a case.
LOG_COLUMNS: tuple[LogColumn, ...] = (
    LogColumn("case", required=True),
    LogColumn("unit", required=True),
    LogColumn("activity"),
    LogColumn("arrived", "time", required=True),
    LogColumn("begun", "time"),
    LogColumn("finished", "time"),
    LogColumn("action"),
    LogColumn("site"),
    LogColumn("organisation"),
    LogColumn("level"),
    LogColumn("matter"),
    LogColumn("area"),
    LogColumn("petitioner"),
    LogColumn("limit_hours", "number"),
    LogColumn("confirmed", "flag"),
)
_TIMES = ("arrived", "begun", "finished")


@dataclass(frozen=True, eq=False)
class EventLog:
    """Visits of cases to units.

    Attributes
    ----------
    visits : DataFrame
        One row per visit, in the order in which the visits began; for visits of one case that
        began together (parts of joint handling) the order of the rows counts. Columns:

        - ``case``, ``unit``: who was where; required.
        - ``activity``: what the unit did, a phase of case work (``receive``, ``forward``,
          ``handle``, ``assist``, ``called``, ``arbitrate``, ``conclude``) or a word of your own.
        - ``arrived``, ``begun``, ``finished``: when the case came, when somebody began to work on
          it, when it left; ``begun`` is missing for a case that still waits or left unserved,
          ``finished`` for one that is still there. ``arrived`` is required.
        - ``action``: how it left: ``settle``, ``refer``, ``pass_on``, ``return``, ``join``,
          ``call``, ``ask``, ``escalate``, ``retry``, ``give_up``, ``over_heads`` (the person went
          to a higher level instead of waiting), ``stuck`` (nobody may go on), or a word of your
          own.
        - ``site``: the place where the person attended; missing where the file alone moved.
        - ``organisation``: the unit whose desk it is; missing: the unit itself. ``level``: its
          level.
        - ``matter``, ``area``, ``petitioner``, ``limit_hours`` (time limit of the case),
          ``confirmed`` (whether the person is content with the outcome): facts of the case, in
          any of its rows. A matter brought again is a new case of the same petitioner, matter and
          area.
    until : Timestamp
        End of observation; the last time in the log where none is given. Cases that have not
        ended by then are censored, not dropped.

    Raises
    ------
    ReadError
        When a required cell is empty, times of a visit run backwards, or a number is negative;
        every such place is listed.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.model.event_log import EventLog
    >>> log = EventLog.of(pd.DataFrame({
    ...     "case": ["1", "1"], "unit": ["window", "bureau"],
    ...     "arrived": ["2024-01-02 09:00", "2024-01-02 09:30"],
    ...     "finished": ["2024-01-02 09:30", "2024-01-04 12:00"],
    ...     "action": ["refer", "settle"]}))
    >>> len(log), log.until
    (2, Timestamp('2024-01-04 12:00:00'))
    """

    visits: pd.DataFrame
    until: pd.Timestamp

    def __post_init__(self) -> None:
        found = [
            Problem(one.key, Place("", one.position + 1, one.column), one.value)
            for one in mistakes(self.visits, self.until)
        ]
        if found:
            raise ReadError(found, "event log")

    @classmethod
    def of(cls, visits: pd.DataFrame, until: "pd.Timestamp | str | None" = None) -> "EventLog":
        """Return the log of a frame with some of the columns; the others are empty.

        Parameters
        ----------
        visits : DataFrame
            At least ``case``, ``unit`` and ``arrived``. Text columns may be categorical. Columns
            that an event log doesn't have are left out.
        until : Timestamp or str, optional
            End of observation; by default the last time in the frame.

        Returns
        -------
        EventLog
            The checked log, sorted by ``arrived``.
        """
        frame = complete(visits)
        end = pd.Timestamp(until) if until is not None else last_time(frame)
        if not frame["arrived"].is_monotonic_increasing:
            frame = frame.sort_values("arrived", kind="stable", ignore_index=True)
        return cls(frame, end)

    def __len__(self) -> int:
        return len(self.visits)

    @cached_property
    def stated(self) -> frozenset[str]:
        """Names of the columns that say something in this log."""
        return frozenset(name for name in self.visits.columns if self.visits[name].notna().any())


def complete(visits: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of an event log, typed, empty where the frame does not have them."""
    return pd.DataFrame(
        {column.name: _typed(visits, column) for column in LOG_COLUMNS},
        index=pd.RangeIndex(len(visits)),
        copy=False,
    )


def last_time(visits: pd.DataFrame) -> pd.Timestamp:
    """Return the last time in a log; NaT for an empty one."""
    last: pd.Timestamp = pd.Series(
        [visits[name].max() for name in _TIMES], dtype=_DTYPES["time"]
    ).max()
    return last


def _typed(visits: pd.DataFrame, column: LogColumn) -> pd.Series:
    dtype = _DTYPES[column.holds]
    if column.name not in visits:
        return pd.Series([None] * len(visits), dtype=dtype)
    found = visits[column.name].reset_index(drop=True)
    if column.holds == "text" and isinstance(found.dtype, pd.CategoricalDtype):
        return found
    if column.holds == "time":
        return pd.to_datetime(found).astype(dtype)  # type: ignore[call-overload,no-any-return]
    return found.astype(dtype)  # type: ignore[call-overload,no-any-return]


@dataclass(frozen=True)
class Mistake:
    """One cell that cannot be: message key, position of the row, column, and what stands there."""

    key: str
    position: int
    column: str
    value: str = ""


def mistakes(visits: pd.DataFrame, until: pd.Timestamp) -> list[Mistake]:
    """Return every cell of a log that cannot be.

    Parameters
    ----------
    visits : DataFrame
        Columns of an event log.
    until : Timestamp
        End of observation.

    Returns
    -------
    list of Mistake
        By row, then by column.
    """
    found = [*_missing(visits), *_backwards(visits), *_outside(visits, until)]
    return sorted(found, key=lambda one: (one.position, one.column))


def _missing(visits: pd.DataFrame) -> Iterator[Mistake]:
    for column in LOG_COLUMNS:
        if column.required:
            for position in np.flatnonzero(visits[column.name].isna()):
                yield Mistake("model.missing_value", int(position), column.name)


def _backwards(visits: pd.DataFrame) -> Iterator[Mistake]:
    for first, second in (("arrived", "begun"), ("begun", "finished"), ("arrived", "finished")):
        wrong = (visits[second] < visits[first]).to_numpy()
        for position in np.flatnonzero(wrong):
            value = str(visits[second].iloc[position])
            yield Mistake("event_log.backwards", int(position), second, value)


def _outside(visits: pd.DataFrame, until: pd.Timestamp) -> Iterator[Mistake]:
    for position in np.flatnonzero((visits["limit_hours"] < 0).to_numpy()):
        value = f"{visits['limit_hours'].iloc[position]:g}"
        yield Mistake("event_log.negative_limit", int(position), "limit_hours", value)
    for name in _TIMES:
        for position in np.flatnonzero((visits[name] > until).to_numpy()):
            yield Mistake("event_log.after_the_end", int(position), name, str(until))
