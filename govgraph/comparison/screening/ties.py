"""Ties as measures read them, in a form that a few added or ended ties change a little of."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from govgraph.comparison.screening.held import Row
from govgraph.comparison.screening.layers import Counts, Groups
from govgraph.model.authority import AUTHORITY, COORDINATION
from govgraph.model.structure import Structure

#: What stands before the name of a data set where it is needed or held as a power.
DATA = "data:"


class Share(NamedTuple):
    """A row of ``shares`` as one of its ends sees it."""

    other: str
    matter: str | None
    data: str | None


class Fixed(NamedTuple):
    """What no screened step changes.

    Attributes
    ----------
    number : dict of str to int
        Number of every unit that is not the public.
    needed : dict of str to set of str
        Powers and data sets that every matter needs.
    """

    number: Mapping[str, int]
    needed: Mapping[str, frozenset[str]]


class Ties:
    """The ties of a structure, or of a proposal as a layer over those of its structure.

    Attributes
    ----------
    edges : Counts
        Coordinating ties by pair of unit numbers, ``low * n + high``.
    spans : Counts
        Leadership by pair of unit numbers, superior first.
    above : Groups
        Superiors that may give orders, by unit.
    side : Groups
        Matters of ties of coordination and live calls, "" for any, by pair of units.
    bodies : Groups
        Joint bodies with the matter of the membership, by member and by body.
    members : Groups
        Members by joint body.
    owners, users : Groups
        Shares by user and by owner.
    named : Counts
        Data sets that shares name.
    """

    def __init__(self, fixed: Fixed, below: "Ties | None" = None) -> None:
        self.fixed, self.n = fixed, len(fixed.number)
        self.edges: Counts[int] = Counts(below.edges.own if below else {})
        self.spans: Counts[int] = Counts(below.spans.own if below else {})
        self.named: Counts[str] = Counts(below.named.own if below else {})
        self.above: Groups[str] = Groups(below.above.own if below else {})
        self.side: Groups[tuple[str, str]] = Groups(below.side.own if below else {})
        self.bodies: Groups[str] = Groups(below.bodies.own if below else {})
        self.members: Groups[str] = Groups(below.members.own if below else {})
        self.owners: Groups[str] = Groups(below.owners.own if below else {})
        self.users: Groups[str] = Groups(below.users.own if below else {})
        self._below = below
        self._commanders: dict[str, frozenset[str]] = {}
        self._seen: dict[tuple[str, str, str | None], frozenset[str]] = {}

    def over(self) -> "Ties":
        """Return a layer over these ties."""
        return Ties(self.fixed, self)

    # Writing -----------------------------------------------------------------------------------

    def put(self, row: Row, by: int) -> None:
        """Add a row of relations, or take one away."""
        kind, source, target = row["kind"], row["source"], row["target"]
        self._plain(row, by)
        about = row["matter"] or ""
        if kind == "leads" and orders(row):
            self.above.add(target, source, by)
        elif kind == "coordinates" or (kind == "calls" and row["probability"] != 0):
            self.side.add(pair(source, target), about, by)
        elif kind == "joins":
            self.members.add(target, source, by)
            self.bodies.add(source, (target, about), by)
            self.bodies.add(target, (target, about), by)
        elif kind == "shares":
            self._share(row, by)

    def _plain(self, row: Row, by: int) -> None:
        """Count a tie between two units that are not the public."""
        kind, number = row["kind"], self.fixed.number
        first, second = number.get(row["source"]), number.get(row["target"])
        if first is None or second is None or first == second:
            return
        if kind in COORDINATION:
            self.edges.add(min(first, second) * self.n + max(first, second), by)
        if kind == "leads":
            self.spans.add(first * self.n + second, by)

    def _share(self, row: Row, by: int) -> None:
        source, target = row["source"], row["target"]
        data = row["data"] and row["data"].removeprefix(DATA)
        self.owners.add(target, Share(source, row["matter"], data), by)
        self.users.add(source, Share(target, row["matter"], data), by)
        if data is not None:
            self.named.add(data, by)

    # Reading -----------------------------------------------------------------------------------

    def tied(self, first: str, second: str, matters: Iterable[str]) -> bool:
        """Tell whether two units have a coordinating tie of their own for any of some matters."""
        if second in self.above[first] or first in self.above[second]:
            return True
        beside, own, other = self.side[pair(first, second)], self.bodies[first], self.bodies[second]
        if "" in beside or any(matter in beside for matter in matters):
            return True
        return bool(own and other) and any(
            not _bodies(own, matter).isdisjoint(_bodies(other, matter)) for matter in matters
        )

    def commanders(self, unit: str) -> frozenset[str]:
        """Return a unit and every unit that can bind it, directly or through others."""
        found = self._commanders.get(unit)
        if found is None:
            if self._below is not None:
                found = self._below.commanders(unit)
            if found is None or not found.isdisjoint(self.above.own):
                found = _closure(unit, self.above.__getitem__)
            self._commanders[unit] = found
        return found

    def sees(self, first: str, second: str, matters: Iterable[str]) -> bool:
        """Tell whether two units have a sharing path for the data of any of some matters."""
        return any(
            not self.reaching(first, matter).isdisjoint(self.reaching(second, matter))
            for matter in matters
        )

    def reaching(self, unit: str, matter: str, data: str | None = None) -> frozenset[str]:
        """Return a unit and all whose data reach it, for a matter or for a data set it needs."""
        key = (unit, matter, data)
        found = self._seen.get(key)
        if found is None:
            if self._below is not None:
                found = self._below.reaching(unit, matter, data)
            if found is None or not found.isdisjoint(self.owners.own):
                needed = self.fixed.needed.get(matter, frozenset())
                counts = (
                    partial(_about, matter, needed) if data is None else partial(_of, matter, data)
                )
                found = _closure(unit, lambda one: [s.other for s in self.owners[one] if counts(s)])
            self._seen[key] = found
        return found

    def usable(self, lead: str, holder: str, matter: str, power: str) -> bool:
        """Tell whether a lead can have a holder's power used: by orders, or as shared data."""
        return lead in self.commanders(holder) or self._data_reach(holder, lead, matter, power)

    def data_set(self, power: str) -> str | None:
        """Return the data set that a power is; None for a power that is none."""
        name = power.removeprefix(DATA)
        return name if name != power or self.named[name] else None

    def _data_reach(self, owner: str, user: str, matter: str, power: str) -> bool:
        name = self.data_set(power)
        if name is None:
            return False
        return owner in self.reaching(user, matter, name)

    def downstream(self, owner: str) -> frozenset[str]:
        """Return a unit and all that its data reach, by the ties here and in the layer below."""

        def users(one: str) -> set[str]:
            shares = {*self.users[one], *self.users.below.get(one, ())}
            return {share.other for share in shares}

        return _closure(owner, users)


