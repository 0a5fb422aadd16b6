"""Horizontal bars: a few named shares below each other."""

import math
from dataclasses import dataclass

from govgraph.maps.lettering import fit, text_width
from govgraph.report.figures.drawing import BLUES, MUTED, Drawing, Lettering, Point
from govgraph.text import Language

_ROW = 44.0
_BAR = 20.0
_TOP = 6.0
_WIDTH = 760.0
_SIZE = 13.0


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes
    ----------
    label : str
        Its name.
    value : float
        Its length as a share of the full scale; NaN is drawn hatched.
    text : str
        What is written at its end.
    """

    label: str
    value: float
    text: str


def bars(rows: tuple[Bar, ...], name: str, words: tuple[str, str], lang: Language = "en") -> str:
    """Draw named shares as horizontal bars on a scale from 0 to 1.

    Parameters
    ----------
    rows : tuple of Bar
        At least one.
    name : str
        Prefix of the ids inside the picture.
    words : (str, str)
        Title and description.
    lang : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    str
        The SVG picture.
    """
    left = min(230.0, 16 + max(text_width(row.label, _SIZE) for row in rows))
    right = min(230.0, 16 + max(text_width(row.text, _SIZE) for row in rows))
    full = _WIDTH - left - right
    bottom = _TOP + _ROW * len(rows)
    sheet = Drawing(name, *words, lang)
    hatch = sheet.hatch()
    scale = Lettering(size=11, anchor="middle", fill=MUTED, mark="muted")
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + tick * full
        sheet.line((x, _TOP), (x, bottom))
        sheet.text((x, bottom + 15), f"{tick:.0%}", scale)
    for at, row in enumerate(rows):
        middle = _TOP + (at + 0.5) * _ROW
        y = middle - _BAR / 2
        _words(sheet, row.label, (left - 10, middle), left - 12, "end")
        if math.isnan(row.value):
            sheet.rect((left, y, full, _BAR), hatch, "hatched")
        else:
            sheet.rect((left, y, full, _BAR), BLUES[0], "shade shade-0")
            sheet.rect((left, y, full * min(row.value, 1), _BAR), BLUES[4], "shade shade-4")
        _words(sheet, row.text, (_WIDTH - right + 10, middle), right - 12, "start")
    return sheet.svg(_WIDTH, bottom + 22)


def _words(sheet: Drawing, text: str, at: Point, limit: float, anchor: str) -> None:
    lines = fit((text,), limit, _SIZE, rows=2)
    y = at[1] + _SIZE * 0.36 - (len(lines) - 1) * _SIZE * 0.62
    sheet.text((at[0], y), lines, Lettering(_SIZE, anchor), text)
