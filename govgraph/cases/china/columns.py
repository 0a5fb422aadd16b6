"""Columns of text made at once: taken from words by number, or the same in every row."""

from typing import Any

import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray


def text(cells: pa.Array) -> pd.Series:
    """Return arrow text as a column."""
    return pd.Series(pd.array(cells, dtype="str"), copy=False)


def spelled(words: pa.Array | list[str | None], codes: NDArray[Any]) -> pd.Series:
    """Return the word of each code; a negative code is an empty cell."""
    known = pa.array(words, pa.string()) if isinstance(words, list) else words
    return text(known.take(pa.array(codes, mask=codes < 0)))


def constant(word: str, length: int) -> pd.Series:
    """Return a column that holds the same word in every row."""
    return text(pa.repeat(pa.scalar(word), length))
