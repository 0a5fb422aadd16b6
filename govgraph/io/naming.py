"""Structures without names, for data that must not show them."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from govgraph.model.authority import AUTHORITY
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.text import words

_TEXTS = ("name_en", "short", "short_en", "basis", "origin", "note")


def without_names(structure: Structure) -> Structure:
    """Return the structure with ids in the place of names, and without free text.

    Parameters
    ----------
    structure : Structure
        A structure.

    Returns
    -------
    Structure
        One of the same shape: the same rows, ids, kinds, numbers, dates and references.

    Notes
    -----
    Names become ids. English names, short names, legal grounds, origins, notes and the title go.
    Texts that tell rows apart or tie them together become numbered words, the same word for the
    same text: sites, data sets, powers and modes outside the vocabulary, objectives.

    Examples
    --------
    >>> import govgraph as gg
    >>> structure = gg.Builder().add("units", id="u1", name="Bureau", kind="department").build()
    >>> without_names(structure).units["name"].tolist()
    ['u1']
    """
    tables = {name: structure.table(name) for name in TABLES}
    for frame in tables.values():
        for column in _TEXTS:
            if column in frame:
                frame[column] = pd.Series(np.nan, index=frame.index, dtype="str")
        if "name" in frame:
            frame["name"] = frame["id"]
    _number_texts(tables)
    about = replace(structure.about, title="", title_en="", origin="", licence="", note="")
    return Structure(about, tables)


def _number_texts(tables: dict[str, pd.DataFrame]) -> None:
    """Replace free texts that carry structure by numbered words, in place."""
    modes = {w for kind in AUTHORITY.values() if kind.modes for w in words(kind.modes)}
    powers = [tables[name]["power"] for name in ("powers", "needs")]
    holdings = [p.dropna().str.removeprefix("data:") for p in powers]
    data = _numbered("data", [tables["relations"]["data"], *holdings], words("power"))
    for name in ("powers", "needs"):
        tables[name]["power"] = tables[name]["power"].map(lambda text: _power(text, data))
    tables["relations"]["data"] = tables["relations"]["data"].map(data).astype("str")
    for table, column, kept in (
        ("relations", "mode", modes),
        ("units", "site", ()),
        ("goals", "objective", ()),
    ):
        texts = tables[table][column]
        tables[table][column] = texts.map(_numbered(column, [texts], kept)).astype("str")


def _numbered(stem: str, columns: list[pd.Series], kept: Iterable[str]) -> dict[str, str]:
    texts = sorted({text for column in columns for text in column.dropna()} - set(kept))
    return {word: word for word in kept} | {t: f"{stem} {i}" for i, t in enumerate(texts, 1)}


def _power(text: str, data: dict[str, str]) -> str:
    head, colon, rest = text.partition(":")
    return f"{head}:{data[rest]}" if colon and head == "data" else data[text]
