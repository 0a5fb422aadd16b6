"""A table under change: what it answers from the changes alone is what its frame says."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from govgraph.model.schema import TABLES
from govgraph.reforms.cells import Cells
from govgraph.reforms.sheet import Sheet

IDS = st.sampled_from("abc")
ROWS = st.fixed_dictionaries(
    {"unit": IDS, "matter": IDS, "role": st.sampled_from(["lead", "assist"])},
    optional={"area": IDS, "hours": st.floats(0, 9)},
)


def sheet(rows: list[dict[str, object]]) -> Sheet:
    table = TABLES["duties"]
    dtypes = {"number": "float64", "flag": "boolean"}
    columns = {
        column.name: pd.Series(
            [row.get(column.name) for row in rows], dtype=dtypes.get(column.kind, "str")
        )
        for column in table.columns
    }
    return Sheet(Cells(table, pd.DataFrame(columns)))


@st.composite
def changed(draw: st.DrawFn) -> Sheet:
    """A table some of whose rows were changed, taken away and added, in any order."""
    found = sheet(draw(st.lists(ROWS, max_size=5)))
    for _ in range(draw(st.integers(0, 6))):
        there = found.frame.index.tolist()
        if there and draw(st.booleans()):
            row = draw(st.sampled_from(there))
            if draw(st.booleans()):
                found.remove([row])
            else:
                found.change(row, draw(ROWS) | draw(st.just({"area": None}) | st.just({})))
        else:
            found.add({found.next: draw(ROWS)})
            found.next += 1
    return found


@given(changed(), st.dictionaries(st.sampled_from(["unit", "area"]), IDS | st.none()))
def test_rows_are_those_that_the_frame_holds(found, equal):
    frame = found.frame
    keep = pd.Series(True, index=frame.index)
    for name, value in equal.items():
        keep &= frame[name].isna() if value is None else frame[name] == value
    assert found.rows(equal) == frame.index[keep.fillna(False).astype(bool)].tolist()
    assert len(found) == len(frame)
    assert all(row in found for row in frame.index)


@given(changed())
def test_rows_are_alike_when_their_keys_are(found):
    groups = found.frame.groupby(list(TABLES["duties"].key), dropna=False).groups
    assert found.alike() == sorted(sorted(rows) for rows in groups.values() if len(rows) > 1)


@given(changed())
def test_records_are_the_rows_of_the_frame(found):
    for row, own in found.frame.iterrows():
        told = pd.Series(found.record(int(str(row))), dtype=object)
        pd.testing.assert_series_equal(told, own.astype(object), check_names=False)
        assert all(pd.isna(own[n]) or found.cell(int(str(row)), n) == own[n] for n in told.index)
