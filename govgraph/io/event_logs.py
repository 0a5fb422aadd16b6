"""Event logs in files: CSV and Parquet, columns of any name, every problem with its place."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import narwhals as nw
import numpy as np
import pandas as pd

from govgraph.errors import Problem, ReadError
from govgraph.io.flat import Flat, flat, meanings, pairs, require
from govgraph.io.flat_files import file_records
from govgraph.io.guarding import unguard
from govgraph.model.coerce import visible
from govgraph.model.event_log import LOG_COLUMNS, EventLog, complete, last_time, mistakes
from govgraph.text import match, say

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

Wrong = Literal["refuse", "leave_out"]
_log = logging.getLogger("govgraph")

#: Names by which each column is known, the usual one first. ``due`` is the time by which a case
#: must be closed, from which its time limit follows.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "case": ("case", "case id", "case:concept:name", "case enquiry id", "办件编号", "工单号"),
    "unit": ("unit", "org:group", "department", "承办单位", "办理单位", "单位", "部门"),
    "activity": ("activity", "concept:name", "环节", "办理环节"),
    "arrived": ("arrived", "start timestamp", "open dt", "到达时间", "接收时间"),
    "begun": ("begun", "开始时间", "开始办理时间"),
    "finished": ("finished", "time:timestamp", "closed dt", "完成时间", "办结时间", "结束时间"),
    "action": ("action", "去向", "处理方式", "办理结果"),
    "site": ("site", "地点", "办理地点"),
    "organisation": ("organisation", "organization", "所属单位"),
    "level": ("level", "层级"),
    "matter": ("matter", "事项", "事项名称"),
    "area": ("area", "区域", "区划"),
    "petitioner": ("petitioner", "信访人", "申请人", "当事人"),
    "limit_hours": ("limit hours", "时限（小时）", "时限"),
    "confirmed": ("confirmed", "是否认可", "是否满意"),
    "due": ("due", "target dt", "case:deadline", "截止时间", "办理期限"),
}
_WORDS = {"activity": "case_phase", "action": "case_action"}
_FLAGS = {"true": True, "yes": True, "1": True, "是": True} | {
    "false": False,
    "no": False,
    "0": False,
    "否": False,
}
_OTHER_TIME = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*(?:(\d{1,2})(:.*))?$")


def read_event_log(
    source: "str | Path | IntoDataFrame",
    *,
    columns: str | Mapping[str, str] = "",
    until: str | pd.Timestamp | None = None,
    wrong: Wrong = "refuse",
) -> EventLog:
    """Read an event log.

    Parameters
    ----------
    source : path or data frame
        CSV (``.csv``, ``.tsv``, ``.txt``, also ``.gz``; UTF-8, UTF-16 or GB18030) or Parquet.
    columns : str or mapping, optional
        Which column holds what, where the names do not tell: ``"case=id; unit=desk"``. Besides
        the columns of a log, ``due`` is the time by which a case must be closed.
    until : Timestamp or str, optional
        End of observation; by default the last time in the log.
    wrong : {"refuse", "leave_out"}
        What to do about visits that cannot be (their times run backwards, say): refuse the log and
        list them, or leave them out and log how many.

    Returns
    -------
    EventLog
        The checked log.

    Raises
    ------
    ReadError
        When the file cannot be read, a column is missing, or cells are wrong: each is listed with
        its file, row and column.

    Notes
    -----
    Times with an offset are taken to UTC. In a log that only knows when each visit was finished, a
    case is with a unit from when the visit before was finished, and the first visit takes no time.
    Known words for activities and actions are understood in English and Chinese; others stay as
    they are.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.io.event_logs import read_event_log
    >>> log = read_event_log(pd.DataFrame({
    ...     "办件编号": ["1", "1"], "承办单位": ["窗口", "住建局"],
    ...     "完成时间": ["2024年1月2日 9:30", "2024/1/4 12:00"]}))
    >>> log.visits["arrived"].tolist()
    [Timestamp('2024-01-02 09:30:00'), Timestamp('2024-01-02 09:30:00')]
    """
    table = _table(source)
    found = meanings(map(str, table.frame.columns), SYNONYMS, pairs(columns))
    require(table, found, ["case", "unit", "finished" if "finished" in found else "arrived"])
    cells = _Cells(table, found)
    visits = _visits(cells)
    end = last_time(visits) if until is None else pd.Timestamp(until)
    found_wrong = mistakes(visits, end)
    if wrong == "leave_out" and found_wrong:
        rows = sorted({one.position for one in found_wrong})
        _log.warning("%s", say("event_log.left_out", count=len(rows), rows=len(visits)))
        visits, found_wrong = visits.drop(index=rows).reset_index(drop=True), []
    problems = cells.problems or [
        Problem(one.key, table.place(one.position, found.get(one.column, "")), one.value)
        for one in found_wrong
    ]
    if problems:
        raise ReadError(problems, table.file)
    return EventLog.of(visits, end)


def _table(source: "str | Path | IntoDataFrame") -> Flat:
    """Return the table; cells of frames and of Parquet files keep their types."""
    if not isinstance(source, str | Path):
        frame = nw.from_native(source, eager_only=True).to_pandas().reset_index(drop=True)
        return Flat(frame, tuple(range(1, len(frame) + 1)))
    path = Path(source)
    if path.suffix.casefold() == ".parquet" and path.exists():
        found = file_records(path)
        if isinstance(found, pd.DataFrame):
            return Flat(found, tuple(range(2, len(found) + 2)), path.name)
    return flat(path)


def _visits(cells: "_Cells") -> pd.DataFrame:
    """Return the columns of a log, those that follow from others included."""
    read = {"text": cells.text, "time": cells.time, "number": cells.number, "flag": cells.flag}
    columns = {
        column.name: read[column.holds](column.name)
        for column in LOG_COLUMNS
        if column.name in cells.found
    }
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(cells.table.frame)))
    if "arrived" not in frame:
        order = frame.sort_values("finished", kind="stable")
        before = order.groupby("case", observed=True, sort=False)["finished"].shift()
        frame["arrived"] = before.reindex(frame.index).fillna(frame["finished"])
    if "due" in cells.found and "limit_hours" not in frame:
        opened = frame.groupby("case", observed=True)["arrived"].transform("min")
        allowed = (cells.time("due") - opened).dt.total_seconds() / 3600
        frame["limit_hours"] = allowed.clip(lower=0)
    return complete(frame)


@dataclass(frozen=True)
class _Cells:
    """The cells of one table by meaning, and what could not be understood."""

    table: Flat
    found: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def of(self, name: str) -> pd.Series:
        """Return a column, its empty cells missing."""
        cells = self.table.frame[self.found[name]]
        return cells if cells.dtype.kind in "Mfiu" else cells.where(cells.astype("str") != "")

    def text(self, name: str) -> pd.Series:
        """Return a column of texts, as categories."""
        cells = self.of(name)
        distinct = cells.dropna().unique().tolist()
        means = {cell: _word(name, cell) for cell in distinct}
        return cells.map(means).astype("str").astype("category")

    def time(self, name: str) -> pd.Series:
        """Return a column of times without zone."""
        cells = self.of(name)
        if cells.dtype.kind == "M":
            return cells if cells.dt.tz is None else cells.dt.tz_convert(None)
        texts = cells.astype("str").str.strip().str.replace(_OTHER_TIME, _iso, regex=True)
        times = pd.to_datetime(texts, errors="coerce", format="ISO8601", utc=True)
        self._report("event_log.not_a_time", name, cells, times)
        return times.dt.tz_convert(None)

    def number(self, name: str) -> pd.Series:
        """Return a column of numbers."""
        cells = self.of(name)
        numbers = pd.to_numeric(cells, errors="coerce").astype(float)
        self._report("model.not_a_number", name, cells, numbers)
        return numbers

    def flag(self, name: str) -> pd.Series:
        """Return a column of yes and no."""
        cells = self.of(name)
        flags = cells.astype("str").str.casefold().map(_FLAGS).astype("boolean")
        self._report("model.not_a_flag", name, cells, flags)
        return flags

    def _report(self, key: str, name: str, cells: pd.Series, read: pd.Series) -> None:
        for position in np.flatnonzero(cells.notna() & read.isna()):
            place = self.table.place(int(position), self.found[name])
            self.problems.append(Problem(key, place, visible(str(cells.iloc[position]))))


def _word(name: str, cell: object) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    plain = str(int(cell)) if whole else unguard(str(cell).strip())  # type: ignore[call-overload]
    return (match(_WORDS[name], plain) or plain) if name in _WORDS else plain


def _iso(found: re.Match[str]) -> str:
    """Return a time as people write it in the form that computers agree on."""
    year, month, day, hour, rest = found.groups()
    clock = f"T{int(hour):02d}{rest}" if hour else ""
    return f"{year}-{int(month):02d}-{int(day):02d}{clock}"
