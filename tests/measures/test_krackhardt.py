"""Least upper boundedness by the definition, and the greatest upper bound that R's sna takes."""

import networkx as nx
import pytest

from govgraph.errors import UnknownNameError
from govgraph.measures import krackhardt
from tests.measures.definitions.krackhardt import greatest_upper_boundedness

CROWN = [(1, 2), (1, 3), (2, 4), (2, 5), (3, 4), (3, 5)]
TWO_TOPS = [(1, 3), (2, 3), (3, 4), (3, 5)]


@pytest.mark.parametrize(("arcs", "least", "greatest"), [(CROWN, 5, 6), (TWO_TOPS, 5, 2)])
def test_least_and_greatest_upper_bounds_part_under_dual_leadership(arcs, least, greatest):
    graph = nx.DiGraph(arcs)
    assert krackhardt.least_upper_boundedness(graph) == pytest.approx(least / 6)
    assert greatest_upper_boundedness(graph) == pytest.approx(greatest / 6)


def test_an_unknown_way_to_count_links_is_refused():
    with pytest.raises(UnknownNameError, match="arcs"):
        krackhardt.efficiency(nx.DiGraph(CROWN), links="arc")
