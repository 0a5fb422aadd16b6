"""The map as a picture: for print, for readers without JavaScript, for papers."""

from govgraph.maps.curves import curve
from govgraph.maps.difference import Version
from govgraph.maps.layout import PADDING, Frame
from govgraph.maps.lettering import clip, fit
from govgraph.maps.palette import BOXES, CHANGES, TIES
from govgraph.maps.picture import Picture
from govgraph.maps.scene import Item, Line, scene
from govgraph.maps.sheet import Sheet, badge, centred, dashes, head
from govgraph.maps.svg import ACCENT, INK, MUTED, PAPER, RULE, document, group, path, rect, text
from govgraph.maps.svg_legend import legend
from govgraph.text import say

BAND = "#eef3fa"
EDGE = 24.0
_HALO: dict[str, str | float | None] = {
    "stroke": PAPER,
    "stroke_width": 5.0,
    "paint_order": "stroke",
}
_UPPER = 3


def map_svg(picture: Picture, layout: str = "matrix", version: Version = "difference") -> str:
    """Return the map as one SVG document with title, legend and the facts every export states.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    layout : {"matrix", "kuai"}
        Layout.
    version : {"difference", "before", "after"}
        View of a map of two structures.
    """
    seen = scene(picture, layout, version=version)
    sheet = Sheet(picture, seen, None if picture.difference is None else version)
    width = seen.layout.width + 2 * EDGE
    key, key_height = legend(sheet)
    title_height = 84 * sheet.scale
    lines = (line for line in seen.lines if sheet.draws(line))
    shown = (number for number, flag in enumerate(seen.shown) if flag)
    drawing = group(
        *_ground(sheet),
        *(_tie(sheet, line) for line in lines),
        *(_box(sheet, item) for item in seen.items),
        *(part for number in shown for part in _block_title(sheet, number)),
        transform=f"translate({EDGE} {title_height:.0f})",
    )
    bottom = title_height + seen.heights.total
    return document(
        width,
        bottom + key_height + 2 * EDGE,
        sheet.title,
        *_heading(sheet, width),
        drawing,
        group(*key, transform=f"translate({EDGE} {bottom + EDGE:.0f})"),
        lang=picture.lang,
        notes=picture.facts.line,
    )


def _heading(sheet: Sheet, width: float) -> list[str]:
    facts, scale = sheet.picture.facts, sheet.scale
    title = clip(sheet.title, width - 2 * EDGE, 30 * scale, bold=True)
    line = clip(facts.line, width - 2 * EDGE, 15 * scale)
    return [
        text(title, EDGE, 44 * scale, 30 * scale, font_weight="700", fill=INK),
        text(line, EDGE, 70 * scale, 15 * scale, fill=MUTED),
    ]


# Ground: columns, bands, frames ----------------------------------------------------------------


def _ground(sheet: Sheet) -> list[str]:
    seen = sheet.seen
    matrix = bool(seen.layout.columns)
    parts = _columns(sheet) if matrix else _bands(sheet)
    for number, (frame, shown) in enumerate(zip(seen.layout.frames, seen.shown, strict=True)):
        if shown:
            top, height = seen.heights.top[frame.strip], _height(sheet, number, frame)
            style: dict[str, str | float | None] = {"stroke": RULE, "stroke_width": 1.2, "rx": 6}
            fill = "none" if matrix else PAPER
            parts.append(rect(frame.x, top, frame.width, height, fill=fill, **style))
    return parts


def _height(sheet: Sheet, block: int, frame: Frame) -> float:
    return frame.closed if sheet.seen.closed[block] else frame.height


def _columns(sheet: Sheet) -> list[str]:
    parts = []
    picture, seen = sheet.picture, sheet.seen
    size = 18 * sheet.scale
    for heading, span in zip(picture.places.columns, seen.layout.columns, strict=True):
        height = seen.heights.total - 8
        parts.append(rect(span.start + 10, 8, span.size - 20, height, fill=BAND, rx=4))
        names = picture.pick(heading.name, heading.name_en).split("\n")
        rows = 3 if len(names) == 1 else 1
        lines = [t for n in names for t in fit((n,), span.size - 8, size, rows=rows, bold=True)]
        middle = (span.start + span.size / 2, 8 + (seen.layout.margin - 16) / 2)
        parts += centred(lines, middle, size, ACCENT, "700")
    return parts


def _bands(sheet: Sheet) -> list[str]:
    parts = []
    picture, seen = sheet.picture, sheet.seen
    tops, sizes = seen.heights.top, seen.heights.height
    size = 22 * sheet.scale
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
        lines = fit((name,), seen.layout.head - 24, size, rows=4, bold=True)
        at = (top + bottom) / 2 - 1.18 * size * (len(lines) - 1) / 2 + size / 3
        parts += [
            text(line, 14, at + 1.18 * size * row, size, font_weight="700", fill=ACCENT)
            for row, line in enumerate(lines)
        ]
    return parts


