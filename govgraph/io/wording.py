"""Typed columns as the cells of a sheet, with words in one language."""

import pandas as pd

from govgraph.model.authority import AUTHORITY
from govgraph.model.schema import Column
from govgraph.text import Language, label

Cell = str | float | None


def cell_text(frame: pd.DataFrame, column: Column, lang: Language) -> list[Cell]:
    """Return the cells of a column as a person reads them.

    Parameters
    ----------
    frame : DataFrame
        A table of the model.
    column : Column
        One of its columns.
    lang : {"en", "zh"}
        Language of vocabulary words and of yes and no.

    Returns
    -------
    list of str, float or None
        None for an empty cell.
    """
    values = frame[column.name]
    if column.kind == "number":
        return [None if value != value else float(value) for value in values.tolist()]  # noqa: PLR0124
    empty = values.isna().tolist()
    if column.kind == "flag":
        said = values.fillna(value=False).astype(bool).tolist()
        shown = [label("workbook", "yes" if yes else "no", lang) for yes in said]
    elif column.name == "mode" and "source" in frame:
        shown = _modes(frame, lang)
    elif column.vocabulary:
        words = {value: _words(value, column, lang) for value in values.dropna().unique()}
        shown = [words.get(value, "") for value in values]
    else:
        shown = [str(value) for value in values]
    return [None if none else text for none, text in zip(empty, shown, strict=True)]


def _words(value: str, column: Column, lang: Language) -> str:
    if column.kind == "words":
        joint = "；" if lang == "zh" else "; "
        return joint.join(label(column.vocabulary, word, lang) for word in value.split(";"))
    head, colon, rest = value.partition(":")
    return f"{label(column.vocabulary, head, lang)}{colon}{rest}"


def _modes(frame: pd.DataFrame, lang: Language) -> list[str]:
    """Modes of relations, whose vocabulary depends on the kind of the relation."""
    groups = [AUTHORITY[kind].modes for kind in frame["kind"]]
    return [label(g, str(mode), lang) for g, mode in zip(groups, frame["mode"], strict=True)]


def vocabulary_of(column: Column) -> str:
    """Return the glossary group of a column's words, empty for none."""
    return column.vocabulary if column.kind in {"word", "words"} else ""
