"""The measures part of a report: values of the whole structure with what they mean."""

import math
from itertools import groupby

from govgraph.measures.catalogue import Measure, catalogue
from govgraph.report.measured import Measured, Value
from govgraph.report.references import sources
from govgraph.report.summary import MeasureFamily, MeasureRow
from govgraph.text import Language, say

#: Whole numbers from here on are not held digit by digit.
_EXACT = 1e15
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DASH = "–"
#: Smallest share that is written as a number.
LEAST = 0.001


def families(measured: Measured, lang: Language) -> tuple[MeasureFamily, ...]:
    """Return the measures of the whole structure, by family in the catalogue's order."""
    known = catalogue()
    rows = [(known[value.name], value) for value in measured.whole if value.name in known]
    return tuple(
        MeasureFamily(
            name,
            say(f"measures.theme_{family.theme}", lang),
            family.title(lang),
            tuple(_row(m, v, lang) for m, v in members),
        )
        for (name, family), members in groupby(rows, lambda row: (row[0].family, row[0].belongs))
    )


def shown(value: float, more: int = 0) -> str:
    """Return a number as a report shows it: whole numbers whole, others with three digits.

    `more` asks for further digits, to tell two numbers apart.

    Examples
    --------
    >>> shown(12.0), shown(0.123456), shown(12345.6), shown(float("nan")), shown(float("inf"))
    ('12', '0.123', '12,345.6', '–', '∞')
    >>> shown(3.3807e25)
    '3.38 × 10²⁵'
    """
    if math.isnan(value):
        return DASH
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if abs(value) >= _EXACT:
        number, power = f"{value:.2e}".split("e")
        return f"{number} × 10{power.lstrip('+').translate(_RAISED)}".replace("-", "−")
    if float(value).is_integer():
        return f"{value:,.0f}".replace("-", "−")
    digits = 1 if abs(value) >= 1000 else 2 if abs(value) >= 10 else 3  # noqa: PLR2004
    return f"{value:,.{digits + more}f}".replace("-", "−")


def share(value: float) -> str:
    """Return a share in percent; one that is not zero is never shown as zero.

    Examples
    --------
    >>> share(0.0), share(0.1234), share(0.0001)
    ('0%', '12.3%', '<0.1%')
    """
    if value == 0:
        return "0%"
    return f"{value:.1%}" if value >= LEAST else f"<{LEAST:.1%}"


def _row(measure: Measure, value: Value, lang: Language) -> MeasureRow:
    wording = measure.wording(lang)
    return MeasureRow(
        name=measure.name,
        title=wording.title,
        value=value.value,
        text=shown(value.value),
        reason=value.reason,
        dimension=say(measure.dimension, lang),
        direction=say(f"report.higher_{measure.higher}", lang),
        definition=wording.definition,
        reading=wording.reading,
        formula=measure.formula,
        sources=sources(measure.sources),
    )
