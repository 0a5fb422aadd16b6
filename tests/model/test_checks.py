"""Every rule of validation: the message, the place, the value; and all problems in one error."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import InvalidStructureError
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.text import keys
from tests.strategies import Row, tables

Edit = tuple[str, Row]

BASE: tuple[Edit, ...] = (
    ("levels", {"id": "county", "name": "县", "rank": 1}),
    ("levels", {"id": "town", "name": "乡", "rank": 2}),
    ("areas", {"id": "X", "name": "X", "level": "county"}),
    ("areas", {"id": "x1", "name": "x1", "level": "town", "parent": "X"}),
    ("lines", {"id": "env", "name": "环保"}),
    ("units", {"id": "gov", "name": "县政府", "kind": "government", "level": "county"}),
    ("units", {"id": "env", "name": "环保局", "kind": "department", "level": "county"}),
    ("units", {"id": "town", "name": "乡政府", "kind": "government", "level": "town"}),
    ("units", {"id": "people", "name": "群众", "kind": "public"}),
    ("relations", {"source": "gov", "target": "env", "kind": "leads", "primary": "yes"}),
    ("matters", {"id": "m", "name": "噪声"}),
)
UNIT = {"id": "u", "name": "u", "kind": "department"}
DUTY = {"unit": "env", "matter": "m", "role": "lead"}
TIE = {"source": "gov", "target": "town", "kind": "leads"}

MISTAKES: dict[str, tuple[list[Edit], list[tuple[str, str, int | None, str]]]] = {
    "an empty required cell": (
        [("units", {**UNIT, "name": " "})],
        [("model.missing_value", "units", 5, "name")],
    ),
    "a column that is not there": (
        [("units", {**UNIT, "nmae": "x"})],
        [("model.unknown_column", "units", None, "")],
    ),
    "a table that is not there": (
        [("unitz", UNIT)],
        [("model.unknown_table", "unitz", None, "")],
    ),
    "an id twice": (
        [("units", {**UNIT, "id": "env"})],
        [("model.duplicate_id", "units", 5, "id")],
    ),
    "a tie twice": (
        [("relations", TIE), ("relations", {**TIE, "basis": "other"})],
        [("model.duplicate_row", "relations", 3, "source")],
    ),
    "an unknown id": (
        [("duties", {**DUTY, "unit": "envv"})],
        [("model.unknown_id", "duties", 1, "unit")],
    ),
    "text for a number": (
        [("units", {**UNIT, "quota": "twelve"})],
        [("model.not_a_number", "units", 5, "quota")],
    ),
    "an infinite number": (
        [("units", {**UNIT, "quota": "inf"})],
        [("model.not_a_number", "units", 5, "quota")],
    ),
    "a negative count": (
        [("units", {**UNIT, "quota": -1})],
        [("model.out_of_range", "units", 5, "quota")],
    ),
    "confidence zero": (
        [("duties", {**DUTY, "confidence": 0})],
        [("model.out_of_range", "duties", 1, "confidence")],
    ),
    "confidence above one": (
        [("duties", {**DUTY, "confidence": 1.5})],
        [("model.out_of_range", "duties", 1, "confidence")],
    ),
    "a probability above one": (
        [("relations", {**TIE, "probability": 1.01})],
        [("model.out_of_range", "relations", 2, "probability")],
    ),
    "neither yes nor no": (
        [("relations", {**TIE, "primary": "perhaps"})],
        [("model.not_a_flag", "relations", 2, "primary")],
    ),
    "a date that does not exist": (
        [("duties", {**DUTY, "since": "2023-02-30"})],
        [("model.not_a_date", "duties", 1, "since")],
    ),
    "a word outside the vocabulary": (
        [("duties", {**DUTY, "role": "leed"})],
        [("model.not_a_word", "duties", 1, "role")],
    ),
    "one wrong facet among right ones": (
        [("relations", {**TIE, "permits": "order;ordre"})],
        [("model.not_a_word", "relations", 2, "permits")],
    ),
    "a mode outside the kind's own": (
        [("relations", {"source": "env", "target": "people", "kind": "serves", "mode": "chair"})],
        [("model.not_a_word", "relations", 2, "mode")],
    ),
    "a control character": (
        [("units", {**UNIT, "name": "a\x07b"})],
        [("model.bad_character", "units", 5, "name")],
    ),
    "a bidirectional override": (
        [("units", {**UNIT, "name": "a\u202eb"})],
        [("model.bad_character", "units", 5, "name")],
    ),
    "a lone surrogate": (
        [("units", {**UNIT, "name": "a\ud800b"})],
        [("model.bad_character", "units", 5, "name")],
    ),
    "a break inside a name": (
        [("units", {**UNIT, "name": "a\nb"})],
        [("model.bad_character", "units", 5, "name")],
    ),
    "a remark without end": (
        [("units", {**UNIT, "note": "a" * 20_001})],
        [("model.too_long", "units", 5, "note")],
    ),
    "a text without end": (
        [("units", {**UNIT, "name": "a" * 2001})],
        [("model.too_long", "units", 5, "name")],
    ),
    "a relation between kinds that cannot have it": (
        [("relations", {"source": "gov", "target": "people", "kind": "guides"})],
        [("model.bad_end", "relations", 2, "kind")],
    ),
    "a facet that the kind cannot permit": (
        [("relations", {**TIE, "kind": "coordinates", "permits": "order"})],
        [("model.bad_permit", "relations", 2, "permits")],
    ),
    "a tie with itself": (
        [("relations", {"source": "env", "target": "env", "kind": "coordinates"})],
        [("model.self_relation", "relations", 2, "target")],
    ),
    "a superior that stands below": (
        [("relations", {"source": "town", "target": "env", "kind": "leads"})],
        [("model.level_order", "relations", 2, "source")],
    ),
    "an area above its parent": (
        [("areas", {"id": "y", "name": "y", "level": "county", "parent": "x1"})],
        [("model.area_level_order", "areas", 3, "parent")],
    ),
    "leading in a circle": (
        [
            ("units", UNIT),
            ("relations", {"source": "env", "target": "u", "kind": "leads"}),
            ("relations", {"source": "u", "target": "gov", "kind": "leads"}),
        ],
        [("model.cycle", "relations", 1, "target")],
    ),
    "areas in a circle": (
        [
            ("lines", {"id": "a", "name": "a", "parent": "b"}),
            ("lines", {"id": "b", "name": "b", "parent": "a"}),
        ],
        [("model.cycle", "lines", 2, "parent")],
    ),
    "two primary superiors": (
        [
            ("units", {**UNIT, "kind": "party_committee"}),
            ("relations", {"source": "u", "target": "env", "kind": "leads", "primary": True}),
        ],
        [("model.two_primary", "relations", 2, "primary")],
    ),
    "a range upside down": (
        [("demand", {"matter": "m", "area": "X", "cases": 5, "low": 9, "high": 1})],
        [("model.range_order", "demand", 1, "low")],
    ),
    "a number outside its own range": (
        [("demand", {"matter": "m", "area": "X", "cases": 5, "low": 6, "high": 9})],
        [("model.outside_own_range", "demand", 1, "cases")],
    ),
    "an end before the beginning": (
        [("duties", {**DUTY, "since": "2023", "until": "2019-05"})],
        [("model.date_order", "duties", 1, "since")],
    ),
    "a power for a matter and a line": (
        [("powers", {"unit": "env", "power": "inspect", "matter": "m", "line": "env"})],
        [("model.both_matter_and_line", "powers", 1, "line")],
    ),
}


def _problems(edits: list[Edit]) -> list[tuple[str, str, int | None, str]]:
    builder = Builder(title="t")
    for table, row in (*BASE, *edits):
        builder.add(table, **row)
    with pytest.raises(InvalidStructureError) as caught:
        builder.build()
    assert caught.value.render("zh").isascii() is False
    return [(p.key, p.place.table, p.place.row, p.place.column) for p in caught.value.problems]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_found_once_at_its_place(mistake: str) -> None:
    edits, expected = MISTAKES[mistake]
    assert _problems(edits) == expected


def test_all_mistakes_come_in_one_error() -> None:
    apart = ["an empty required cell", "an unknown id", "a tie twice", "areas in a circle"]
    edits = [edit for name in apart for edit in MISTAKES[name][0]]
    expected = {key for name in apart for key, *_ in MISTAKES[name][1]}
    found = _problems(edits)
    assert {key for key, *_ in found} == expected
    assert len(found) == len(apart)


def test_no_unit_is_a_problem() -> None:
    with pytest.raises(InvalidStructureError) as caught:
        Builder().build()
    assert [p.key for p in caught.value.problems] == ["model.no_units"]


def test_every_rule_has_a_mistake_here() -> None:
    tried = {key for _, expected in MISTAKES.values() for key, *_ in expected}
    elsewhere = {"model.no_units", "model.missing_column", "model.repeated_column"}
    rules = {key for key in keys() if key.startswith("model.")}
    spoken = {k for k in rules if k.partition(".")[2].startswith(("as_", "place_", "did_", "un"))}
    spoken -= {"model.unknown_id", "model.unknown_table", "model.unknown_column"}
    spoken |= {"model.immutable", "model.invalid_structure"}
    assert rules - spoken - elsewhere == tried - elsewhere


def test_a_typo_brings_the_nearest_name_and_a_message_is_whole() -> None:
    builder = Builder(title="County")
    for table, row in (*BASE, ("duties", {**DUTY, "unit": "envv"})):
        builder.add(table, **row)
    with pytest.raises(InvalidStructureError) as caught:
        builder.build()
    assert str(caught.value) == (
        "County: 1 problem(s) found; nothing was built.\n"
        "  1. duties › row 1, column unit: “envv” is not an id of the table units."
        " Did you mean “env”?"
    )


def test_missing_and_repeated_columns_are_named() -> None:
    import pandas as pd  # noqa: PLC0415

    frame = pd.DataFrame([["a", "b", "c"]], columns=["id", "name", "name"])
    with pytest.raises(InvalidStructureError) as caught:
        Builder().add_table("units", frame).build()
    found = [(p.key, p.value or p.params.get("column")) for p in caught.value.problems]
    assert ("model.repeated_column", "name") in found
    assert ("model.missing_column", "kind") in found


CELLS: tuple[Any, ...] = (None, "", "nonsense", -1, 1e308, "\u202e", "A0", "L0", True, "leads", ";")


@given(tables(), st.data())
def test_a_spoilt_cell_never_crashes(rows: dict[str, list[Row]], data: st.DataObject) -> None:
    table = data.draw(st.sampled_from([name for name in TABLES if rows.get(name)]))
    row = data.draw(st.sampled_from(rows[table]))
    column = data.draw(st.sampled_from(sorted(TABLES[table].names)))
    row[column] = data.draw(st.sampled_from(CELLS))
    builder = Builder()
    for name, content in rows.items():
        for one in content:
            builder.add(name, **one)
    error = _refusal(builder)
    assert error is None or (error.problems and error.render("zh"))


def _refusal(builder: Builder) -> InvalidStructureError | None:
    try:
        builder.build()
    except InvalidStructureError as error:
        return error
    return None
