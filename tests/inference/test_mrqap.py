"""QAP regression against textbook least squares, permutation by permutation."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.inference import DroppedPredictorWarning, qap_regression
from tests.inference import slowly


@st.composite
def regressions(draw):
    """A response and one to three predictors without exact collinearity; maybe missing cells."""
    n, directed = draw(st.integers(4, 5)), draw(st.booleans())
    generator = np.random.default_rng(draw(st.integers(0, 10_000)))
    found = []
    for _ in range(draw(st.integers(2, 4))):
        cells = generator.normal(size=(n, n)).round(2)
        found.append(cells if directed else np.triu(cells, 1) + np.triu(cells, 1).T)
    if draw(st.booleans()):
        found[draw(st.integers(0, len(found) - 1))][0, 1] = np.nan
        if not directed:
            found = [np.triu(one, 1) + np.triu(one, 1).T for one in found]
    response, *predictors = found
    return response, predictors, directed


@pytest.mark.parametrize("method", ["double_semi_partialling", "y_permutation"])
def test_t_values_of_every_permutation(method):
    @given(regressions())
    def compare(case):
        response, predictors, directed = case
        slow = getattr(slowly, method)
        orders = list(permutations(range(len(response))))[:: 7 if len(response) > 4 else 1]
        expected = np.array([slow(response, predictors, o, directed=directed) for o in orders])
        assume(not np.isnan(expected[0]).any())
        named = {f"x{k}": one for k, one in enumerate(predictors)}
        found = qap_regression(response, named, method=method, directed=directed)
        draws = np.column_stack([one.draws for one in found.null.values()])
        assert found.exact
        every = list(permutations(range(len(response))))
        draws = draws[[every.index(order) for order in orders]]
        np.testing.assert_array_equal(np.isnan(draws), np.isnan(expected))
        np.testing.assert_allclose(draws, expected, rtol=1e-6, atol=1e-7)

    compare()


def example(n=12, seed=3):
    generator = np.random.default_rng(seed)
    first, second = generator.normal(size=(2, n, n))
    return 0.5 * first + generator.normal(size=(n, n)), first, second


def test_estimates_are_least_squares():
    response, first, second = example()
    found = qap_regression(response, {"first": first, "second": second}, reps=50)
    off = ~np.eye(len(response), dtype=bool)
    design = np.column_stack([np.ones(off.sum()), first[off], second[off]])
    expected, squares, *_ = np.linalg.lstsq(design, response[off], rcond=None)
    np.testing.assert_allclose(found.coefficients, expected)
    np.testing.assert_allclose(found.t, slowly.t_values(design, response[off]))
    around = ((response[off] - response[off].mean()) ** 2).sum()
    assert found.r2 == pytest.approx(1 - squares[0] / around)
    assert found.cells == off.sum()
    assert list(found.to_frame().index) == ["(constant)", "first", "second"]
    assert found.to_frame().loc["(constant)"].isna().sum() == 3
    assert "<table>" in found._repr_html_()
    assert "R²" in repr(found)


def test_an_effect_is_found_and_noise_is_not():
    response, first, second = example()
    for method in ("double_semi_partialling", "y_permutation"):
        found = qap_regression(
            response, {"first": first, "second": second}, method=method, reps=999
        )
        assert found.p["first"].two_sided < 0.01
        assert found.p["second"].two_sided > 0.05
    assert set(found.p) == {"(constant)", "first", "second"}


def test_constant_and_collinear_predictors_are_dropped_with_a_warning():
    response, first, second = example()
    given_ones = {
        "flat": np.full_like(first, 3.0),
        "first": first,
        "second": second,
        "sum": 2 * first - second + 5,
    }
    with pytest.warns(DroppedPredictorWarning) as warned:
        found = qap_regression(response, given_ones, reps=50)
    assert found.dropped == ("flat", "sum")
    assert ["flat" in str(w.message) or "sum" in str(w.message) for w in warned] == [True, True]
    plain = qap_regression(response, {"first": first, "second": second}, reps=50)
    np.testing.assert_allclose(found.coefficients, plain.coefficients)
    assert found.p == plain.p


def test_a_perfect_fit_has_the_smallest_p():
    _, first, second = example()
    found = qap_regression(1 + 2 * first, {"first": first, "second": second}, reps=199)
    assert found.r2 == pytest.approx(1)
    assert found.p["first"].greater == 1 / 200


@pytest.mark.parametrize(
    ("response", "predictors"),
    [
        (np.ones((5, 5)), {"x": np.arange(25.0).reshape(5, 5)}),
        (np.arange(25.0).reshape(5, 5), {}),
        (np.arange(4.0).reshape(2, 2), {"x": np.array([[0, 1.0], [2.0, 0]])}),
    ],
)
def test_nothing_to_regress(response, predictors):
    with pytest.raises(UndefinedMeasureError):
        qap_regression(response, predictors)


def test_only_constant_predictors_leave_nothing_to_regress():
    with pytest.raises(UndefinedMeasureError):
        qap_regression(example()[0], {"flat": np.ones((12, 12))})


def test_mistakes_are_named():
    response, first, _ = example()
    with pytest.raises(UserError):
        qap_regression(response, {"(constant)": first})
    with pytest.raises(UnknownNameError, match="y_permutation"):
        qap_regression(response, {"x": first}, method="y_permutations")  # type: ignore[arg-type]


def test_the_seed_fixes_every_draw():
    response, first, second = example()
    runs = [
        qap_regression(response, {"a": first, "b": second}, reps=60, seed=seed)
        for seed in (1, 1, 2)
    ]
    draws = [run.null["a"].draws.tobytes() for run in runs]
    assert draws[0] == draws[1] != draws[2]
