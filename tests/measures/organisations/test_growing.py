"""The generator of organisations: pairs, weights, draws, and what an organisation is."""

from collections import Counter
from itertools import combinations, permutations
from math import exp, inf, sqrt

import networkx as nx
import numpy as np
import pytest

import govgraph as gg
from govgraph.errors import UnknownNameError, UserError
from govgraph.measures import congestion, organisations
from govgraph.measures.organisations import Backbone
from govgraph.measures.organisations.links import draw_links, pair_classes


def stand(tree: nx.DiGraph, first: int, second: int) -> tuple[int, int, int]:
    """Level of the lowest common superior, and the levels from it down to the two units."""
    meeting = nx.lowest_common_ancestor(tree, first, second)
    level, one, other = (nx.shortest_path_length(tree, 0, u) for u in (meeting, first, second))
    return level, one - level, other - level


@pytest.mark.parametrize("shape", [(2, 2), (2, 4), (3, 3), (4, 3)])
def test_backbone_is_the_balanced_tree(shape):
    backbone = Backbone(*shape)
    tree = nx.balanced_tree(shape[0], shape[1] - 1, create_using=nx.DiGraph)
    assert backbone.size == len(tree)
    assert list(enumerate(backbone.superior[1:].tolist(), 1)) == [(b, a) for a, b in tree.edges]
    for unit in tree:
        way = nx.shortest_path(tree, 0, unit)
        assert backbone.level[unit] == len(way) - 1
        assert backbone.lineage[unit].tolist() == way + [-1] * (shape[1] - len(way))


@pytest.mark.parametrize("shape", [(2, 4), (3, 3)])
def test_classes_hold_every_pair_that_the_tree_does_not_join_once(shape):
    tree = nx.balanced_tree(shape[0], shape[1] - 1, create_using=nx.DiGraph)
    found = []
    for one in pair_classes(Backbone(*shape)):
        for first, second in one.pairs(np.arange(one.count)).tolist():
            assert stand(tree, first, second) == (one.meeting, one.upper, one.lower)
            assert one.distance == sqrt(one.upper**2 + one.lower**2 - 2)
            found.append(frozenset((first, second)))
    free = {frozenset(pair) for pair in combinations(tree, 2)} - set(map(frozenset, tree.edges))
    assert len(found) == len(free)
    assert set(found) == free


def first_two(scales: tuple[float, float]) -> Counter:
    """Probability of every unordered first pair of links on the binary tree of three levels."""
    tree = nx.balanced_tree(2, 2, create_using=nx.DiGraph)
    weights = {}
    for pair in combinations(tree, 2):
        if not tree.has_edge(*pair):
            meeting, one, other = stand(tree, *pair)
            weights[pair] = exp(-meeting / scales[0] - sqrt(one**2 + other**2 - 2) / scales[1])
    total = sum(weights.values())
    chance: Counter = Counter()
    for first, second in permutations(weights, 2):
        then = weights[second] / (total - weights[first])
        chance[frozenset((first, second))] += weights[first] / total * then
    return chance


@pytest.mark.parametrize("scales", [(inf, inf), (0.7, 1.1), (0.3, inf)])
def test_links_are_drawn_without_replacement_by_their_weights(scales):
    expected = first_two(scales)
    backbone, rng, draws = Backbone(2, 3), np.random.default_rng(3), 2000
    seen: Counter = Counter()
    for _ in range(draws):
        links = np.sort(draw_links(backbone, 2, scales, rng), axis=1)
        seen[frozenset(map(tuple, links.tolist()))] += 1
    assert set(seen) <= set(expected)
    statistic = sum((seen[key] - draws * p) ** 2 / (draws * p) for key, p in expected.items())
    freedom = len(expected) - 1
    assert abs(statistic - freedom) < 4 * sqrt(2 * freedom)


