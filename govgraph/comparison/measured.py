"""Measures of all options side by side, each change judged by the direction of its measure."""

import math
from collections.abc import Iterable

import pandas as pd

from govgraph.comparison.options import Option
from govgraph.measures import table
from govgraph.measures.catalogue import Measure, find
from govgraph.model.structure import Structure

COLUMNS = (
    "name", "option", "before", "after", "change", "verdict", "mechanical", "reason",
)  # fmt: skip
#: Changes below this are noise of floating-point numbers.
NOISE = 1e-9


def measured(
    before: Structure, options: Iterable[Option], names: Iterable[str] | None = None
) -> pd.DataFrame:
    """Return every measure of the whole structure before and after.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    options : iterable of Option
        What it is compared with.
    names : iterable of str, optional
        Names of measures; all by default.

    Returns
    -------
    DataFrame
        ``name``, ``option``, ``before``, ``after``, ``change``, ``verdict`` (``better``,
        ``worse``, ``same``, ``depends`` or ``undefined``), ``mechanical`` (whether the measure
        moves by construction of an operator used) and ``reason`` (message in English of why a
        value is missing).
    """
    chosen = None if names is None else list(names)
    old = table(before, chosen)
    rows = []
    for option in options:
        new = table(option.structure, chosen)
        for name, was, now, why, why_now in zip(
            old["name"], old["value"], new["value"], old["reason"], new["reason"], strict=True
        ):
            one = find(name)
            rows.append(
                {
                    "name": name,
                    "option": option.name,
                    "before": was,
                    "after": now,
                    "change": now - was,
                    "verdict": verdict(one, was, now),
                    "mechanical": is_mechanical(one, option),
                    "reason": why or why_now,
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def verdict(one: Measure, before: float, after: float) -> str:
    """Return what a change means, by the direction of its measure.

    Examples
    --------
    >>> from govgraph.measures import find
    >>> verdict(find("coordination.average"), 4.0, 3.0), verdict(find("span.max"), 4.0, 3.0)
    ('better', 'depends')
    """
    if math.isnan(before) or math.isnan(after):
        return "undefined"
    if before == after or abs(after - before) <= NOISE * max(1.0, abs(before)):
        return "same"
    if one.higher == "depends":
        return "depends"
    return "better" if (after > before) == (one.higher == "better") else "worse"


def is_mechanical(one: Measure, option: Option) -> bool:
    """Tell whether a measure moves by the construction of an operator that the option uses."""
    return bool({one.name, one.family} & option.mechanical)
