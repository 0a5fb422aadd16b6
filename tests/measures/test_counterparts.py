"""Counterparts across levels: against the definition on levelled structures, and the tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.auditing.rules.counterparts import several_counterparts
from govgraph.errors import UndefinedMeasureError
from govgraph.measures import catalogue, counterparts
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.measures.samples import county, tie
from tests.measures.test_definitions import agree

KIND = st.sampled_from(["department", "department", "dispatched_agency", "government"])
LINE = st.sampled_from(["x", "y", "z"])
OWN = [one for one in catalogue().values() if one.family == "counterparts"]


@st.composite
def levelled(draw: st.DrawFn) -> Structure:
    """A city, two counties below it, their bureaus and who leads or guides whom."""
    build = Builder()
    for level in ("city", "county"):
        build.add("levels", id=level, name=level)
    build.add("areas", id="C", name="C", level="city")
    for area in ("A", "B"):
        build.add("areas", id=area, name=area, level="county", parent="C")
    for line in "xyz":
        build.add("lines", id=line, name=line)
    names = [f"{area}{number}" for area in "CAB" for number in range(3)]
    for name in names:
        place = draw(st.sampled_from([name[0], None]))
        line = draw(st.one_of(st.none(), LINE))
        build.add("units", id=name, name=name, kind=draw(KIND), area=place, line=line)
    for name, line in draw(st.sets(st.tuples(st.sampled_from(names), LINE), max_size=4)):
        build.add("unit_lines", unit=name, line=line)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    for kind in ("leads", "guides"):
        for upper, lower in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5)):
            tie(build, kind, upper, lower)
    return build.build()


@given(levelled())
def test_measures_are_their_definition_where_there_are_levels(structure):
    for one in OWN:
        agree(one, structure)


@settings(max_examples=25)
@given(levelled())
def test_both_directions_count_the_same_pairs(structure):
    above, below = counterparts.above(structure), counterparts.below(structure)
    assert above.sum() == below.sum()


@settings(max_examples=25)
@given(levelled())
def test_the_rule_names_the_units_with_several_counterparts(structure):
    found = several_counterparts(structure, {"counterparts": 1})
    named = {evidence.units[0]: evidence.values["count"] for evidence in found}
    above = counterparts.above(structure)
    assert named == above[above > 1].to_dict()


@settings(max_examples=25)
@given(levelled())
def test_lines_add_up_to_the_units_that_have_one(structure):
    found = counterparts.by_line(structure)
    above = counterparts.above(structure).dropna()
    line = structure.units.set_index("id")["line"].reindex(above.index)
    assert found["units"].sum() == line.notna().sum()
    assert (found["without"] + found["one"] + found["several"] == found["units"]).all()
    np.testing.assert_allclose(
        (found["mean_above"] * found["units"]).sum(), above[line.notna()].sum()
    )


def test_a_merged_department_answers_to_two():
    build = Builder().add("levels", id="city", name="city").add("levels", id="county", name="c")
    build.add("areas", id="C", name="C", level="city")
    build.add("areas", id="A", name="A", level="county", parent="C")
    for line in ("culture", "sport"):
        build.add("lines", id=line, name=line)
        build.add("units", id=f"C.{line}", name=line, kind="department", area="C", line=line)
    build.add("units", id="A.both", name="both", kind="department", area="A", line="culture")
    build.add("unit_lines", unit="A.both", line="sport")
    tie(build, "guides", "C.culture", "A.both")
    structure = build.build()
    assert counterparts.above(structure)["A.both"] == 2
    assert np.isnan(counterparts.above(structure)["C.sport"])
    assert counterparts.below(structure)["C.sport"] == 1
    assert counterparts.several(structure) == 1
    row = counterparts.by_line(structure).loc["culture"]
    assert (row["units"], row["several"], row["upper"]) == (1, 1, 2)


def test_one_level_only_has_no_counterparts():
    build = Builder().add("levels", id="city", name="city")
    build.add("units", id="a", name="a", kind="department", level="city")
    structure = build.build()
    with pytest.raises(UndefinedMeasureError, match="highest level"):
        counterparts.without(structure)
    assert counterparts.by_line(structure).empty
    assert counterparts.above(county())["office1"] == 1
