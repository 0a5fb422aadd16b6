"""What an entry says of one more tie holds: it never lowers the value, or never raises it."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govgraph.errors import InvalidStructureError, UndefinedMeasureError
from govgraph.measures import catalogue
from govgraph.model.builder import Builder
from tests.measures.samples import graphs, organisations
from tests.measures.working import working

MONOTONE = [one for one in catalogue().values() if one.with_ties != "varies"]


def _units(source: Any) -> list[Any]:
    if isinstance(source, nx.Graph):
        return list(source)
    return source.units.loc[source.units["kind"] != "public", "id"].tolist()


def _with_tie(source: Any, first: Any, second: Any) -> Any:
    if isinstance(source, nx.Graph):
        more = source.copy()
        more.add_edge(first, second)
        return more
    build = Builder.of(source)
    build.add("relations", source=first, target=second, kind="coordinates")
    try:
        return build.build()
    except InvalidStructureError:
        return source


@pytest.mark.parametrize("one", MONOTONE, ids=[one.name for one in MONOTONE])
def test_one_more_tie(one):
    @given(graphs() if one.graph else st.one_of(working(), organisations()), st.data())
    def compare(source, data):
        units = _units(source)
        assume(len(units) > 1)
        first, second = data.draw(st.permutations(units))[:2]
        more = _with_tie(source, first, second)
        pair = data.draw(st.permutations(units))[:2] if one.per == "pair" else []
        try:
            before, after = (one.function(graph, *pair) for graph in (source, more))
        except UndefinedMeasureError:
            return
        before, after = np.asarray(before, float), np.asarray(after, float)
        known = ~(np.isnan(before) | np.isnan(after))
        change = (after - before)[known]
        assert (change >= -1e-9).all() if one.with_ties == "rises" else (change <= 1e-9).all()

    compare()
