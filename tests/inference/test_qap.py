"""QAP correlation against its definition, permutation by permutation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.inference import adjacency, permuting, qap_correlation, same_group
from tests.inference import slowly
from tests.measures.samples import county


@st.composite
def pairs(draw, most=5):
    """Two matrices over the same few units; some have missing cells, some no direction."""
    n, directed = draw(st.integers(2, most)), draw(st.booleans())
    numbers = st.sampled_from([0.0, 0.0, 1.0, 1.0, 2.5, -1.0])
    if draw(st.booleans()):
        numbers = st.one_of(numbers, st.just(np.nan))
    first, second = (draw(arrays(float, (n, n), elements=numbers)) for _ in range(2))
    if not directed:
        first, second = (np.triu(one, 1) + np.triu(one, 1).T for one in (first, second))
    return first, second, directed


@given(pairs())
def test_exact_test_goes_through_every_permutation(case):
    first, second, directed = case
    expected = slowly.all_correlations(first, second, directed=directed)
    if np.isnan(expected[0]):
        with pytest.raises(UndefinedMeasureError):
            qap_correlation(first, second, directed=directed)
        return
    found = qap_correlation(first, second, directed=directed)
    assert found.exact
    assert found.complete
    assert found.observed == pytest.approx(expected[0], abs=1e-9)
    np.testing.assert_allclose(np.sort(found.null.draws), np.sort(expected), atol=1e-9)
    known = expected[~np.isnan(expected)]
    assert found.null.undefined == len(expected) - len(known)
    assert found.p.greater == pytest.approx(np.mean(known >= expected[0] - 1e-9))
    assert found.p.less == pytest.approx(np.mean(known <= expected[0] + 1e-9))
    assert found.p.two_sided == pytest.approx(np.mean(abs(known) >= abs(expected[0]) - 1e-9))


@given(pairs())
def test_units_of_both_matrices_may_come_in_any_order(case):
    first, second, directed = case
    names = [f"u{i}" for i in range(len(first))]
    order = names[::-1]
    frames = [pd.DataFrame(one, names, names) for one in (first, second)]
    try:
        expected = qap_correlation(first, second, directed=directed)
    except UndefinedMeasureError:
        return
    found = qap_correlation(frames[0], frames[1].loc[order, order], directed=directed)
    assert found.observed == pytest.approx(expected.observed, abs=1e-12)
    assert found.p == expected.p


def networks(n=12, seed=5):
    generator = np.random.default_rng(seed)
    first = (generator.random((n, n)) < 0.3).astype(float)
    second = np.where(generator.random((n, n)) < 0.7, first, 1 - first)
    return first, second


def test_monte_carlo_comes_near_the_exact_p(monkeypatch):
    first, second = networks(6)
    exact = qap_correlation(first, second)
    monkeypatch.setattr(permuting, "EXACT_UP_TO", 0)
    found = qap_correlation(first, second, reps=20_000)
    assert not found.exact
    for name in ("greater", "less", "two_sided"):
        share = getattr(exact.p, name)
        error = np.sqrt(share * (1 - share) / 20_000)
        assert abs(getattr(found.p, name) - share) < 4 * error + 1e-4


def test_a_monte_carlo_p_is_never_zero_and_counts_the_data():
    first, _ = networks()
    found = qap_correlation(first, first, reps=99)
    assert found.observed == pytest.approx(1)
    assert found.p.greater == 1 / 100
    assert found.p.less == 1


@pytest.mark.parametrize("missing", [False, True])
def test_the_seed_fixes_every_draw_and_fewer_draws_are_the_first_ones(missing):
    first, second = networks()
    if missing:
        first[2, 5] = np.nan
    whole = qap_correlation(first, second, reps=300, seed=4)
    part = qap_correlation(first, second, reps=100, seed=4)
    np.testing.assert_array_equal(whole.null.draws[:100], part.null.draws)
    assert whole.null.draws.tobytes() == (
        qap_correlation(first, second, reps=300, seed=4).null.draws.tobytes()
    )
    assert whole.null.draws.tobytes() != (
        qap_correlation(first, second, reps=300, seed=5).null.draws.tobytes()
    )


def test_without_missing_cells_both_ways_to_compute_agree():
    first, second = networks()
    holed = first.copy()
    holed[0, 1] = np.nan
    expected = slowly.correlation(holed, second, range(12), directed=True)
    assert qap_correlation(holed, second, reps=1).observed == pytest.approx(expected)


def test_relations_of_a_structure_are_compared():
    leads, guides = (adjacency(county(), (kind,)) for kind in ("leads", "guides"))
    assert "people" not in leads.index
    assert leads.loc["gov", "deputy"] == 1
    assert leads.loc["deputy", "gov"] == 0
    found = qap_correlation(leads, guides, reps=50)
    assert found.observed == pytest.approx(
        slowly.correlation(leads.to_numpy(), guides.to_numpy(), range(len(leads)), directed=True)
    )


def test_a_label_that_is_missing_makes_missing_cells():
    found = same_group(pd.Series(["a", "a", None], ["x", "y", "z"]))
    assert found.loc["x", "y"] == 1
    assert found[["x", "y"]].loc["z"].isna().all()


@pytest.mark.parametrize(
    ("second", "key"),
    [
        (np.zeros((3, 4)), "inference.not_square"),
        (np.zeros((4, 4)), "inference.other_size"),
        ([["a"] * 3] * 3, "inference.not_numbers"),
        (np.full((3, 3), np.inf), "inference.not_numbers"),
        (np.triu(np.ones((3, 3))), "inference.not_symmetric"),
        (pd.DataFrame(np.ones((3, 3)), list("abc"), list("abd")), "inference.other_units"),
    ],
)
def test_what_cannot_be_compared_is_named(second, key):
    first = pd.DataFrame(np.ones((3, 3)), list("abc"), list("abc"))
    with pytest.raises(UserError) as raised:
        qap_correlation(first, second, directed=False)
    assert raised.value.key == key
    assert "second" in str(raised.value)
    assert "second" in raised.value.render("zh")


def test_a_test_shows_itself_in_one_row():
    found = qap_correlation(*networks(5))
    row = found.to_frame().iloc[0]
    assert row["observed"] == found.observed
    assert row["p_two_sided"] == found.p.two_sided
    assert "exact" in repr(found)
    assert "<table>" in found._repr_html_()
    assert found.z == pytest.approx((found.observed - found.null.mean) / found.null.sd)
    assert found.null.quantile(0.5) == np.quantile(found.null.draws, 0.5)


def test_draws_cannot_be_changed():
    found = qap_correlation(*networks(5))
    with pytest.raises(ValueError, match="read-only"):
        found.null.draws[0] = 0
