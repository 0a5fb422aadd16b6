"""A map of two structures: one place for all views, every change counted, marked, explained."""

from itertools import combinations

import numpy as np
import pytest

import govgraph as gg
from govgraph.comparison.rows import keyed
from govgraph.maps import draw_difference
from govgraph.maps.difference import CHANGES, VERSIONS, WHAT, shown_in
from govgraph.maps.palette import CHANGES as LOOKS
from govgraph.maps.palette import DARK_PAPERS, PAPERS
from govgraph.maps.scene import scene
from govgraph.model.schema import TABLES
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.operators.recode import Recode
from tests.maps.test_palette import VISION, contrast, lab
from tests.measures.samples import county

STEPS = (
    MergeUnits(units=("env", "housing"), into="env", name="Environment and Housing"),
    CreateJointBody(id="team", name="Team", chair="gov", members=("env", "police")),
    AddTie(kind="shares", source="police", target="env"),
    ReassignLead(matters="waste", source="env", target="police", release=True),
)


@pytest.fixture(scope="module")
def after():
    return gg.enact(county(), STEPS).structure


@pytest.fixture(scope="module", params=["en", "zh"])
def drawn(request, after):
    return draw_difference(county(), after, lang=request.param)


def places(drawn, version, layout):
    seen = scene(drawn.picture, layout, version=version)
    return {item.unit: (item.box.x, item.box.y) for item in seen.items if item.count == 1}


@pytest.mark.parametrize("layout", ["matrix", "kuai"])
def test_units_stand_at_one_place_in_every_view(drawn, layout):
    found = {version: places(drawn, version, layout) for version in VERSIONS}
    for version in ("before", "after"):
        assert found[version].items() <= found["difference"].items()
    assert set(found["before"]) | set(found["after"]) == set(found["difference"])
    assert len(set(found["difference"].values())) == len(found["difference"])


def test_the_counts_are_those_of_the_tables(drawn, after):
    difference = drawn.picture.difference
    for what, name in zip(WHAT, ("units", "relations"), strict=True):
        old, new = (set(keyed(TABLES[name], one.table(name)).index) for one in (county(), after))
        assert difference.count(what, "added") == len(new - old)
        assert difference.count(what, "removed") == len(old - new)
        assert sum(difference.count(what, change) for change in CHANGES) == len(old | new)


def test_views_hold_what_the_structures_hold(drawn, after):
    difference, both = drawn.picture.difference, drawn.picture.structure
    for version, structure in (("before", county()), ("after", after)):
        there = [
            unit
            for unit, change in zip(both.units["id"], difference.units, strict=True)
            if shown_in(change, version)
        ]
        assert sorted(there) == sorted(structure.units["id"])


def test_a_unit_says_what_changes(drawn):
    ids = drawn.picture.structure.units["id"].tolist()
    difference = drawn.picture.difference
    assert difference.units[ids.index("housing")] == "removed"
    assert difference.units[ids.index("team")] == "added"
    notes = " ".join(difference.unit_notes[ids.index("env")])
    assert "Environment and Housing" in notes
    taken = " ".join(difference.unit_notes[ids.index("police")])
    assert "waste" in taken
    assert "housing" in taken


def test_a_recoded_unit_is_the_same(drawn):
    recoded = Recode(units={"env": "green"}).apply(county())
    told = draw_difference(county(), recoded, renamed={"env": "green"}).picture.difference
    assert told.count("units", "added") == told.count("units", "removed") == 0
    untold = draw_difference(county(), recoded).picture.difference
    assert untold.count("units", "added") == untold.count("units", "removed") == 1


def test_a_structure_does_not_differ_from_itself():
    difference = draw_difference(county(), county()).picture.difference
    assert set(difference.units) | set(difference.ties) == {"same"}
    assert not any(difference.unit_notes)


def test_nothing_is_told_by_colour_alone(drawn):
    signs = [look.sign for look in LOOKS.values()]
    dashes = [look.dash for name, look in LOOKS.items() if name != "same"]
    assert len(set(signs)) == len(signs) == len(CHANGES)
    assert len(set(dashes)) == len(dashes)
    svg = drawn.svg()
    difference = drawn.picture.difference
    for change, look in LOOKS.items():
        if change != "same" and difference.count("units", change):
            assert f">{look.sign}</text>" in svg


@pytest.mark.parametrize("theme", [0, 1])
def test_changes_stand_out_and_stay_apart(theme):
    papers = (PAPERS, DARK_PAPERS)[theme]
    for look in LOOKS.values():
        assert min(contrast(look.colour[theme], paper) for paper in papers) >= 3
    colours = {look.colour[theme] for look in LOOKS.values() if look.sign}
    for vision in VISION:
        for one, other in combinations(sorted(colours), 2):
            assert np.linalg.norm(lab(one, vision) - lab(other, vision)) >= 20


def test_the_same_bytes_and_no_names_where_none_are_wanted(after):
    pages = {draw_difference(county(), after).html() for _ in range(2)}
    assert len(pages) == 1
    bare = draw_difference(county(), after, ids_only=True).html()
    assert "Environment and Housing" not in bare


def test_an_unknown_view_gets_the_nearest_name(drawn):
    with pytest.raises(gg.UnknownNameError, match="before"):
        drawn.svg(version="befor")


def test_the_picture_of_each_view_names_it(drawn):
    lang = drawn.picture.lang
    for version in VERSIONS:
        said = gg.text.say(f"maps.version_{version}", lang)
        assert said in drawn.svg(version=version).partition("</title>")[0]
