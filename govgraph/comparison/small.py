"""Thousands of small structures: made and measured quicker with text as Python objects.

Arrow strings save memory and time on large tables; on tables of some hundred rows each operation
costs several times as much as on an array of Python objects. The values are the same.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd

from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

#: Structures with more rows than this keep their text as it is.
_SMALL = 20_000


@contextmanager
def many_small() -> Iterator[None]:
    """Work on many small structures: text that is made within is held as Python objects.

    What is there at the beginning is left out by the garbage collector until the end, because it
    would go through all of it again and again.
    """
    frozen = gc.get_freeze_count()
    if not frozen:
        gc.freeze()
    try:
        with pd.option_context("mode.string_storage", "python"):
            yield
    finally:
        if not frozen:
            gc.unfreeze()


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
