"""The way between two units: plain, lawful and advisory, and the pairs that have none."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from govgraph.errors import UnknownNameError, UserError
from govgraph.measures.groundwork.ends import first_walk
from govgraph.measures.groundwork.lengths import Relations, advisory_block, lawful_together
from govgraph.measures.groundwork.pairs import Pairs, blocks
from govgraph.measures.groundwork.routes import Direction, Paths, Route, Step
from govgraph.measures.groundwork.search import find_route
from govgraph.model.authority import AUTHORITY, COORDINATION
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure


def path(structure: Structure, a: str, b: str, *, matter: str | None = None) -> Paths:
    """Return every way between two units: plain, lawful, and advisory where it adds anything.

    Parameters
    ----------
    structure : Structure
        The structure.
    a, b : str
        Ids of two different units.
    matter : str, optional
        The matter to coordinate on: lateral ties that name another matter are left out.

    Returns
    -------
    Paths
        The advisory route is given when there is no lawful one or only a longer one.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UserError
        When both are the same unit.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import coordination
    >>> build = gg.Builder().add("units", id="gov", name="County", kind="government")
    >>> for unit in ("env", "housing"):
    ...     build = build.add("units", id=unit, name=unit.title(), kind="department")
    ...     build = build.add("relations", source="gov", target=unit, kind="leads")
    >>> found = coordination.path(build.build(), "env", "housing")
    >>> found.lawful.length, found.lawful.mode, found.lawful.decider
    (2, 'decision', 'gov')
    """
    straight = lawful(structure, a, b, matter=matter)
    advised = find_route(structure, a, b, matter=matter, advisory=True)
    if straight and advised and advised.length >= straight.length:
        advised = None
    return Paths(a, b, plain(structure, a, b), straight, advised)


def lawful(structure: Structure, a: str, b: str, *, matter: str | None = None) -> Route | None:
    """Return the shortest lawful path between two units, or None when there is none.

    It climbs ``leads`` ties that permit orders, takes at most one step to the side, and descends
    ``leads`` ties. A step to the side is a ``coordinates`` tie (either way), a live ``calls`` tie
    (its probability above 0 where stated; either end may open the coordination), or a joint body:
    from member to member, or between a member and the body, in one step. A lateral tie that names
    a matter counts when no `matter` is asked, or that one.

    Without a lateral step the common superior at the top decides. In a joint body its chair
    decides when it can give orders to the members concerned; the body itself does when the
    chair's ``joins`` row carries a ``basis``. Otherwise the two sides must agree, and the decider
    named is the common superior with the fewest steps to both, who would arbitrate; None when
    nobody stands over both. Among equally short routes one without a lateral step is chosen, then
    the first in the order of ids.

    Parameters
    ----------
    structure : Structure
        The structure.
    a, b : str
        Ids of two different units.
    matter : str, optional
        The matter to coordinate on.

    Returns
    -------
    Route or None
        The route.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UserError
        When both are the same unit.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import coordination
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("relations", source="env", target="police", kind="coordinates")
    >>> structure = build.build()
    >>> coordination.lawful(structure, "env", "police").sentence(structure)
    'Lawful path from Environment to Police, 1 step(s): across to Police (coordinates).
    The two sides must agree; nobody stands over both to arbitrate.'
    """
    _check_ends(structure.topology.units, a, b)
    return find_route(structure, a, b, matter=matter)


def plain(source: GraphLike, a: str, b: str, *, relations: Relations = None) -> Route | None:
    """Return the shortest path over any ties taken either way, or None when there is none.

    Parameters
    ----------
    source : Structure or networkx graph
        The units and ties; the public takes no part.
    a, b : str
        Two different units.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    Route or None
        Among equally short paths the first in the order of ids.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UserError
        When both are the same unit.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import coordination
    >>> coordination.plain(nx.DiGraph([("gov", "env"), ("gov", "police")]), "env", "police").units
    ('env', 'gov', 'police')
    """
    graph = network(source, relations)
    _check_ends(graph.nodes, a, b)
    walk = first_walk(source, graph.undirected(), graph.number[a], graph.number[b])
    if walk is None:
        return None
    names = tuple(graph.nodes[walk])
    kinds = _kinds(source, relations)
    steps = tuple(
        Step(*kinds.get((one, other), ("", "across")), one, other) for one, other in pairwise(names)
    )
    return Route("plain", names, steps)


def _check_ends(units: pd.Index, a: Hashable, b: Hashable) -> None:
    for unit in (a, b):
        if unit not in units:
            raise UnknownNameError.among("model.as_units", str(unit), map(str, units))
    if a == b:
        raise UserError("measures.same_unit", unit=a)


def _kinds(
    source: GraphLike, relations: Relations
) -> Mapping[tuple[Hashable, Hashable], tuple[str, Direction]]:
    """What joins two neighbours, the kind that binds most first, and in which direction."""
    if not isinstance(source, Structure):
        graph = network(source)
        ends = zip(graph.nodes[graph.source], graph.nodes[graph.target], strict=True)
        return _directed(((a, b, "") for a, b in ends), hierarchical=graph.directed)

    def compute() -> Mapping[tuple[Hashable, Hashable], tuple[str, Direction]]:
        rows = source.relations
        found: dict[tuple[Hashable, Hashable], tuple[str, Direction]] = {}
        for kind in reversed(relations or COORDINATION):
            own = rows[rows["kind"] == kind]
            ties = ((a, b, kind) for a, b in zip(own["source"], own["target"], strict=True))
            found |= _directed(ties, hierarchical=AUTHORITY[kind].hierarchical)
        return found

    return source.derive(("kinds", relations), compute)


def _directed(
    ties: Iterable[tuple[Hashable, Hashable, str]], *, hierarchical: bool
) -> dict[tuple[Hashable, Hashable], tuple[str, Direction]]:
    down: Direction = "down" if hierarchical else "across"
    up: Direction = "up" if hierarchical else "across"
    found: dict[tuple[Hashable, Hashable], tuple[str, Direction]] = {}
    for a, b, kind in ties:
        found[a, b] = (kind, down)
        found.setdefault((b, a), (kind, up))
    return found


def unreachable_pairs(
    structure: Structure, *, pairs: Pairs = "units", limit: int | None = 1000
) -> pd.DataFrame:
    """Return the pairs of units that have no lawful path.

    Parameters
    ----------
    structure : Structure
        The structure.
    pairs : {"units", "leaves", "matter"}
        Which pairs count: all units, units without subordinates, or units that must coordinate.
    limit : int, optional
        List at most so many; None for all of them.

    Returns
    -------
    DataFrame
        ``first``, ``second``, and ``advisory``: the length of the path over guidance, ``nan``
        without one. ``attrs["count"]`` is the exact number of pairs without a lawful path,
        whatever the limit.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import coordination
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> found = coordination.unreachable_pairs(build.build())
    >>> found.values.tolist(), found.attrs["count"]
    ([['env', 'police', nan]], 1)
    """
    units = structure.topology.units
    found: dict[tuple[int, int], int] = {}
    count = 0
    for block in blocks(structure, pairs):
        ((_, lengths, _),) = lawful_together(structure, [block])
        without = np.flatnonzero(lengths < 0)
        count += len(without)
        listed = without if pairs == "matter" or limit is None else without[: limit - len(found)]
        if len(listed):
            advisory = advisory_block(structure, block)[listed]
            first = block.sources[block.column[listed]].tolist()
            ends = zip(first, block.second[listed].tolist(), strict=True)
            found |= dict(zip(ends, advisory.tolist(), strict=True))
    rows = sorted((min(ends), max(ends), length) for ends, length in found.items())
    frame = pd.DataFrame(rows[:limit], columns=["first", "second", "advisory"])
    for end in ("first", "second"):
        frame[end] = units[frame[end].to_numpy(dtype=int)]
    frame["advisory"] = frame["advisory"].astype(float).where(frame["advisory"] >= 0)
    frame.attrs["count"] = len(rows) if pairs == "matter" else count
    return frame
