"""The map as a picture: for print, for readers without JavaScript, for papers."""

from govgraph.maps.curves import curve
from govgraph.maps.layout import PADDING
from govgraph.maps.lettering import clip, fit, text_width
from govgraph.maps.palette import BOXES, HEADS, TIES, BoxStyle
from govgraph.maps.picture import Picture
from govgraph.maps.scene import Item, Line, Scene, scene
from govgraph.maps.svg import ACCENT, INK, MUTED, PAPER, RULE, document, group, path, rect, text
from govgraph.text import label, say

BAND = "#eef3fa"
EDGE = 24.0
TITLE_HEIGHT = 84.0
_HALO: dict[str, str | float | None] = {
    "stroke": PAPER,
    "stroke_width": 5.0,
    "paint_order": "stroke",
}
_BIG, _SMALL = 16.0, 12.0


def map_svg(picture: Picture, layout: str = "matrix") -> str:
    """Return the map as one SVG document with title, legend and the facts every export states.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    layout : {"matrix", "kuai"}
        Layout.
    """
    seen = scene(picture, layout)
    width = seen.layout.width + 2 * EDGE
    legend, legend_height = _legend(picture, width - 2 * EDGE)
    matrix = bool(seen.layout.columns)
    drawing = group(
        *_ground(picture, seen),
        *(_tie(line, lanes=matrix) for line in seen.lines if line.kind in picture.drawn),
        *(_box(picture, item) for item in seen.items),
        *(t for n, s in enumerate(seen.shown) if s for t in _block_title(picture, seen, n)),
        transform=f"translate({EDGE} {TITLE_HEIGHT})",
    )
    bottom = TITLE_HEIGHT + seen.heights.total
    height = bottom + legend_height + 2 * EDGE
    return document(
        width,
        height,
        picture.facts.title,
        *_heading(picture, width),
        drawing,
        group(*legend, transform=f"translate({EDGE} {bottom + EDGE:.0f})"),
        lang=picture.lang,
        notes=f"{picture.facts.status} · {picture.facts.line}",
    )


def _heading(picture: Picture, width: float) -> list[str]:
    facts = picture.facts
    title = clip(facts.title, width - 2 * EDGE, 30, bold=True)
    line = clip(f"{facts.status} · {facts.line}", width - 2 * EDGE, 15)
    return [
        text(title, EDGE, 44, 30, font_weight="700", fill=INK),
        text(line, EDGE, 70, 15, fill=MUTED),
    ]


# Ground: columns, bands, frames ----------------------------------------------------------------


def _ground(picture: Picture, seen: Scene) -> list[str]:
    parts = _columns(picture, seen) if seen.layout.columns else _bands(picture, seen)
    for number, (frame, shown) in enumerate(zip(seen.layout.frames, seen.shown, strict=True)):
        if not shown:
            continue
        top, height = (
            seen.heights.top[frame.strip],
            frame.closed if seen.closed[number] else frame.height,
        )
        parts.append(
            rect(
                frame.x, top, frame.width, height, rx=6, fill="none", stroke=RULE, stroke_width=1.2
            )
        )
        parts += _block_title(picture, seen, number)
    return parts


def _columns(picture: Picture, seen: Scene) -> list[str]:
    parts = []
    for heading, span in zip(picture.places.columns, seen.layout.columns, strict=True):
        middle, room = span.start + span.size / 2, span.size - 12
        band = span.size - 20
        height = seen.heights.total - 8
        parts.append(rect(span.start + 10, 8, band, height, fill=BAND, rx=4))
        names = picture.pick(heading.name, heading.name_en).split("\n")
        rows = 3 if len(names) == 1 else 1
        lines = [t for name in names for t in fit((name,), room, 18, rows=rows, bold=True)]
        parts += _centred(lines, middle, 8 + (seen.layout.margin - 16) / 2, 18, ACCENT, "700")
    return parts


def _bands(picture: Picture, seen: Scene) -> list[str]:
    parts = []
    tops, sizes = seen.heights.top, seen.heights.height
    for number, (heading, span) in enumerate(
        zip(picture.places.bands, seen.layout.bands, strict=True)
    ):
        strips = [s for s in range(int(span.start), int(span.start + span.size)) if sizes[s]]
        if not strips:
            continue
        top, bottom = tops[strips[0]] - 24, tops[strips[-1]] + sizes[strips[-1]] + 24
        if number % 2 == 0:
            parts.append(rect(0, top, seen.layout.width, bottom - top, fill=BAND))
        name = picture.pick(heading.name, heading.name_en)
        lines = fit((name,), seen.layout.head - 24, 22, rows=4, bold=True)
        at = (top + bottom) / 2 - 26 * (len(lines) - 1) / 2 + 8
        parts += [
            text(line, 14, at + 26 * row, 22, font_weight="700", fill=ACCENT)
            for row, line in enumerate(lines)
        ]
    return parts


def _block_title(picture: Picture, seen: Scene, number: int) -> list[str]:
    block, frame = picture.places.blocks[number], seen.layout.frames[number]
    top = seen.heights.top[frame.strip]
    name = picture.pick(block.name, block.name_en)
    if not seen.layout.columns:
        cut = clip(name, frame.width - 2 * PADDING, 17, bold=True)
        return [text(cut, frame.x + PADDING, top + 27, 17, font_weight="700", **_HALO)]
    left = 14 + 14 * min(block.depth, 4)
    size, weight = (19, "700") if block.depth < 3 else (17, "600")  # noqa: PLR2004
    lines = fit((name,), seen.layout.head - left - 8, size, rows=2, bold=True)
    height = frame.closed if seen.closed[number] else frame.height
    at = top + min(height, frame.closed) / 2 - (size + 4) * (len(lines) - 1) / 2 + size * 0.36
    return [
        text(line, left, at + (size + 4) * row, size, font_weight=weight)
        for row, line in enumerate(lines)
    ]


