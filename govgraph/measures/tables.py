"""Measures side by side: one data frame for a structure, its units or its matters."""

from collections.abc import Hashable, Iterable, Mapping

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.measures.catalogue import Measure, Per, catalogue, find
from govgraph.measures.groundwork.places import most_in_one_area
from govgraph.model.jurisdiction import cells
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure
from govgraph.text import Language, say

_PER: tuple[Per, ...] = ("structure", "unit", "matter")
_TEXTS = ("title", "value", "dimension", "low", "high", "higher", "conventions", "reason")
_COLUMNS = ["name", *_TEXTS]


def table(
    structure: GraphLike,
    names: Iterable[str] | None = None,
    *,
    per: Per = "structure",
    lang: Language = "en",
) -> pd.DataFrame:
    """Return measures as one data frame.

    Parameters
    ----------
    structure : Structure or networkx graph
        What to measure. A plain graph has the graph measures only.
    names : iterable of str, optional
        Names of measures, ``"span.mean"`` for example; all that are given per `per` by default.
    per : {"structure", "unit", "matter"}
        One row per measure for the whole structure, one row per unit, or one row per cell of
        matter and area.
    lang : {"en", "zh"}
        Language of titles and reasons.

    Returns
    -------
    DataFrame
        For ``"structure"``: ``name``, ``title``, ``value``, ``dimension``, ``low`` and ``high``
        (the range, missing where there is no bound), ``higher``, ``conventions`` (the parameters
        as used) and ``reason`` (why there is no value, else empty). For ``"unit"`` and
        ``"matter"``: one column per measure, and the reasons for missing values by name of the
        measure in ``attrs["reasons"]``.

    Raises
    ------
    UnknownNameError
        When there is no such measure.
    UserError
        When a measure named is not given per `per`.

    Notes
    -----
    An undefined value is ``nan`` with its reason, never 0. A measure whose cost grows fast has a
    limit of units; above it, it is taken only when it is named.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import table
    >>> tree = nx.DiGraph([("county", "env"), ("county", "housing")])
    >>> table(tree, ["span.mean"])[["title", "value"]].values.tolist()
    [['Mean span of control', 2.0]]
    """
    if per not in _PER:
        raise UnknownNameError.among("measures.as_choices", per, _PER)
    chosen = _choose(structure, names, per)
    open_ones = [one for one in chosen if names is not None or not _too_large(one, structure)]
    if per == "structure":
        return _rows(structure, chosen, open_ones, lang)
    return _per_row(structure, chosen, open_ones, per, lang)


def between(
    structure: GraphLike,
    first: Hashable,
    second: Hashable,
    *,
    lang: Language = "en",
) -> pd.DataFrame:
    """Return every measure of two units, side by side.

    Parameters
    ----------
    structure : Structure or networkx graph
        What to measure.
    first, second : hashable
        The two units.
    lang : {"en", "zh"}
        Language of titles and reasons.

    Returns
    -------
    DataFrame
        The columns of `table` for a whole structure.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    """
    chosen = _choose(structure, None, "pair")
    return _rows(structure, chosen, chosen, lang, first, second)


def _choose(source: GraphLike, names: Iterable[str] | None, per: Per) -> list[Measure]:
    if names is None:
        plain = not isinstance(source, Structure)
        return [m for m in catalogue().values() if m.per == per and (m.graph or not plain)]
    chosen = [find(name) for name in ([names] if isinstance(names, str) else names)]
    for one in chosen:
        if one.per != per:
            asked, own = (say(f"measures.per_{p}") for p in (per, one.per))
            raise UserError("measures.other_per", name=one.name, asked=asked, own=own)
    return chosen


def _too_large(one: Measure, source: GraphLike) -> bool:
    if one.limit is None or len(network(source)) <= one.limit:
        return False
    return one.limit_within == "structure" or most_in_one_area(source) > one.limit


def _rows(
    source: GraphLike,
    chosen: list[Measure],
    open_ones: list[Measure],
    lang: Language,
    *units: Hashable,
) -> pd.DataFrame:
    rows = []
    for one in chosen:
        value, reason = (
            _value(one, source, lang, *units) if one in open_ones else (np.nan, _closed(one, lang))
        )
        low, high = one.range
        rows.append(
            {
                "name": one.name,
                "title": one.wording(lang).title,
                "value": value,
                "dimension": say(one.dimension, lang),
                "low": np.nan if low is None else low,
                "high": np.nan if high is None else high,
                "higher": one.higher,
                "conventions": conventions(one),
                "reason": reason,
            }
        )
    return pd.DataFrame(rows, columns=_COLUMNS)


def conventions(measure: Measure) -> str:
    """Return a measure's parameters and their defaults as one line of text."""
    shown = {k: v for k, v in measure.conventions.items() if v is not None}
    return "; ".join(f"{name}={_plain(value)}" for name, value in shown.items())


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return "+".join(f"{key}:{part}" for key, part in value.items())
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _closed(one: Measure, lang: Language) -> str:
    key = "only_by_name" if one.limit_within == "structure" else "only_by_name_within"
    return say(f"measures.{key}", lang, limit=one.limit, name=one.name)


def _value(one: Measure, source: GraphLike, lang: Language, *units: Hashable) -> tuple[float, str]:
    if not one.graph and not isinstance(source, Structure):
        return np.nan, say("measures.needs_structure", lang)
    try:
        return float(one.function(source, *units)), ""
    except UndefinedMeasureError as undefined:
        return np.nan, undefined.render(lang)


def _per_row(
    source: GraphLike, chosen: list[Measure], open_ones: list[Measure], per: Per, lang: Language
) -> pd.DataFrame:
    columns: dict[str, object] = {}
    reasons: dict[str, str] = {}
    index = _index(source, per)
    for one in chosen:
        column, reason = (
            _column(one, source, index, lang) if one in open_ones else (np.nan, _closed(one, lang))
        )
        columns[one.name] = column
        if reason:
            reasons[one.name] = reason
    frame = pd.DataFrame(columns, index=index, columns=[one.name for one in chosen], dtype=float)
    frame.attrs["reasons"] = reasons
    return frame


def _index(source: GraphLike, per: Per) -> pd.Index:
    if per == "unit":
        return network(source).nodes
    if not isinstance(source, Structure):
        raise UndefinedMeasureError("measures.needs_structure")
    return pd.MultiIndex.from_frame(cells(source)[["matter", "area"]])


def _column(one: Measure, source: GraphLike, index: pd.Index, lang: Language) -> tuple[object, str]:
    if not one.graph and not isinstance(source, Structure):
        return np.nan, say("measures.needs_structure", lang)
    try:
        values = one.function(source)
    except UndefinedMeasureError as undefined:
        return np.nan, undefined.render(lang)
    aligned = values.to_numpy() if len(values) == len(index) else values.reindex(index).to_numpy()
    return aligned, one.wording(lang).undefined if np.isnan(aligned).any() else ""
