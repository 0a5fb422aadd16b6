"""Williamson's formulas against numerical maximisers."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import williamson

FIRM = {"span": 5, "retention": 0.9, "wage_ratio": 1.5, "base_wage": 0.6, "price": 1}
FIRMS = st.fixed_dictionaries(
    {
        "span": st.floats(2, 12),
        "retention": st.floats(0.7, 0.97),
        "wage_ratio": st.floats(1, 1.9),
        "base_wage": st.floats(0.2, 1),
        "price": st.floats(0.8, 2),
    }
)


def worth(layers: float, firm: dict[str, float]) -> float:
    """Output times price per unit at the bottom: the part that shrinks with layers."""
    return firm["price"] * firm["retention"] ** (layers - 1)


@given(FIRMS)
def test_the_real_optimum_is_where_profit_is_largest(firm):
    assume(firm["retention"] * firm["span"] > 1.05)
    best = williamson.optimal_layers(**firm)
    span = firm["span"]
    wage = firm["base_wage"] * span / (span - firm["wage_ratio"])

    def loss(layers: float) -> float:
        return span ** (layers - best) * (wage - worth(layers, firm))

    found = minimize_scalar(loss, bounds=(best - 6, best + 6), method="bounded")
    assert found.x == pytest.approx(best, abs=1e-3)


@given(FIRMS)
def test_the_whole_optimum_is_the_best_of_all_whole_numbers(firm):
    assume(firm["retention"] * firm["span"] > 1.05)
    span, ratio = firm["span"], firm["wage_ratio"]
    profit = {}
    for layers in range(1, 61):
        sold = firm["price"] * (firm["retention"] * span) ** (layers - 1)
        pay = [ratio ** (layers - i) * span ** (i - 1) for i in range(1, layers + 1)]
        profit[layers] = sold - firm["base_wage"] * math.fsum(pay)
    best = max(profit.values())
    assume(max(profit, key=profit.__getitem__) < 55)
    found = williamson.optimal_whole_layers(**firm)
    assert profit[int(found)] == pytest.approx(best, rel=1e-9, abs=1e-9)


def test_a_very_faithful_hierarchy_does_not_overflow():
    firm = FIRM | {"retention": 0.99999}
    real = williamson.optimal_layers(**firm)
    assert abs(williamson.optimal_whole_layers(**firm) - real) <= 2
    assert real > 10_000
    assert williamson.output(span=5, retention=0.99999, layers=real) == math.inf


@pytest.mark.parametrize(
    "change",
    [
        {"retention": 1.0},
        {"retention": 0.2},
        {"retention": 0.0},
        {"wage_ratio": 5},
        {"wage_ratio": 0.9},
        {"base_wage": 0},
        {"price": -1},
        {"span": float("nan")},
    ],
)
def test_no_optimum_outside_the_domain(change):
    for function in (williamson.optimal_layers, williamson.optimal_whole_layers):
        with pytest.raises(UndefinedMeasureError, match="No number of layers"):
            function(**(FIRM | change))
