"""Composite indices and how far ranks move."""

from itertools import product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.inference import CompositeIndex, density, rank_intervals, redrawn, side_by_side

HIGHER = {"speed": "better", "cost": "worse"}


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    cells = draw(arrays(float, (rows, columns), elements=st.integers(-3, 3).map(float)))
    return pd.DataFrame(cells, [f"s{i}" for i in range(rows)], [f"m{k}" for k in range(columns)])


def directions(table):
    return {name: ("better", "worse")[k % 2] for k, name in enumerate(table.columns)}


def rank(scores, item):
    """1 + those above + half of those that are equal."""
    above = sum(one > scores[item] + 1e-12 for one in scores)
    same = sum(abs(one - scores[item]) <= 1e-12 for one in scores) - 1
    return 1 + above + same / 2


@given(tables(), st.sampled_from(["range", "z", "rank"]))
def test_intervals_are_what_they_say(table, scaling):
    index = CompositeIndex(higher=directions(table), scaling=scaling)
    found = rank_intervals(table, index, draws=50)
    signs = np.array([1 if one == "better" else -1 for one in found.higher.values()])
    good = table.to_numpy() * signs
    n = len(table)
    for item, (_, row) in enumerate(found.intervals.iterrows()):
        alone = [rank(column, item) for column in good.T]
        assert found.by_measure.iloc[item].tolist() == alone
        assert (row["measures_best"], row["measures_worst"]) == (min(alone), max(alone))
        others = [other for other in range(n) if other != item]
        above = [
            o for o in others if (good[o] >= good[item]).all() and (good[o] != good[item]).any()
        ]
        below = [
            o for o in others if (good[o] <= good[item]).all() and (good[o] != good[item]).any()
        ]
        assert row["possible_best"] == 1 + len(above)
        assert row["possible_worst"] == n - len(below)
        assert row["possible_best"] <= row["weights_low"] <= row["weights_median"]
        assert row["weights_median"] <= row["weights_high"] <= row["possible_worst"]
        assert row["index_rank"] == rank(found.index.to_numpy(), item)


@given(tables())
def test_no_index_that_rises_with_every_measure_leaves_the_possible_ranks(table):
    index = CompositeIndex(higher=dict.fromkeys(table.columns, "better"))
    found = rank_intervals(table, index, draws=1).intervals
    for weights in product((0.1, 1.0, 5.0), repeat=len(table.columns)):
        scores = (table.to_numpy() ** 3 + table.to_numpy()) @ np.array(weights)
        for item in range(len(table)):
            assert found["possible_best"].iloc[item] <= rank(scores, item)
            assert rank(scores, item) <= found["possible_worst"].iloc[item]


def example():
    return pd.DataFrame({"speed": [3, 2, 1], "cost": [9, 5, 7]}, index=["A", "B", "C"])


def test_weights_move_the_ranking_and_are_shown():
    table = example()
    for weights, order in (({"speed": 9, "cost": 1}, "ABC"), ({"speed": 1, "cost": 9}, "BCA")):
        found = rank_intervals(table, CompositeIndex(weights, HIGHER))
        assert "".join(found.to_frame().index) == order
        assert found.weights.sum() == pytest.approx(1)
        assert found.weights["speed"] == weights["speed"] / 10
        assert "speed" in repr(found)
        assert "<table>" in found._repr_html_()
        assert found.intervals.loc["A", "weights_low"] == 1
        assert found.intervals.loc["A", "weights_high"] == 3


def test_scalings():
    table = pd.DataFrame({"speed": [0.0, 1.0, 4.0], "cost": [1.0, 1.0, 1.0]})
    expected = {
        "range": [0, 0.125, 0.5],
        "rank": [0, 0.25, 0.5],
        "z": ((table["speed"] - 5 / 3) / table["speed"].std(ddof=0) / 2).tolist(),
    }
    for scaling, values in expected.items():
        found = CompositeIndex(higher=HIGHER, scaling=scaling).of(table)
        np.testing.assert_allclose(found, values)


def test_samples_show_how_far_chance_moves_ranks():
    table, generator = example(), np.random.default_rng(1)
    near = [table + generator.normal(0, 0.01, table.shape) for _ in range(40)]
    far = [table + generator.normal(0, 5, table.shape) for _ in range(40)]
    index = CompositeIndex({"speed": 3, "cost": 1}, HIGHER)
    close, wide = (rank_intervals(table, index, samples=one).intervals for one in (near, far))
    assert (close["samples_low"] == close["samples_high"]).all()
    assert (close["samples_low"] == close["index_rank"]).all()
    assert (wide["samples_low"] < wide["samples_high"]).all()
    holed = [*near, table.assign(speed=np.nan)]
    assert rank_intervals(table, index, samples=holed).samples == 40


def test_the_catalogue_knows_directions():
    trees = {f"span {span}": nx.balanced_tree(span, 2, nx.DiGraph) for span in (2, 3, 4)}
    table = side_by_side(trees, ["fragmentation.components", "span.mean"])
    with pytest.raises(UserError) as raised:
        rank_intervals(table)
    assert raised.value.key == "inference.no_direction"
    found = rank_intervals(table, CompositeIndex(higher={"span.mean": "better"}))
    assert found.higher["fragmentation.components"] == "worse"
    assert found.intervals.loc["span 4", "index_rank"] == 1


def test_redrawn_tables_have_a_stream_for_each_structure():
    rings = {name: nx.cycle_graph(n) for name, n in (("small", 5), ("large", 9))}
    both = redrawn(rings, [density, "fragmentation.components"], reps=6, seed=2)
    first = redrawn({"small": rings["small"]}, [density], reps=6, seed=2)
    assert list(both[0].columns) == ["density", "fragmentation.components"]
    assert [one.loc["small", "density"] for one in both] == [
        one.loc["small", "density"] for one in first
    ]
    index = CompositeIndex(higher={"density": "better"})
    observed = pd.DataFrame(
        {"density": [0.5, 0.25], "fragmentation.components": [0.0, 0.0]}, ["small", "large"]
    )
    found = rank_intervals(observed, index, samples=both)
    assert found.samples == 6


@pytest.mark.parametrize(
    "weights",
    [
        {"speed": 1},
        {"speed": -1, "cost": 2},
        {"speed": 0, "cost": 0},
        {"speed": 1, "cost": 1, "more": 1},
    ],
)
def test_weights_must_fit(weights):
    with pytest.raises(UserError) as raised:
        rank_intervals(example(), CompositeIndex(weights, HIGHER))
    assert raised.value.key == "inference.bad_weights"


def test_what_has_no_value_has_no_rank():
    table = example().astype(float)
    table.loc["B", "cost"] = np.nan
    with pytest.raises(UndefinedMeasureError, match="B"):
        rank_intervals(table, CompositeIndex(higher=HIGHER))


def test_other_mistakes_are_named():
    with pytest.raises(UnknownNameError, match="rank"):
        CompositeIndex(scaling="ranks")  # type: ignore[arg-type]
    with pytest.raises(UserError) as raised:
        rank_intervals(example(), CompositeIndex(higher=HIGHER), samples=[example().iloc[:2]])
    assert raised.value.key == "inference.other_rows"


def test_the_seed_fixes_the_weights():
    index = CompositeIndex(higher=HIGHER)
    frames = [rank_intervals(example(), index, draws=9, seed=s).intervals for s in (1, 1)]
    pd.testing.assert_frame_equal(*frames)
