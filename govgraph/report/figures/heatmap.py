"""The tiao × kuai matrix as a picture: one cell for each area and line."""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from govgraph.maps.lettering import clip, fit, text_width
from govgraph.maps.svg import number
from govgraph.report.figures.drawing import BLUES, DARK_FROM, NOTE, PAPER, Box, Drawing, Lettering
from govgraph.text import Language

_HIGH = 25.0
_LEAST = 560.0
_FULL = 1080.0
_NARROW = 52.0
_HEAD = Lettering(size=11.5, anchor="middle", bold=True)
_INDENT = 12.0
_GAP = 1.25


@dataclass(frozen=True)
class AreaRow:
    """One row: an area, its name and how deep it lies."""

    id: str
    label: str
    depth: int = 0


@dataclass(frozen=True)
class LineColumn:
    """One column: a line and its name."""

    id: str
    label: str


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: a number (NaN is a dash), and what pointing at it shows."""

    value: float
    hint: str = ""


@dataclass(frozen=True)
class Matrix:
    """A tiao × kuai matrix with its words.

    Attributes
    ----------
    title, description, legend, empty : str
        Title, what a screen reader says, what the number means, what a hatched cell means.
    rows, columns
        Areas in tree order, lines in their order.
    cells : mapping of (area, line) to Cell
        Cells where a unit of the line stands; all others are hatched.
    """

    title: str
    description: str
    legend: str
    empty: str
    rows: tuple[AreaRow, ...]
    columns: tuple[LineColumn, ...]
    cells: Mapping[tuple[str, str], Cell]


def shade_limits(values: list[float]) -> tuple[float, ...]:
    """Return the values at which the blues change, spread over the values that occur.

    Examples
    --------
    >>> shade_limits([0, 1, 1, 2, 3])
    (1, 2, 3)
    """
    found = sorted({value for value in values if value > 0})
    shades = len(BLUES) - 1
    if len(found) <= shades:
        return tuple(found)
    return tuple(sorted({found[(len(found) - 1) * k // (shades - 1)] for k in range(shades)}))


def heatmap(matrix: Matrix, name: str, lang: Language = "en") -> str:
    """Draw a tiao × kuai matrix.

    Parameters
    ----------
    matrix : Matrix
        Rows, columns and cells.
    name : str
        Prefix of the ids inside the picture.
    lang : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    str
        The SVG picture. Long labels are wrapped, turned or shortened; their full text is in the
        tool tip.
    """
    left = min(210.0, 20 + max(_label_width(row) for row in matrix.rows))
    wide = min(92.0, max(29.0, (_FULL - left) / len(matrix.columns)))
    sheet = Drawing(name, matrix.title, matrix.description, lang)
    hatch = sheet.hatch()
    top = _headings(sheet, matrix, left, wide)
    limits = shade_limits([cell.value for cell in matrix.cells.values()])
    for down, row in enumerate(matrix.rows):
        y = top + down * _HIGH
        _row_label(sheet, row, left, y)
        for at, column in enumerate(matrix.columns):
            box = (left + at * wide + 1, y + 1, wide - 2, _HIGH - 2)
            _cell(sheet, box, matrix.cells.get((row.id, column.id)), limits, hatch)
    total = max(left + wide * len(matrix.columns) + 4, _LEAST)
    right, bottom = _legend(sheet, matrix, (top + len(matrix.rows) * _HIGH, total), limits, hatch)
    return sheet.svg(max(total, right), bottom)


def _label_width(row: AreaRow) -> float:
    return text_width(row.label, 12, bold=True) + _INDENT * row.depth


def _headings(sheet: Drawing, matrix: Matrix, left: float, wide: float) -> float:
    """Write the heads of the columns and return where the cells begin."""
    turned = wide < _NARROW
    heads = [_head(column.label, wide, turned=turned) for column in matrix.columns]
    line = _HEAD.size * _GAP
    tall = max(
        text_width(head[0], _HEAD.size, bold=True)
        if turned and not _stacked(column.label)
        else len(head) * line
        for column, head in zip(matrix.columns, heads, strict=True)
    )
    top = tall + 16
    for at, (column, head) in enumerate(zip(matrix.columns, heads, strict=True)):
        middle = left + (at + 0.5) * wide
        if turned and not _stacked(column.label):
            style = Lettering(_HEAD.size, bold=True, turned=True)
            sheet.text((middle + 4, top - 7), head, style, column.label)
        else:
            first = top - 8 - (len(head) - 1) * line
            sheet.text((middle, first), head, _HEAD, column.label)
    return top


def _stacked(label: str) -> bool:
    """Tell whether a turned label is set upright, character below character, as Chinese is."""
    return all(unicodedata.east_asian_width(character) in "WF" for character in label)


def _head(label: str, wide: float, *, turned: bool) -> list[str]:
    if not turned:
        return fit((label,), wide - 6, _HEAD.size, rows=3, bold=True)
    if _stacked(label):
        return list(label if len(label) <= 8 else label[:7] + "…")  # noqa: PLR2004
    return [clip(label, 200, _HEAD.size, bold=True)]


def _row_label(sheet: Drawing, row: AreaRow, left: float, y: float) -> None:
    indent = _INDENT * row.depth
    style = Lettering(bold=row.depth <= 1)
    shown = clip(row.label, left - 12 - indent, style.size, bold=style.bold)
    sheet.text((4 + indent, y + 17), shown, style, row.label)


def _cell(
    sheet: Drawing, box: Box, cell: Cell | None, limits: tuple[float, ...], hatch: str
) -> None:
    if cell is None:
        sheet.rect(box, hatch, "hatched")
        return
    shade = sum(cell.value >= limit for limit in limits)
    sheet.rect(box, BLUES[shade], f"shade shade-{shade}", cell.hint)
    style = Lettering(anchor="middle", mark=f"on-shade on-shade-{shade}")
    if shade >= DARK_FROM:
        style = Lettering(anchor="middle", mark=style.mark, fill=PAPER)
    x, y, wide, high = box
    shown = "–" if math.isnan(cell.value) else number(cell.value)
    sheet.text((x + wide / 2, y + high / 2 + 4.2), shown, style)


def _legend(
    sheet: Drawing,
    matrix: Matrix,
    below: tuple[float, float],
    limits: tuple[float, ...],
    hatch: str,
) -> tuple[float, float]:
    """Write what numbers, shades and hatching mean; return where that ends, right and below."""
    y, total = below
    said = fit((matrix.legend,), total - 8, NOTE.size, rows=3)
    sheet.text((4, y + 22), said, NOTE, matrix.legend)
    x, y = 4.0, y + 14 + len(said) * NOTE.size * _GAP
    for shade, label in enumerate(_classes(limits, matrix)):
        sheet.rect((x, y, 22, 14), BLUES[shade], f"shade shade-{shade}")
        sheet.text((x + 27, y + 11.5), label, NOTE)
        x += 42 + text_width(label, NOTE.size)
    sheet.rect((x + 8, y, 22, 14), hatch, "hatched")
    sheet.text((x + 35, y + 11.5), matrix.empty, NOTE)
    return x + 40 + text_width(matrix.empty, NOTE.size), y + 22


def _classes(limits: tuple[float, ...], matrix: Matrix) -> list[str]:
    """Name the values that each shade stands for."""
    values = (cell.value for cell in matrix.cells.values())
    found = sorted({0.0, *(value for value in values if not math.isnan(value))})
    starts = (0.0, *limits)
    members = [
        [v for v in found if sum(v >= limit for limit in limits) == shade]
        for shade in range(len(starts))
    ]
    return [
        number(some[0]) if len(some) == 1 else f"{number(some[0])}–{number(some[-1])}"
        for some in members
    ]
