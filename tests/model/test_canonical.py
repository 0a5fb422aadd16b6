"""Rows in canonical order: small tables cell by cell as large ones at once."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.comparison.small import in_plain_text
from govgraph.model.canonical import canonical
from govgraph.model.coerce import coerce
from govgraph.model.schema import TABLES
from tests.strategies import structures

DUTIES = TABLES["duties"]
CELL = st.sampled_from(["a", "b", "é", "文", "B"])
ROWS = st.lists(st.tuples(CELL, CELL, st.sampled_from(["lead", "assist"]), st.none() | CELL))


@given(ROWS)
def test_rows_are_sorted_by_their_key_with_empty_cells_last_and_equal_ones_as_they_came(rows):
    cells = pd.DataFrame(rows, columns=["unit", "matter", "role", "area"], dtype=object)
    cells["note"] = [str(place) for place in range(len(cells))]
    typed, _ = coerce(DUTIES, cells.reindex(columns=list(DUTIES.names)))
    found = canonical({"duties": DUTIES}, {"duties": typed})["duties"]
    slow = typed.sort_values(list(DUTIES.key), kind="stable", ignore_index=True)
    pd.testing.assert_frame_equal(found, slow)


@settings(max_examples=5)
@given(structures(), st.randoms(use_true_random=False))
def test_shuffled_tables_come_back_in_the_same_order(structure, random):
    for one in (structure, in_plain_text(structure)):
        tables = {name: one.table(name) for name in ("units", "relations", "duties", "demand")}
        order = {name: random.sample(range(len(t)), len(t)) for name, t in tables.items()}
        mixed = {name: frame.take(np.array(order[name], int)) for name, frame in tables.items()}
        found = canonical({name: TABLES[name] for name in tables}, mixed)
        for name, frame in tables.items():
            pd.testing.assert_frame_equal(found[name], frame)
