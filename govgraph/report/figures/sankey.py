"""A Sankey picture: what flows from column to column, bands as wide as what they carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from govgraph.maps.lettering import clip
from govgraph.maps.svg import number
from govgraph.report.figures.drawing import BLUES, MUTED, Drawing, Lettering
from govgraph.text import Language

_WIDTH, _HEIGHT, _TOP = 1000.0, 420.0, 40.0
_BOX, _GAP, _SIZE = 14.0, 16.0, 12.0
#: Room for the labels of the last column.
_SIDE = 150.0
#: Sweeps to and fro that put the boxes of a column near what they are joined to.
_SWEEPS = 4
#: Colours of boxes: by order in a column, then ends that are good, doubtful and bad.
_PAINT = {
    "plain": (BLUES[4], "shade shade-4"),
    "good": ("#1d7a4f", "end-good"),
    "doubtful": ("#8a6100", "end-doubtful"),
    "bad": ("#a8261c", "end-bad"),
}


@dataclass(frozen=True)
class Node:
    """One box: its key, what is written on it, its column from 0, and how it is coloured."""

    key: str
    label: str
    column: int
    paint: str = "plain"


@dataclass(frozen=True)
class Link:
    """What flows between two boxes, and how the amount is written."""

    source: str
    target: str
    value: float
    text: str


@dataclass(frozen=True)
class Flows:
    """What a Sankey picture shows: its words, the headings of its columns, boxes and bands."""

    title: str
    description: str
    headings: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def sankey(shown: Flows, name: str, lang: Language = "en") -> str:
    """Draw what flows from column to column.

    Parameters
    ----------
    shown : Flows
        Boxes and bands; a band runs from one column to a later one. Boxes that nothing flows
        through are left out.
    name : str
        Prefix of the ids inside the picture.
    lang : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    str
        The SVG picture.
    """
    through = _through(shown)
    columns = _ordered(shown, through)
    scale = _scale(columns, through)
    sheet = Drawing(name, shown.title, shown.description, lang)
    step = (_WIDTH - _SIDE - _BOX) / max(len(shown.headings) - 1, 1)
    tops: dict[str, tuple[float, float]] = {}
    for at, heading in enumerate(shown.headings):
        style = Lettering(_SIZE, fill=MUTED, mark="muted")
        sheet.text((at * step, 16), clip(heading, step - 8, _SIZE), style, heading)
    for column in columns:
        y = _TOP
        for node in column:
            tops[node.key] = (node.column * step, y)
            y += through[node.key] * scale + _GAP
    _bands(sheet, shown, tops, scale)
    bottom = _TOP
    for column in columns:
        for node in column:
            bottom = max(bottom, _box(sheet, node, tops[node.key], through[node.key] * scale, step))
    return sheet.svg(_WIDTH, bottom + 16)


def _through(shown: Flows) -> dict[str, float]:
    """What flows through each box: the more of what comes and what goes."""
    come: dict[str, float] = {}
    go: dict[str, float] = {}
    for link in shown.links:
        go[link.source] = go.get(link.source, 0.0) + link.value
        come[link.target] = come.get(link.target, 0.0) + link.value
    return {node.key: max(come.get(node.key, 0.0), go.get(node.key, 0.0)) for node in shown.nodes}


def _ordered(shown: Flows, through: Mapping[str, float]) -> list[list[Node]]:
    """Return the boxes of each column from top to bottom, near what they are joined to."""
    columns = [
        [node for node in shown.nodes if node.column == at and through[node.key]]
        for at in range(len(shown.headings))
    ]
    for sweep in range(_SWEEPS):
        place = {
            node.key: rank / max(len(column), 1)
            for column in columns
            for rank, node in enumerate(column)
        }
        ends = ("target", "source") if sweep % 2 else ("source", "target")
        middle = _middles(shown.links, place, *ends)
        for column in columns:
            own = {node.key: middle.get(node.key, place[node.key]) for node in column}
            column.sort(key=partial(_rank, own))
    return columns


def _rank(place: Mapping[str, float], node: Node) -> tuple[int, float]:
    """Order of a box in its column: ends below, the good one first."""
    return list(_PAINT).index(node.paint), place[node.key]


def _middles(
    links: Sequence[Link], place: Mapping[str, float], near: str, far: str
) -> dict[str, float]:
    """Mean place of what each box is joined to on one side, by what flows."""
    weight: dict[str, float] = {}
    found: dict[str, float] = {}
    for link in links:
        other, own = getattr(link, near), getattr(link, far)
        if other in place:
            weight[own] = weight.get(own, 0.0) + link.value
            found[own] = found.get(own, 0.0) + link.value * place[other]
    return {key: found[key] / weight[key] for key in found if weight[key]}


def _scale(columns: Sequence[Sequence[Node]], through: Mapping[str, float]) -> float:
    return min(
        (
            (_HEIGHT - _GAP * (len(column) - 1)) / sum(through[node.key] for node in column)
            for column in columns
            if column
        ),
        default=1.0,
    )


def _bands(
    sheet: Drawing, shown: Flows, tops: Mapping[str, tuple[float, float]], scale: float
) -> None:
    left = {key: y for key, (_, y) in tops.items()}
    right = dict(left)
    paint = {node.key: node.paint for node in shown.nodes}
    order = sorted(shown.links, key=lambda one: (tops[one.source][1], tops[one.target][1]))
    for link in order:
        x0, x1 = tops[link.source][0] + _BOX, tops[link.target][0]
        high = link.value * scale
        y0, y1 = right[link.source], left[link.target]
        right[link.source] += high
        left[link.target] += high
        middle = (x0 + x1) / 2
        there = f"M{number(x0)} {number(y0)}C{_curve(middle, y0, middle, y1, x1, y1)}"
        back = (
            f"V{number(y1 + high)}C{_curve(middle, y1 + high, middle, y0 + high, x0, y0 + high)}Z"
        )
        end = paint[link.target]
        colour, mark = (BLUES[3], "plain") if end == "plain" else (_PAINT[end][0], end)
        sheet.area(there + back, colour, f"band-{mark}", link.text)


def _curve(*numbers: float) -> str:
    return " ".join(number(one) for one in numbers)


def _box(sheet: Drawing, node: Node, at: tuple[float, float], high: float, step: float) -> float:
    colour, mark = _PAINT[node.paint]
    sheet.rect((*at, _BOX, max(high, 1.0)), colour, mark, node.label)
    room = (step if at[0] + step < _WIDTH else _SIDE) - _BOX - 12
    base = at[1] + min(max(high / 2, 4.0), 40.0) + _SIZE * 0.36
    sheet.text(
        (at[0] + _BOX + 6, base), clip(node.label, room, _SIZE), Lettering(_SIZE), node.label
    )
    return at[1] + max(high, _SIZE)
