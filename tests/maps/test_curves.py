"""Lines: every relation between two units can be told from every other."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from govgraph.maps.curves import Box, curve
from govgraph.maps.picture import gather
from govgraph.maps.scene import scene
from govgraph.model.authority import AUTHORITY
from tests.municipality import municipality

places = st.builds(
    lambda x, y, depth: Box(x * 160.0, y * 80.0, 148.0, 68.0, depth),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(0, 3),
)


@given(a=places, b=places, lanes=st.booleans())
def test_no_two_relations_of_a_pair_coincide(a: Box, b: Box, lanes: bool) -> None:
    ways = [(a, b)] if (a.x, a.y) == (b.x, b.y) else [(a, b), (b, a)]
    drawn = [
        curve(start, end, kind, copy, lanes=lanes).d
        for (start, end), kind, copy in product(ways, AUTHORITY, range(3))
    ]
    assert len(set(drawn)) == len(drawn)


@given(a=places, b=places, kind=st.sampled_from(sorted(AUTHORITY)), lanes=st.booleans())
def test_a_line_ends_at_the_edge_of_its_box(a: Box, b: Box, kind: str, lanes: bool) -> None:
    if (a.x, a.y) == (b.x, b.y):
        return
    x, y = curve(a, b, kind, lanes=lanes).end
    inside_x = abs(x - b.x) <= b.width / 2 + 1e-6
    inside_y = abs(y - b.y) <= b.height / 2 + 1e-6
    at_side = abs(abs(x - b.x) - b.width / 2) < 1e-6
    at_top = abs(abs(y - b.y) - b.height / 2) < 1e-6
    assert inside_x
    assert inside_y
    assert at_side or at_top


def test_no_two_relations_of_a_city_coincide() -> None:
    picture = gather(municipality(1), "en", None, None, ids_only=False)
    for name in ("matrix", "kuai"):
        seen = scene(picture, name)
        drawn = [
            curve(line.source.box, line.target.box, line.kind, line.copy, lanes=name == "matrix").d
            for line in seen.lines
        ]
        assert len(set(drawn)) == len(drawn)
        shown = sum(not tie.implied for tie in picture.ties)
        assert sum(line.count for line in seen.lines) == shown
