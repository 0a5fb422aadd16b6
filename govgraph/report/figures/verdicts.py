"""Verdicts below each other: claims, the share of draws in which each holds, what it amounts to."""

import math
from dataclasses import dataclass

from govgraph.maps.lettering import fit
from govgraph.report.figures.drawing import BLUES, INK, MUTED, Drawing, Lettering, Stroke
from govgraph.text import Language

_WIDTH, _CLAIM, _SIDE, _WORDS = 960.0, 380.0, 12.0, 280.0
_TOP, _ROW, _BAR, _SIZE = 34.0, 52.0, 16.0, 12.5
_LINES, _LINE = 3, 1.25
_INTERVAL = Stroke(INK, 1.6, (), "ink")


@dataclass(frozen=True)
class Verdict:
    """One claim.

    Attributes
    ----------
    claim, origin : str
        What is claimed, and by whom.
    share, low, high : float
        Share of the draws in which it holds and its interval; NaN is drawn hatched.
    text : str
        The share in words.
    effect : str
        What the claim amounts to.
    reported : bool
        Whether a source claims it; drawn darker.
    """

    claim: str
    origin: str
    share: float
    low: float
    high: float
    text: str
    effect: str
    reported: bool


def verdicts(
    rows: tuple[Verdict, ...], name: str, words: tuple[str, str], lang: Language = "en"
) -> str:
    """Draw claims with the share of draws in which each holds, and its interval.

    Parameters
    ----------
    rows : tuple of Verdict
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
    left, full = _CLAIM + _SIDE, _WIDTH - _CLAIM - _WORDS - 2 * _SIDE
    claims = [fit((row.claim,), _CLAIM - 2 * _SIDE, _SIZE, rows=_LINES) for row in rows]
    heights = [_ROW + _SIZE * _LINE * (len(lines) == _LINES) for lines in claims]
    bottom = _TOP + sum(heights)
    sheet = Drawing(name, *words, lang)
    hatch = sheet.hatch()
    scale = Lettering(size=11, anchor="middle", fill=MUTED, mark="muted")
    sheet.text((_SIDE, 18), words[0], Lettering(13.5, bold=True))
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + tick * full
        sheet.line((x, _TOP), (x, bottom))
        sheet.text((x, bottom + 15), f"{tick:.0%}", scale)
    middle = _TOP
    for row, lines, height in zip(rows, claims, heights, strict=True):
        middle += height / 2
        _claim(sheet, row, lines, middle)
        _bar(sheet, row, (left, middle, full), hatch)
        _effect(sheet, row, left + full + _SIDE, middle)
        middle += height / 2
    return sheet.svg(_WIDTH, bottom + 24)


def _claim(sheet: Drawing, row: Verdict, lines: list[str], middle: float) -> None:
    y = middle - (len(lines) + 1) * _SIZE * _LINE / 2 + _SIZE
    sheet.text((_SIDE, y), lines, Lettering(_SIZE), row.claim)
    below = y + len(lines) * _SIZE * _LINE
    sheet.text((_SIDE, below), row.origin, Lettering(11, fill=MUTED, mark="muted"))


def _bar(sheet: Drawing, row: Verdict, place: tuple[float, float, float], hatch: str) -> None:
    left, middle, full = place
    y = middle - _BAR / 2
    if math.isnan(row.share):
        sheet.rect((left, y, full, _BAR), hatch, "hatched", row.text)
        return
    shade = 4 if row.reported else 3
    sheet.rect((left, y, full, _BAR), BLUES[0], "shade shade-0", row.text)
    sheet.rect((left, y, full * row.share, _BAR), BLUES[shade], f"shade shade-{shade}", row.text)
    low, high = (left + full * end for end in (row.low, row.high))
    sheet.stroke((low, middle), (high, middle), _INTERVAL)
    for x in (low, high):
        sheet.stroke((x, middle - 4), (x, middle + 4), _INTERVAL)


def _effect(sheet: Drawing, row: Verdict, x: float, middle: float) -> None:
    lines = [row.text, *fit((row.effect,), _WORDS - _SIDE, 11.5, rows=_LINES - 1)]
    y = middle - len(lines) * 14.4 / 2 + 11
    sheet.text((x, y), lines[0], Lettering(11.5, bold=True))
    note = Lettering(size=11.5, fill=MUTED, mark="muted")
    sheet.text((x, y + 14.4), lines[1:], note, row.effect)
