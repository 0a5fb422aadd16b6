"""Deprecations warn, name the successor, and are removed when they are due."""

import importlib
import pkgutil

import pytest

import govgraph as gg
from govgraph.errors import Deprecation, deprecated, deprecations


def test_calling_warns_and_names_the_successor() -> None:
    @deprecated(since="0.1.0", removed_in="99.0.0", instead="gg.audit")
    def old(number: int) -> int:
        return number + 1

    with pytest.warns(DeprecationWarning, match=r"removed in 99\.0\.0; use gg\.audit\.$"):
        assert old(1) == 2
    assert deprecations()[-1].name.endswith("old")


@pytest.mark.parametrize(
    ("removed_in", "version", "due"),
    [("0.10.0", "0.9.9", False), ("0.10.0", "0.10.0", True), ("0.9.0", "0.10.0", True)],
)
def test_due(removed_in: str, version: str, due: bool) -> None:
    assert Deprecation("old", "0.1.0", removed_in, "new").due(version) is due


def test_nothing_is_kept_longer_than_announced() -> None:
    for module in pkgutil.walk_packages(gg.__path__, "govgraph."):
        importlib.import_module(module.name)
    own = [entry for entry in deprecations() if entry.name.startswith("govgraph.")]
    assert not [entry for entry in own if entry.due(gg.__version__)]
