"""Lawful ways counted region by region, beside those found from every node."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.lawful import NO_WAY, Ways
from govgraph.kernels.lawful_counts import lawful_counts


def counted(ways: Ways, chosen: np.ndarray) -> dict[int, int]:
    lengths = ways.lengths(np.arange(ways.n))
    np.fill_diagonal(lengths, NO_WAY)
    lengths = lengths[chosen][:, chosen]
    found, count = np.unique(lengths[lengths < NO_WAY], return_counts=True)
    return dict(zip(found.tolist(), count.tolist(), strict=True))


@st.composite
def organisations(draw):
    """Arcs, circles too, groups of any size, and nodes in nested regions or in none."""
    n = draw(st.integers(1, 14))
    node = st.integers(0, n - 1)
    arcs = draw(st.lists(st.tuples(node, node), max_size=2 * n, unique=True))
    groups = draw(st.lists(st.lists(node, min_size=1, max_size=4, unique=True), max_size=4))
    regions = draw(st.integers(0, 6))
    parent = np.array([draw(st.integers(-1, region - 1)) for region in range(regions)], np.int64)
    place = draw(st.lists(st.integers(-1, regions - 1), min_size=n, max_size=n))
    ends = np.array(arcs, np.int64).reshape(-1, 2)
    ways = Ways(n, ends[:, 0], ends[:, 1], tuple(np.array(group) for group in groups))
    chosen = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    return ways, chosen, np.array(place), parent


@given(organisations())
def test_any_organisation(organisation):
    ways, chosen, place, parent = organisation
    found = lawful_counts(ways, chosen, place, parent)
    assert found is not None
    assert {d: c for d, c in enumerate(found.tolist()) if c} == counted(ways, chosen)


@pytest.mark.parametrize("seed", range(3))
def test_larger_organisations(seed):
    random = np.random.default_rng(seed)
    n = 700
    upper = random.integers(np.arange(1, n) // 20, np.arange(1, n) // 4 + 1)
    second = random.integers(0, n, (2, 60))
    arcs = np.concatenate(([upper, np.arange(1, n)], np.sort(second, axis=0)), axis=1)
    arcs = arcs[:, (arcs[0] != arcs[1]) & (random.random(arcs.shape[1]) < 0.95)]
    groups = tuple(random.choice(n, size, replace=False) for size in (2, 2, 2, 5, 30))
    place = np.minimum(np.arange(n) // 30, 20)
    parent = np.array([-1, *(np.arange(1, 21) // 4)])
    ways = Ways(n, arcs[0], arcs[1], groups)
    chosen = random.random(n) < 0.9
    found = lawful_counts(ways, chosen, place, parent)
    assert {d: c for d, c in enumerate(found.tolist()) if c} == counted(ways, chosen)


def test_long_climbs_are_refused():
    n = 60
    ways = Ways(n, np.arange(n - 1), np.arange(1, n))
    assert lawful_counts(ways, np.ones(n, bool), np.full(n, -1), np.array([], np.int64)) is None
