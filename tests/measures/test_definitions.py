"""Every measure against its definition, written out sentence for sentence in ``definitions``.

A module there is named after a family and a function after its measure. It takes what the measure
takes (a networkx graph, or a structure), and two units for measures of pairs; it gives a number, a
dictionary over units or over ``(matter, area)``, or None where the measure has no value.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import catalogue
from govgraph.measures.catalogue import Measure
from tests.measures.samples import graphs, organisations
from tests.measures.working import working
from tests.strategies import structures

FOLDER = Path(__file__).parent / "definitions"
DEFINITIONS = {
    file.stem: import_module(f"tests.measures.definitions.{file.stem}")
    for file in sorted(FOLDER.glob("*.py"))
}
STRUCTURES = st.one_of(working(), organisations(), structures())


def definition(one: Measure) -> Any:
    family, _, name = one.name.partition(".")
    return getattr(DEFINITIONS.get(family), f"{name}_" if name in BUILTIN else name, None)


BUILTIN = {"max", "min", "sum"}
DEFINED = [one for one in catalogue().values() if definition(one)]
NAMES = [one.name for one in DEFINED]


def agree(one: Measure, source: Any, *units: Any) -> None:
    """Compare a measure with its definition; both have a value, or neither has."""
    expected = definition(one)(source, *units)
    try:
        found = one.function(source, *units)
    except UndefinedMeasureError:
        assert expected is None
        return
    assert expected is not None
    if isinstance(found, pd.Series):
        assert list(found.index) == list(expected)
        found, expected = found.to_numpy(), list(expected.values())
    np.testing.assert_allclose(
        np.asarray(found, float), np.asarray(expected, float), rtol=1e-9, atol=1e-9
    )


FAMILIES = sorted({(one.family, one.graph) for one in DEFINED})


@pytest.mark.parametrize(("family", "graph"), FAMILIES)
def test_measures_are_their_definitions(family, graph):
    """All measures of a family on one draw: most of the time goes into drawing structures."""
    members = [one for one in DEFINED if (one.family, one.graph) == (family, graph)]

    @given(graphs() if graph else STRUCTURES, st.data())
    def compare(source, data):
        units = list(source) if isinstance(source, nx.Graph) else source.units["id"].tolist()
        for one in members:
            if one.per != "pair":
                agree(one, source)
            elif units:
                agree(one, source, *(data.draw(st.sampled_from(units)) for _ in range(2)))

    compare()


def test_every_measure_of_a_structure_has_a_definition():
    lacking = {one.name for one in catalogue().values() if one.per != "numbers"} - set(NAMES)
    assert not lacking
