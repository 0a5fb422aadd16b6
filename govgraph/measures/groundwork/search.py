"""The search for lawful and advisory routes between two units, with all ties broken by rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from govgraph.measures.groundwork.routes import Mode, Route, Step
from govgraph.measures.groundwork.ties import (
    Lateral,
    commanders,
    laterals,
    laterals_of,
    numbers,
    superiors,
)
from govgraph.model.structure import Structure

Climbs = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class _Candidate:
    """A way up to `turn`, perhaps a lateral tie, and a way down from the last unit of `down`."""

    up: tuple[int, ...]
    down: tuple[int, ...]
    lateral: Lateral | None = None

    @property
    def length(self) -> int:
        return len(self.up) + len(self.down) - (2 if self.lateral is None else 1)

    def order(self) -> tuple[int, bool, tuple[int, ...], str]:
        """What decides between candidates."""
        kind = "" if self.lateral is None else self.lateral.kind
        return self.length, self.lateral is not None, self.units, kind

    @property
    def units(self) -> tuple[int, ...]:
        """Units on the way; the top of a route without a lateral tie once."""
        descent = self.down[::-1]
        if self.lateral is None:
            return self.up + descent[1:]
        body = self.lateral.body
        between = () if body is None or body in (self.up[-1], descent[0]) else (body,)
        return self.up + between + descent


def find_route(
    structure: Structure,
    start: str,
    end: str,
    *,
    matter: str | None = None,
    advisory: bool = False,
) -> Route | None:
    """Return the shortest route up, at most one step to the side, and down; None without one.

    Among routes of equal length the one without a lateral step wins, then the one whose units
    come first in the order of ids (unit numbers follow ids). The route back is the same route
    reversed.
    """
    units, number = structure.topology.units, numbers(structure)
    first, second = number[start], number[end]
    best = _best(structure, *sorted((first, second)), matter=matter, advisory=advisory)
    if best is None:
        return None
    if first > second:
        best = _Candidate(best.down, best.up, best.lateral)
    mode, decider = ("none", None) if advisory else _verdict(structure, best)
    return Route(
        "advisory" if advisory else "lawful",
        tuple(units[list(best.units)]),
        tuple(_steps(structure, best)),
        mode,
        None if decider is None else str(units[decider]),
    )


def _best(
    structure: Structure, first: int, second: int, *, matter: str | None, advisory: bool
) -> _Candidate | None:
    above = superiors(structure, advisory=advisory)
    up, down = _climbs(first, above), _climbs(second, above, reverse=True)
    found = [_Candidate(up[top], down[top]) for top in up.keys() & down.keys()]
    found += _across(structure, matter, up, down)
    return min(found, key=_Candidate.order, default=None)


def _climbs(unit: int, above: Mapping[int, frozenset[int]], *, reverse: bool = False) -> Climbs:
    """Shortest climb from a unit to everything above it; among equals the first by number.

    With `reverse` the climb is compared from its top, as a descent reads.
    """
    climbs: dict[int, tuple[int, ...]] = {unit: (unit,)}
    layer = dict(climbs)
    while layer:
        higher: dict[int, tuple[int, ...]] = {}
        for lower, climb in layer.items():
            for upper in above.get(lower, frozenset()) - climbs.keys():
                rival = (*climb, upper)
                higher[upper] = min(
                    higher.get(upper, rival), rival, key=lambda c: c[::-1] if reverse else c
                )
        climbs |= higher
        layer = higher
    return climbs


def _across(
    structure: Structure, matter: str | None, up: Climbs, down: Climbs
) -> Iterator[_Candidate]:
    ties, own = laterals(structure, matter), laterals_of(structure, matter)
    near = {position for unit in up for position in own.get(unit, ())}
    far = {position for unit in down for position in own.get(unit, ())}
    for position in near & far:
        members = set(ties[position].units)
        for source in members & up.keys():
            for target in (members & down.keys()) - {source}:
                yield _Candidate(up[source], down[target], ties[position])


def _verdict(structure: Structure, way: _Candidate) -> tuple[Mode, int | None]:
    if way.lateral is None:
        return "decision", way.up[-1]
    if way.lateral.body is not None:
        decider = _body_decides(structure, way.lateral.body, {way.up[-1], way.down[-1]})
        if decider is not None:
            return "decision", decider
    return "agreement", _arbiter(structure, way.up[0], way.down[0])


def _body_decides(structure: Structure, body: int, members: set[int]) -> int | None:
    """Who decides in a joint body: a chair that leads the members, or the body by its basis."""
    arcs, relations = structure.topology.arcs(["joins"]), structure.relations
    rows = relations.iloc[arcs.row[arcs.target == body]]
    chairs = rows[rows["mode"] == "chair"]
    numbers = structure.topology.units.get_indexer(chairs["source"]).tolist()
    for chair in sorted(numbers):
        if all(chair in commanders(structure, member) for member in members - {body}):
            return int(chair)
    return body if chairs["basis"].notna().any() else None


def _arbiter(structure: Structure, first: int, second: int) -> int | None:
    """The common superior with the fewest steps to both, the first by id among equals."""
    above = superiors(structure)
    up, down = _climbs(first, above), _climbs(second, above)
    return min(up.keys() & down.keys(), key=lambda c: (len(up[c]) + len(down[c]), c), default=None)


def _steps(structure: Structure, way: _Candidate) -> Iterator[Step]:
    ids = structure.topology.units
    binding = superiors(structure)

    def vertical(lower: int, upper: int) -> str:
        return "leads" if upper in binding.get(lower, frozenset()) else "guides"

    for lower, upper in pairwise(way.up):
        yield Step(vertical(lower, upper), "up", ids[lower], ids[upper])
    if way.lateral is not None:
        source, target, body = way.up[-1], way.down[-1], way.lateral.body
        through = None if body is None or body in (source, target) else ids[body]
        yield Step(way.lateral.kind, "across", ids[source], ids[target], through)
    for upper, lower in pairwise(way.down[::-1]):
        yield Step(vertical(lower, upper), "down", ids[upper], ids[lower])
