"""A slope chart: values before and after, one line each; what gets worse stands out."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from govgraph.maps.lettering import clip
from govgraph.report.figures.drawing import Drawing, Lettering, Stroke
from govgraph.text import Language

_WIDTH, _TOP, _ROW, _SIZE = 1000.0, 44.0, 22.0, 13.0
_LEFT, _RIGHT = 330.0, 670.0
#: From the end of a label to the dot of its line.
_GAP = 26.0
#: Colours and dashes: longer paths in orange and dashed, shorter ones in blue, the rest in grey.
_LOOKS = {
    "shorter": Stroke("#0a4fc4", 2.2, (), "shorter"),
    "longer": Stroke("#bd4b00", 2.4, (7, 4), "longer"),
    "same": Stroke("#8591a5", 1.4, (), "same"),
}


@dataclass(frozen=True)
class Slope:
    """One line: what it is about, its values, how they are written."""

    label: str
    before: float
    after: float
    texts: tuple[str, str]

    @property
    def look(self) -> str:
        """Which way it goes."""
        if math.isclose(self.before, self.after, abs_tol=1e-9):
            return "same"
        return "longer" if self.after > self.before else "shorter"


def slopes(
    rows: tuple[Slope, ...],
    name: str,
    words: tuple[str, str],
    ends: tuple[str, str],
    lang: Language = "en",
) -> str:
    """Draw values before and after as lines between two axes.

    Parameters
    ----------
    rows : tuple of Slope
        At least one; higher values stand higher.
    name : str
        Prefix of the ids inside the picture.
    words : (str, str)
        Title and description.
    ends : (str, str)
        What stands over the two axes.
    lang : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    str
        The SVG picture.
    """
    values = [value for row in rows for value in (row.before, row.after)]
    low, high = min(values), max(values)
    height = max(220.0, _ROW * len(rows))
    scale = height / (high - low) if high > low else 0.0

    def y(value: float) -> float:
        return _TOP + (high - value) * scale if scale else _TOP + height / 2

    sheet = Drawing(name, *words, lang)
    bold = Lettering(_SIZE + 1, "middle", bold=True)
    for x, text in zip((_LEFT, _RIGHT), ends, strict=True):
        sheet.line((x, _TOP - 8), (x, _TOP + height + 8))
        sheet.text((x, _TOP - 20), text, bold)
    order = {"same": 0, "shorter": 1, "longer": 2}
    for row in sorted(rows, key=lambda one: order[one.look]):
        look = _LOOKS[row.look]
        sheet.stroke((_LEFT, y(row.before)), (_RIGHT, y(row.after)), look)
        for x, value in ((_LEFT, row.before), (_RIGHT, row.after)):
            sheet.dot((x, y(value)), 4, look)
    bottom = max(_labels(sheet, rows, side, y, height) for side in (0, 1))
    return sheet.svg(_WIDTH, max(_TOP + height, bottom) + 18)


def _labels(
    sheet: Drawing,
    rows: tuple[Slope, ...],
    side: int,
    y: Callable[[float], float],
    height: float,
) -> float:
    """Write the labels of one side, pushed apart so that none covers another."""
    at = [(y(row.after if side else row.before), row) for row in rows]
    at.sort(key=lambda one: (one[0], one[1].label))
    places = spread([value for value, _ in at], _ROW * 0.86, _TOP, _TOP + height)
    x, way = (_RIGHT, 1) if side else (_LEFT, -1)
    style = Lettering(_SIZE, "start" if side else "end")
    room = (_WIDTH - _RIGHT if side else _LEFT) - _GAP - 60
    for (value, row), place in zip(at, places, strict=True):
        sheet.line((x + way * 6, value), (x + way * (_GAP - 4), place))
        label = clip(row.label, room, _SIZE)
        shown = f"{row.texts[side]}  {label}" if side else f"{label}  {row.texts[side]}"
        mark = Lettering(_SIZE, style.anchor, bold=row.look == "longer")
        sheet.text((x + way * _GAP, place + _SIZE * 0.36), shown, mark, row.label)
    return max(places, default=0.0)


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in the order given, at least a gap apart, as near as can be to those wanted.

    Labels that would meet stand together around the mean of the places they want; they stay
    between the bounds while there is room.

    Examples
    --------
    >>> spread([10.0, 10.0, 40.0], 8, 0, 100)
    [6.0, 14.0, 40.0]
    >>> spread([1.0, 1.0, 40.0], 8, 0, 100)
    [0.0, 8.0, 40.0]
    """
    groups: list[tuple[float, int]] = []
    for value in wanted:
        groups.append((_within(value, 1, gap, low, high), 1))
        while len(groups) > 1 and _touch(groups[-2], groups[-1], gap):
            (first, n), (second, m) = groups[-2:]
            middle = (first * n + second * m) / (n + m)
            groups[-2:] = [(_within(middle, n + m, gap, low, high), n + m)]
    return [middle + (i - (count - 1) / 2) * gap for middle, count in groups for i in range(count)]


def _within(middle: float, count: int, gap: float, low: float, high: float) -> float:
    half = (count - 1) / 2 * gap
    return max(low + half, min(middle, high - half))


def _touch(one: tuple[float, int], other: tuple[float, int], gap: float) -> bool:
    return other[0] - one[0] < gap * (one[1] + other[1]) / 2 - 1e-9
