"""The four fragmentations: what stands beside the numbers, and what must not change them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import coordination, profile
from govgraph.measures.groundwork.concentration import concentration
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.measures.reading import cells, must_coordinate
from tests.measures.samples import county, tie, units
from tests.measures.working import working

FOUR = (profile.power, profile.function, profile.mechanism, profile.information)


@given(working())
def test_companions_of_the_profile(structure):
    table = profile.table(structure)
    assert table["pairs"].tolist() == [len(must_coordinate(structure, c)) for c in cells(structure)]
    for row in profile.partner_ties(structure).itertuples():
        found = coordination.lawful(structure, row.first, row.second, matter=row.matter)
        expected = np.nan if found is None else found.length
        assert row.distance == pytest.approx(expected, nan_ok=True)


def four(structure: Structure) -> list[float]:
    values = []
    for measure in FOUR:
        try:
            values.append(measure(structure))
        except UndefinedMeasureError:
            values.append(np.nan)
    return values


@given(working(), st.sampled_from(["joint_body", "department", "centre", "portfolio"]))
def test_a_unit_that_is_merely_there_changes_nothing(structure, kind):
    more = Builder.of(structure).add("units", id="new", name="new", kind=kind, area="B").build()
    np.testing.assert_equal(four(more), four(structure))
    columns = ["power", "function", "mechanism", "information"]
    pd.testing.assert_frame_equal(profile.table(more)[columns], profile.table(structure)[columns])


def test_the_county():
    structure = county()
    table = profile.table(structure).set_index(["matter", "area"])
    assert table.loc[("noise", "T1"), "power"] == 0.5
    assert table.loc[("noise", "T2"), "power"] == 1.0
    assert table.loc[("waste", "T1"), "function"] == 0.0
    assert table.loc[("fire",)]["function"].tolist() == [1.0]
    missing = profile.missing_powers(structure).query("area == 'T1' and matter == 'noise'")
    assert missing[["power", "leads", "holders"]].to_numpy().tolist() == [
        ["penalise", ("town1",), ("police",)]
    ]
    weights = [10, 20, 5]
    assert profile.power(structure) == pytest.approx(np.average([0.5, 1.0, 1.0], weights=weights))


def test_a_call_ties_only_for_its_matter_and_only_while_live():
    pairs = profile.uncoordinated_pairs(county())
    ends = set(zip(pairs["area"], pairs["first"], pairs["second"], strict=True))
    assert ("T1", "police", "town1") not in ends
    assert ("T2", "police", "town2") in ends


def test_data_sharing_is_no_coordination():
    build = units(Builder(), env="department", police="department")
    build.add("matters", id="m", name="m")
    for unit, role in (("env", "lead"), ("police", "assist")):
        build.add("duties", unit=unit, matter="m", role=role)
    structure = tie(build, "shares", "env", "police").build()
    assert (profile.mechanism(structure), profile.information(structure)) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("fields", "value"),
    [({}, 0.0), ({"matter": "m"}, 0.0), ({"data": "register"}, 0.0), ({"data": "x"}, 1.0),
     ({"matter": "n"}, 1.0), ({"matter": "n", "data": "register"}, 1.0)],
)  # fmt: skip
def test_which_sharing_counts(fields, value):
    build = units(Builder(), env="department", police="department", bureau="department")
    build.add("matters", id="m", name="m").add("matters", id="n", name="n")
    build.add("needs", matter="m", power="register")
    for unit, role in (("env", "lead"), ("police", "assist")):
        build.add("duties", unit=unit, matter="m", role=role)
        tie(build, "shares", "bureau", unit, **fields)
    table = profile.table(build.build()).set_index("matter")
    assert table.loc["m", "information"] == value


def test_a_gap_has_no_concentration():
    assert np.isnan(concentration([0, 0]).herfindahl)
    assert np.isnan(concentration([5]).normalised)


@pytest.mark.parametrize(("data", "gap"), [("roster", 0.0), (None, 0.0), ("other", 1.0)])
def test_needed_data_that_are_shared_with_the_lead_are_not_missing(data, gap):
    build = units(Builder(), env="department", police="department")
    build.add("matters", id="m", name="m").add("needs", matter="m", power="data:roster")
    build.add("duties", unit="env", matter="m", role="lead")
    build.add("powers", unit="police", power="data:roster")
    structure = tie(build, "shares", "police", "env", data=data).build()
    assert profile.power(structure) == gap
