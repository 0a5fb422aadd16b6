"""What is drawn in one state of the map: boxes of units or of closed blocks, and the ties between.

A closed block stands for itself and for every block below it: in the matrix as one chip per
column, in the box layout as one chip. Ties of units that are inside a chip run from and to the
chip, one per kind, with a count. The page follows the same rules when a reader opens and closes
blocks.
"""

from dataclasses import dataclass

from govgraph.maps.curves import Box
from govgraph.maps.difference import CHANGES, Change, Version, shown_in
from govgraph.maps.layout import PADDING, Heights, Layout, heights
from govgraph.maps.layout_kuai import TITLE
from govgraph.maps.layout_matrix import GUTTER
from govgraph.maps.picture import Picture, Tie

Key = tuple[int, int]


@dataclass(frozen=True)
class Item:
    """A box on the map: a unit, or a chip (then `unit` is −1 and `count` says how many).

    In a map of two structures `change` says what became of the unit.
    """

    box: Box
    unit: int
    count: int
    change: Change | None = None


@dataclass(frozen=True)
class Line:
    """A tie on the map between two items, drawn once for `count` relations."""

    source: Item
    target: Item
    kind: str
    copy: int
    count: int
    change: Change | None = None


@dataclass(frozen=True)
class Scene:
    """Everything drawn, and where the strips stand.

    Attributes
    ----------
    layout : Layout
        The coordinates it follows.
    heights : Heights
        Where the strips stand.
    shown, closed : tuple of bool
        Per block.
    items : tuple of Item
        Units and chips.
    lines : tuple of Line
        Ties.
    """

    layout: Layout
    heights: Heights
    shown: tuple[bool, ...]
    closed: tuple[bool, ...]
    items: tuple[Item, ...]
    lines: tuple[Line, ...]


def scene(
    picture: Picture,
    name: str,
    opened: tuple[bool, ...] | None = None,
    version: Version = "difference",
) -> Scene:
    """Return what is drawn.

    Parameters
    ----------
    picture : Picture
        What the map is made of.
    name : {"matrix", "kuai"}
        Layout.
    opened : tuple of bool, optional
        Per block whether it is open; as the map opens by default.
    version : {"difference", "before", "after"}
        Which view of a map of two structures.
    """
    layout = picture.layouts[name]
    opened = picture.opened if opened is None else opened
    cover = _covers(picture, opened)
    shown = [c in (-1, number) for number, c in enumerate(cover)]
    closed = [c == number for number, c in enumerate(cover)]
    strips = heights(layout, shown, closed)
    cells: dict[Key, list[int]] = {}
    for unit in _units(picture, version):
        cells.setdefault(_key(picture, name, cover, unit), []).append(unit)
    items = {key: _item(picture, layout, strips, key, units) for key, units in cells.items()}
    of_unit = {unit: items[key] for key, units in cells.items() for unit in units}
    lines = _lines(picture, of_unit, version)
    return Scene(layout, strips, tuple(shown), tuple(closed), tuple(items.values()), lines)


def _covers(picture: Picture, opened: tuple[bool, ...]) -> list[int]:
    """Return for every block the closed block that stands for it, −1 for none."""
    cover: list[int] = []
    for number, block in enumerate(picture.places.blocks):
        above = cover[block.parent] if block.parent >= 0 else -1
        cover.append(above if above >= 0 else -1 if opened[number] else number)
    return cover


def _key(picture: Picture, name: str, cover: list[int], unit: int) -> Key:
    closed = cover[picture.places.block[unit]]
    if closed < 0:
        return -1, unit
    return closed, picture.places.column[unit] if name == "matrix" else 0


def _item(picture: Picture, layout: Layout, strips: Heights, key: Key, units: list[int]) -> Item:
    block, column = key
    if block < 0:
        spot = layout.spots[column]
        frame = layout.frames[picture.places.block[column]]
        y = strips.top[frame.strip] + spot.dy
        depth = picture.places.blocks[picture.places.block[column]].depth
        change = picture.difference.units[column] if picture.difference else None
        return Item(Box(spot.x, y, *layout.unit, depth), column, 1, change)
    frame = layout.frames[block]
    top = strips.top[frame.strip] + PADDING
    if layout.columns:
        span = layout.columns[column]
        x = span.start + GUTTER / 2 + layout.unit[0] / 2
    else:
        x, top = frame.x + frame.width / 2, top + TITLE
    depth = picture.places.blocks[block].depth
    box = Box(x, top + layout.unit[1] / 2, *layout.unit, depth)
    return Item(box, units[0] if len(units) == 1 else -1, len(units))


def _units(picture: Picture, version: Version) -> list[int]:
    """Return the units that are there in a view, in the order in which they fill a cell."""
    order, difference = picture.places.order, picture.difference
    if difference is None:
        return list(order)
    return [unit for unit in order if shown_in(difference.units[unit], version)]


def _lines(picture: Picture, of_unit: dict[int, Item], version: Version) -> tuple[Line, ...]:
    chips: dict[tuple[Box, Box, str, Change | None], list[Item]] = {}
    lines = []
    for tie in picture.ties:
        change = picture.difference.ties[tie.row] if picture.difference else None
        if change is not None and not shown_in(change, version):
            continue
        a, b = of_unit[tie.source], of_unit[tie.target]
        if _hidden(tie, change, version) or (a is b and tie.source != tie.target):
            continue
        if a.count == b.count == 1:
            lines.append(Line(a, b, tie.kind, tie.copy, 1, change))
        else:
            chips.setdefault((a.box, b.box, tie.kind, change), []).extend((a, b))
    joined = [
        Line(ends[0], ends[1], kind, CHANGES.index(change or "same"), len(ends) // 2, change)
        for (_, _, kind, change), ends in chips.items()
    ]
    return (*lines, *joined)


def _hidden(tie: Tie, change: Change | None, version: Version) -> bool:
    """Tell whether the frame of a block stands for a tie; one that differs is always drawn."""
    return tie.implied and (version != "difference" or change in {None, "same"})
