"""Key players: sets of several units, greedy searches and what they prove."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.measures import key_players, unit_players
from tests.measures.definitions import fragmentation
from tests.measures.samples import county, graphs

LARGER = st.integers(0, 10_000).map(lambda seed: nx.gnp_random_graph(12, 0.25, seed=seed))


def left(graph, members, keep):
    rest = nx.Graph(graph)
    rest.remove_nodes_from(members)
    if keep:
        rest.add_nodes_from(members)
    return rest


@given(graphs(6), st.integers(1, 3), st.booleans(), st.sampled_from(["components", "distance"]))
def test_every_set_whose_loss_fragments_most(graph, k, keep, criterion):
    definition = getattr(fragmentation, criterion)
    values = {members: definition(left(graph, members, keep)) for members in combinations(graph, k)}
    assume(values)
    if None in values.values():
        with pytest.raises(UndefinedMeasureError):
            key_players.fragmenting(graph, k, criterion=criterion, keep_removed=keep)
        return
    found = key_players.fragmenting(graph, k, criterion=criterion, keep_removed=keep)
    best = max(values.values())
    assert found.value == pytest.approx(best)
    optimal = {members for members, value in values.items() if value == pytest.approx(best)}
    assert set(found.members) == optimal


@given(graphs(6), st.integers(1, 3))
def test_every_set_that_reaches_best(graph, k):
    assume(k <= len(graph))
    lengths = dict(nx.all_pairs_shortest_path_length(nx.Graph(graph)))

    def reach(members):
        near = [[1 / max(lengths[m].get(u, 1e99), 1) for m in members] for u in graph]
        return sum(map(max, near)) / len(graph)

    best = max(map(reach, combinations(graph, k)))
    assert key_players.reaching(graph, k).value == pytest.approx(best)


@given(LARGER, st.integers(2, 3), st.sampled_from(["components", "distance"]), st.booleans())
def test_a_greedy_search_never_claims_too_much(graph, k, criterion, keep):
    options = {"criterion": criterion, "keep_removed": keep}
    best = key_players.fragmenting(graph, k, **options, search="exhaustive")
    found = key_players.fragmenting(graph, k, **options, search="greedy")
    assert found.value <= best.value + 1e-9
    assert best.value <= found.bound + 1e-9
    assert (found.search, found.proof, len(found.members)) == ("greedy", "degrees", 1)


@given(LARGER, st.integers(2, 3), st.sampled_from(["members", "others", "others_only"]))
def test_a_greedy_reach_is_bounded_by_what_units_can_still_add(graph, k, normalisation):
    best = key_players.reaching(graph, k, normalisation=normalisation, search="exhaustive")
    found = key_players.reaching(graph, k, normalisation=normalisation, search="greedy")
    assert found.value <= best.value + 1e-9
    assert best.value <= found.bound + 1e-9
    assert found.gap == found.bound - found.value


def test_automatic_search_turns_greedy_where_there_are_too_many_sets():
    graph = nx.path_graph(60)
    assert key_players.reaching(graph, search="greedy").search == "exhaustive"
    assert key_players.reaching(graph, 2).search == "exhaustive"
    assert key_players.reaching(graph, 3).search == "greedy"


def test_members_are_named_in_the_order_of_the_structure():
    structure = county()
    found = key_players.fragmenting(structure, 2)
    order = structure.units["id"].tolist()
    for members in found.members:
        assert list(members) == sorted(members, key=order.index)
    alone = key_players.fragmenting(structure, criterion="components")
    values = unit_players.components(structure)
    assert alone.value == values.max()
    assert {unit for (unit,) in alone.members} == set(values.index[values == values.max()])


def test_what_is_refused():
    graph = nx.path_graph(4)
    with pytest.raises(UserError, match="at least one unit"):
        key_players.reach(graph, k=0)
    with pytest.raises(UndefinedMeasureError, match="too few"):
        key_players.components(graph, k=3)
    with pytest.raises(UndefinedMeasureError, match="too few"):
        key_players.components(graph, k=5, keep_removed=True)
    for options in ({"criterion": "size"}, {"search": "quick"}):
        with pytest.raises(UnknownNameError):
            key_players.fragmenting(graph, 2, **options)
    with pytest.raises(UnknownNameError):
        key_players.reaching(graph, normalisation="all")
