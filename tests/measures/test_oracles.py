"""Every oracle of ``oracles.json`` that is built, against what recomputes it."""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govgraph.measures import catalogue
from govgraph.measures.graicunas import relationships
from tests.measures.oracles import ORACLES, Check

#: Numbers within an oracle that describe its graph rather than a measure.
GIVEN = {"n", "m"}


def _checks() -> dict[str, Check]:
    found: dict[str, Check] = {}
    for file in sorted(Path(__file__).parent.joinpath("checks").glob("*.py")):
        found |= import_module(f"tests.measures.checks.{file.stem}").CHECKS
    return found


CHECKS = _checks()
CASES = [oracle for oracle in ORACLES["oracles"] if oracle["measure"] in CHECKS]


def compare(found: Any, expected: Any, tol: float) -> None:
    """Compare every number and every set."""
    if found is expected and found is not None:
        return  # the check has compared it
    if isinstance(found, dict):
        assert found
        assert set(expected) - set(found) <= GIVEN
        for key, part in found.items():
            compare(part, expected[key], tol)
    elif isinstance(found, set):
        assert found == {frozenset(part) for part in expected}
    elif isinstance(found, list):
        np.testing.assert_allclose(found, expected, atol=tol)
    elif found is None or expected is None:
        assert found is expected
    else:
        assert found == pytest.approx(expected, abs=tol)


def test_every_key_that_a_measure_claims_is_checked():
    claimed = {key for entry in catalogue().values() for key in entry.oracles}
    assert claimed <= set(CHECKS)


def test_every_oracle_is_checked_here_or_by_a_test_of_its_own():
    """The congestion of grown organisations is a band of draws, see ``test_organisations``."""
    own = {"dodds_watts_sabel_rho_max"}
    keys = {oracle["measure"] for oracle in ORACLES["oracles"]}
    assert keys - set(CHECKS) == own


@pytest.mark.parametrize("oracle", CASES, ids=[oracle["id"] for oracle in CASES])
def test_oracle(oracle):
    compare(CHECKS[oracle["measure"]](oracle), oracle["expected"], max(oracle["tol"], 1e-12))


def test_graicunas_published_table():
    subordinates = [*range(1, 11), 12, 18]
    published = [1, 6, 18, 44, 100, 222, 490, 1080, 2376, 5210, 24708, 2359602]
    assert [relationships(n).total for n in subordinates] == published
