"""Layouts as numbers: strips of blocks, so that a closed block lets the strips below move up."""

from dataclasses import dataclass

Size = tuple[float, float]

#: Width and height of a unit's box; the matrix makes boxes higher where there is room for it.
UNIT: Size = (148.0, 80.0)
#: Gaps that both layouts use.
CELL_GAP = 12.0
PADDING = 10.0


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
    unit : tuple of float
        Width and height of a unit's box.
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
    unit: Size


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


def grid(count: int, columns: int, unit: Size) -> Size:
    """Return the width and height of `count` boxes of size `unit` in so many columns."""
    rows = -(-count // columns)
    across = min(count, columns)
    return (
        across * (unit[0] + CELL_GAP) - CELL_GAP,
        rows * (unit[1] + CELL_GAP) - CELL_GAP,
    )


def grid_spot(position: int, columns: int, corner: Size, unit: Size) -> Spot:
    """Return the centre of the box at a position of a grid whose upper left corner is given."""
    row, across = divmod(position, columns)
    return Spot(
        corner[0] + across * (unit[0] + CELL_GAP) + unit[0] / 2,
        corner[1] + row * (unit[1] + CELL_GAP) + unit[1] / 2,
    )
