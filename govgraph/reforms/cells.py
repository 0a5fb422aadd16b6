"""Tables of a draft cell by cell: columns as lists, rows as dictionaries, rows added at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from govgraph.model.coerce import Found, coerce
from govgraph.model.schema import Column, Table
from govgraph.reforms.joining import empty

#: Rows up to which columns are put together cell by cell.
_SMALL = 5_000


class Cells:
    """Columns of tables as lists; each is looked up once for each state of its table."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[pd.DataFrame, dict[str, list[Any]]]] = {}
        self._ids: dict[str, tuple[pd.DataFrame, set[str]]] = {}

    def column(self, table: str, frame: pd.DataFrame, name: str) -> list[Any]:
        """Return the cells of a column of a table that now is `frame`."""
        held, columns = self._held.get(table, (None, {}))
        if held is not frame:
            columns = {}
            self._held[table] = (frame, columns)
        if name not in columns:
            columns[name] = frame[name].tolist()
        return columns[name]

    def ids(self, table: str, frame: pd.DataFrame) -> set[str]:
        """Return the ids of a table."""
        held, ids = self._ids.get(table, (None, set()))
        if held is not frame:
            ids = set(self.column(table, frame, "id"))
            self._ids[table] = (frame, ids)
        return ids

    def keys(
        self, table: str, frame: pd.DataFrame, columns: Sequence[str]
    ) -> list[tuple[object, ...]]:
        """Return the key of every row; columns without any value are left out."""
        parts = []
        for name in columns:
            cells, missing = self.column(table, frame, name), frame[name].isna().to_numpy()
            if not missing.any():
                parts.append(cells)
            elif not missing.all():
                pairs = zip(missing.tolist(), cells, strict=True)
                parts.append([None if gone else cell for gone, cell in pairs])
        return list(zip(*parts, strict=True))

    def records(self, table: str, frame: pd.DataFrame, rows: Sequence[int]) -> list[dict[str, Any]]:
        """Return rows, known by number, as dictionaries."""
        places = frame.index.get_indexer(pd.Index(rows)).tolist()
        columns = {str(name): self.column(table, frame, str(name)) for name in frame.columns}
        return [{name: cells[at] for name, cells in columns.items()} for at in places]


def typed_rows(
    table: Table, rows: Sequence[Mapping[str, object]]
) -> tuple[pd.DataFrame, list[Found]]:
    """Return rows as a frame of the columns that they fill, and what could not be understood."""
    filled = {name for row in rows for name, cell in row.items() if not empty(cell)}
    columns = tuple(one for one in table.columns if one.required or one.name in filled)
    cells = {one.name: [row.get(one.name) for row in rows] for one in columns}
    return coerce(replace(table, columns=columns), pd.DataFrame(cells, dtype=object))


def appended(table: Table, frame: pd.DataFrame, typed: pd.DataFrame) -> pd.DataFrame:
    """Return a table with rows at its end; columns that the rows do not fill are empty there."""
    index = frame.index.append(typed.index)
    columns = {one.name: _longer(one, frame[one.name], typed) for one in table.columns}
    return pd.DataFrame(columns, index=index, copy=False)


def _longer(column: Column, upper: pd.Series, typed: pd.DataFrame) -> Any:  # noqa: ANN401 - an array
    count = len(typed)
    if column.kind == "number":
        unsaid = np.nan if column.default is None else column.default
        lower = typed[column.name] if column.name in typed else np.full(count, unsaid)
        return np.concatenate((upper.to_numpy(), lower))
    if column.name not in typed:
        places = np.append(np.arange(len(upper)), np.full(count, -1))
        return upper.array.take(places, allow_fill=True)
    if len(upper) > _SMALL:
        return pd.concat([upper, typed[column.name]]).array
    return pd.Series(upper.tolist() + typed[column.name].tolist(), dtype=upper.dtype).array
