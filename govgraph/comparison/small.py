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
#: Objects that are made before the garbage collector looks for circles among them.
_ALLOCATIONS = 50_000


@contextmanager
def many_small() -> Iterator[None]:
    """Work on many small structures: text that is made within is held as Python objects.

    The garbage collector leaves out what is there at the beginning, and comes less often, because
    it would go through all of it again and again.
    """
    frozen, often = gc.get_freeze_count(), gc.get_threshold()
    if not frozen:
        gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *often[1:])
    try:
        with pd.option_context("mode.string_storage", "python"):
            yield
    finally:
        gc.set_threshold(*often)
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
