"""Layouts as numbers: strips of blocks, so that a closed block lets the strips below move up."""

from dataclasses import dataclass

#: Size of a unit's box, and the gaps that both layouts use.
UNIT_WIDTH, UNIT_HEIGHT = 148.0, 68.0
CELL_GAP = 12.0
PADDING = 12.0


@dataclass(frozen=True)
class Frame:
    """The frame of one block: its strip, its left edge and its size when open and when closed."""

    strip: int
    x: float
    width: float
    height: float
    closed: float


@dataclass(frozen=True)
class Spot:
    """Where a unit stands: its centre, the vertical part counted from the top of its strip."""

    x: float
    dy: float


@dataclass(frozen=True)
class Span:
    """Left edge and width of a column, or first and last strip of a band."""

    start: float
    size: float


@dataclass(frozen=True)
class Layout:
    """Coordinates of everything, one entry per block, unit, column and band of `Places`.

    Attributes
    ----------
    name : {"matrix", "kuai"}
        Which layout it is.
    width : float
        Width of the drawing; its height follows from the strips.
    gaps : tuple of float
        Gap above each strip.
    frames : tuple of Frame
        Per block.
    spots : tuple of Spot
        Per unit.
    columns : tuple of Span
        Left edge and width per column; empty in the box layout.
    bands : tuple of Span
        First strip and number of strips per band; empty in the matrix.
    head : float
        Width of the headings at the left.
    margin : float
        Height above the first strip; the matrix keeps its column headings there.
    """

    name: str
    width: float
    gaps: tuple[float, ...]
    frames: tuple[Frame, ...]
    spots: tuple[Spot, ...]
    columns: tuple[Span, ...]
    bands: tuple[Span, ...]
    head: float
    margin: float


@dataclass(frozen=True)
class Heights:
    """Top and height of every strip, and the height of the whole drawing."""

    top: tuple[float, ...]
    height: tuple[float, ...]
    total: float


def heights(layout: Layout, shown: list[bool], closed: list[bool]) -> Heights:
    """Return where the strips stand when some blocks are closed or hidden.

    Parameters
    ----------
    layout : Layout
        The coordinates.
    shown, closed : list of bool
        Per block: whether it is drawn at all, and whether it is drawn closed.
    """
    size = [0.0] * len(layout.gaps)
    for frame, visible, shut in zip(layout.frames, shown, closed, strict=True):
        if visible:
            size[frame.strip] = max(size[frame.strip], frame.closed if shut else frame.height)
    top, at = [], layout.margin
    for gap, height in zip(layout.gaps, size, strict=True):
        at += gap if height else 0.0
        top.append(at)
        at += height
    return Heights(tuple(top), tuple(size), at + PADDING)


def grid(count: int, columns: int) -> tuple[float, float]:
    """Return the width and height of `count` units in so many columns."""
    rows = -(-count // columns)
    across = min(count, columns)
    return (
        across * (UNIT_WIDTH + CELL_GAP) - CELL_GAP,
        rows * (UNIT_HEIGHT + CELL_GAP) - CELL_GAP,
    )


def grid_spot(position: int, columns: int, left: float, top: float) -> Spot:
    """Return the centre of the unit at a position of a grid whose corner is at `left`, `top`."""
    row, across = divmod(position, columns)
    return Spot(
        left + across * (UNIT_WIDTH + CELL_GAP) + UNIT_WIDTH / 2,
        top + row * (UNIT_HEIGHT + CELL_GAP) + UNIT_HEIGHT / 2,
    )
