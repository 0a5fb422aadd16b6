"""Coordinates: no two boxes overlap, everything stands inside its frame and its column or band."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.maps.layout import Layout, heights
from govgraph.maps.layout_kuai import kuai
from govgraph.maps.layout_matrix import matrix
from govgraph.maps.picture import gather
from govgraph.maps.places import Places, places
from govgraph.maps.scene import scene
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from tests.municipality import municipality
from tests.strategies import structures


def open_kuai(found: Places) -> Layout:
    return kuai(found, (True,) * len(found.blocks))


LAYOUTS = {"matrix": matrix, "kuai": open_kuai}


def rectangles(layout: Layout, found: Places) -> np.ndarray:
    """Left, top, right, bottom of every unit with all blocks open."""
    count = len(layout.frames)
    strips = heights(layout, [True] * count, [False] * count)
    width, height = layout.unit
    boxes = []
    for spot, block in zip(layout.spots, found.block, strict=True):
        y = strips.top[layout.frames[block].strip] + spot.dy
        boxes.append((spot.x - width / 2, y - height / 2, spot.x + width / 2, y + height / 2))
    return np.array(boxes).reshape(-1, 4)


def overlapping(boxes: np.ndarray) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i, j in combinations(range(len(boxes)), 2)
        if boxes[i][0] < boxes[j][2]
        and boxes[j][0] < boxes[i][2]
        and boxes[i][1] < boxes[j][3]
        and boxes[j][1] < boxes[i][3]
    ]


def check(structure: Structure, name: str) -> None:
    found = places(structure)
    layout = LAYOUTS[name](found)
    boxes = rectangles(layout, found)
    assert overlapping(boxes) == []
    count = len(layout.frames)
    strips = heights(layout, [True] * count, [False] * count)
    frames = []
    for unit, (left, top, right, bottom) in enumerate(boxes):
        frame = layout.frames[found.block[unit]]
        edge = strips.top[frame.strip]
        assert frame.x <= left
        assert right <= frame.x + frame.width
        assert edge <= top
        assert bottom <= edge + frame.height
        if layout.columns:
            span = layout.columns[found.column[unit]]
            assert span.start < left
            assert right < span.start + span.size
        else:
            band = layout.bands[found.blocks[found.block[unit]].band]
            assert band.start <= frame.strip < band.start + band.size
    for frame in layout.frames:
        top = strips.top[frame.strip]
        frames.append((frame.x, top, frame.x + frame.width, top + frame.height))
        assert frame.x >= 0
        assert frame.x + frame.width <= layout.width
    assert overlapping(np.array(frames).reshape(-1, 4)) == []


@pytest.mark.parametrize("name", LAYOUTS)
@given(structure=structures())
@settings(deadline=None)
def test_no_two_units_overlap_in_any_structure(name: str, structure: Structure) -> None:
    check(structure, name)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("communities", [0, 1, 7])
def test_no_two_units_overlap_in_a_city(name: str, communities: int) -> None:
    check(municipality(communities), name)


@given(structure=structures(), data=st.data())
@settings(deadline=None)
def test_closed_blocks_do_not_overlap_either(structure: Structure, data: st.DataObject) -> None:
    picture = gather(structure, "en", None, None, ids_only=False)
    blocks = len(picture.places.blocks)
    opened = tuple(data.draw(st.lists(st.booleans(), min_size=blocks, max_size=blocks)))
    for name in LAYOUTS:
        seen = scene(picture, name, opened)
        boxes = np.array(
            [
                (b.x - b.width / 2, b.y - b.height / 2, b.x + b.width / 2, b.y + b.height / 2)
                for b in (item.box for item in seen.items)
            ]
        ).reshape(-1, 4)
        assert overlapping(boxes) == []
        assert sum(item.count for item in seen.items) == len(structure.units)


def shuffled(structure: Structure, seed: int) -> Structure:
    """The same content, its rows in another order; tables whose order means something stay."""
    build = Builder(structure.about)
    for name in TABLES:
        frame = structure.table(name)
        if len(frame):
            build.add_table(name, frame.sample(frac=1, random_state=seed))
    return build.build()


@given(seed=st.integers(0, 2**16))
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    structure = municipality(2)
    other = shuffled(structure, seed)
    for make in LAYOUTS.values():
        assert make(places(structure)) == make(places(other))


def test_rows_follow_the_tree_of_territories() -> None:
    blocks = places(municipality()).blocks
    names = [block.name for block in blocks]
    assert names[:5] == ["国家", "东江省", "江州市", "城东区", "桃源街道"]
    assert all(block.parent < number for number, block in enumerate(blocks))
    assert [blocks[b.parent].name for b in blocks if b.name == "西苑街道"] == ["城西区"]


def test_a_placeholder_is_no_block_and_communities_stand_in_the_block_above() -> None:
    build = Builder()
    for level in ("county", "township", "community"):
        build.add("levels", id=level, name=level)
    build.add("areas", id="c", name="龙港市", level="county")
    build.add("areas", id="p", name="直辖村级区划", parent="c", level="township", placeholder=True)
    build.add("units", id="gov", name="市政府", kind="government", area="c")
    for number in range(5):
        build.add("areas", id=f"v{number}", name=f"村{number}", parent="p", level="community")
        build.add("units", id=f"u{number}", name=f"村{number}", kind="community", area=f"v{number}")
    found = places(build.build())
    assert [block.name for block in found.blocks] == ["龙港市"]
    assert [column.name_en for column in found.columns] == [
        "Party and government",
        "Communities and villages",
    ]


def test_units_without_territory_or_line_have_a_place() -> None:
    build = Builder().add("levels", id="county", name="县")
    build.add("areas", id="a", name="甲县", level="county")
    build.add("units", id="x", name="X", kind="department", area="a")
    build.add("units", id="y", name="Y", kind="public")
    found = places(build.build())
    assert [block.name_en for block in found.blocks] == ["", "No area stated"]
    assert [column.name_en for column in found.columns] == [
        "Party and government",
        "Society and public",
    ]


def test_an_organisation_chart_without_territories_falls_into_branches_and_tiers() -> None:
    build = Builder()
    for unit in ("head", "a", "b", "a1", "a2", "b1"):
        build.add("units", id=unit, name=unit.upper(), kind="department")
    for source, target in (("head", "a"), ("head", "b"), ("a", "a1"), ("a", "a2"), ("b", "b1")):
        build.add("relations", source=source, target=target, kind="leads")
    found = places(build.build())
    units = build.build().units["id"].tolist()
    block = dict(zip(units, (found.blocks[b].name for b in found.block), strict=True))
    column = dict(zip(units, found.column, strict=True))
    assert block == {"head": "HEAD", "a": "A", "a1": "A", "a2": "A", "b": "B", "b1": "B"}
    assert column == {"head": 0, "a": 1, "b": 1, "a1": 2, "a2": 2, "b1": 2}


def test_a_large_map_opens_closed_and_a_small_one_open() -> None:
    small = gather(municipality(0), "en", None, None, ids_only=False)
    large = gather(municipality(60), "en", None, None, ids_only=False)
    assert all(small.opened)
    assert not all(large.opened)
    assert len(scene(large, "matrix").items) < 200
