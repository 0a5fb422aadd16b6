"""The promotion ladder: against its definition on many posts, and what counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.measures import ladder
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.measures.samples import county
from tests.measures.test_definitions import DEFINED, agree

OWN = [one for one in DEFINED if one.family == "ladder"]
NUMBER = st.one_of(st.none(), st.integers(0, 9))
KIND = st.sampled_from([None, "administrative", "administrative", "contract"])


@st.composite
def staffed(draw: st.DrawFn) -> Structure:
    """Posts of two units in four grades."""
    build = Builder()
    for unit in ("a", "b"):
        build.add("units", id=unit, name=unit, kind="department")
    grades = ["first", "second", "third", "fourth"]
    for grade in grades:
        build.add("grades", id=grade, name=grade)
    place = st.tuples(st.sampled_from("ab"), st.sampled_from(grades), KIND)
    for unit, grade, kind in draw(st.sets(place, max_size=10)):
        numbers = {"quota": draw(NUMBER), "filled": draw(NUMBER)}
        build.add("posts", unit=unit, grade=grade, kind=kind, **numbers)
    return build.build()


@settings(max_examples=60)
@given(staffed())
def test_measures_are_their_definition_where_there_are_posts(structure):
    for one in OWN:
        agree(one, structure)


def test_the_ladder_of_a_county():
    found = ladder.rungs(county())
    assert found.index.tolist() == ["head", "deputy", "staff"]
    assert found["posts"].tolist() == [1, 3, 9]
    assert found["people"].tolist() == [1, 2, 8]
    assert found["vacant"].tolist() == [0, 1, 1]
    assert found["chance"].tolist()[1:] == [1 / 2, 3 / 8]
    assert ladder.chance(county()) == 4 / 10
    both = ladder.rungs(county(), kinds=("administrative", "contract"))
    assert both.loc["staff", "people"] == 13
    assert both.loc["staff", "posts"] == 14


def test_a_grade_without_posts_is_no_rung():
    build = Builder().add("units", id="a", name="a", kind="department")
    for grade in ("high", "empty", "low"):
        build.add("grades", id=grade, name=grade)
    build.add("posts", unit="a", grade="high", quota=1)
    build.add("posts", unit="a", grade="low", filled=4)
    assert ladder.rungs(build.build()).index.tolist() == ["high", "low"]
    assert ladder.chance(build.build()) == 1 / 4


def test_without_posts_there_is_no_ladder():
    build = Builder().add("units", id="a", name="a", kind="department")
    for compute in (ladder.rungs, ladder.chance, ladder.narrowest):
        with pytest.raises(UndefinedMeasureError, match="no posts"):
            compute(build.build())
    build.add("grades", id="g", name="g").add("posts", unit="a", grade="g", quota=3, filled=3)
    with pytest.raises(UndefinedMeasureError, match="below the highest"):
        ladder.chance(build.build())
    with pytest.raises(UnknownNameError, match="contract"):
        ladder.rungs(county(), kinds=("contracts",))
