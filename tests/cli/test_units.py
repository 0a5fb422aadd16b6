"""A unit is found by its id or by an exact name in either language."""

from pathlib import Path

import pytest

import govgraph as gg
from govgraph.cli.units import find_unit
from govgraph.errors import UnknownNameError, UserError


@pytest.mark.parametrize("text", ["env", "环保局", "Environment Bureau"])
def test_by_id_or_name(two_bureaus: Path, text: str) -> None:
    assert find_unit(gg.load(two_bureaus), text) == "env"


def test_an_ambiguous_name_lists_the_ids(two_bureaus: Path) -> None:
    with pytest.raises(UserError, match="give one of these ids: env, water"):
        find_unit(gg.load(two_bureaus), "局")


def test_a_typo_gets_the_nearest_name(two_bureaus: Path) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean “Water Bureau”"):
        find_unit(gg.load(two_bureaus), "Watr Bureau")
