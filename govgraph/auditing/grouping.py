"""Rows of frames brought together by what they concern."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd


def gathered(frame: pd.DataFrame, by: str, column: str) -> dict[Any, frozenset[str]]:
    """Return the different values of a column by the values of another."""
    found: dict[Any, frozenset[str]] = frame.groupby(by)[column].agg(frozenset).to_dict()
    return found


def by_cell(frame: pd.DataFrame) -> list[list[dict[Hashable, Any]]]:
    """Return the rows of a table as dictionaries, those of one ``cell`` together."""
    found: dict[object, list[dict[Hashable, Any]]] = {}
    for row in frame.to_dict("records"):
        found.setdefault(row["cell"], []).append(row)
    return list(found.values())


def place(row: Mapping[Hashable, Any]) -> tuple[str, ...]:
    """Return the ``area`` of a row of cells as evidence names it; nothing when it is missing."""
    return (row["area"],) if isinstance(row["area"], str) else ()
