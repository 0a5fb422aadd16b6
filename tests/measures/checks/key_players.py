"""Checks of oracles: Key players."""

from typing import Any

from govgraph.measures import key_players, unit_players
from govgraph.measures.key_players import KeyPlayers
from tests.measures.oracles import Check, Oracle, graph_of


def optimal(result: KeyPlayers) -> Any:
    assert (result.search, result.gap) == ("exhaustive", 0)
    return {"value": result.value, "optimal_sets": {frozenset(one) for one in result.members}}


def negative_components(oracle: Oracle) -> Any:
    k = oracle["params"]["k"]
    return optimal(key_players.fragmenting(graph_of(oracle), k, criterion="components"))


def negative_distance(oracle: Oracle) -> Any:
    return optimal(key_players.fragmenting(graph_of(oracle), oracle["params"]["k"]))


def positive(oracle: Oracle) -> Any:
    return optimal(key_players.reaching(graph_of(oracle), oracle["params"]["k"]))


def normalisations(oracle: Oracle) -> Any:
    graph, (unit,) = graph_of(oracle), oracle["params"]["K"]
    names = {
        "members_count_one_over_n": "members",
        "excluded_over_n": "others",
        "excluded_over_n_minus_k": "others_only",
    }
    return {key: unit_players.reach(graph, normalisation=name)[unit] for key, name in names.items()}


CHECKS: dict[str, Check] = {
    "key_player_KPPNEG_F": negative_components,
    "key_player_KPPNEG_DF": negative_distance,
    "key_player_KPPPOS_DR": positive,
    "distance_weighted_reach_DR": normalisations,
}
