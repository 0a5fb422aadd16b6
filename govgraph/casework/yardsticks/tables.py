"""Yardsticks side by side: measured in a log, and as the analysis has them."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from govgraph.casework.analysis import Analysis
from govgraph.casework.yardsticks.caseload import Caseload
from govgraph.casework.yardsticks.catalogue import Yardstick, find, yardsticks
from govgraph.errors import UndefinedMeasureError
from govgraph.text import Language


def table(
    caseload: Caseload,
    analysis: Analysis | None = None,
    *,
    names: Iterable[str] | None = None,
    lang: Language = "en",
) -> pd.DataFrame:
    """Return the yardsticks of all cases.

    Parameters
    ----------
    caseload : Caseload
        The cases.
    analysis : Analysis, optional
        Analysis of the case flow that they come from.
    names : iterable of str, optional
        Yardsticks to take; by default all that give one number.
    lang : {"en", "zh"}
        Language of titles and reasons.

    Returns
    -------
    DataFrame
        By name: ``title``, ``value`` (nan where undefined), ``analytic`` (the value that the
        analysis gives in the long run; nan where there is none), ``reason`` why there is no value.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.casework.yardsticks import Caseload, table
    >>> from govgraph.model.event_log import EventLog
    >>> log = EventLog.of(pd.DataFrame({
    ...     "case": ["1", "2"], "unit": ["window", "window"],
    ...     "arrived": ["2024-01-02 09:00", "2024-01-02 10:00"],
    ...     "finished": ["2024-01-02 09:30", None], "action": ["settle", None]}))
    >>> table(Caseload(log), names=["registered", "local_reception"])[["value", "reason"]]
                     value                                             reason
    name
    registered         2.0
    local_reception    NaN  it is not known which units belong to the terr...
    """
    chosen = [one for one in yardsticks().values() if one.per == "all"]
    if names is not None:
        chosen = [find(name) for name in names]
    rows = [(one.name, *_row(one, caseload, analysis, lang)) for one in chosen]
    columns = ["name", "title", "value", "analytic", "reason"]
    return pd.DataFrame(rows, columns=columns).set_index("name")


def _row(
    one: Yardstick, caseload: Caseload, analysis: Analysis | None, lang: Language
) -> tuple[str, float, float, str]:
    value, reason = _tried(lambda: one.function(caseload), lang)
    expected = np.nan
    if analysis is not None and one.analytic is not None:
        answer = one.analytic
        expected, _ = _tried(lambda: answer(analysis, caseload.terms), lang)
    return one.wording(lang).title, value, expected, reason


def _tried(answer: Callable[[], float], lang: Language) -> tuple[float, str]:
    try:
        return float(answer()), ""
    except UndefinedMeasureError as error:
        return np.nan, error.render(lang)


def by_unit(caseload: Caseload, analysis: Analysis | None = None) -> pd.DataFrame:
    """Return the yardsticks of every unit.

    Parameters
    ----------
    caseload : Caseload
        The cases.
    analysis : Analysis, optional
        Analysis of the case flow that they come from.

    Returns
    -------
    DataFrame
        Units by yardsticks, as far as these are defined, and ``…_analytic`` beside each that the
        analysis knows. A unit without a value has nan.
    """
    found: dict[str, pd.Series] = {}
    for one in yardsticks().values():
        if one.per == "unit":
            try:
                found[one.name] = one.function(caseload)
                if analysis is not None and one.analytic is not None:
                    found[f"{one.name}_analytic"] = one.analytic(analysis, caseload.terms)
            except UndefinedMeasureError:
                continue
    return pd.DataFrame(found).rename_axis(index="unit")
