"""Congruence and isomorphism: the tables behind the numbers, and the published matrices."""

import numpy as np
import pytest
from hypothesis import given

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures import congruence, coordination, isomorphism
from tests.measures.definitions import isomorphism as definition
from tests.measures.definitions.congruence import required
from tests.measures.oracles import ORACLES
from tests.measures.reading import cells, must_coordinate, tied
from tests.measures.samples import county
from tests.measures.working import working


def test_published_coordination_requirements():
    """The worked matrices of Cataldo, Herbsleb and Carley's report, CMU-ISR-08-104."""
    given_ = ORACLES["matrices"]["cataldo"]
    found = congruence.requirements(given_["TA"], given_["TD"])
    assert found.tolist() == [[1, 2, 2], [2, 4, 3], [2, 3, 4]]


def test_matrices_that_do_not_fit_or_require_nothing():
    with pytest.raises(UserError):
        congruence.requirements([[1, 0]], [[1]])
    with pytest.raises(UserError):
        congruence.of_matrices([[0, 1], [1, 0]], [[0]])
    with pytest.raises(UndefinedMeasureError):
        congruence.of_matrices([[3, 0], [0, 3]], [[0, 1], [1, 0]])


@given(working())
def test_unmet_pairs_are_those_without_a_tie(structure):
    found = congruence.unmet(structure)
    pairs = [frozenset(ends) for ends in zip(found["first"], found["second"], strict=True)]
    assert set(pairs) == {pair for pair, has in required(structure).items() if not has}
    assert len(pairs) == len(set(pairs))
    for pair, row in zip(pairs, found.itertuples(), strict=True):
        about = [must_coordinate(structure, cell).get(pair) for cell in cells(structure)]
        assert row.cells == sum(matters is not None for matters in about)
        assert row.matters == tuple(sorted({m for matters in about for m in matters or ()}))
        ways = [
            coordination.lawful(structure, row.first, row.second, matter=cell["matter"])
            for cell, matters in zip(cells(structure), about, strict=True)
            if matters
        ]
        lengths = [way.length for way in ways if way is not None]
        assert row.distance == pytest.approx(min(lengths, default=np.nan), nan_ok=True)
    assert found["cells"].is_monotonic_decreasing


def test_congruence_counted_by_matter_and_area():
    structure = county()
    each = [
        tied(structure, pair, matters)
        for cell in cells(structure)
        for pair, matters in must_coordinate(structure, cell).items()
    ]
    assert congruence.met(structure, count="cells") == pytest.approx(np.mean(each))
    assert congruence.met(structure) != congruence.met(structure, count="cells")


@given(working())
def test_isomorphic_pairs_add_up_to_lines_and_levels(structure):
    pairs = isomorphism.pairs(structure)
    alike = definition.alike(structure)
    known = pairs.dropna(subset="jaccard")
    assert {(r.upper, r.lower): r.jaccard for r in known.itertuples()} == pytest.approx(alike)
    for summary in (isomorphism.by_line(structure), isomorphism.by_levels(structure)):
        assert summary["pairs"].sum() == len(pairs)
        assert summary["compared"].sum() == len(known)
        total = (summary["mean"].fillna(0) * summary["compared"]).sum()
        assert total == pytest.approx(sum(alike.values()))
