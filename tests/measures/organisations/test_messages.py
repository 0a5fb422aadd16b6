"""Messages through organisations: who is written to, which way they go, and how many meet where."""

from collections import Counter
from math import exp, inf, sqrt

import networkx as nx
import numpy as np
import pytest

from govgraph.errors import UserError
from govgraph.measures import congestion, organisations, tree_congestion
from govgraph.measures.organisations import Backbone
from govgraph.measures.organisations.messages import draw_messages
from govgraph.measures.organisations.routing import Routes
from tests.measures.oracles import ORACLES

(BAND,) = (o for o in ORACLES["oracles"] if o["measure"] == "dodds_watts_sabel_rho_max")
KINDS = {"random_interdiv": "random_interdivisional"}


def levels_between(tree: nx.DiGraph, first: int, second: int) -> list[int]:
    meeting = nx.lowest_common_ancestor(tree, first, second)
    return [nx.shortest_path_length(tree, meeting, unit) for unit in (first, second)]


@pytest.mark.parametrize("scale", [0.0, 0.8, inf])
def test_receivers_are_drawn_by_their_distance(scale):
    backbone, tree = Backbone(2, 4), nx.balanced_tree(2, 3, create_using=nx.DiGraph)
    senders, receivers = draw_messages(backbone, 60_000, scale, np.random.default_rng(1))
    for sender in (0, 2, 8):
        weight = {}
        for other in set(tree) - {sender}:
            up, down = levels_between(tree, sender, other)
            distance = sqrt(max(up**2 + down**2 - 2, 0))
            weight[other] = float(distance == 0) if scale == 0 else exp(-distance / scale)
        seen = Counter(receivers[senders == sender].tolist())
        count, total = sum(seen.values()), sum(weight.values())
        assert abs(count - 4000) < 300
        assert sender not in seen
        for other, chance in ((o, w / total) for o, w in weight.items()):
            spread = sqrt(count * chance * (1 - chance))
            assert abs(seen[other] - count * chance) <= 4.5 * spread


def passes(tree: nx.DiGraph, graph: nx.Graph, holder: int, receiver: int) -> Counter:
    """Expected visits on the way from holder to receiver, the receiver counted too."""

    def depth_shared(unit: int) -> int:
        return nx.shortest_path_length(tree, 0, nx.lowest_common_ancestor(tree, unit, receiver))

    if holder == receiver:
        return Counter()
    deepest = max(map(depth_shared, graph[holder]))
    choice = [unit for unit in graph[holder] if depth_shared(unit) == deepest]
    if deepest <= depth_shared(holder):
        choice = list(tree.predecessors(holder))
    visits: Counter = Counter()
    for unit in choice:
        visits[unit] += 1 / len(choice)
        for later, share in passes(tree, graph, unit, receiver).items():
            visits[later] += share / len(choice)
    return visits


@pytest.mark.parametrize("seed", range(3))
def test_messages_go_to_the_neighbour_that_shares_most_with_the_receiver(seed):
    grown = organisations.grow("random", branching=3, levels=3, links=12, seed=seed)
    tree, graph = nx.balanced_tree(3, 2, create_using=nx.DiGraph), grown.to_networkx()
    pairs = np.array([(a, b) for a in tree for b in tree])
    expected = np.zeros(len(tree))
    lengths = []
    for sender, receiver in pairs.tolist():
        visits = passes(tree, graph, sender, receiver)
        lengths.append(sum(visits.values()))
        for unit in set(visits) - {receiver}:
            expected[unit] += visits[unit]
    repeats = 400
    many = np.tile(pairs, (repeats, 1)).T
    hops, passed = Routes(grown.backbone, grown.links).follow(*many, np.random.default_rng(0))
    np.testing.assert_allclose(hops.reshape(repeats, -1).mean(axis=0), lengths, atol=0.25)
    np.testing.assert_allclose(passed / repeats, expected, atol=0.06 * sqrt(len(pairs)))
    assert hops.sum() == passed.sum() + (many[0] != many[1]).sum()


