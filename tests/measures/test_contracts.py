"""What every entry of the catalogue promises, tried on every entry."""

import json
import subprocess
import sys
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import catalogue, find, table
from govgraph.measures.bibliography import references
from govgraph.measures.catalogue import Measure
from govgraph.model.builder import Builder
from govgraph.model.jurisdiction import cells
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.text import keys
from tests.measures.samples import county
from tests.strategies import structures

ALL = catalogue()
#: Those taken on one structure; measures of pairs and formulas are tried in their own tests.
MEASURES = {name: one for name, one in ALL.items() if one.per not in ("pair", "numbers")}
every = pytest.mark.parametrize("name", MEASURES)
GRAPHS = sorted(name for name, one in MEASURES.items() if one.graph)


def run(one: Measure, source: Any) -> Any:
    try:
        return one.function(source)
    except UndefinedMeasureError:
        return None


@pytest.mark.parametrize("name", ALL)
def test_it_is_described_in_both_languages(name):
    one = ALL[name]
    for wording in (one.en, one.zh):
        assert wording.title
        assert wording.definition
        assert wording.reading
        assert bool(wording.undefined) == bool(one.en.undefined)
    assert any("\u4e00" <= character <= "\u9fff" for character in one.zh.title)
    assert not any("\u4e00" <= character <= "\u9fff" for character in one.en.definition)
    assert one.formula
    assert one.dimension in keys()
    assert set(one.sources) <= set(references())
    assert one.sources
    assert ">>> " in (one.function.__doc__ or "")


def test_titles_are_not_shared():
    for lang in ("en", "zh"):
        titles = [one.wording(lang).title for one in ALL.values()]
        assert len(set(titles)) == len(titles)


def check_value(one: Measure, value: Any, structure: Structure) -> None:
    low, high = one.range
    if one.per == "structure":
        assert isinstance(value, float)
        assert not np.isnan(value)
        numbers = np.array([value])
    else:
        assert isinstance(value, pd.Series)
        assert value.name == one.name
        assert value.dtype == float
        check_index(one, value, structure)
        numbers = value.dropna().to_numpy()
        assert one.en.undefined or not value.isna().any()
    assert low is None or (numbers >= low - 1e-12).all()
    assert high is None or (numbers <= high + 1e-12).all()


def check_index(one: Measure, value: pd.Series, structure: Structure) -> None:
    if one.per == "unit":
        inside = structure.units["kind"] != "public"
        assert value.index.tolist() == structure.units.loc[inside, "id"].tolist()
    else:
        assert value.index.names == ["matter", "area"]
        assert len(value) == len(cells(structure))


@every
def test_type_index_name_and_range(name):
    structure = county()
    value = run(MEASURES[name], structure)
    assert value is not None
    check_value(MEASURES[name], value, structure)


@settings(max_examples=15)
@given(structures())
def test_any_structure_has_values_in_range_and_stays_as_it_was(structure):
    before = Structure(structure.about, {name: structure.table(name) for name in TABLES})
    for one in MEASURES.values():
        value = run(one, structure)
        if value is not None:
            check_value(one, value, structure)
    assert structure == before
    for name in TABLES:
        pd.testing.assert_frame_equal(structure.table(name), before.table(name))


def relabelled(structure: Structure) -> tuple[Structure, dict[str, str]]:
    """The same structure, units named so that their order is reversed."""
    ids = structure.units["id"].tolist()
    new = {unit: f"z{len(ids) - i:04d}" for i, unit in enumerate(ids)}
    build = Builder(structure.about)
    for name, schema in TABLES.items():
        frame = structure.table(name)
        columns = [c.name for c in schema.columns if c.refers == "units"]
        columns += ["id"] if name == "units" else []
        build.add_table(name, frame.assign(**{c: frame[c].map(new) for c in columns}))
    return build.build(), new


@pytest.fixture(scope="module")
def renamed():
    return relabelled(county())


@every
def test_names_of_units_do_not_matter(name, renamed):
    structure, (other, new) = county(), renamed
    first, second = run(MEASURES[name], structure), run(MEASURES[name], other)
    if MEASURES[name].per == "unit":
        second = second[first.index.map(new)].to_numpy()
    np.testing.assert_allclose(np.asarray(second, float), np.asarray(first, float), atol=1e-12)


@settings(max_examples=5)
@given(structures())
def test_names_do_not_matter_in_any_structure(structure):
    other, new = relabelled(structure)
    for one in MEASURES.values():
        first, second = run(one, structure), run(one, other)
        assert (first is None) == (second is None)
        if one.per == "unit" and first is not None:
            second = second[first.index.map(new)].to_numpy()
        if first is not None:
            np.testing.assert_allclose(np.asarray(second, float), np.asarray(first, float))


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiDiGraph])
def test_graph_measures_take_networkx_graphs(name, kind):
    graph = kind([("gov", "env"), ("gov", 7), (("a", 1), "gov"), ("gov", "env")])
    value = run(MEASURES[name], graph)
    if kind is not nx.Graph:
        assert value is not None
    if isinstance(value, pd.Series):
        assert list(value.index) == list(graph.nodes)


@pytest.mark.parametrize("name", GRAPHS)
def test_graph_measures_give_floats_or_a_reason_on_odd_graphs(name):
    for graph in (nx.DiGraph(), nx.empty_graph(1, create_using=nx.DiGraph), nx.DiGraph([(1, 1)])):
        one = MEASURES[name]
        value = run(one, graph)
        may_lack = one.per == "unit" and one.en.undefined
        assert value is None or may_lack or not np.isnan(np.asarray(value, float)).any()


SCRIPT = """
import json
from govgraph.measures import table
from tests.measures.samples import county
found = {per: table(county(), per=per).to_json() for per in ("structure", "unit", "matter")}
print(json.dumps(found))
"""


def test_values_do_not_depend_on_the_hash_seed():
    outputs = {
        subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["structure"]


def test_table_shows_the_reason_and_never_zero_for_undefined():
    structure = Builder().add("units", id="a", name="a", kind="centre").build()
    frame = table(structure).set_index("name")
    assert frame.loc["span.mean", "reason"].startswith("No unit leads")
    assert np.isnan(frame.loc["span.mean", "value"])
    assert (frame["value"].isna() == (frame["reason"] != "")).all()
    units = table(county(), per="unit", lang="zh")
    missing = units.columns[units.isna().any()]
    assert set(units.attrs["reasons"]) == set(missing)


def test_table_takes_names_graphs_and_refuses_what_is_not_asked():
    assert table(county(), ["span.max"])["value"].tolist() == [4.0]
    graph = nx.DiGraph([(1, 2)])
    assert set(table(graph)["name"]) == {n for n in GRAPHS if find(n).per == "structure"}
    assert table(graph, ["profile.power"])["reason"].tolist()[0]
    with pytest.raises(Exception, match=r"did you mean|Did you mean"):
        table(county(), ["span.meen"])
    with pytest.raises(Exception, match="per unit"):
        table(county(), ["command.heads"])
