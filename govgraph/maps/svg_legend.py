"""The legend under a picture: every kind of relation and of unit that it shows."""

from govgraph.maps.lettering import clip, text_width
from govgraph.maps.palette import BOXES, TIES
from govgraph.maps.picture import Picture
from govgraph.maps.sheet import Sheet, dashes, head
from govgraph.maps.svg import MUTED, group, path, rect, text
from govgraph.text import label, say

_MARK = 62.0


def legend(sheet: Sheet) -> tuple[list[str], float]:
    """Return the entries, in rows as wide as the drawing, and their height."""
    picture, scale = sheet.picture, sheet.scale
    width = sheet.seen.layout.width / scale
    entries = [_tie(picture, kind) for kind in TIES if kind in picture.drawn]
    entries += [_look(picture, look) for look in BOXES if look in picture.looks]
    parts, x, y = [], 0.0, 10.0
    for mark, words in entries:
        needed = _MARK + text_width(words, 15) + 28
        if x and x + needed > width:
            x, y = 0.0, y + 32
        parts.append(
            group(mark, text(words, _MARK, 5, 15), transform=f"translate({x:.0f} {y:.0f})")
        )
        x += needed
    if any(tie.implied for tie in picture.ties):
        y += 32
        parts.append(
            text(clip(say("maps.implied_note", picture.lang), width, 14), 0, y, 14, fill=MUTED)
        )
    return [group(*parts, transform=f"scale({scale:.3f})")], (y + 20) * scale


def _tie(picture: Picture, kind: str) -> tuple[str, str]:
    style = TIES[kind]
    count = sum(tie.kind == kind for tie in picture.ties)
    mark = path(
        "M0 0L50 0",
        fill="none",
        stroke=style.colour,
        stroke_width=style.width + 0.4,
        stroke_dasharray=dashes(style.dash),
    )
    words = f"{label('relation_kind', kind, picture.lang)} {count:,}"
    return mark + head(kind, (52, 0), 0), words


def _look(picture: Picture, look: str) -> tuple[str, str]:
    style = BOXES[look]
    mark = rect(
        2,
        -11,
        48,
        22,
        rx=min(style.radius, 11),
        fill=style.fill[0],
        stroke=style.edge[0],
        stroke_width=1.5,
        stroke_dasharray=dashes(style.dash),
    )
    return mark, look_label(look, picture)


def look_label(look: str, picture: Picture) -> str:
    """Return the words for a look of units."""
    if look == "vertical":
        return say("maps.vertical", picture.lang)
    return label("unit_kind", look, picture.lang)
