"""How a relation runs from box to box; the page draws by the same rules.

In the matrix, lines keep to the gutters: between units of one column they run in lanes beside the
column, between units of one row in lanes above or below it, and lines from one unit share their
lane, so that they read as a tree. Otherwise lines leave and arrive vertically. Every kind of
relation has its own lane and point of departure, the way there and the way back differ, and
further relations of one kind between one pair step aside: no two lines coincide.
"""

from dataclasses import dataclass
from math import atan2, degrees

from govgraph.model.authority import AUTHORITY

_PLACE = {kind: position for position, kind in enumerate(AUTHORITY)}
_CORNER = 9.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """Centre and size of a drawn box, and how deep its block stands."""

    x: float
    y: float
    width: float
    height: float
    depth: int = 0


@dataclass(frozen=True)
class Curve:
    """A line: path data, the end with the direction of arrival in degrees, a point half way."""

    d: str
    end: Point
    angle: float
    middle: Point


def curve(a: Box, b: Box, kind: str, copy: int = 0, *, lanes: bool = True) -> Curve:
    """Return the line of a relation.

    Parameters
    ----------
    a, b : Box
        Where it starts and ends.
    kind : str
        Kind of relation.
    copy : int
        How many relations of this kind between these two stand before it.
    lanes : bool
        Whether there are gutters to run in, as in the matrix.
    """
    place = _PLACE[kind]
    slot = place - (len(_PLACE) - 1) / 2
    dx, dy = b.x - a.x, b.y - a.y
    if abs(dx) < 1 and abs(dy) < 1:
        return _loop(a, slot, copy)
    lane = 6 + 4.2 * (place % 3) + 1.4 * (place // 3) + 0.9 * copy
    if lanes and abs(dx) < 1:
        return _beside(a, b, lane + 12.6 * (a.depth % 2), slot + copy / 3)
    if abs(dy) < (a.height + b.height) / 2:
        if abs(dx) < 1.6 * a.width:
            return _facing(a, b, slot + copy / 3)
        return _along(a, b, lane, slot + copy / 3)
    return _across(a, b, slot + copy / 3)


def _loop(a: Box, slot: float, copy: int) -> Curve:
    x, y, r = a.x + a.width / 2 - 14 + slot, a.y - a.height / 2, 22 + 5 * copy
    return _bent((x - 12, y), (x - 12, y - r), (x + r, y - r), (x + 14 - slot, y + 8))


def _beside(a: Box, b: Box, lane: float, slot: float) -> Curve:
    """Run down on the left of the column, up on its right."""
    down = b.y > a.y
    side, way = (-1, 1) if down else (1, -1)
    x1, x2 = a.x + side * a.width / 2, b.x + side * b.width / 2
    across = max(x1, x2) + lane if side > 0 else min(x1, x2) - lane
    y1 = a.y + way * (0.17 * a.height + slot)
    y2 = b.y - way * (0.17 * b.height - slot)
    return _angled((x1, y1), (across, y1), (across, y2), (x2, y2))


def _along(a: Box, b: Box, lane: float, slot: float) -> Curve:
    """Run above the row to the right, below it to the left."""
    up, way = (-1, 1) if b.x > a.x else (1, -1)
    y1, y2 = a.y + up * a.height / 2, b.y + up * b.height / 2
    level = max(y1, y2) + lane if up > 0 else min(y1, y2) - lane
    x1, x2 = a.x + way * 10 + 4 * slot, b.x - way * 10 + 4 * slot
    return _angled((x1, y1), (x1, level), (x2, level), (x2, y2))


def _facing(a: Box, b: Box, slot: float) -> Curve:
    way = 1 if b.x > a.x else -1
    shift = 2.6 * slot + 1.3 * way
    x1, x2 = a.x + way * a.width / 2, b.x - way * b.width / 2
    third = (x2 - x1) / 3
    y1, y2 = a.y + shift, b.y + shift
    return _bent((x1, y1), (x1 + third, y1), (x2 - third, y2), (x2, y2))


def _across(a: Box, b: Box, slot: float) -> Curve:
    down = 1 if b.y > a.y else -1
    shift = 5 * slot + 2.5 * down
    y1, y2 = a.y + down * a.height / 2, b.y - down * b.height / 2
    lean = 0.42 * (y2 - y1)
    x1, x2 = a.x + shift, b.x + shift
    return _bent((x1, y1), (x1, y1 + lean), (x2, y2 - lean), (x2, y2))


def _text(*points: Point) -> str:
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _bent(p0: Point, p1: Point, p2: Point, p3: Point) -> Curve:
    middle = tuple((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(p0, p1, p2, p3, strict=True))
    d = f"M{_text(p0)}C{_text(p1, p2, p3)}"
    return Curve(d, p3, _direction(p2, p3), (middle[0], middle[1]))


def _angled(p0: Point, p1: Point, p2: Point, p3: Point) -> Curve:
    """Return three straight runs with rounded corners."""
    corners = ""
    for before, corner, after in ((p0, p1, p2), (p1, p2, p3)):
        corners += f"L{_text(_towards(corner, before))}Q{_text(corner, _towards(corner, after))}"
    middle = ((p1[0] + p2[0]) / 2, (p1[1] + p2[1]) / 2)
    return Curve(f"M{_text(p0)}{corners}L{_text(p3)}", p3, _direction(p2, p3), middle)


def _towards(start: Point, goal: Point) -> Point:
    """Return the point where a rounded corner at `start` ends on the way to `goal`."""
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    far = abs(dx) + abs(dy)
    part = min(_CORNER, far / 2) / far if far else 0.0
    return start[0] + part * dx, start[1] + part * dy


def _direction(start: Point, end: Point) -> float:
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))
