"""Text as Python objects: thousands of small structures are made and measured quicker so.

Arrow strings save memory and time on large tables; on tables of some hundred rows each operation
costs several times as much as on an array of Python objects. The values are the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd

from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

#: Structures with more rows than this keep their text as it is.
_SMALL = 20_000


@contextmanager
def plain_text() -> Iterator[None]:
    """Let text columns that are made within hold Python objects."""
    with pd.option_context("mode.string_storage", "python"):
        yield


def in_plain_text(structure: Structure) -> Structure:
    """Return an equal structure whose text columns hold Python objects; a large one as it is."""
    tables = {name: structure.table(name) for name in TABLES}
    if sum(map(len, tables.values())) > _SMALL:
        return structure
    text = pd.StringDtype("python", na_value=np.nan)
    plain = {
        name: frame.astype(dict.fromkeys(frame.select_dtypes("str").columns, text))
        for name, frame in tables.items()
    }
    return structure.replacing(structure.about, plain)
