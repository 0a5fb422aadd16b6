"""Columns over ordered classes: how much falls into each, for one series or two."""

from dataclasses import dataclass

from govgraph.maps.lettering import clip, fit, text_width
from govgraph.report.figures.drawing import BLUES, MUTED, NOTE, Drawing, Lettering
from govgraph.text import Language

_HIGH = 180.0
_TOP = 48.0
_SIDE = 14.0
_SIZE = 11.5
_SHADES = (4, 2)
_MIDDLE = Lettering(size=_SIZE, anchor="middle")


@dataclass(frozen=True)
class Series:
    """Values by class, each as it is written, with a name."""

    label: str
    values: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """Classes that lie within a recommended range: first and last, and what it is called."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Distribution:
    """What a column chart shows.

    Attributes
    ----------
    title, description, axis : str
        Title, what a screen reader says, what the classes are.
    classes : tuple of str
        Names of the classes, in order.
    series : tuple of Series
        One or two.
    band : Band or None
        Recommended range.
    """

    title: str
    description: str
    axis: str
    classes: tuple[str, ...]
    series: tuple[Series, ...]
    band: Band | None = None


def columns(shown: Distribution, name: str, lang: Language = "en") -> str:
    """Draw how often each class occurs.

    Parameters
    ----------
    shown : Distribution
        Classes and values.
    name : str
        Prefix of the ids inside the picture.
    lang : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    str
        The SVG picture.
    """
    slot, base = _slot(shown), _TOP + _HIGH
    total = max(_SIDE * 2 + slot * len(shown.classes), 460.0)
    sheet = Drawing(name, shown.title, shown.description, lang)
    _key(sheet, shown)
    if shown.band is not None:
        _band(sheet, shown.band, slot)
    for at, label in enumerate(shown.classes):
        _class(sheet, shown, at, slot)
        middle = _SIDE + (at + 0.5) * slot
        lines = fit((label,), slot - 4, _SIZE, rows=2)
        sheet.text((middle, base + 17), lines, _MIDDLE, label)
    sheet.line((_SIDE, base), (total - _SIDE, base))
    axis = clip(shown.axis, total - 2 * _SIDE, _SIZE)
    style = Lettering(_SIZE, "middle", fill=MUTED, mark="muted")
    sheet.text((total / 2, base + 52), axis, style, shown.axis)
    return sheet.svg(total, base + 62)


def _slot(shown: Distribution) -> float:
    widest = max(text_width(text, _SIZE) for series in shown.series for text in series.texts)
    needed = 12 + len(shown.series) * (widest + 4)
    return max(42.0, needed, min(700.0 / max(len(shown.classes), 1), 72.0))


def _class(sheet: Drawing, shown: Distribution, at: int, slot: float) -> None:
    most = max((value for series in shown.series for value in series.values), default=0) or 1
    wide, base = (slot - 12) / len(shown.series), _TOP + _HIGH
    for step, series in enumerate(shown.series):
        value, shade = series.values[at], _SHADES[step]
        x = _SIDE + at * slot + 6 + step * wide
        high = value / most * (_HIGH - 16)
        box = (x, base - high, wide - 2, high)
        sheet.rect(box, BLUES[shade], f"shade shade-{shade}", series.label)
        if value:
            sheet.text((x + wide / 2 - 1, base - high - 4), series.texts[at], _MIDDLE)


def _key(sheet: Drawing, shown: Distribution) -> None:
    x = _SIDE
    for step, series in enumerate(shown.series):
        shade = _SHADES[step]
        sheet.rect((x, 4, 14, 14), BLUES[shade], f"shade shade-{shade}")
        sheet.text((x + 20, 15.5), series.label, Lettering(_SIZE))
        x += 40 + text_width(series.label, _SIZE)


def _band(sheet: Drawing, band: Band, slot: float) -> None:
    x, wide = _SIDE + band.first * slot, (band.last - band.first + 1) * slot
    sheet.rect((x, _TOP - 20, wide, _HIGH + 20), "#f4efdf", "band")
    sheet.text((x + 6, _TOP - 7), clip(band.label, wide - 10, NOTE.size), NOTE, band.label)