def test_all_links_that_there_are():
    backbone = Backbone(2, 3)
    links = draw_links(backbone, 15, (0.1, 0.1), np.random.default_rng(0))
    assert len(np.unique(np.sort(links, axis=1), axis=0)) == 15
    for wrong in (16, -1):
        with pytest.raises(UserError, match="15"):
            draw_links(backbone, wrong, (1, 1), np.random.default_rng(0))


def test_limits_take_the_nearest_and_the_topmost_pairs_first():
    backbone = Backbone(3, 4)

    def kinds(scales, count):
        first, second = draw_links(backbone, count, scales, np.random.default_rng(1)).T
        meeting = backbone.meeting(first, second)
        heights = backbone.level[[first, second]] - meeting
        return meeting, np.sqrt((heights**2).sum(axis=0) - 2)

    teams = 3 * (1 + 3 + 9)
    assert (kinds((inf, 0), teams)[1] == 0).all()
    assert (kinds((inf, 0), teams + 5)[1][teams:] == sqrt(2)).all()
    across = 3 * 13 * 13 + (40 - 1 - 3)
    assert (kinds((0, inf), across)[0] == 0).all()
    assert (kinds((0, inf), across + 9)[0][across:] == 1).all()
    meeting, distance = kinds((0, 0), 3 + 9)
    assert (np.diff(meeting + distance) >= 0).all()
    assert (meeting[:3] + distance[:3] == 0).all()


def test_an_organisation_is_a_graph_and_a_structure():
    grown = organisations.grow("multiscale", branching=3, levels=4, links=20, seed=4)
    graph = grown.to_networkx()
    kinds = Counter(kind for _, _, kind in graph.edges(data="kind"))
    assert kinds == {"leads": 39, "coordinates": 20}
    structure = grown.to_structure("Multiscale")
    assert structure.relations["kind"].value_counts().to_dict() == kinds
    assert set(structure.units["id"]) >= {"1", "1.3", "1.3.3", "1.3.3.3"}
    expected = congestion.load(graph)
    assert congestion.load(grown.network).tolist() == pytest.approx(expected.tolist())
    named = congestion.load(structure)
    assert named["1"] == pytest.approx(expected[0])
    assert sorted(named) == pytest.approx(sorted(expected))
    assert gg.measures.find("span.mean").function(structure) == 3


def test_fewer_links_are_the_first_ones():
    grown = organisations.grow((0.5, 0.5), branching=3, levels=4, links=20, seed=4)
    assert grown.with_first(7).links.tolist() == grown.links[:7].tolist()
    again = organisations.grow("multiscale", branching=3, levels=4, links=20, seed=4)
    assert again.links.tolist() == grown.links.tolist()


def test_what_cannot_be_grown_is_refused():
    with pytest.raises(UnknownNameError):
        organisations.grow("multiscal")
    for wrong in ((-1, 1), (1, -1), (float("nan"), 1)):
        with pytest.raises(UserError, match="at least 0"):
            organisations.grow(wrong, branching=2, levels=3)
    with pytest.raises(UserError, match="levels"):
        organisations.grow("random", levels=1)


@pytest.mark.parametrize("order", ["random", "depth", "degree"])
def test_connectivity_is_the_share_of_the_rest_that_stays_joined(order):
    grown = organisations.grow("random", branching=3, levels=4, links=15, seed=2)
    graph, level = grown.to_networkx(), grown.backbone.level
    degree = dict(graph.degree)
    frame = organisations.connectivity(grown, order=order, seed=5)
    fallen = frame["unit"].tolist()[1:]
    if order == "depth":
        assert (np.diff(level[fallen]) >= 0).all()
    if order == "degree":
        assert (np.diff([degree[unit] for unit in fallen]) <= 0).all()
    for row in frame.itertuples():
        rest = graph.subgraph(set(graph) - set(fallen[: row.removed]))
        assert row.largest == max(map(len, nx.connected_components(rest)))
        assert row.connectivity == row.largest / len(rest)
