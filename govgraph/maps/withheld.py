"""A structure without names and free text: only ids, kinds, ties and numbers remain."""

from dataclasses import replace

import numpy as np

from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

_NAMED = ("areas", "lines", "units", "matters")
_FREE = ("basis", "origin", "note", "site", "data", "objective")


def withheld(structure: Structure) -> Structure:
    """Return the structure with ids for the names of units, areas, lines and matters.

    Whether a relation names a basis stays visible, what it says does not.
    """
    tables = {name: structure.table(name) for name in TABLES}
    for name in _NAMED:
        frame = tables[name]
        empty = {c: np.nan for c in ("name_en", "short", "short_en") if c in frame}
        tables[name] = frame.assign(name=frame["id"], **empty)
    for name, frame in tables.items():
        masked = {c: frame[c].where(frame[c].isna(), "–") for c in _FREE if c in frame}
        tables[name] = frame.assign(**masked)
    return Structure(replace(structure.about, title="", title_en="", origin="", note=""), tables)
