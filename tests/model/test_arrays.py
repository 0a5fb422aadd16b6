"""Whole columns at once find what a walk over the cells finds, cell by cell and row by row."""

import hashlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.model import arrays, ready, suspects
from govgraph.model.arrays import in_order, numbered, positions
from govgraph.model.authority import AUTHORITY
from govgraph.model.canonical import fingerprint
from govgraph.model.checks import check_structure
from govgraph.model.coerce import coerce
from govgraph.model.schema import SCHEMA_VERSION, TABLES
from govgraph.model.topology import Topology
from govgraph.text import words
from tests.strategies import ODD, structures

CELLS = st.one_of(
    st.none(),
    st.sampled_from([*ODD, "", " ", " x", "x ", "\u3000x", "x\x85", "a\u200eb", "a\tb", "leads"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    st.just("领" * 2_001),
)
KEYS = st.lists(st.tuples(*[st.one_of(st.none(), st.sampled_from("abc"))] * 3), max_size=8)


def text(values: list[str | None]) -> "pd.Series[str]":
    return pd.Series(values, dtype="str")


def both(monkeypatch, module, call):
    """What `call` returns when no table counts as large, and when every one does."""
    found = []
    for many in (10**9, 0):
        with monkeypatch.context() as patch:
            patch.setattr(module, "MANY", many)
            found.append(call())
    return found


@given(st.lists(CELLS.filter(lambda c: c is None or c.isprintable() or len(c) < 3), max_size=6))
def test_text_columns_are_typed_as_cell_by_cell(values):
    cells = [v for v in values if v is None or v < "\ud800" or v > "\udfff"]
    raw = pd.DataFrame({"id": text(cells), "name": text(cells[::-1]), "note": text(cells)})
    with pytest.MonkeyPatch.context() as patch:
        slow, fast = both(patch, ready, lambda: coerce(TABLES["lines"], raw))
    pd.testing.assert_frame_equal(slow[0], fast[0])
    assert slow[1] == fast[1]


WORDS = st.one_of(
    st.none(),
    st.sampled_from(
        [*words("relation_kind"), "领导", "Leads", "leeds", "order;appoint", "2023", ""]
    ),
)
NUMBERS = st.one_of(st.floats(-2, 2), st.sampled_from([np.nan, np.inf, 0.0, -0.0]))


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, NUMBERS, NUMBERS), max_size=6))
def test_words_dates_and_numbers_are_typed_as_cell_by_cell(rows):
    names = ["kind", "permits", "since", "probability", "weight"]
    raw = pd.DataFrame(rows, columns=names).astype(
        {"kind": "str", "permits": "str", "since": "str", "probability": float, "weight": float}
    )
    raw = raw.assign(source=text(["a"] * len(rows)), target=text(["b"] * len(rows)))
    with pytest.MonkeyPatch.context() as patch:
        slow, fast = both(patch, ready, lambda: coerce(TABLES["relations"], raw))
    pd.testing.assert_frame_equal(slow[0], fast[0])
    assert slow[1] == fast[1]


def test_a_clean_column_is_taken_over_as_it_is(monkeypatch):
    column = text(["330302", "330303.education", "鹿城区 (老城)"])
    monkeypatch.setattr(ready, "MANY", 0)
    assert ready.ready(TABLES["units"].column("name"), column, lambda _: True) is column.array


@st.composite
def crooked(draw):
    """Tables of a structure whose relations have been turned, bent and retyped."""
    structure = draw(structures())
    tables = {name: structure.table(name) for name in TABLES}
    relations = tables["relations"]
    if len(relations):
        kinds = st.sampled_from(list(AUTHORITY))
        facets = st.one_of(st.none(), st.sampled_from(["order", "standards", "order;standards"]))
        n = len(relations)
        ids = st.sampled_from([*structure.units["id"], "nobody"])
        relations = relations.assign(
            source=text(draw(st.lists(ids, min_size=n, max_size=n))),
            kind=text(draw(st.lists(kinds, min_size=n, max_size=n))),
            permits=text(draw(st.lists(facets, min_size=n, max_size=n))),
        )
        tables["relations"] = relations
    return tables


@given(crooked())
def test_problems_of_relations_are_those_found_one_by_one(tables):
    with pytest.MonkeyPatch.context() as patch:
        slow, fast = both(patch, suspects, lambda: check_structure(tables))
    assert slow == fast


@given(KEYS)
def test_rows_are_in_order_when_sorting_leaves_them_alone(rows):
    frame = pd.DataFrame(rows, columns=["a", "b", "c"], dtype="str")
    order = frame.sort_values(["a", "b", "c"], kind="stable").index.tolist()
    assert in_order([frame[name] for name in frame]) == (order == list(range(len(rows))))


@given(st.lists(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
def test_positions_are_those_of_the_index(values, ids):
    known = text(sorted(ids))
    with pytest.MonkeyPatch.context() as patch:
        slow, fast = both(patch, arrays, lambda: positions(text(values), known).tolist())
    assert slow == [sorted(ids).index(value) if value in ids else -1 for value in values]
    assert slow == fast


@given(st.lists(st.one_of(st.none(), st.sampled_from("abc"))))
def test_numbers_stand_for_the_words(values):
    with pytest.MonkeyPatch.context() as patch:
        slow, fast = both(patch, arrays, lambda: numbered(text(values)))
    for code, known in (slow, fast):
        assert [None if number < 0 else known[number] for number in code] == values
    assert slow[1] == fast[1]


@given(structures())
def test_the_fingerprint_is_that_of_the_sorted_rows(structure):
    digest = hashlib.sha256(f"govgraph document {SCHEMA_VERSION}\n".encode())
    for name in sorted(TABLES):
        frame = structure.table(name)
        filled = [column for column in frame if frame[column].notna().any()]
        if len(frame):
            rows = [
                "\x1f".join(
                    ""
                    if pd.isna(value)
                    else repr(value + 0.0)
                    if isinstance(value, float)
                    else str(value)
                    for value in row
                )
                for row in frame[filled].itertuples(index=False)
            ]
            digest.update("\x1f".join(["", name, *filled, "\n"]).encode())
            digest.update("\x1e".join(sorted(rows)).encode())
    assert fingerprint({name: structure.table(name) for name in TABLES}) == digest.hexdigest()


@given(structures(), st.sampled_from([None, "order", "budget", "standards"]))
def test_arcs_are_the_relations_that_permit_the_facet(structure, facet):
    topology = Topology({name: structure.table(name) for name in TABLES})
    for kinds in (["leads"], ["guides", "leads"], list(AUTHORITY)):
        wanted = []
        for row, tie in enumerate(structure.relations.itertuples()):
            stated = tie.permits if isinstance(tie.permits, str) else None
            facets = AUTHORITY[tie.kind].permits if stated is None else set(stated.split(";"))
            if tie.kind in kinds and (facet is None or facet in facets):
                wanted.append((tie.source, tie.target, row))
        arcs = topology.arcs(kinds, facet)
        ends = zip(topology.units[arcs.source], topology.units[arcs.target], arcs.row, strict=True)
        assert list(ends) == wanted
