"""Null models keep what a structure must keep, and change what they say they change."""

from collections import Counter
from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import load
from govgraph.errors import UnknownNameError, UserError
from govgraph.inference import Relabelling, Rewiring, percentile
from govgraph.kernels.rewiring import Rewiring as Arcs
from govgraph.measures import find
from govgraph.model.authority import AUTHORITY
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from tests.inference.slowly import neighbours
from tests.measures.samples import county, organisations
from tests.strategies import structures

TRAITS = st.sampled_from([(), ("kind",), ("kind", "line"), ("kind", "area"), ("sector",)])
ANY = st.one_of(structures(), organisations(), st.just(county()))


def checked(structure: Structure) -> None:
    """Building it anew finds nothing wrong and changes nothing."""
    assert Builder.of(structure).build() == structure


def unchanged(before: Structure, after: Structure) -> None:
    for name in set(TABLES) - {"relations"}:
        pd.testing.assert_frame_equal(before.table(name), after.table(name))
    plain = ["kind", "permits", "primary", "matter", "mode", "basis", "weight", "probability"]
    rows = [one.relations[plain].astype(str).value_counts().sort_index() for one in (before, after)]
    pd.testing.assert_series_equal(*rows)


def traits(structure: Structure, columns: list[str]) -> pd.Series:
    """Level and traits of each unit, as one text."""
    return structure.units.set_index("id")[columns].fillna("–").agg("|".join, axis=1)


def between_groups(structure: Structure, columns: list[str]) -> Counter:
    """Ties by kind and by the level and traits of both ends; in no order where it has none."""
    units = traits(structure, columns)
    ties = set()
    for row in structure.relations.itertuples():
        either = AUTHORITY[row.kind].symmetric
        ends = sorted((row.source, row.target)) if either else (row.source, row.target)
        ties.add((row.kind, *ends))
    pairs = [(kind, units[a], units[b]) for kind, a, b in ties]
    return Counter(
        (kind, *(sorted(ends) if AUTHORITY[kind].symmetric else ends)) for kind, *ends in pairs
    )


@given(ANY, TRAITS, st.integers(0, 99))
def test_rewiring_keeps_degrees_levels_and_everything_else(structure, within, seed):
    found = next(Rewiring(within, sweeps=3).structures(structure, seed=seed))
    checked(found)
    unchanged(structure, found)
    assert neighbours(found) == neighbours(structure)
    columns = ["level", *within]
    assert between_groups(found, columns) == between_groups(structure, columns)


@given(ANY, st.sampled_from([(), ("line",), ("area", "sector")]), st.integers(0, 99))
def test_relabelling_keeps_the_network(structure, within, seed):
    found = next(Relabelling(within).structures(structure, seed=seed))
    checked(found)
    unchanged(structure, found)
    for kind in AUTHORITY:
        assert nx.faster_could_be_isomorphic(graph_of(structure, kind), graph_of(found, kind))
    groups = traits(structure, ["level", "kind", *within])
    for end in ("source", "target"):
        ends = (one.relations[end].map(groups) for one in (structure, found))
        assert Counter(next(ends)) == Counter(next(ends))


def graph_of(structure: Structure, kind: str) -> nx.MultiDiGraph:
    rows = structure.relations.query("kind == @kind")
    found = nx.MultiDiGraph()
    found.add_nodes_from(structure.units["id"])
    found.add_edges_from(zip(rows["source"], rows["target"], strict=True))
    return found


def test_rewiring_moves_ties_and_relabelling_moves_units():
    structure = load("q_county")
    for model in (Rewiring(), Relabelling()):
        found = next(model.structures(structure, seed=2))
        same = structure.relations.merge(found.relations, on=["source", "target", "kind"])
        assert len(same) < 0.9 * len(structure.relations)


@pytest.mark.parametrize("model", [Rewiring(), Relabelling()])
def test_the_seed_fixes_every_structure(model):
    drawn = [model.structures(county(), seed=seed) for seed in (3, 3)]
    for _ in range(3):
        assert next(drawn[0]) == next(drawn[1])


def test_every_permutation_of_starts_is_equally_likely():
    """Four superiors of one subordinate each: 24 ways, all reached about equally often."""
    generator = np.random.default_rng(0)
    arcs = Arcs(
        start=[0, 1, 2, 3],
        end=[4, 5, 6, 7],
        layer=[0] * 4,
        stratum=[0] * 4,
        acyclic=frozenset([0]),
        two_way=frozenset(),
        turns=[False] * 4,
    )
    counts = dict.fromkeys(permutations(range(4)), 0)
    for _ in range(6_000):
        arcs.run(8, generator)
        counts[tuple(arcs.start)] += 1
    error = np.sqrt(1 / 24 * 23 / 24 / 6_000)
    assert all(abs(count / 6_000 - 1 / 24) < 5 * error for count in counts.values())


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2), st.integers(0, 99))
def test_layers_that_must_have_no_circle_have_none(pairs, seed):
    ends = sorted((a, b) for a, b in pairs if a < b)
    count = len(ends)
    arcs = Arcs(
        start=[a for a, _ in ends],
        end=[b for _, b in ends],
        layer=[0] * count,
        stratum=[0] * count,
        acyclic=frozenset([0]),
        two_way=frozenset(),
        turns=[False] * count,
    )
    arcs.run(20, np.random.default_rng(seed))
    found = list(zip(arcs.start, arcs.end, strict=True))
    assert len(set(found)) == count
    assert nx.is_directed_acyclic_graph(nx.DiGraph(found))
    assert sorted(arcs.start) == [a for a, _ in ends]


def test_an_unknown_trait_is_named():
    with pytest.raises(UnknownNameError, match="kind"):
        next(Rewiring(("kinds",)).structures(county()))  # type: ignore[arg-type]


def test_percentiles_of_a_structure():
    names = ["distance.average", "span.mean"]
    found = percentile(county(), names, draws=8, seed=1)
    frame = found.to_frame()
    assert list(frame.index) == names
    for name in names:
        draws, observed = found.draws[name], found.observed[name]
        row = frame.loc[name]
        assert row["observed"] == observed == find(name).function(county())
        below = [(one < observed - 1e-9) / 2 + (one < observed + 1e-9) / 2 for one in draws]
        assert row["percentile"] == pytest.approx(np.mean(below))
        assert row["null_mean"] == pytest.approx(draws.mean())
        if draws.min() < draws.max():
            assert row["z"] == pytest.approx((observed - draws.mean()) / draws.std(ddof=0))
            assert row["percentile_error"] > 0
    assert np.isnan(frame.loc["span.mean", "z"])
    assert frame.loc["span.mean", "percentile"] == 0.5
    assert frame.loc["span.mean", "percentile_error"] == 0
    assert "rewired" in repr(found)
    assert "<table>" in found._repr_html_()


def test_values_that_are_not_there_are_counted():
    lonely = Builder().add("units", id="a", name="a", kind="government").build()
    found = percentile(lonely, ["span.mean"], model=Relabelling(), draws=3).to_frame()
    assert found["undefined"].item() == 3
    assert found[["observed", "null_mean", "z", "percentile"]].isna().all(axis=None)


def test_percentiles_need_measures_of_the_whole_structure():
    with pytest.raises(UserError) as raised:
        percentile(county(), "span.subordinates")
    assert raised.value.key == "inference.not_of_structure"
