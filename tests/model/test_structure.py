"""The structure as a value: immutable, equal by content, independent of row order."""

import pickle
import random
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import ImmutableError, UnknownNameError
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from tests.strategies import Row, built, structures, tables


@given(tables(), st.randoms(use_true_random=False))
def test_row_order_does_not_matter(rows: dict[str, list[Row]], order: random.Random) -> None:
    shuffled = {name: order.sample(table, len(table)) for name, table in rows.items()}
    first, second = built(rows), built(shuffled)
    assert first == second
    assert first.fingerprint() == second.fingerprint()
    for name in TABLES:
        pd.testing.assert_frame_equal(first.table(name), second.table(name))


@given(structures())
def test_rebuilding_pickling_and_hashing_keep_the_content(structure: Structure) -> None:
    assert Builder.of(structure).build() == structure
    again = pickle.loads(pickle.dumps(structure))  # noqa: S301 - our own bytes
    assert again == structure
    assert hash(again) == hash(structure)
    assert again.about.title == structure.about.title


@given(structures())
def test_a_change_of_content_changes_the_fingerprint(structure: Structure) -> None:
    other = Builder.of(structure).add("units", id="new", name="n", kind="department").build()
    assert other != structure
    assert other.fingerprint() != structure.fingerprint()


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    code = (
        "from govgraph.model.builder import Builder;"
        "b = Builder().add('units', id='a', name='甲', kind='department', quota=1.5);"
        "print(b.build().fingerprint())"
    )
    runs = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {
        Builder()
        .add("units", id="a", name="甲", kind="department", quota=1.5)
        .build()
        .fingerprint()
        + "\n"
    }


def _small() -> Structure:
    return (
        Builder(title="县", title_en="County")
        .add("units", id="gov", name="县政府", name_en="Government", kind="government")
        .add("units", id="env", name="环保局", kind="department")
        .add("relations", source="gov", target="env", kind="leads")
        .build()
    )


def test_nothing_handed_out_changes_the_structure() -> None:
    structure = _small()
    before = structure.fingerprint()
    units = structure.units
    units.loc[0, "name"] = "changed"
    units["extra"] = 1
    relations = structure.relations
    relations.loc[0, "kind"] = "guides"
    with pytest.raises(ImmutableError, match=r"Builder\.of"):
        structure.about = None  # type: ignore[assignment, misc]
    with pytest.raises(ImmutableError):
        del structure.about
    assert structure.units["name"].tolist() == ["环保局", "县政府"]
    assert structure.relations["kind"].tolist() == ["leads"]
    assert Builder.of(structure).build().fingerprint() == before


def test_lookups() -> None:
    structure = _small()
    assert structure.unit("env")["name_en"] is None
    assert structure.unit_name("gov") == "Government"
    assert structure.unit_name("env") == "环保局"
    assert structure.unit_name("gov", "zh") == "县政府"
    with pytest.raises(UnknownNameError, match="Did you mean “env”"):
        structure.unit("envv")
    with pytest.raises(UnknownNameError, match="Did you mean “units”"):
        structure.table("unit")
    assert "2 units, 1 relations" in repr(structure)
    assert "<strong>County</strong>" in structure._repr_html_()


def test_a_title_is_escaped_in_a_notebook() -> None:
    html = (
        Builder(title="<b>x</b>")
        .add("units", id="a", name="a", kind="centre")
        .build()
        ._repr_html_()
    )
    assert "<b>" not in html


def test_an_unknown_field_of_about_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean “title”"):
        Builder(titel="x")


def test_a_data_set_is_named_after_either_colon() -> None:
    builder = (
        Builder().add("units", id="a", name="a", kind="centre").add("matters", id="m", name="m")
    )
    builder.add("needs", matter="m", power="data:名册").add("needs", matter="m", power="数据：户籍")
    assert builder.build().needs["power"].tolist() == ["data:名册", "data:户籍"]
