"""Remedies for the form of the hierarchy."""

import math
from collections.abc import Iterator

import networkx as nx

from govgraph.auditing.evidence import Evidence
from govgraph.model.network import network
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_unit import CreateUnit
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.move_unit import MoveUnit
from govgraph.search.catalogue import Steps, remedy
from govgraph.search.groups import Group, named
from govgraph.search.naming import free_id
from govgraph.text import say


@remedy("GG401")
def a_shorter_chain(group: Group) -> Iterator[Steps]:
    """The end of the chain comes under its head, or the first two are merged."""
    first, second, *rest = named(group.first, "chain")
    if rest:
        yield (MoveUnit(units=rest[0], to=first, leaves=second),)
    yield (MergeUnits(units=(first, second), into=first),)


@remedy("GG402")
def another_span(group: Group) -> Iterator[Steps]:
    """Deputies share what one leads; a unit that leads one is merged with it or passed over."""
    (unit,) = group.units
    below = group.led(unit)
    if group.first.variant == "narrow":
        yield (MergeUnits(units=(unit, below[0]), into=unit),)
        for above in group.heads(unit)[:1]:
            yield (MoveUnit(units=below[0], to=above, leaves=unit),)
        return
    yield tuple(_deputies(group, unit, below, _limit(group.first)))


@remedy("GG403")
def a_second_way(group: Group) -> Iterator[Steps]:
    """A unit that would be cut off gets a second way: a tie with one on the other side."""
    (unit,) = group.units
    if group.first.variant == "line":
        behind = named(group.first, "behind")
        for above in group.heads(unit, ("leads", "guides"))[:1]:
            yield (AddTie(kind="guides", source=above, target=behind),)
        return
    inside, outside = _sides(group, unit)
    if inside and outside:
        yield (AddTie(kind="coordinates", source=outside, target=inside),)


def _limit(evidence: Evidence) -> int:
    limit = evidence.values["limit"]
    return int(limit) if isinstance(limit, float) else 0


def _deputies(group: Group, unit: str, below: list[str], limit: int) -> Iterator[Reform]:
    """Create as many deputies as it takes, each with an equal part of what is too much."""
    count = 1
    while len(below) - count * min(limit, len(below) // count) + count > limit and count < limit:
        count += 1
    each = min(limit, math.ceil((len(below) + count - limit) / count))
    names = group.about.loc[unit]
    english = names["name"] if names["name_en"] != names["name_en"] else names["name_en"]
    for number in range(1, count + 1):
        deputy = free_id(group.structure, f"{unit}.deputy.")[:-1] + str(number)
        yield CreateUnit(
            id=deputy,
            name=say("search.deputy", "zh", unit=names["name"], number=number),
            name_en=say("search.deputy", "en", unit=english, number=number),
            kind="portfolio",
            led_by=unit,
        )
        mine = tuple(below[(number - 1) * each : number * each])
        yield MoveUnit(units=mine, to=deputy, leaves=unit)


def _sides(group: Group, unit: str) -> tuple[str, str]:
    """Return the best connected unit that loses touch and the one it would lose touch with."""
    ties = network(group.structure)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ties.nodes)
    graph.add_edges_from(zip(ties.nodes[ties.source], ties.nodes[ties.target], strict=True))
    degree = dict(graph.degree())
    graph.remove_node(unit)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    if len(parts) < 2:  # noqa: PLR2004 - nothing is cut off
        return "", ""
    best = [max(sorted(part), key=lambda one: degree[one]) for part in parts[:2]]
    return best[1], best[0]
