"""How a relation runs from box to box; the page draws by the same formula.

Lines keep to the gutters: between units of one column they swing out beside the column, between
units of one row they swing out above or below the row, and otherwise they leave and arrive
vertically. Every kind of relation has its own point of departure, the way down and the way up
differ, and further relations of one kind between one pair step aside, so that no two coincide.
"""

from dataclasses import dataclass
from math import atan2, degrees

from govgraph.model.authority import AUTHORITY

_SLOT = {kind: position - (len(AUTHORITY) - 1) / 2 for position, kind in enumerate(AUTHORITY)}


@dataclass(frozen=True)
class Box:
    """Centre and size of a drawn box."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Curve:
    """Start, two control points and end of a cubic curve."""

    points: tuple[float, float, float, float, float, float, float, float]

    @property
    def d(self) -> str:
        """The curve as path data."""
        p = [f"{value:.1f}" for value in self.points]
        return f"M{p[0]} {p[1]}C{p[2]} {p[3]} {p[4]} {p[5]} {p[6]} {p[7]}"

    @property
    def angle(self) -> float:
        """Direction at the end, in degrees."""
        *_, cx, cy, x, y = self.points
        return degrees(atan2(y - cy, x - cx))

    @property
    def middle(self) -> tuple[float, float]:
        """Point half way along."""
        x0, y0, x1, y1, x2, y2, x3, y3 = self.points
        return (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8


def curve(a: Box, b: Box, kind: str, copy: int = 0) -> Curve:
    """Return the curve of a relation.

    Parameters
    ----------
    a, b : Box
        Where it starts and ends.
    kind : str
        Kind of relation.
    copy : int
        How many relations of this kind between these two stand before it.
    """
    slot = _SLOT[kind]
    dx, dy = b.x - a.x, b.y - a.y
    if abs(dx) < 1 and abs(dy) < 1:
        return _loop(a, slot, copy)
    if abs(dx) < 1:
        return _beside(a, b, slot, copy)
    if abs(dy) < (a.height + b.height) / 2:
        return _along(a, b, slot, copy)
    return _across(a, b, slot, copy)


def _loop(a: Box, slot: float, copy: int) -> Curve:
    x, y = a.x + a.width / 2 - 14 + slot, a.y - a.height / 2
    r = 22 + 5 * copy
    return Curve((x - 12, y, x - 12, y - r, x + r, y - r, x + 14 - slot, y + 8))


def _beside(a: Box, b: Box, slot: float, copy: int) -> Curve:
    down = b.y > a.y
    side = -1 if down else 1
    shift = (2.6 * slot) + (1.3 if down else -1.3) + 2 * copy
    bulge = min(9 + 0.035 * abs(b.y - a.y), 22) + 0.6 * slot + 3 * copy
    x1, x2 = a.x + side * a.width / 2, b.x + side * b.width / 2
    out = 4 / 3 * side * bulge
    return Curve((x1, a.y + shift, x1 + out, a.y + shift, x2 + out, b.y + shift, x2, b.y + shift))


def _along(a: Box, b: Box, slot: float, copy: int) -> Curve:
    right = b.x > a.x
    way = 1 if right else -1
    room = abs(b.x - a.x) - (a.width + b.width) / 2
    shift = 4.2 * slot + 5 * copy
    if room < min(a.width, b.width) / 2:
        low = 2.3 * slot + (1.2 if right else -1.2) + 3 * copy
        x1, x2 = a.x + way * a.width / 2, b.x - way * b.width / 2
        third = (x2 - x1) / 3
        return Curve((x1, a.y + low, x1 + third, a.y + low, x2 - third, b.y + low, x2, b.y + low))
    up = -1 if right else 1
    top = up * max(a.height, b.height) / 2
    bulge = 4 / 3 * up * (min(13 + 0.012 * abs(b.x - a.x), 25) + 0.7 * slot + 3 * copy)
    x1, x2 = a.x + shift + way * 12, b.x + shift - way * 12
    lean = way * min(60.0, room / 3)
    return Curve(
        (x1, a.y + top, x1 + lean, a.y + top + bulge, x2 - lean, b.y + top + bulge, x2, b.y + top)
    )


def _across(a: Box, b: Box, slot: float, copy: int) -> Curve:
    down = 1 if b.y > a.y else -1
    shift = 5 * slot + (2.5 if down > 0 else -2.5) + 4 * copy
    y1, y2 = a.y + down * a.height / 2, b.y - down * b.height / 2
    lean = down * max(20.0, 0.42 * abs(y2 - y1))
    x1, x2 = a.x + shift, b.x + shift
    return Curve((x1, y1, x1, y1 + lean, x2, y2 - lean, x2, y2))
