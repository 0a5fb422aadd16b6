"""Ways that the structure leaves to cases: hand-overs, superiors, calls, requests, joint bodies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from govgraph.measures.groundwork.holding import can_bind
from govgraph.measures.groundwork.ties import laterals, laterals_of, numbers
from govgraph.model.structure import Structure

_Links = Mapping[str, tuple[str, ...]]
_Place = tuple[str, int]


class Call(NamedTuple):
    """A live call: how likely it is answered and its time limit, None where not stated.

    `relation` is the row of its tie.
    """

    probability: float | None
    limit_hours: float | None
    relation: int


class _Search:
    """A search back from a goal, which goes as far as it is asked.

    A place is a unit and whether the case climbs there (0) or is past the turn (1).
    """

    def __init__(self, links: Mapping[str, _Links], goal: str) -> None:
        self.links = links
        self.layer: set[_Place] = {(goal, 0), (goal, 1)}
        self.seen = set(self.layer)
        self.following: dict[_Place, _Place] = {}

    def after(self, place: _Place) -> _Place | None:
        """Return the next place on the way to the goal; None without a way."""
        while place not in self.following and self.layer:
            self._step()
        return self.following.get(place)

    def _step(self) -> None:
        found: dict[_Place, _Place] = {}
        for place in sorted(self.layer):
            for before in self._before(place):
                if before not in self.seen:
                    found.setdefault(before, place)
        self.following |= found
        self.layer = set(found)
        self.seen |= self.layer

    def _before(self, place: _Place) -> Iterable[_Place]:
        unit, turned = place
        links = self.links
        if not turned:
            yield from ((one, 0) for one in links["below"].get(unit, ()))
            for one in links["referring"].get(unit, ()):
                yield from ((one, 0), (one, 1))
        else:
            yield from ((one, 0) for one in links["beside"].get(unit, ()))
            for one in links["above"].get(unit, ()):
                yield from ((one, 0), (one, 1))


@dataclass(frozen=True, eq=False)
class Ways:
    """What cases of one matter can use.

    Attributes
    ----------
    structure : Structure
        The structure.
    matter : str
        Ties that name another matter are left out.
    """

    structure: Structure
    matter: str

    def hand_over(self, start: str, goal: str) -> tuple[str, ...] | None:
        """Return the units between two through which a case is handed over; None without a way.

        A case climbs ties of leadership or guidance, may go sideways once over a tie of
        coordination, and descends ties of leadership; a stated referral carries it from wherever
        it is. The shortest way counts, and among equals the first by id.
        """
        if start == goal:
            return ()
        search = self._towards(goal)
        place, between = search.after((start, 0)), list[str]()
        while place is not None and place[0] != goal:
            between.append(place[0])
            place = search.after(place)
        return None if place is None else tuple(between)

    def referred(self, start: str) -> frozenset[str]:
        """Units to which a stated rule of this very matter refers from a unit."""
        return self._rules.get(start, frozenset())

    def _towards(self, goal: str) -> "_Search":
        return self.structure.derive(
            ("case ways", self._key, goal), lambda: _Search(self._links, goal)
        )

    @cached_property
    def _key(self) -> str:
        """The matter where any tie names it, else nothing: ways of most matters are the same."""
        ties = self.structure.relations
        named: frozenset[str] = self.structure.derive(
            ("matters of ties",), lambda: frozenset(ties["matter"].dropna())
        )
        return self.matter if self.matter in named else ""

    @cached_property
    def _links(self) -> Mapping[str, _Links]:
        return self.structure.derive(("case links", self._key), self._linked)

    def _linked(self) -> Mapping[str, _Links]:
        ties = self._ties(("leads", "guides", "coordinates", "refers"))
        upward = ties[ties["kind"].isin(["leads", "guides"])]
        beside = ties[ties["kind"] == "coordinates"]
        back = beside.rename(columns={"source": "target", "target": "source"})
        return {
            "below": _grouped(upward, "source", "target"),
            "above": _grouped(ties[ties["kind"] == "leads"], "target", "source"),
            "beside": _grouped(pd.concat([beside, back]), "target", "source"),
            "referring": _grouped(ties[ties["kind"] == "refers"], "target", "source"),
        }

    def _ties(self, kinds: tuple[str, ...]) -> pd.DataFrame:
        ties = self.structure.relations
        ties = ties[ties["kind"].isin(kinds)]
        return ties[ties["matter"].isna() | (ties["matter"] == self._key)]

    @cached_property
    def _rules(self) -> Mapping[str, frozenset[str]]:
        ties = self.structure.relations
        own = ties[(ties["kind"] == "refers") & (ties["matter"] == self.matter)]
        return {unit: frozenset(to) for unit, to in _grouped(own, "source", "target").items()}

    def call(self, caller: str, holder: str) -> Call | None:
        """Return the call that a unit can make on another, None without a live one."""
        return self._calls.get((caller, holder))

    @cached_property
    def _calls(self) -> Mapping[tuple[str, str], Call]:
        def compute() -> Mapping[tuple[str, str], Call]:
            ties = self._ties(("calls",))
            ties = ties[ties["probability"].isna() | (ties["probability"] > 0)]
            columns = ties[["source", "target", "probability", "limit_hours"]].astype(object)
            plain = columns.where(columns.notna(), None).to_numpy().tolist()
            rows = zip(plain, ties.index.tolist(), strict=True)
            return {(a, b): Call(chance, limit, row) for (a, b, chance, limit), row in rows}

        return self.structure.derive(("case calls", self._key), compute)

    def can_ask(self, unit: str, holder: str) -> bool:
        """Tell whether a unit can ask another over coordination or a joint body of both."""
        return any(kind != "calls" for kind, _ in self._common(unit, holder))

    def bodies(self, unit: str, holder: str) -> tuple[str, ...]:
        """Return the joint bodies of both that can decide: by their chair, or by their basis."""
        bodies = (body for kind, body in self._common(unit, holder) if kind == "joins")
        ids = self.structure.topology.units
        return tuple(
            sorted(
                str(ids[body])
                for body in bodies
                if body is not None and decides(self.structure, str(ids[body]), (unit, holder))
            )
        )

    def _common(self, first: str, second: str) -> list[tuple[str, int | None]]:
        number, own = numbers(self.structure), laterals_of(self.structure, self._key)
        ties = laterals(self.structure, self._key)
        nothing = frozenset[int]()
        both = own.get(number[first], nothing) & own.get(number[second], nothing)
        return [(ties[position].kind, ties[position].body) for position in sorted(both)]


def decides(structure: Structure, body: str, units: tuple[str, ...]) -> bool:
    """Tell whether a joint body decides for some units: its chair leads all, or has a basis."""
    joins = structure.relations
    chairs = joins[(joins["kind"] == "joins") & (joins["target"] == body)]
    chairs = chairs[chairs["mode"] == "chair"]
    if chairs["basis"].notna().any():
        return True
    return any(
        all(can_bind(structure, chair, unit) for unit in units) for chair in chairs["source"]
    )


def superiors_above(structure: Structure, unit: str) -> tuple[str, ...]:
    """Return the superiors to whom an exception climbs, one after the other.

    Of several superiors the primary one is taken, then the first by id.
    """
    above = structure.derive(("first superior",), lambda: _first_superiors(structure))
    found: list[str] = []
    while (unit := above.get(unit, "")) and unit not in found:
        found.append(unit)
    return tuple(found)


def _first_superiors(structure: Structure) -> Mapping[str, str]:
    arcs = structure.topology.arcs(["leads"], facet="order")
    ties = structure.relations.iloc[arcs.row]
    ties = ties.assign(first=ties["primary"].fillna(value=False))
    ties = ties.sort_values(["target", "first", "source"], ascending=[True, False, True])
    ties = ties.drop_duplicates("target")
    return dict(zip(ties["target"], ties["source"], strict=True))


def _grouped(ties: pd.DataFrame, by: str, column: str) -> _Links:
    """Return the other ends of ties by one end, sorted."""
    found: dict[str, set[str]] = {}
    for end, other in zip(ties[by], ties[column], strict=True):
        found.setdefault(end, set()).add(other)
    return {end: tuple(sorted(others)) for end, others in found.items()}
