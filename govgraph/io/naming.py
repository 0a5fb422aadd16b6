"""Structures without names, for data that must not show them."""

from dataclasses import replace

import numpy as np

from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

_TEXTS = ("name_en", "short", "short_en", "site", "data", "basis", "origin", "note")
_NAMED = tuple(name for name, table in TABLES.items() if "name" in table.names)


def without_names(structure: Structure) -> Structure:
    """Return the structure with ids in the place of names, and without free text.

    Ids, kinds, numbers, dates and references stay; names become the ids; English names, short
    names, sites, data sets, legal grounds, origins, notes and the title go. Objectives of goals
    are part of a row's identity and become ``objective 1``, ``objective 2`` … per unit.

    Parameters
    ----------
    structure : Structure
        A structure.

    Returns
    -------
    Structure
        One of the same shape.

    Examples
    --------
    >>> import govgraph as gg
    >>> structure = gg.Builder().add("units", id="u1", name="Bureau", kind="department").build()
    >>> without_names(structure).units["name"].tolist()
    ['u1']
    """
    tables = {}
    for name in TABLES:
        frame = structure.table(name)
        for column in _TEXTS:
            if column in frame:
                frame[column] = np.nan
                frame[column] = frame[column].astype("str")
        if name in _NAMED:
            frame["name"] = frame["id"]
        if name == "goals":
            number = frame.groupby("unit").cumcount() + 1
            frame["objective"] = ("objective " + number.astype(str)).astype("str")
        tables[name] = frame
    about = replace(structure.about, title="", title_en="", origin="", note="")
    return Structure(about, tables)
