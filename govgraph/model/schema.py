"""The tables of the model: one declaration that reading, checking, writing and the docs follow."""

import math
from dataclasses import dataclass
from typing import Literal

from govgraph.text import words

Kind = Literal["id", "text", "word", "words", "number", "flag", "date"]

#: Version of the document schema; raised by one with every change that old readers cannot follow.
SCHEMA_VERSION = 1
#: Longest text a cell may hold, and longest legal ground, source or remark.
TEXT_LIMIT, PROSE_LIMIT = 2_000, 20_000


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : str
        Its name in Python, CSV and JSON; workbooks show the glossary's label.
    kind : {"id", "text", "word", "words", "number", "flag", "date"}
        What a cell holds. ``word`` and ``words`` (several, separated by ``;``) are taken from
        `vocabulary`.
    required : bool
        Whether a cell may be empty.
    refers : str
        Table whose ``id`` the cell names; empty for none.
    vocabulary : str
        Glossary group of the words; empty for none.
    open : bool
        Whether words outside the vocabulary are accepted.
    low, high : float or None
        Closed range of a number, None for no bound.
    above : float or None
        Open lower bound of a number.
    default : float or None
        Value of an empty number; None leaves it empty.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    refers: str = ""
    vocabulary: str = ""
    open: bool = False
    low: float | None = None
    high: float | None = None
    above: float | None = None
    default: float | None = None

    def __contains__(self, number: float) -> bool:
        """Tell whether a number lies in the range."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return low <= number <= high and (self.above is None or number > self.above)

    @property
    def range(self) -> str:
        """The range as mathematics writes it, for messages."""
        left = "(−∞" if self.low is None else f"[{self.low:g}"
        left = left if self.above is None else f"({self.above:g}"
        return f"{left}, {'∞)' if self.high is None else f'{self.high:g}]'}"


@dataclass(frozen=True)
class Table:
    """One table of the model.

    Attributes
    ----------
    name : str
        Its name in Python; workbooks show the glossary's label as the sheet name.
    key : tuple of str
        Columns that together may not repeat.
    columns : tuple of Column
        All columns, the common ones last.
    principal : str
        The number that ``low`` and ``high`` of a row refer to; empty for none.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    principal: str = ""

    def column(self, name: str) -> Column:
        """Return a column by name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _id(name: str = "id") -> Column:
    return Column(name, "id", required=True)


def _to(name: str, table: str, *, required: bool = False) -> Column:
    return Column(name, "id", required=required, refers=table)


def _word(name: str, vocabulary: str, *, required: bool = False, open_: bool = False) -> Column:
    return Column(name, "word", required=required, vocabulary=vocabulary, open=open_)


def _count(name: str) -> Column:
    return Column(name, "number", low=0)


NAME = Column("name", "text", required=True)
NAME_EN = Column("name_en", "text")
RANK = Column("rank", "number")

#: Columns that every row of every table may carry.
COMMON = (
    Column("basis", "text"),
    Column("origin", "text"),
    Column("confidence", "number", above=0, high=1),
    Column("since", "date"),
    Column("until", "date"),
    Column("low", "number"),
    Column("high", "number"),
    Column("note", "text"),
)


def _table(name: str, key: str, *columns: Column, principal: str = "") -> Table:
    return Table(name, tuple(key.split()), columns + COMMON, principal)


_STRUCTURE = (
    _table("levels", "id", _id(), NAME, NAME_EN, RANK),
    _table("grades", "id", _id(), NAME, NAME_EN, RANK),
    _table(
        "areas",
        "id",
        _id(),
        NAME,
        NAME_EN,
        _to("parent", "areas"),
        _to("level", "levels", required=True),
        Column("placeholder", "flag"),
        RANK,
    ),
    _table("lines", "id", _id(), NAME, NAME_EN, _to("parent", "lines"), RANK),
    _table(
        "units",
        "id",
        _id(),
        NAME,
        NAME_EN,
        Column("short"),
        Column("short_en"),
        _word("kind", "unit_kind", required=True),
        _to("level", "levels"),
        _to("line", "lines"),
        _to("area", "areas"),
        _word("sector", "sector"),
        Column("site"),
        _count("quota"),
        _count("filled"),
        principal="filled",
    ),
    _table(
        "unit_lines",
        "unit line",
        _to("unit", "units", required=True),
        _to("line", "lines", required=True),
    ),
    _table(
        "relations",
        "source target kind matter data mode",
        _to("source", "units", required=True),
        _to("target", "units", required=True),
        _word("kind", "relation_kind", required=True),
        Column("permits", "words", vocabulary="permit"),
        Column("primary", "flag"),
        _to("matter", "matters"),
        Column("data"),
        _count("limit_hours"),
        Column("probability", "number", low=0, high=1),
        Column("mode"),
        Column("weight", "number", low=0, default=1.0),
        principal="probability",
    ),
    _table(
        "matters",
        "id",
        _id(),
        NAME,
        NAME_EN,
        _to("line", "lines"),
        _count("hours"),
        _count("limit_hours"),
        principal="hours",
    ),
    _table(
        "demand",
        "matter area door",
        _to("matter", "matters", required=True),
        _to("area", "areas", required=True),
        Column("cases", "number", required=True, low=0),
        _to("door", "units"),
        principal="cases",
    ),
    _table(
        "duties",
        "unit matter role area",
        _to("unit", "units", required=True),
        _to("matter", "matters", required=True),
        _word("role", "role", required=True),
        _to("area", "areas"),
        _count("hours"),
        principal="hours",
    ),
    _table(
        "powers",
        "unit power matter line area",
        _to("unit", "units", required=True),
        _word("power", "power", required=True, open_=True),
        _to("matter", "matters"),
        _to("line", "lines"),
        _to("area", "areas"),
        _word("mode", "mode_power"),
    ),
    _table(
        "needs",
        "matter power",
        _to("matter", "matters", required=True),
        _word("power", "power", required=True, open_=True),
    ),
    _table(
        "depends",
        "before after",
        _to("before", "matters", required=True),
        _to("after", "matters", required=True),
    ),
    _table(
        "posts",
        "unit grade kind",
        _to("unit", "units", required=True),
        _to("grade", "grades", required=True),
        _word("kind", "post_kind"),
        _count("quota"),
        _count("filled"),
        _count("seconded"),
        principal="filled",
    ),
    _table(
        "goals",
        "unit objective assessor matter",
        _to("unit", "units", required=True),
        Column("objective", "text", required=True),
        Column("sign", "number", required=True, low=-1, high=1),
        _count("weight"),
        _to("assessor", "units"),
        Column("veto", "flag"),
        _to("matter", "matters"),
        principal="weight",
    ),
)

_WORKLOAD = (
    _table(
        "servers",
        "unit skill",
        _to("unit", "units", required=True),
        Column("servers", "number", required=True, low=0),
        Column("hours_per_week", "number", low=0, high=168),
        Column("skill"),
        Column("absence", "number", low=0, high=1),
        principal="servers",
    ),
    _table(
        "priorities",
        "matter",
        _to("matter", "matters", required=True),
        Column("priority", "number", required=True, low=0),
    ),
    _table(
        "parameters",
        "parameter matter unit",
        Column("parameter", "text", required=True),
        Column("value", "number", required=True),
        _to("matter", "matters"),
        _to("unit", "units"),
        principal="value",
    ),
)

#: Tables of a structure, in the order in which they are written.
TABLES: dict[str, Table] = {table.name: table for table in _STRUCTURE}
#: Tables of a workload, which stands beside a structure.
WORKLOAD_TABLES: dict[str, Table] = {table.name: table for table in _WORKLOAD}
#: Both.
ALL_TABLES: dict[str, Table] = TABLES | WORKLOAD_TABLES

#: The ``about`` sheet or object: its fields are checked as the columns of a row are.
ABOUT = Table(
    "about",
    (),
    (
        Column("title"),
        Column("title_en"),
        Column("as_of", "date"),
        Column("status", "word", vocabulary="status"),
        Column("origin"),
        Column("licence"),
        Column("note"),
    ),
)
ABOUT_FIELDS = ABOUT.names

UNIT_KINDS = words("unit_kind")
RELATION_KINDS = words("relation_kind")
