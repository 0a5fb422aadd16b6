"""What is measured: a random organisation and a real one, for govgraph and for networkx alike."""

import random
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

import networkx as nx

import govgraph as gg
from govgraph.model.network import GraphLike, Network, network
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

Graph = nx.Graph  # a DiGraph is one too
#: Ties from superior to subordinate without circles, in any direction, or taken either way.
Ties = Literal["down", "any", "either"]
Relations = tuple[str, ...] | None


@dataclass(frozen=True)
class Sample:
    """One organisation.

    Attributes
    ----------
    title : str
        Name.
    graph : callable
        The networkx graph of some ties and relations; always the same object.
    fresh : callable
        The same for govgraph: converted already, but with nothing of it measured yet.
    division : str or mapping
        Groups of the units, as govgraph takes them.
    top : hashable
        A unit without superior.
    """

    title: str
    graph: Callable[[Ties, Relations], Graph]
    fresh: Callable[[Ties, Relations], GraphLike]
    division: str | Mapping[Hashable, Hashable]
    top: Hashable

    def pairs(self, number: int) -> list[tuple[Hashable, Hashable]]:
        """Return some pairs of different units, always the same."""
        units = list(self.graph("either", None))
        rng = random.Random(7)  # noqa: S311 - no secret
        return [tuple(rng.sample(units, 2)) for _ in range(number)]


def random_sample(units: int, seed: int = 1) -> Sample:
    """Return a random tree of command with a fifth as many ties beside it."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    tree = [(rng.randrange(unit), unit) for unit in range(1, units)]
    beside = [tuple(rng.sample(range(units), 2)) for _ in range(units // 5)]
    division = {unit: rng.randrange(20) for unit in range(units)}
    arcs = {"any": [*tree, *beside], "down": [*tree, *map(tuple, map(sorted, beside))]}
    arcs["either"] = arcs["any"]

    @cache
    def graph(ties: Ties, _: Relations) -> Graph:
        empty = nx.Graph() if ties == "either" else nx.DiGraph()
        empty.add_nodes_from(range(units))
        empty.add_edges_from(arcs[ties])
        return _described(empty, division, 0)

    converted: dict[Ties, Network] = {ties: network(graph(ties, None)) for ties in arcs}
    return Sample(
        f"a random tree of {units:,} units with {units // 5:,} more ties",
        graph,
        lambda ties, _: _ready(replace(converted[ties]), ties),
        division,
        0,
    )


def real_sample(case: str, stage: str) -> Sample:
    """Return a shipped structure, and networkx graphs of its relations."""
    return structure_sample(gg.load(case, stage=stage), f"{case}, stage {stage}")


def structure_sample(structure: Structure, title: str) -> Sample:
    """Return a structure, and networkx graphs of its relations."""
    division = structure.units.set_index("id")["area"].to_dict()
    leading = network(structure, ("leads",))
    led = set(leading.target.tolist())
    top = max(set(range(len(leading))) - led, key=leading.source.tolist().count)

    @cache
    def graph(ties: Ties, relations: Relations) -> Graph:
        found = network(structure, relations)
        empty = nx.Graph() if ties == "either" else nx.DiGraph()
        empty.add_nodes_from(found.nodes)
        empty.add_edges_from(zip(found.nodes[found.source], found.nodes[found.target], strict=True))
        return _described(empty, division, leading.nodes[top])

    def fresh(ties: Ties, relations: Relations) -> GraphLike:
        new = forgetful(structure)
        for read in (None, relations):
            _ready(network(new, read), ties)
        return new

    title = f"{title}, {len(leading):,} units"
    return Sample(title, graph, fresh, "area", leading.nodes[top])


def forgetful(structure: Structure) -> Structure:
    """Return the same structure with nothing of it measured yet."""
    return structure.replacing(structure.about, {name: structure.table(name) for name in TABLES})


def _ready(new: Network, ties: Ties) -> Network:
    """Sort the ties and join repeated ones, as a graph of networkx holds them."""
    _ = new.undirected() if ties == "either" else new.simple()
    return new


def _described(graph: Graph, division: Mapping[Any, Any], top: Hashable) -> Graph:
    """Leave what networkx is asked with at the graph."""
    groups: dict[Hashable, set[Hashable]] = {}
    for unit in graph:
        groups.setdefault(division[unit], set()).add(unit)
    graph.graph.update(division=list(groups.values()), top=top)
    return graph
