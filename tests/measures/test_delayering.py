"""The delayering trade-off: the table of four organisations, and structures side by side."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from govgraph.errors import UserError
from govgraph.measures import arbitration, control, coordination
from govgraph.measures.delayering import COLUMNS, headings, mean_relationships, trade_off
from tests.measures.samples import county

SHAPES = [(2, 6), (4, 3), (8, 2), (64, 1)]


def balanced(span: int, height: int) -> list[float]:
    """One row of the table in closed form."""
    leaves = span**height
    inner = sum(span**depth for depth in range(height))
    apart = [(span - 1) * span ** (up - 1) for up in range(1, height + 1)]
    distance = sum(2 * up * count for up, count in enumerate(apart, 1)) / (leaves - 1)
    per_manager = span * (2 ** (span - 1) + span - 1)
    return [
        leaves + inner,
        inner,
        distance,
        apart[-1] / (leaves - 1),
        0.9**height,
        float(per_manager),
    ]


def test_four_organisations_of_64_units_at_the_bottom():
    trees = [nx.balanced_tree(*shape, nx.DiGraph) for shape in SHAPES]
    found = trade_off(*trees)
    assert list(found.columns) == list(COLUMNS)
    assert found.index.tolist() == ["1", "2", "3", "4"]
    np.testing.assert_allclose(found, [balanced(*shape) for shape in SHAPES], rtol=1e-12)
    assert not found.attrs["reasons"]
    np.testing.assert_allclose(
        found.drop(columns="relationships"),
        [
            [127, 63, 10.190476, 0.507937, 0.531441],
            [85, 21, 5.428571, 0.761905, 0.729],
            [73, 9, 3.777778, 0.888889, 0.81],
            [65, 1, 2, 1, 0.9],
        ],
        atol=5e-7,
    )
    np.testing.assert_allclose(found["relationships"], [6, 44, 1080, 5.9e20], rtol=1e-3)


def test_structures_stand_side_by_side_under_their_titles():
    found = trade_off(county(), nx.DiGraph([(1, 2)]), pairs="units", retention={"leads": 0.8})
    assert found.index.tolist() == ["County", "2"]
    row = found.loc["County"]
    assert row["distance"] == coordination.average(county())
    assert row["top_share"] == arbitration.top_share(county())
    kept = control.mean_retained(county(), retention={"leads": 0.8}, units="led")
    assert row["retained"] == kept


def test_what_has_no_value_says_why_in_the_language_asked():
    alone = nx.empty_graph(2, create_using=nx.DiGraph)
    found = trade_off(alone, names=["alone"], lang="zh")
    assert found.loc["alone", ["units", "managers"]].tolist() == [2, 0]
    assert found.loc["alone", ["distance", "top_share", "retained", "relationships"]].isna().all()
    assert set(found.attrs["reasons"]) == {("alone", column) for column in COLUMNS[2:]}
    assert "。" in found.attrs["reasons"]["alone", "retained"]


def test_names_go_with_structures_one_to_one():
    with pytest.raises(UserError, match="1 name"):
        trade_off(county(), county(), names=["before"])
    assert trade_off().shape == (0, len(COLUMNS))


def test_a_span_beyond_floating_point_is_infinite():
    wide = nx.DiGraph([("top", unit) for unit in range(1200)])
    assert mean_relationships(wide) == np.inf
    almost = nx.DiGraph([(top, (top, unit)) for top in range(3) for unit in range(1014)])
    assert np.isfinite(mean_relationships(almost))


def test_columns_have_titles_in_both_languages():
    assert list(headings()) == list(headings("zh")) == list(COLUMNS)
    assert isinstance(trade_off(county()).rename(columns=headings("zh")), pd.DataFrame)
