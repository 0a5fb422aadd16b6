"""Sankey pictures and curves: everything drawn, in proportion, escaped."""

import re
from xml.etree import ElementTree

import pytest

from govgraph.report.figures.curves import Curve, Curves, curves
from govgraph.report.figures.sankey import Flows, Link, Node, sankey

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text):
    return ElementTree.fromstring(text)  # noqa: S314 - our own picture


def flows(name="County"):
    nodes = (
        Node("a", "Town", 0),
        Node("b", name, 1),
        Node("idle", "Idle", 1),
        Node("s", "Settled", 2, "good"),
        Node("x", "Stuck", 2, "bad"),
    )
    links = (Link("a", "b", 30, "30"), Link("b", "s", 20, "20"), Link("b", "x", 10, "10"))
    return Flows("title", "words", ("1", "2", "end"), nodes, links)


def test_boxes_are_as_high_as_what_flows_through():
    boxes = {
        box.find(f"{SVG}title").text: float(box.get("height"))
        for box in drawn(sankey(flows(), "n")).iter(f"{SVG}rect")
        if box.find(f"{SVG}title") is not None
    }
    assert boxes["Settled"] == pytest.approx(2 * boxes["Stuck"], rel=1e-3)
    assert boxes["Town"] == pytest.approx(boxes["County"], rel=1e-3)
    assert "Idle" not in boxes


def test_every_band_is_drawn_with_its_amount():
    bands = [
        path.find(f"{SVG}title").text for path in drawn(sankey(flows(), "n")).iter(f"{SVG}path")
    ]
    assert sorted(bands) == ["10", "20", "30"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names_are_escaped(lang):
    name = '<script>alert(1)</script>&"'
    picture = sankey(flows(name), "n", lang)
    assert "<script" not in picture
    drawn(picture)


def test_curves_lie_in_their_axes():
    series = (
        Curve("one", (0.0, 5.0, 10.0), (0.0, 4.0, 8.0), (1.0, 6.0, 12.0)),
        Curve("<b>", (3.0, 3.0, 3.0)),
    )
    picture = curves(Curves("t", "d", "weeks", "cases", (0.0, 1.0, 2.0), series), "c")
    assert "<b>" not in picture
    lines = drawn(picture).findall(f"{SVG}polyline")
    points = [re.findall(r"[\d.]+", line.get("points")) for line in lines]
    heights = [float(y) for line in points for y in line[1::2]]
    assert min(heights) >= 34
    assert max(heights) <= 34 + 260


def test_nothing_present_is_a_line_on_the_ground():
    shown = Curves("t", "d", "weeks", "cases", (0.0, 1.0), (Curve("a", (0.0, 0.0)),))
    line = drawn(curves(shown, "c")).find(f"{SVG}polyline")
    assert set(re.findall(r",([\d.]+)", line.get("points"))) == {"294"}
