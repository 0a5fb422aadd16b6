import math

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from govgraph.maps.lettering import text_width
from govgraph.report.figures.bars import Bar, bars
from govgraph.report.figures.columns import Band, Distribution, Series, columns
from govgraph.report.figures.heatmap import (
    AreaRow,
    Cell,
    LineColumn,
    Matrix,
    heatmap,
    shade_limits,
)
from govgraph.report.figures.verdicts import Verdict, verdicts
from tests.strategies import names

SVG = "{http://www.w3.org/2000/svg}"
counts = st.integers(0, 200_000)


def texts(svg: str) -> list[tuple[float, float, float, float]]:
    """Return the box of every line of upright text: left, top, right, bottom."""
    found = []
    for text in fromstring(svg).iter(f"{SVG}text"):
        if "transform" in text.attrib:
            continue
        size = float(text.get("font-size"))
        for line in text.iter(f"{SVG}tspan"):
            wide = text_width(line.text or "", size, bold="font-weight" in text.attrib)
            x, y = float(line.get("x")), float(line.get("y"))
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor")]
            found.append((left, y - size * 0.75, left + wide, y + size * 0.15))
    return found


def assert_readable(svg: str) -> None:
    """No two texts overlap, and none leaves the picture."""
    root = fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    boxes = texts(svg)
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -0.5
        assert right <= width + 0.5
        assert top >= -0.5
        assert bottom <= height + 0.5
        for other in boxes[:at]:
            apart = right <= other[0] + 0.5 or other[2] <= left + 0.5
            assert apart or bottom <= other[1] + 0.5 or other[3] <= top + 0.5


@given(st.lists(st.tuples(names(), st.floats(0, 1)), min_size=1, max_size=6))
def test_bars_never_overlap(rows):
    shown = tuple(Bar(label, value, f"{value:.1%}") for label, value in rows)
    assert_readable(bars(shown, "b", ("title", "words")))


def test_an_undefined_bar_is_hatched_not_zero():
    svg = bars((Bar("power", math.nan, "–"), Bar("function", 0.5, "50%")), "b", ("t", "d"))
    root = fromstring(svg)
    assert [r.get("class") for r in root.iter(f"{SVG}rect")].count("hatched") == 1


@given(st.data(), st.integers(1, 20), st.integers(1, 2))
def test_columns_never_overlap(data, classes, series):
    values = [
        data.draw(st.lists(counts, min_size=classes, max_size=classes)) for _ in range(series)
    ]
    shown = Distribution(
        "title",
        "words",
        "steps",
        (*(str(number) for number in range(classes - 1)), "no path"),
        tuple(
            Series(("lawful path", "plain path")[at], tuple(row), tuple(f"{v:,}" for v in row))
            for at, row in enumerate(values)
        ),
    )
    assert_readable(columns(shown, "c"))


def test_column_heights_are_in_proportion():
    series = Series("n", (10, 5, 0), ("10", "5", "0"))
    shown = Distribution("t", "d", "x", ("1", "2", "3"), (series,), Band(0, 1, "range"))
    marks = [
        rect
        for rect in fromstring(columns(shown, "c")).iter(f"{SVG}rect")
        if rect.get("class", "").startswith("shade")
    ]
    heights = [float(rect.get("height")) for rect in marks[1:]]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert heights[2] == 0


@st.composite
def matrices(draw):
    chinese = st.text("条块政务水利住房城乡建设", min_size=1, max_size=14)
    labels = draw(st.sampled_from([names(), chinese, st.one_of(names(), chinese)]))
    rows = draw(st.lists(labels, min_size=1, max_size=6, unique=True))
    fewest = draw(st.sampled_from([1, 24]))
    lines = draw(st.lists(labels, min_size=fewest, max_size=36, unique=True))
    places = [(row, line) for row in rows for line in lines]
    kept = draw(st.lists(st.sampled_from(places), unique=True, max_size=40))
    cells = {place: Cell(draw(st.integers(0, 999))) for place in kept}
    return Matrix(
        draw(labels),
        "words",
        draw(labels),
        "nobody",
        tuple(AreaRow(row, row, at % 4) for at, row in enumerate(rows)),
        tuple(LineColumn(line, line) for line in lines),
        cells,
    )


@given(matrices())
def test_heatmap_texts_never_overlap_and_empty_cells_are_hatched(matrix):
    svg = heatmap(matrix, "h")
    assert_readable(svg)
    marks = [rect.get("class") for rect in fromstring(svg).iter(f"{SVG}rect")]
    empty = len(matrix.rows) * len(matrix.columns) - len(matrix.cells)
    assert marks.count("hatched") == empty + 1


@given(st.lists(st.integers(0, 500), max_size=60))
def test_shades_grow_with_the_value(values):
    limits = shade_limits([float(value) for value in values])
    assert list(limits) == sorted(set(limits))
    shade = {value: sum(value >= limit for limit in limits) for value in values}
    assert all(shade[value] == 0 for value in values if value == 0)
    assert all(0 < shade[value] <= 5 for value in values if value > 0)


def test_full_names_are_in_the_tool_tip():
    long = "Housing and urban and rural construction and real estate administration"
    lines = tuple(LineColumn(str(n), f"{long} {n}") for n in range(30))
    matrix = Matrix("t", "d", "l", "e", (AreaRow("a", long),), lines, {})
    assert {f"{long} {n}" for n in range(30)} | {long} <= {
        title.text for title in fromstring(heatmap(matrix, "h")).iter(f"{SVG}title")
    }


def test_an_undefined_cell_is_a_dash():
    rows, lines = (AreaRow("a", "a"),), (LineColumn("l", "l"), LineColumn("m", "m"))
    cells = {("a", "l"): Cell(math.nan), ("a", "m"): Cell(2)}
    svg = heatmap(Matrix("t", "d", "l", "e", rows, lines, cells), "h")
    assert "nan" not in svg
    assert "–" in [line.text for line in fromstring(svg).iter(f"{SVG}tspan")]


@given(st.lists(names(), min_size=1, max_size=6), st.floats(0, 1), st.sampled_from(["en", "zh"]))
def test_verdicts_stay_in_their_rows(claims, share, lang):
    rows = tuple(
        Verdict(
            claim * 3, claim, share, share / 2, (1 + share) / 2, "1.0 %", claim * 2, at % 2 == 0
        )
        for at, claim in enumerate(claims)
    )
    assert_readable(verdicts(rows, "v", ("Title", "Words"), lang))


def test_a_verdict_without_a_share_is_hatched():
    nothing = Verdict("Claim", "hypothesis", math.nan, math.nan, math.nan, "–", "–", reported=False)
    assert "url(#v-hatch)" in verdicts((nothing,), "v", ("Title", "Words"))
