"""Layered boxes: one band per level, one box per block, units in a grid inside their box."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

from govgraph.maps.layout import PADDING, Frame, Layout, Size, Span, Spot, grid, grid_spot
from govgraph.maps.places import Places

UNIT: Size = (148.0, 84.0)
HEAD = 210.0
MARGIN = 36.0
TITLE = 36.0
#: A frame is at least this wide, for the sake of its title.
NARROWEST_FRAME = 200.0
SHELF_GAP = 56.0
BAND_GAP = 84.0
SIBLING_GAP, GROUP_GAP = 26.0, 64.0
NARROWEST, BROADEST = 2000.0, 5200.0

_CLOSED = UNIT[1] + 2 * PADDING + TITLE


@dataclass(frozen=True)
class _Box:
    block: int
    across: int
    width: float
    height: float
    shut: bool


def kuai(places: Places, opened: tuple[bool, ...]) -> Layout:
    """Return the coordinates of the layered boxes; a band with many boxes takes several shelves.

    Parameters
    ----------
    places : Places
        Where units belong.
    opened : tuple of bool
        Per block: whether the map opens with it open; closed boxes are kept narrow.
    """
    members: list[list[int]] = [[] for _ in places.blocks]
    for unit in places.order:
        members[places.block[unit]].append(unit)
    bands: list[list[_Box]] = [[] for _ in places.bands]
    crowd = [sum(b.band == band for b in places.blocks) for band in range(len(places.bands))]
    for number, block in enumerate(places.blocks):
        bands[block.band].append(
            _box(number, len(members[number]), crowd[block.band], shut=not opened[number])
        )
    limit = _limit([box for band in bands for box in band])
    gaps: list[float] = []
    spans: list[Span] = []
    frames: dict[int, Frame] = {}
    for band in bands:
        first = len(gaps)
        for shelf in _shelves(band, places, limit):
            frames |= _placed(shelf, places, len(gaps), limit)
            gaps.append(SHELF_GAP if len(gaps) > first else BAND_GAP if gaps else 0.0)
        spans.append(Span(first, len(gaps) - first))
    across = {box.block: box.across for band in bands for box in band}
    spots = _spots(members, frames, across)
    ordered = tuple(frames[block] for block in range(len(places.blocks)))
    width = HEAD + limit + PADDING
    return Layout(
        name="kuai",
        width=width,
        gaps=tuple(gaps),
        frames=ordered,
        spots=spots,
        columns=(),
        bands=tuple(spans),
        head=HEAD,
        margin=MARGIN,
        unit=UNIT,
    )


def _box(block: int, units: int, crowd: int, *, shut: bool) -> _Box:
    units = max(units, 1)
    if crowd == 1:
        across = min(units, max(8, ceil(sqrt(units))))
    else:
        ratio = 9.0 if shut else 1.0 if crowd <= 3 else 2.0 if crowd <= 6 else 4.0  # noqa: PLR2004
        across = max(1, min(5, round(sqrt(units / ratio))))
    width, height = grid(units, across, UNIT)
    framed = max(width + 2 * PADDING, NARROWEST_FRAME)
    return _Box(block, across, framed, height + 2 * PADDING + TITLE, shut)


def _limit(boxes: list[_Box]) -> float:
    seen = [_CLOSED if box.shut else box.height for box in boxes]
    area = sum((b.width + GROUP_GAP) * (h + BAND_GAP) for b, h in zip(boxes, seen, strict=True))
    wanted = float(round(min(max(sqrt(1.8 * area), NARROWEST), BROADEST)))
    return max([wanted, *(box.width for box in boxes)])


def _gap(left: _Box, right: _Box, places: Places) -> float:
    same = places.blocks[left.block].parent == places.blocks[right.block].parent
    return SIBLING_GAP if same else GROUP_GAP


def _shelf_width(shelf: list[_Box], places: Places) -> float:
    gaps = sum(_gap(a, b, places) for a, b in pairwise(shelf))
    return sum(box.width for box in shelf) + gaps


def _shelves(band: list[_Box], places: Places, limit: float) -> list[list[_Box]]:
    shelves: list[list[_Box]] = []
    for box in band:
        if shelves and _shelf_width([*shelves[-1], box], places) <= limit:
            shelves[-1].append(box)
        else:
            shelves.append([box])
    return shelves


def _placed(shelf: list[_Box], places: Places, strip: int, limit: float) -> dict[int, Frame]:
    at = HEAD + round((limit - _shelf_width(shelf, places)) / 2)
    frames = {}
    for position, box in enumerate(shelf):
        if position:
            at += _gap(shelf[position - 1], box, places)
        frames[box.block] = Frame(strip, at, box.width, box.height, _CLOSED)
        at += box.width
    return frames


def _spots(
    members: list[list[int]], frames: dict[int, Frame], across: dict[int, int]
) -> tuple[Spot, ...]:
    spots: dict[int, Spot] = {}
    for block, units in enumerate(members):
        frame = frames[block]
        inner = grid(len(units), across[block], UNIT)[0]
        left = frame.x + (frame.width - inner) / 2
        for position, unit in enumerate(units):
            spots[unit] = grid_spot(position, across[block], (left, PADDING + TITLE), UNIT)
    return tuple(spots[unit] for unit in range(len(spots)))
