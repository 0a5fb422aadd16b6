"""What becomes of rows that a reform makes alike: how each column of a joined row is found."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

Cells: TypeAlias = Sequence[Any]
How: TypeAlias = Callable[[Cells], object]
Row: TypeAlias = Mapping[str, Any]


def empty(cell: object) -> bool:
    """Tell whether a cell is empty."""
    return bool(pd.isna(cell))  # type: ignore[call-overload]


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
#: The range of a number, which is added up where the number is.
RANGES = ("low", "high")


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
    rules = RULES.get(table, {})
    added = total in rules.values()
    found = {}
    for column, own in rows[0].items():
        how = total if added and column in RANGES else rules.get(column, first)
        value = how([row[column] for row in rows])
        if value != own and not (value is None and empty(own)):
            found[column] = value
    return found
