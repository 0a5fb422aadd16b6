"""Columns of a table as arrays, for tables of a size at which every cell counts."""

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

#: Text as arrow holds it; missing cells are null.
Text: TypeAlias = Any
Ints = NDArray[np.int32]

#: Rows from which on arrays are faster than a walk over the cells.
MANY = 2_000


def as_text_array(column: "pd.Series[Any] | ExtensionArray | pd.Index") -> Text:
    """Return a column of text as an arrow array, sharing its memory where that is possible."""
    found = pa.array(column, pa.large_string(), from_pandas=True)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def empty_text(length: int) -> ExtensionArray:
    """Return a column of text without any."""
    column: ExtensionArray = pd.array(pa.nulls(length, pa.large_string()), dtype="str")
    return column


def plain(column: "pd.Series[Any] | pd.Index") -> tuple[Any, ...]:
    """Return the cells of a column as plain values, None for a missing one.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.model.arrays import plain
    >>> plain(pd.Series(["a", None], dtype="str"))
    ('a', None)
    """
    missing = column.isna()
    if not missing.any():
        return tuple(column.tolist())
    pairs = zip(missing.tolist(), column.tolist(), strict=True)
    return tuple(None if gone else cell for gone, cell in pairs)


def positions(values: "pd.Series[str] | pd.Index", ids: "pd.Series[str] | pd.Index") -> Ints:
    """Return the position of each value among some ids, −1 where it is missing or unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.model.arrays import positions
    >>> positions(pd.Series(["b", None, "c"], dtype="str"), pd.Series(["a", "b"], dtype="str"))
    array([ 1, -1, -1], dtype=int32)
    """
    if not len(values):
        return np.zeros(0, np.int32)
    if max(len(values), len(ids)) < MANY:
        place = {one: at for at, one in reversed(list(enumerate(ids.tolist())))}
        return np.array([place.get(value, -1) for value in plain(values)], np.int32)
    known = as_text_array(ids)
    found = pc.index_in(as_text_array(values), value_set=known, skip_nulls=True)
    return np.asarray(pc.fill_null(found, -1), np.int32)


def numbered(column: "pd.Series[str]") -> tuple[Ints, list[str]]:
    """Return a number for every cell, −1 for a missing one, and the words that they stand for.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.model.arrays import numbered
    >>> numbered(pd.Series(["leads", "guides", "leads"], dtype="str"))
    (array([0, 1, 0], dtype=int32), ['leads', 'guides'])
    """
    if len(column) < MANY:
        cells = plain(column)
        words = [word for word in dict.fromkeys(cells) if word is not None]
        place = {None: -1} | {word: code for code, word in enumerate(words)}
        return np.array([place[cell] for cell in cells], np.int32), words
    found = as_text_array(column).dictionary_encode()
    codes = np.asarray(pc.fill_null(found.indices, -1), np.int32)
    return codes, found.dictionary.to_pylist()


def in_order(columns: list["pd.Series[Any]"]) -> bool:
    """Tell whether rows stand in the order of some columns, the first counting most.

    Missing cells come last, as in `DataFrame.sort_values`.
    """
    tied = np.ones(max(len(columns[0]) - 1, 0), bool)
    for column in columns:
        if not tied.any():
            break
        smaller, same = _against_next(column)
        if (tied & ~smaller & ~same).any():
            return False
        tied &= same
    return True


def _against_next(column: "pd.Series[Any]") -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell of every cell whether it comes before the next one, and whether it is the same."""
    missing = column.isna().to_numpy()
    cells = as_text_array(column) if column.dtype == "str" else pa.array(column, from_pandas=True)
    this, following = cells[:-1], cells[1:]
    nothing = pa.scalar(value=False)
    smaller = np.asarray(pc.fill_null(pc.less(this, following), nothing))
    same = np.asarray(pc.fill_null(pc.equal(this, following), nothing))
    return (
        smaller | (~missing[:-1] & missing[1:]),
        same | (missing[:-1] & missing[1:]),
    )
