"""The tiao × kuai matrix: one row per block in tree order, one column per line."""

from math import ceil, sqrt

from govgraph.maps.layout import PADDING, UNIT_HEIGHT, Frame, Layout, Span, Spot, grid, grid_spot
from govgraph.maps.places import Places

HEAD = 250.0
MARGIN = 128.0
GUTTER = 40.0
ROW_GAP = 26.0
#: Most units that stand in one cell before it takes a second column of boxes.
TALLEST = 3
WIDEST = 8


def _boxes_across(largest: int) -> int:
    return 1 if largest <= TALLEST else min(WIDEST, ceil(sqrt(0.6 * largest)))


def matrix(places: Places) -> Layout:
    """Return the coordinates of the matrix; several units in one cell stand in a small grid."""
    cells: dict[tuple[int, int], list[int]] = {}
    for unit in places.order:
        cells.setdefault((places.block[unit], places.column[unit]), []).append(unit)
    across = [
        _boxes_across(max((len(v) for (_, c), v in cells.items() if c == column), default=1))
        for column in range(len(places.columns))
    ]
    columns, at = [], HEAD
    for boxes in across:
        width = grid(boxes, boxes)[0]
        columns.append(Span(at, width + GUTTER))
        at += width + GUTTER
    tall = [UNIT_HEIGHT] * len(places.blocks)
    for (block, column), members in cells.items():
        tall[block] = max(tall[block], grid(len(members), across[column])[1])
    closed = UNIT_HEIGHT + 2 * PADDING
    frames = [
        Frame(block, 0.0, at, height + 2 * PADDING, closed) for block, height in enumerate(tall)
    ]
    spots: dict[int, Spot] = {}
    for (_, column), members in cells.items():
        left = columns[column].start + GUTTER / 2
        for position, unit in enumerate(members):
            spots[unit] = grid_spot(position, across[column], left, PADDING)
    gaps = [0.0] + [ROW_GAP] * (len(frames) - 1)
    ordered = tuple(spots[unit] for unit in range(len(places.block)))
    return Layout(
        name="matrix",
        width=at,
        gaps=tuple(gaps[: len(frames)]),
        frames=tuple(frames),
        spots=ordered,
        columns=tuple(columns),
        bands=(),
        head=HEAD,
        margin=MARGIN,
    )