# Boxes and ties --------------------------------------------------------------------------------


def _style(picture: Picture, item: Item) -> BoxStyle:
    return BOXES[picture.looks[item.unit]] if item.unit >= 0 else BOXES["department"]


def _box(picture: Picture, item: Item) -> str:
    box, style = item.box, _style(picture, item)
    dash = " ".join(f"{length:g}" for length in style.dash) or None
    frame = rect(
        box.x - box.width / 2,
        box.y - box.height / 2,
        box.width,
        box.height,
        rx=style.radius,
        fill=style.fill[0],
        stroke=style.edge[0],
        stroke_width=1.5,
        stroke_dasharray=dash,
    )
    if item.unit < 0:
        count = say("maps.unit_count", picture.lang, n=f"{item.count:,}")
        return frame + "".join(_centred([count], box.x, box.y, _BIG, style.ink[0], "700"))
    names = picture.names[item.unit]
    candidates = (picture.pick(names.short_zh or names.zh, names.short_en or names.en),)
    room = box.width - 12 - style.radius / 3
    lines = fit(candidates, room, _BIG, rows=2, bold=True)
    size = _BIG
    if any(line.endswith("…") for line in lines):
        lines, size = fit(candidates, room, _SMALL, rows=3, bold=True), _SMALL
    return frame + "".join(_centred(lines, box.x, box.y, size, style.ink[0], "600"))


def _centred(
    lines: list[str], x: float, y: float, size: float, fill: str, weight: str
) -> list[str]:
    step = size * 1.14
    first = y - step * (len(lines) - 1) / 2 + size * 0.36
    return [
        text(t, x, first + step * row, size, text_anchor="middle", font_weight=weight, fill=fill)
        for row, t in enumerate(lines)
    ]


def _tie(line: Line, *, lanes: bool) -> str:
    style = TIES[line.kind]
    bend = curve(line.source.box, line.target.box, line.kind, line.copy, lanes=lanes)
    dash = " ".join(f"{length:g}" for length in style.dash) or None
    drawn = path(
        bend.d, fill="none", stroke=style.colour, stroke_width=style.width, stroke_dasharray=dash
    ) + _head(line.kind, *bend.end, bend.angle)
    if line.count > 1:
        x, y = bend.middle
        drawn += text(
            f"{line.count:,}",
            x,
            y + 4,
            13,
            text_anchor="middle",
            font_weight="700",
            fill=style.colour,
            stroke=PAPER,
            stroke_width=4,
            paint_order="stroke",
        )
    return drawn


def _head(kind: str, x: float, y: float, angle: float) -> str:
    style = TIES[kind]
    shape, filled = HEADS[style.head]
    return path(
        shape,
        transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.1f})",
        fill=style.colour if filled else PAPER,
        stroke=style.colour,
        stroke_width=1.2,
    )


# Legend ----------------------------------------------------------------------------------------


def _legend(picture: Picture, width: float) -> tuple[list[str], float]:
    """Return the legend of what is in the data, in rows that fit, and its height."""
    kinds = [kind for kind in TIES if kind in picture.drawn]
    looks = [look for look in BOXES if look in picture.looks]
    entries = [_tie_entry(picture, kind) for kind in kinds]
    entries += [_look_entry(picture, look) for look in looks]
    parts, x, y = [], 0.0, 10.0
    for mark, words in entries:
        needed = 62 + text_width(words, 15) + 28
        if x and x + needed > width:
            x, y = 0.0, y + 32
        parts.append(group(mark, text(words, 62, 5, 15), transform=f"translate({x:.0f} {y:.0f})"))
        x += needed
    notes = [say("maps.implied_note", picture.lang)] if any(t.implied for t in picture.ties) else []
    for note in notes:
        y += 32
        parts.append(text(clip(note, width, 14), 0, y, 14, fill=MUTED))
    return parts, y + 20


def _tie_entry(picture: Picture, kind: str) -> tuple[str, str]:
    style = TIES[kind]
    dash = " ".join(f"{length:g}" for length in style.dash) or None
    count = sum(tie.kind == kind for tie in picture.ties)
    mark = path(
        "M0 0L50 0",
        fill="none",
        stroke=style.colour,
        stroke_width=style.width + 0.4,
        stroke_dasharray=dash,
    ) + _head(kind, 52, 0, 0)
    return mark, f"{label('relation_kind', kind, picture.lang)} {count:,}"


def _look_entry(picture: Picture, look: str) -> tuple[str, str]:
    style = BOXES[look]
    dash = " ".join(f"{length:g}" for length in style.dash) or None
    mark = rect(
        2,
        -11,
        48,
        22,
        rx=min(style.radius, 11),
        fill=style.fill[0],
        stroke=style.edge[0],
        stroke_width=1.5,
        stroke_dasharray=dash,
    )
    return mark, look_label(look, picture)


def look_label(look: str, picture: Picture) -> str:
    """Return the words for a look of units."""
    if look == "vertical":
        return say("maps.vertical", picture.lang)
    return label("unit_kind", look, picture.lang)
