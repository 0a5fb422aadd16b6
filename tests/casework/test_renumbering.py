"""A routing with other numbers is the routing that would be made of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import govgraph as gg
from govgraph.cases.loading import workload
from govgraph.casework.routing import routing
from govgraph.errors import UserError
from tests.measures.working import working

#: Numbers that a routing looks up.
NUMBERS = {"units": "filled", "duties": "hours", "demand": "cases", "matters": "hours"}


def scaled(value, numbers, seed):
    """The same tables with every number that is stated multiplied by one of its own."""
    draw = np.random.default_rng(seed)
    tables = {}
    for table, column in numbers.items():
        frame = value.table(table)
        tables[table] = frame.assign(**{column: frame[column] * draw.uniform(0.5, 2, len(frame))})
    return tables


def same(flow, other):
    """Compare two flows, table by table."""
    for table in ("desks", "cells", "states", "steps", "forks", "unserved"):
        assert_frame_equal(getattr(flow, table), getattr(other, table))


@given(working(), st.integers(0, 99))
def test_numbers_alone_keep_the_ways(structure, seed):
    """All states and steps are those of a routing made anew."""
    other = structure.replacing(structure.about, scaled(structure, NUMBERS, seed))
    known = routing(structure)
    same(
        known.renumbered(other, None).flow({"resolve": 0.7}), routing(other).flow({"resolve": 0.7})
    )


@pytest.mark.parametrize("stage", ["before", "calls"])
def test_officials_of_a_case(stage):
    """Officials of the workload and chances of calls are looked up as well."""
    structure, works = gg.load("w_county", stage=stage), workload("w_county", stage)
    ties = structure.relations
    answered = {"relations": ties.assign(probability=ties["probability"] * 0.8)}
    other = structure.replacing(structure.about, scaled(structure, NUMBERS, 1) | answered)
    officials = type(works)({**works._tables, **scaled(works, {"servers": "servers"}, 2)})
    found = routing(structure, works).renumbered(other, officials).flow()
    same(found, routing(other, officials).flow())


def test_other_rows_are_refused():
    """A structure with one tie less has other ways."""
    structure = gg.load("w_county", stage="calls")
    less = structure.replacing(structure.about, {"relations": structure.relations.iloc[1:]})
    with pytest.raises(UserError, match="same rows"):
        routing(structure).renumbered(less, None)
