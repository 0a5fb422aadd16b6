"""The legend under a picture: every kind of relation and of unit that it shows."""

from govgraph.maps.difference import CHANGES, shown_in
from govgraph.maps.lettering import clip, text_width
from govgraph.maps.palette import BOXES, TIES
from govgraph.maps.palette import CHANGES as CHANGE_LOOKS
from govgraph.maps.picture import Picture, Tie
from govgraph.maps.sheet import Sheet, badge, dashes, head
from govgraph.maps.svg import MUTED, group, path, rect, text
from govgraph.text import label, say

_MARK = 62.0


def legend(sheet: Sheet) -> tuple[list[str], float]:
    """Return the entries, in rows as wide as the drawing, and their height."""
    picture, scale = sheet.picture, sheet.scale
    width = sheet.seen.layout.width / scale
    entries = _changes(picture) if sheet.differs else []
    entries += [_tie(sheet, kind) for kind in TIES if kind in picture.drawn]
    if not sheet.differs:
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
    for key in _remarks(sheet):
        y += 32 if key == _remarks(sheet)[0] else 22
        parts.append(text(clip(say(key, picture.lang), width, 14), 0, y, 14, fill=MUTED))
    return [group(*parts, transform=f"scale({scale:.3f})")], (y + 20) * scale


def _remarks(sheet: Sheet) -> list[str]:
    """Return the messages on what is left out."""
    found = []
    if any(tie.implied for tie in sheet.picture.ties):
        found.append("maps.implied_note")
    if sheet.differs and sheet.picture.crowded:
        found.append("maps.difference_quiet")
    return found


def _changes(picture: Picture) -> list[tuple[str, str]]:
    """Return what became of units and relations, with counts."""
    found, difference = [], picture.difference
    if difference is None:
        return []
    for change in CHANGES:
        look = CHANGE_LOOKS[change]
        units, ties = (difference.count(what, change) for what in ("units", "ties"))
        if not units and not ties:
            continue
        style: dict[str, str | float | None] = {
            "stroke": look.colour[0],
            "stroke_width": look.width,
            "stroke_dasharray": dashes(look.dash),
        }
        mark = rect(2, -11, 48, 22, rx=4, fill=look.fill[0], **style)
        words = say(
            "maps.change_counts",
            picture.lang,
            change=say(f"maps.change_{change}", picture.lang),
            units=f"{units:,}",
            ties=f"{ties:,}",
        )
        found.append((mark + badge(change, (50, -9), 8), words))
    return found


def _tie(sheet: Sheet, kind: str) -> tuple[str, str]:
    picture, style = sheet.picture, TIES[kind]
    count = sum(tie.kind == kind and _there(sheet, tie) for tie in picture.ties)
    mark = path(
        "M0 0L50 0",
        fill="none",
        stroke=style.colour,
        stroke_width=style.width + 0.4,
        stroke_dasharray=dashes(style.dash),
    )
    words = f"{label('relation_kind', kind, picture.lang)} {count:,}"
    return mark + head(kind, (52, 0), 0), words


def _there(sheet: Sheet, tie: Tie) -> bool:
    difference = sheet.picture.difference
    if difference is None or sheet.version is None:
        return True
    return shown_in(difference.ties[tie.row], sheet.version)


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