def orders(row: Row) -> bool:
    """Tell whether a tie of leadership permits orders."""
    if row["permits"] is None:
        return "order" in AUTHORITY["leads"].permits
    return "order" in row["permits"].split(";")


def pair(first: str, second: str) -> tuple[str, str]:
    """Return two units in ascending order of their ids."""
    return (first, second) if first < second else (second, first)


def _about(matter: str, needed: frozenset[str], share: Share) -> bool:
    """Tell whether a share lets data for a matter be read."""
    named = share.data is None or share.data in needed
    return share.matter == matter or (share.matter is None and named)


def _of(matter: str, data: str, share: Share) -> bool:
    """Tell whether a share lets a data set be read for a matter."""
    return share.matter in {None, matter} and share.data in {None, data}


def _bodies(memberships: Iterable[tuple[str, str]], matter: str) -> set[str]:
    return {body for body, about in memberships if about in {"", matter}}


def _closure(unit: str, further: Callable[[str], Iterable[str]]) -> frozenset[str]:
    found, waiting = {unit}, [unit]
    while waiting:
        new = set(further(waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def fixed(structure: Structure) -> Fixed:
    """Return what no screened step changes of what ties are read with."""
    units = structure.units
    inside = units.loc[units["kind"] != "public", "id"].tolist()
    needed: dict[str, set[str]] = {}
    needs = structure.needs
    for matter, power in zip(needs["matter"], needs["power"], strict=True):
        needed.setdefault(matter, set()).add(power.removeprefix(DATA))
    return Fixed(
        {unit: number for number, unit in enumerate(inside)},
        {matter: frozenset(powers) for matter, powers in needed.items()},
    )
