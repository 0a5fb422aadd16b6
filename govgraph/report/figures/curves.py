"""Curves over time: some series, each with the range that the runs cover."""

from collections.abc import Sequence
from dataclasses import dataclass

from govgraph.maps.lettering import clip
from govgraph.maps.svg import number
from govgraph.report.figures.drawing import MUTED, Drawing, Lettering, Point, Stroke
from govgraph.report.figures.slopes import spread
from govgraph.text import Language

_LEFT, _TOP, _HIGH, _WIDE, _RIGHT = 64.0, 34.0, 260.0, 660.0, 250.0
_SIZE = 12.0
#: How much the range of a series covers: several lie over each other.
_RANGE = 0.13
#: Colours that stay apart without colour vision, each with its own dash.
_LOOKS = (
    Stroke("#0a4fc4", 2.2, (), "curve-0"),
    Stroke("#bd4b00", 2.2, (7, 4), "curve-1"),
    Stroke("#1d7a4f", 2.2, (2, 3), "curve-2"),
    Stroke("#7a3c9a", 2.2, (9, 3, 2, 3), "curve-3"),
    Stroke("#55607a", 2.0, (4, 2), "curve-4"),
    Stroke("#8a6100", 2.0, (1, 2), "curve-5"),
)


@dataclass(frozen=True)
class Curve:
    """One series: its name, values, and the lowest and highest of the runs."""

    label: str
    values: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True)
class Curves:
    """What a picture of curves shows: its words, both axes, and at most six series."""

    title: str
    description: str
    across: str
    upward: str
    times: tuple[float, ...]
    series: tuple[Curve, ...]


def curves(shown: Curves, name: str, lang: Language = "en") -> str:
    """Draw series over time, each with its range as a shade and its name at its end.

    Parameters
    ----------
    shown : Curves
        At least two times; every series has a value for each.
    name : str
        Prefix of the ids inside the picture.
    lang : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    str
        The SVG picture.
    """
    most = _round_up(max((max(one.high or one.values) for one in shown.series), default=0.0))
    last = shown.times[-1]
    sheet = Drawing(name, shown.title, shown.description, lang)

    def at(time: float, value: float) -> Point:
        return _LEFT + time / last * _WIDE, _TOP + (1 - value / most) * _HIGH

    _axes(sheet, shown, most)
    for one, look in zip(shown.series, _LOOKS, strict=False):
        if one.low and one.high:
            upper = [at(t, v) for t, v in zip(shown.times, one.high, strict=True)]
            lower = [at(t, v) for t, v in zip(shown.times, one.low, strict=True)]
            sheet.area(_outline([*upper, *reversed(lower)]), look.colour, "range", cover=_RANGE)
    for one, look in zip(shown.series, _LOOKS, strict=False):
        sheet.trace([at(t, v) for t, v in zip(shown.times, one.values, strict=True)], look)
    _names(sheet, shown, [at(last, one.values[-1])[1] for one in shown.series])
    return sheet.svg(_LEFT + _WIDE + _RIGHT, _TOP + _HIGH + 48)


def _axes(sheet: Drawing, shown: Curves, most: float) -> None:
    style = Lettering(_SIZE - 0.5, "end", fill=MUTED, mark="muted")
    for part in range(5):
        y = _TOP + (1 - part / 4) * _HIGH
        sheet.line((_LEFT, y), (_LEFT + _WIDE, y))
        sheet.text((_LEFT - 8, y + 4), f"{most * part / 4:,.4g}", style)
    below = Lettering(_SIZE - 0.5, "middle", fill=MUTED, mark="muted")
    for part in range(5):
        x, time = _LEFT + part / 4 * _WIDE, shown.times[-1] * part / 4
        sheet.text((x, _TOP + _HIGH + 18), f"{time:,.3g}", below)
    sheet.text((_LEFT + _WIDE / 2, _TOP + _HIGH + 38), shown.across, below)
    sheet.text((0, 16), shown.upward, Lettering(_SIZE, fill=MUTED, mark="muted"))


def _names(sheet: Drawing, shown: Curves, ends: Sequence[float]) -> None:
    order = sorted(range(len(ends)), key=lambda i: (ends[i], shown.series[i].label))
    places = spread([ends[i] for i in order], 17.0, _TOP, _TOP + _HIGH)
    for i, y in zip(order, places, strict=True):
        look, x = _LOOKS[i], _LEFT + _WIDE
        sheet.trace([(x + 4, ends[i]), (x + 16, y), (x + 34, y)], look)
        label = shown.series[i].label
        sheet.text((x + 40, y + 4), clip(label, _RIGHT - 46, _SIZE), Lettering(_SIZE), label)


def _outline(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 4, 5, 8, 10 times a power of ten that is not below a value.

    Examples
    --------
    >>> [_round_up(value) for value in (0.0, 0.3, 7.0, 41.0)]
    [1.0, 0.4, 8.0, 50.0]
    """
    if value <= 0:
        return 1.0
    power = 1.0
    while power > value:
        power /= 10
    while power * 10 <= value:
        power *= 10
    return next(power * step for step in (1, 2, 4, 5, 8, 10) if power * step >= value * (1 - 1e-9))
