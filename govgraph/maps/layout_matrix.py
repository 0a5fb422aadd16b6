"""The tiao × kuai matrix: one row per block in tree order, one column per line."""

from math import ceil, sqrt

from govgraph.maps.layout import PADDING, UNIT, Frame, Layout, Size, Span, Spot, grid, grid_spot
from govgraph.maps.lettering import text_width
from govgraph.maps.places import Places

#: Room for row and column headings, and its least share of the width: seen whole, a wide drawing
#: still has legible headings.
HEAD, HEAD_SHARE, LONGEST_HEAD = 250.0, 0.072, 430.0
MARGIN, MARGIN_SHARE = 128.0, 0.034
GUTTER = 40.0
ROW_GAP = 20.0
#: Most units that stand in one cell before it takes a second column of boxes.
TALLEST = 3
WIDEST = 6
#: A cell size that more cells than this reach is common.
CROWDED = 4
#: Heights of a box that are tried, and the shape of the drawing that they should reach.
HEIGHTS = (UNIT[1], 92.0, 104.0, 116.0)
SHAPE = 1.3

Cells = dict[tuple[int, int], list[int]]


def matrix(places: Places) -> Layout:
    """Return the coordinates of the matrix; several units in one cell stand in a small grid.

    A drawing much wider than high gets higher boxes: names then take more lines and stay legible
    when the whole is seen at once.
    """
    cells: Cells = {}
    for unit in places.order:
        cells.setdefault((places.block[unit], places.column[unit]), []).append(unit)
    sizes: list[list[int]] = [[] for _ in places.columns]
    for (_, column), members in cells.items():
        sizes[column].append(len(members))
    across = [_boxes_across(found) for found in sizes]
    widths = [grid(boxes, boxes, UNIT)[0] + GUTTER for boxes in across]
    head = _head(places, sum(widths))
    columns, at = [], head
    for width in widths:
        columns.append(Span(at, width))
        at += width
    box = _box(places, cells, across, at)
    frames = _frames(places, cells, across, at, box)
    return Layout(
        name="matrix",
        width=at,
        gaps=tuple(ROW_GAP if row else 0.0 for row in range(len(frames))),
        frames=frames,
        spots=_spots(places, cells, across, columns, box),
        columns=tuple(columns),
        bands=(),
        head=head,
        margin=max(MARGIN, round(MARGIN_SHARE * at)),
        unit=box,
    )


def _boxes_across(sizes: list[int]) -> int:
    """Return how many boxes stand side by side in a column whose cells hold so many units.

    Cells that many rows fill are kept flat, for every one of them makes its row higher.
    """
    ordered = sorted(sizes, reverse=True)
    largest, common = ordered[0], ordered[min(CROWDED, len(ordered) - 1)]
    compact = 1 if largest <= TALLEST else ceil(sqrt(0.6 * largest))
    flat = ceil(common / max(1, int(sqrt(common / 3))))
    return min(WIDEST, max(compact, flat if len(ordered) > CROWDED else 1))


def _head(places: Places, width: float) -> float:
    """Return the room for row headings: more for a wide drawing and for long names."""
    names = [name for block in places.blocks for name in (block.name, block.name_en)]
    longest = max(text_width(name, 19, bold=True) for name in names) + 50
    return max(HEAD, round(HEAD_SHARE * width), min(round(longest), LONGEST_HEAD))


def _box(places: Places, cells: Cells, across: list[int], width: float) -> Size:
    fitting = [
        height
        for height in HEIGHTS
        if SHAPE * _total(_frames(places, cells, across, width, (UNIT[0], height))) <= width
    ]
    return UNIT[0], max(fitting, default=UNIT[1])


def _total(frames: tuple[Frame, ...]) -> float:
    return MARGIN + sum(frame.height + ROW_GAP for frame in frames)


def _frames(
    places: Places, cells: Cells, across: list[int], width: float, box: Size
) -> tuple[Frame, ...]:
    tall = [box[1]] * len(places.blocks)
    for (block, column), members in cells.items():
        tall[block] = max(tall[block], grid(len(members), across[column], box)[1])
    closed = box[1] + 2 * PADDING
    return tuple(
        Frame(block, 0.0, width, height + 2 * PADDING, closed) for block, height in enumerate(tall)
    )


def _spots(
    places: Places, cells: Cells, across: list[int], columns: list[Span], box: Size
) -> tuple[Spot, ...]:
    spots: dict[int, Spot] = {}
    for (_, column), members in cells.items():
        corner = (columns[column].start + GUTTER / 2, PADDING)
        for position, unit in enumerate(members):
            spots[unit] = grid_spot(position, across[column], corner, box)
    return tuple(spots[unit] for unit in range(len(places.block)))