def test_a_pure_tree_has_the_congestion_of_the_formula():
    tree = organisations.grow("random", branching=3, levels=5, links=0)
    units = np.arange(tree.backbone.size)
    senders, receivers = (ends.ravel() for ends in np.meshgrid(units, units))
    routes = Routes(tree.backbone, tree.links)
    hops, passed = routes.follow(senders, receivers, np.random.default_rng(0))
    pairs = len(units) * (len(units) - 1)
    assert passed[0] / pairs == pytest.approx(tree_congestion.root_share(branching=3, levels=5))
    assert passed.tolist() == congestion.load(tree.network, origin=False).tolist()
    assert hops.sum() == 2 * nx.wiener_index(tree.to_networkx())


def test_impossible_exchanges_are_refused():
    tree = organisations.grow("random", branching=2, levels=2, links=0)
    for wrong in ({"messages": 0}, {"task_scale": -1.0}, {"task_scale": float("nan")}):
        with pytest.raises(UserError, match="at least"):
            organisations.exchange(tree, **wrong)


def band(branching: int, levels: int, seeds: range) -> dict[str, list[tuple[float, float]]]:
    """Congestion of the busiest unit and mean hops by the keys of the oracle."""
    design = organisations.Design(branching=branching, levels=levels)
    found: dict[str, list[tuple[float, float]]] = {}
    for row in organisations.simulate(design, seeds=seeds).itertuples():
        key = f"{branching},{levels},{row.kind},{row.task_scale}"
        found.setdefault(key, []).append((row.rho_max, row.mean_hops))
    return found


@pytest.mark.parametrize(("branching", "levels", "seeds"), [(3, 5, range(15)), (5, 6, range(10))])
def test_an_independent_prototype_lies_within_the_spread_of_draws(branching, levels, seeds):
    found = band(branching, levels, seeds)
    compared = 0
    for key, draws in BAND["expected"].items():
        parts = key.split(",")
        if parts[:2] != [str(branching), str(levels)] or parts[2] == "hier":
            continue
        parts[2] = KINDS.get(parts[2], parts[2])
        ours = np.array(found[",".join(parts)])
        for rho_max, hops, links in draws:
            assert links == (branching**levels - 1) / (branching - 1)
            tol = BAND["tol"] * np.array([1, hops])
            assert (ours.min(axis=0) - tol <= (rho_max, hops)).all(), key
            assert ((rho_max, hops) <= ours.max(axis=0) + tol).all(), key
            compared += 1
    assert compared == 20


@pytest.mark.parametrize("shape", [(3, 5), (5, 6)])
@pytest.mark.parametrize("scale", [1.0, inf])
def test_the_prototype_of_the_pure_tree(shape, scale):
    root, greatest, hops = BAND["expected"][f"{shape[0]},{shape[1]},hier,{scale}"]
    tree = organisations.grow("random", branching=shape[0], levels=shape[1], links=0)
    traffic = organisations.exchange(tree, messages=40_000, task_scale=scale, seed=1)
    found = sorted((traffic.congestion[0], traffic.greatest))
    np.testing.assert_allclose(found, sorted((root, greatest)), atol=BAND["tol"])
    assert traffic.mean_hops == pytest.approx(hops, abs=3 * BAND["tol"])


def test_the_published_order_of_the_five_kinds():
    design = organisations.Design(task_scales=(1.0, inf))
    frame = organisations.simulate(design, seeds=range(6))
    for _, rows in frame.groupby("task_scale"):
        mean = rows.groupby("kind")["rho_max"].mean()
        assert mean["local_team"] > mean["random_interdivisional"] > mean["random"]
        assert mean["random"] > 3 * mean["multiscale"]
        assert mean["multiscale"] == pytest.approx(mean["core_periphery"], rel=0.2)


def test_interrupted_runs_keep_what_is_done():
    design = organisations.Design(branching=2, levels=3, links=(0.5,), messages=50)
    told = []

    def stop(done, total):
        told.append((done, total))
        if done == 3:
            raise KeyboardInterrupt

    frame = organisations.simulate(design, seeds=[0, 1], progress=stop)
    assert told == [(1, 10), (2, 10), (3, 10)]
    assert len(frame) == 6
    whole = organisations.simulate(design, seeds=[0, 1])
    assert len(whole) == 20
    assert whole.head(6).equals(frame)


def test_an_interruption_before_the_first_run_is_passed_on(monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(organisations.simulation, "grow", stop)
    with pytest.raises(KeyboardInterrupt):
        organisations.simulate(seeds=[0])
