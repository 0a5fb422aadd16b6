"""Who reports to whom, read row by row, with every problem of the list on the way."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from govgraph.errors import Problem
from govgraph.errors.base import nearest
from govgraph.io.flat import Flat
from govgraph.io.unit_list import steps_below
from govgraph.model.coerce import visible

#: What stands in the place of a superior at the top, unless it is an id itself.
TOP_MARKS = frozenset(
    ("", "xx", "-", "--", "–", "—", "/", "none", "null", "nil", "n/a", "na", "nan", "top", "root")
) | {"0", "无", "无上级", "没有", "最高", "本级"}
_SEPARATORS = re.compile(r"[;；|、\n]")
_COMMAS = re.compile(r"[,，]")
_NEAR_LIMIT = 200


@dataclass(frozen=True)
class Tie:
    """One unit that reports to another.

    Attributes
    ----------
    superior, unit : str
        Ids of both.
    meaning : {"superior", "dotted"}
        The column that says so.
    row : int
        Position of the row in the list.
    """

    superior: str
    unit: str
    meaning: str
    row: int


@dataclass
class Chart:
    """What a list says.

    Attributes
    ----------
    rows : list of int
        Position of the first row of each unit.
    ties : list of Tie
        Ties between units of the list.
    tops : list of int
        Positions of the units without a superior.
    problems : list of Problem
        What is wrong with the list.
    """

    rows: list[int] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def depths(self, ids: "pd.Series[str]") -> "pd.Series[float]":
        """Return the steps of each unit below a top; units in circles stand lowest."""
        arcs = ((tie.superior, tie.unit) for tie in self.ties)
        depth = steps_below((ids.iloc[row] for row in self.tops), arcs)
        lowest = float(len(ids))
        return pd.Series([depth.get(ids.iloc[row], lowest) for row in self.rows], dtype="float64")


class Superiors:
    """Finds the units that a cell names.

    Parameters
    ----------
    ids, names : Series of str
        Id and name of each unit; a name that several units have names none of them.
    """

    def __init__(self, ids: "pd.Series[str]", names: "pd.Series[str]") -> None:
        self.ids = frozenset(ids) - {""}
        pairs = set(zip(names, ids, strict=True))
        count = Counter(name for name, _ in pairs)
        self.by_name = {name: unit for name, unit in pairs if name and count[name] == 1}
        self._found: dict[str, tuple[list[str], list[str]]] = {}

    def of(self, cell: str) -> tuple[list[str], list[str]]:
        """Return the ids that a cell names, and the parts that name no unit."""
        if cell not in self._found:
            self._found[cell] = self._of(cell)
        return self._found[cell]

    def _of(self, cell: str) -> tuple[list[str], list[str]]:
        if self._one(cell) is not None:
            return [str(self._one(cell))], []
        parts = self._parts(cell)
        named = [part for part in parts if self._one(part) or part.casefold() not in TOP_MARKS]
        found = [(part, self._one(part)) for part in named]
        return [one for _, one in found if one], [part for part, one in found if not one]

    def _one(self, text: str) -> str | None:
        return text if text in self.ids else self.by_name.get(text)

    def _parts(self, cell: str) -> list[str]:
        parts = [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]
        by_comma = [part.strip() for part in _COMMAS.split(cell) if part.strip()]
        if len(parts) == 1 and all(self._one(part) for part in by_comma):
            return by_comma
        return parts


def read_chart(table: Flat, columns: Mapping[str, str]) -> Chart:
    """Read a list of units with their superiors.

    Parameters
    ----------
    table : Flat
        The list.
    columns : mapping of str to str
        Column of each meaning; ``id`` and ``superior`` are among them.

    Returns
    -------
    Chart
        Ties between known units, and every problem.
    """
    return _Reading(table, columns).chart()


class _Reading:
    """One pass through a list; holds what has been seen."""

    def __init__(self, table: Flat, columns: Mapping[str, str]) -> None:
        self.table = table
        self.columns = columns
        self.meanings = [m for m in ("superior", "dotted") if m in columns]
        self.cells = {m: table.frame[columns[m]].tolist() for m in self.meanings}
        self.ids: list[str] = table.frame[columns["id"]].tolist()
        names = table.frame[columns.get("name", columns["id"])]
        self.superiors = Superiors(table.frame[columns["id"]], names)
        self.first: dict[str, int] = {}
        self.with_superior: set[str] = set()
        self.own: dict[str, Tie] = {}
        self.seen: dict[tuple[str, str, str], int] = {}
        self.found = Chart()

    def chart(self) -> Chart:
        """Read every row."""
        own = [column for meaning, column in self.columns.items() if meaning not in self.meanings]
        attributes = list(self.table.frame[list(dict.fromkeys(own))].itertuples(index=False))
        for row, unit in enumerate(self.ids):
            if not unit:
                self._problem("model.missing_value", row, "id")
            elif attributes[row] != attributes[self.first.setdefault(unit, row)]:
                self._again("model.duplicate_id", row, self.first[unit], "id")
                self._unknown(row)
            else:
                self._row(row)
        self._own_superiors()
        self.found.rows = list(self.first.values())
        self.found.tops = [row for u, row in self.first.items() if u not in self.with_superior]
        return self.found

    def _superiors(self, row: int, meaning: str) -> tuple[list[str], list[str]]:
        return self.superiors.of(self.cells[meaning][row])

    def _unknown(self, row: int) -> None:
        for meaning in self.meanings:
            for part in self._superiors(row, meaning)[1]:
                few = len(self.found.problems) < _NEAR_LIMIT
                near = nearest(part, self.superiors.ids) if few else None
                self._problem("io_graph.unknown_superior", row, meaning, part, near or "")

    def _row(self, row: int) -> None:
        unit = self.ids[row]
        before = self._count()
        self._unknown(row)
        for meaning in self.meanings:
            superiors, unknown = self._superiors(row, meaning)
            if meaning == "superior" and (unknown or set(superiors) - {unit}):
                self.with_superior.add(unit)
            for superior in superiors:
                self._tie(Tie(superior, unit, meaning, row))
        if row != self.first[unit] and before == self._count():
            self._again("model.duplicate_row", row, self.first[unit], "id")

    def _tie(self, tie: Tie) -> None:
        key = (tie.superior, tie.unit, tie.meaning)
        if key in self.seen:
            self._again("model.duplicate_row", tie.row, self.seen[key], tie.meaning)
        elif tie.superior == tie.unit:
            self.own[tie.unit] = tie
        else:
            self.found.ties.append(tie)
        self.seen.setdefault(key, tie.row)

    def _own_superiors(self) -> None:
        """Reporting to oneself marks the top where one unit does so and no other top is left."""
        tops = [unit for unit in self.first if unit not in self.with_superior]
        if len(self.own) == 1 and tops == list(self.own):
            return
        for unit, tie in self.own.items():
            self.with_superior.add(unit)
            self._problem("io_graph.own_superior", tie.row, tie.meaning, unit)

    def _count(self) -> int:
        return len(self.found.ties) + len(self.found.problems) + len(self.own)

    def _again(self, key: str, row: int, first: int, meaning: str) -> None:
        place = self.table.place(first, self.columns[meaning]).render()
        self._problem(key, row, meaning, self.ids[row], first=place)

    def _problem(
        self, key: str, row: int, meaning: str, value: str = "", near: str = "", **params: object
    ) -> None:
        place = self.table.place(row, self.columns[meaning])
        self.found.problems.append(Problem(key, place, visible(value), params, near))
