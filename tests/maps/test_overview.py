"""The map of a large structure: counts by line and area, as a count unit by unit gives them."""

import json
import re

import numpy as np
import pytest
from hypothesis import given

import govgraph as gg
from govgraph.maps import draw, drawing
from govgraph.maps.assets import source_hash
from govgraph.maps.board import HEADS, board
from govgraph.maps.overview import Overview
from govgraph.maps.overview_svg import upper_rows
from govgraph.text import LANGUAGES
from tests.strategies import structures


@pytest.fixture(scope="module")
def small() -> gg.Structure:
    return gg.load("china", size="1k")


@pytest.fixture
def drawn(small, monkeypatch) -> Overview:
    monkeypatch.setattr(drawing, "LARGE", 100)
    found = draw(small, lang="zh")
    assert isinstance(found, Overview)
    return found


def head_of(structure: gg.Structure, unit: str) -> str:
    """Who leads a unit, tie by tie."""
    area = structure.units.set_index("id")["area"]
    leads = structure.relations.query("kind == 'leads' and target == @unit")["source"]

    def same(other: str) -> bool:
        first, second = area[other], area[unit]
        return first == second if isinstance(first, str) else not isinstance(second, str)

    own = any(same(source) for source in leads)
    away = any(not same(source) for source in leads)
    return "both" if own and away else "area" if own else "line" if away else "nobody"


@given(structures())
def test_every_unit_of_a_line_is_counted_in_its_area_and_those_above(structure):
    counted = board(structure, "en", ids_only=True)
    held = structure.units[["id", "line", "area"]].rename(columns={"id": "unit"})
    further = structure.unit_lines[["unit", "line"]].merge(held[["unit", "area"]], on="unit")
    pairs = {
        (row.unit, row.line, row.area)
        for frame in (held, further)
        for row in frame.dropna(subset=["line", "area"]).itertuples()
    }
    expected = np.zeros_like(counted.own)
    for unit, line, area in pairs:
        for above in structure.area_path(area):
            where = counted.areas.index(above), counted.lines.index(line)
            expected[(*where, HEADS.index(head_of(structure, unit)))] += 1
    assert (counted.below() == expected).all()
    assert set(counted.areas) == {a for _, _, area in pairs for a in structure.area_path(area)}


@given(structures())
def test_areas_stand_after_those_above_with_all_their_units(structure):
    counted = board(structure, "en", ids_only=True)
    assert all(above < row for row, above in enumerate(counted.parent.tolist()))
    places = [structure.area_path(area) for area in structure.units["area"].dropna()]
    for area, units in zip(counted.areas, counted.units.tolist(), strict=True):
        assert units == sum(area in path for path in places)


def test_a_small_structure_is_drawn_unit_by_unit(small):
    assert not isinstance(draw(small), Overview)


def test_the_page_holds_the_counts_and_nothing_foreign(drawn):
    page = drawn.html()
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL).group(1))
    assert data["areas"] == list(drawn.board.areas)
    flat = drawn.board.own.reshape(len(data["areas"]), -1)
    for row, pattern in enumerate(data["row"]):
        rebuilt = np.zeros(flat.shape[1], int)
        for place, count in data["patterns"][pattern]:
            rebuilt[place] = count
        assert (rebuilt == flat[row]).all()
    assert not re.search(r'(src|href)="', page)
    assert "default-src 'none'" in page


def test_the_policy_names_the_parts_that_are_there(drawn):
    page = drawn.html()
    for name in ("script", "style"):
        (part,) = re.findall(f"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert drawn.csp_hashes()[f"{name}-src"] == (source_hash(part),)
        assert source_hash(part) in page


def test_markup_in_names_stays_text(monkeypatch):
    monkeypatch.setattr(drawing, "LARGE", 0)
    build = gg.Builder(title="</script><script>alert(1)</script>")
    build.add("levels", id="l", name="l").add("lines", id="x", name="<b>x</b>")
    build.add("areas", id="a", name="</script><i>", level="l")
    build.add("units", id="u", name="u", kind="department", area="a", line="x")
    page = draw(build.build()).html()
    assert "<script>alert(1)" not in page
    assert page.count("</script>") == 2


def test_the_picture_shows_whole_tiers(drawn):
    rows = upper_rows(drawn.board, 40)
    depth = drawn.board.depth()
    assert len(rows) <= 40
    assert set(rows) == set(np.flatnonzero(depth <= depth[rows].max()))
    assert upper_rows(drawn.board, 0).size == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_saved_as_page_and_picture(small, tmp_path, monkeypatch, lang):
    monkeypatch.setattr(drawing, "LARGE", 100)
    drawn = draw(small, lang=lang, ids_only=True)
    assert "鹿城" not in drawn.save(tmp_path / "map.html").read_text(encoding="utf-8")
    assert drawn.save(tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<svg")
    with pytest.raises(gg.UserError):
        drawn.save(tmp_path / "map.pdf")
