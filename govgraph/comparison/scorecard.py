"""The scorecard: which goals of the proposals each option meets."""

from collections.abc import Sequence

import pandas as pd

from govgraph.comparison.options import Option
from govgraph.measures import table
from govgraph.reforms.proposal import Goal

COLUMNS = ("goal", "option", "before", "value", "met", "reason")


def scorecard(before: Option, options: Sequence[Option]) -> pd.DataFrame:
    """Return every goal of every proposal, judged for every option.

    Parameters
    ----------
    before : Option
        The structure as it is.
    options : sequence of Option
        What it is compared with; a goal that one proposal names is asked of all.

    Returns
    -------
    DataFrame
        ``goal`` as text, ``option``, ``before`` (value as it is), ``value``, ``met`` and
        ``reason`` (why there is no value). An undefined value never meets a goal.
    """
    goals: dict[str, Goal] = {}
    for option in options:
        goals |= {str(goal): goal for goal in (option.proposal.goals if option.proposal else ())}
    names = list(dict.fromkeys(goal.measure for goal in goals.values()))
    if not names:
        return pd.DataFrame(columns=list(COLUMNS))
    taken = {one.name: table(one.structure, names) for one in (before, *options)}
    values = {name: dict(zip(f["name"], f["value"], strict=True)) for name, f in taken.items()}
    reasons = {name: dict(zip(f["name"], f["reason"], strict=True)) for name, f in taken.items()}
    rows = [
        {
            "goal": text,
            "option": option.name,
            "before": values[before.name][goal.measure],
            "value": values[option.name][goal.measure],
            "met": goal.met(values[option.name][goal.measure]),
            "reason": reasons[option.name][goal.measure],
        }
        for text, goal in goals.items()
        for option in options
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
