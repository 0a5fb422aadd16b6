"""What becomes of rows that a reform makes alike: how each column of a joined row is found."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from govgraph.model.schema import TABLES

Cells: TypeAlias = Sequence[Any]
How: TypeAlias = Callable[[Cells], object]
Row: TypeAlias = Mapping[str, Any]


def empty(cell: object) -> bool:
    """Tell whether a cell is empty."""
    return cell is None or cell is pd.NA or cell != cell  # noqa: PLR0124 - nan is not itself


def first(values: Cells) -> object:
    """Return the first value that is not empty."""
    return next((value for value in values if not empty(value)), None)


def total(values: Cells) -> object:
    """Return the sum of the values that are not empty; empty where all are."""
    known = [value for value in values if not empty(value)]
    return sum(known) if known else None


def largest(values: Cells) -> object:
    """Return the largest value that is not empty."""
    return max((value for value in values if not empty(value)), default=None)


def smallest(values: Cells) -> object:
    """Return the smallest value that is not empty."""
    return min((value for value in values if not empty(value)), default=None)


def union(values: Cells) -> object:
    """Return the words of all values, each once; an empty value stands for every word."""
    if any(empty(value) for value in values):
        return None
    return ";".join(sorted({word for value in values for word in value.split(";")}))


#: How columns of joined rows are found, by table; a column that is not named keeps its first value.
RULES: dict[str, Mapping[str, How]] = {
    "units": {"quota": total, "filled": total},
    "posts": {"quota": total, "filled": total, "seconded": total},
    "relations": {
        "permits": union,
        "primary": largest,
        "limit_hours": smallest,
        "probability": largest,
        "weight": largest,
    },
    "demand": {"cases": total},
    "duties": {"hours": total},
    "goals": {"weight": total, "veto": largest},
}


def low(own: str, rows: Sequence[Row], *, added: bool) -> object:
    """Return the lower end of a joined number; a row without a range counts with its number."""
    return _end("low", own, rows, total if added else smallest)


def high(own: str, rows: Sequence[Row], *, added: bool) -> object:
    """Return the upper end of a joined number."""
    return _end("high", own, rows, total if added else largest)


def _end(side: str, own: str, rows: Sequence[Row], how: How) -> object:
    if all(empty(row[side]) for row in rows):
        return None
    return how([row[own] if own and empty(row[side]) else row[side] for row in rows])


def since(rows: Sequence[Row]) -> object:
    """Return the earliest date; empty where one of the rows has always held."""
    return None if any(empty(row["since"]) for row in rows) else min(r["since"] for r in rows)


def until(rows: Sequence[Row]) -> object:
    """Return the latest date; empty where one of the rows holds without end."""
    return None if any(empty(row["until"]) for row in rows) else max(r["until"] for r in rows)


def joined(table: str, rows: Sequence[Row]) -> dict[str, object]:
    """Return the values of one row that stands for several, where they differ from the first.

    Parameters
    ----------
    table : str
        The table they belong to.
    rows : sequence of mapping
        The rows, the one that remains first.

    Returns
    -------
    dict
        Values by column.
    """
    rules, own = RULES.get(table, {}), TABLES[table].principal
    added = rules.get(own) is total
    found = {column: rules.get(column, first)([row[column] for row in rows]) for column in rows[0]}
    found |= {"low": low(own, rows, added=added), "high": high(own, rows, added=added)}
    found |= {"since": since(rows), "until": until(rows)}
    return {c: value for c, value in found.items() if _differs(rows[0][c], value)}


def _differs(own: object, value: object) -> bool:
    if empty(own) or value is None:
        return not empty(own) or value is not None
    return own != value