def _block_title(sheet: Sheet, number: int) -> list[str]:
    block, frame = sheet.picture.places.blocks[number], sheet.seen.layout.frames[number]
    top = sheet.seen.heights.top[frame.strip]
    name = sheet.picture.pick(block.name, block.name_en)
    if not sheet.seen.layout.columns:
        size = min(17 * sheet.scale, 27)
        cut = clip(name, frame.width - 2 * PADDING, size, bold=True)
        return [text(cut, frame.x + PADDING, top + 27, size, font_weight="700", **_HALO)]
    left = 14 + 14 * min(block.depth, 4)
    upper = block.depth < _UPPER
    size = (19 if upper else 17) * sheet.scale
    lines = fit((name,), sheet.seen.layout.head - left - 8, size, rows=2, bold=True)
    at = top + min(_height(sheet, number, frame), frame.closed) / 2
    at += size * 0.36 - 1.2 * size * (len(lines) - 1) / 2
    return [
        text(line, left, at + 1.2 * size * row, size, font_weight="700" if upper else "600")
        for row, line in enumerate(lines)
    ]


# Boxes and ties --------------------------------------------------------------------------------


def _box(sheet: Sheet, item: Item) -> str:
    picture, box = sheet.picture, item.box
    style = BOXES[picture.looks[item.unit] if item.unit >= 0 else "department"]
    if sheet.differs and item.change:
        return _changed_box(sheet, item, style.radius)
    frame = rect(
        box.x - box.width / 2,
        box.y - box.height / 2,
        box.width,
        box.height,
        rx=style.radius,
        fill=style.fill[0],
        stroke=style.edge[0],
        stroke_width=1.5,
        stroke_dasharray=dashes(style.dash),
    )
    lines, size = _lettering(sheet, item, box.width - 10 - style.radius / 3)
    return frame + "".join(centred(lines, (box.x, box.y), size, style.ink[0], "600"))


def _changed_box(sheet: Sheet, item: Item, radius: float) -> str:
    """Return the box of a unit as the difference shows it: filled, dashed and with a sign."""
    box, look = item.box, CHANGES[item.change or "same"]
    left, top = box.x - box.width / 2, box.y - box.height / 2
    frame = rect(
        left,
        top,
        box.width,
        box.height,
        rx=radius,
        fill=look.fill[0],
        stroke=look.colour[0],
        stroke_width=look.width + 0.6 if look.sign else 1.2,
        stroke_dasharray=dashes(look.dash),
    )
    lines, size = _lettering(sheet, item, box.width - 10 - radius / 3)
    ink = INK if look.sign else MUTED
    words = "".join(centred(lines, (box.x, box.y), size, ink, "600"))
    return frame + words + badge(item.change, (left + box.width - 6, top + 4), 12 * sheet.scale)


def _lettering(sheet: Sheet, item: Item, room: float) -> tuple[list[str], float]:
    """Return the lines of a box and their size: the largest at which the name is not cut."""
    picture = sheet.picture
    if item.unit < 0:
        words = say("maps.unit_count", picture.lang, n=f"{item.count:,}")
    else:
        names = picture.names[item.unit]
        words = picture.pick(names.short_zh or names.zh, names.short_en or names.en)
    for share in (1.0, 0.88, 0.76):
        size = 16 * sheet.scale * share
        rows = max(1, int((item.box.height - 4) / (1.14 * size)))
        lines = fit((words,), room, size, rows=rows, bold=True)
        if not any(line.endswith("…") for line in lines):
            break
    return lines, size


def _tie(sheet: Sheet, line: Line) -> str:
    style, lanes = TIES[line.kind], bool(sheet.seen.layout.columns)
    colour, width, dash = style.colour, style.width, style.dash
    if sheet.differs and line.change:
        look = CHANGES[line.change]
        colour, width = look.colour[0], look.width
        dash = look.dash if look.sign else style.dash
    bend = curve(line.source.box, line.target.box, line.kind, line.copy, lanes=lanes)
    drawn = path(
        bend.d, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dashes(dash)
    )
    drawn += head(line.kind, bend.end, bend.angle, colour)
    x, y = bend.middle
    if line.count > 1:
        bold: dict[str, str | float | None] = {"text_anchor": "middle", "font_weight": "700"}
        drawn += text(
            f"{line.count:,}", x, y + (18 if sheet.differs else 4), 13, fill=colour, **bold, **_HALO
        )
    return drawn + (badge(line.change, (x, y), 8) if sheet.differs else "")
