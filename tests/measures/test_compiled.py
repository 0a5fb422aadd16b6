"""What is compiled for large structures gives the same for small ones, measure by measure."""

import sys

import pandas as pd
import pytest

from govgraph.cases.china.building import build
from govgraph.measures import table
from govgraph.measures.groundwork import sampling
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from tests.measures.samples import county

#: Sizes from which loops are compiled, and distances counted area by area.
THRESHOLDS = ("LARGE", "MANY", "FROM")


def lower(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every structure count as large."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("govgraph.kernels.", "govgraph.measures.")) and "compiled" not in name:
            for threshold in THRESHOLDS:
                if hasattr(module, threshold) and module is not sampling:
                    monkeypatch.setattr(module, threshold, 1)


def anew(structure: Structure) -> Structure:
    """Return an equal structure of which nothing is known."""
    return structure.replacing(structure.about, {name: structure.table(name) for name in TABLES})


@pytest.mark.parametrize("per", ["structure", "unit", "matter"])
@pytest.mark.parametrize("size", [0, 400])
def test_every_measure_is_the_same_by_compiled_loops(size, per, monkeypatch):
    structure = build(units=size).build() if size else county()
    expected = table(structure, per=per)
    lower(monkeypatch)
    found = table(anew(structure), per=per)
    assert "numba" in sys.modules
    if per == "structure":
        expected, found = (one.set_index("name")["value"] for one in (expected, found))
        pd.testing.assert_series_equal(found, expected, rtol=1e-9, atol=1e-12)
    else:
        pd.testing.assert_frame_equal(found, expected, rtol=1e-9, atol=1e-12)
