"""What becomes of rows that a reform makes alike: how each column of a joined row is found."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pandas as pd

How: TypeAlias = Callable[[pd.Series], object]


def first(values: pd.Series) -> object:
    """Return the first value that is not empty."""
    known = values.dropna()
    return known.iloc[0] if len(known) else None


def total(values: pd.Series) -> object:
    """Return the sum of the values that are not empty; empty where all are."""
    known = values.dropna()
    return known.sum() if len(known) else None


def largest(values: pd.Series) -> object:
    """Return the largest value that is not empty."""
    known = values.dropna()
    return known.max() if len(known) else None


def smallest(values: pd.Series) -> object:
    """Return the smallest value that is not empty."""
    known = values.dropna()
    return known.min() if len(known) else None


def union(values: pd.Series) -> object:
    """Return the words of all values, each once; an empty value stands for every word."""
    if values.isna().any():
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
#: Columns that a joined row keeps only where they refer to a number that was not added up.
RANGES = ("low", "high")


def joined(table: str, rows: pd.DataFrame) -> dict[str, object]:
    """Return the values of one row that stands for several."""
    rules = RULES.get(table, {})
    added = total in rules.values()
    return {
        str(column): (
            (total if added and column in RANGES else rules.get(str(column), first))(rows[column])
        )
        for column in rows.columns
    }
