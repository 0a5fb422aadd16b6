"""Duties as cells of matter and area read them; see `govgraph.model.jurisdiction`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import pandas as pd

from govgraph.comparison.screening.held import Row
from govgraph.comparison.screening.layers import Groups
from govgraph.measures.groundwork.partners import WORKING_ROLES
from govgraph.model.structure import Structure

#: An area; None where nothing says where.
Area: TypeAlias = str | None
_NOWHERE: frozenset[str] = frozenset()


class Places(NamedTuple):
    """Areas, demand and matters, which no screened step changes.

    Attributes
    ----------
    parent : dict of str to str or None
        The area above each area.
    children : dict of str to list of str
        The areas below each area.
    within : dict of str to frozenset of str
        Each area with all areas above it.
    home : dict of str to str or None
        Area of every unit.
    public : frozenset of str
        Units that are the public.
    matters : tuple of str
        All matters.
    cases : dict
        Cases by matter and area; areas with demand by matter.
    asked : dict of str to set of str
        Areas with demand, by matter.
    partners : dict of str to list of str
        Matters that must come before or after each matter, as the table of them lists these.
    """

    parent: Mapping[str, Area]
    children: Mapping[str, list[str]]
    within: Mapping[str, frozenset[str]]
    home: Mapping[str, Area]
    public: frozenset[str]
    matters: tuple[str, ...]
    cases: Mapping[tuple[str, str], float]
    asked: Mapping[str, set[str]]
    partners: Mapping[str, list[str]]

    def up(self, area: Area) -> Iterator[Area]:
        """Yield an area and the areas above it, nearest first; None alone for no area."""
        yield area
        while area is not None and (area := self.parent[area]) is not None:
            yield area

    def related(self, one: Area, other: Area) -> bool:
        """Tell whether one of two areas is the other or holds it; no area may be any."""
        if one is None or other is None:
            return True
        return one in self.within[other] or other in self.within[one]

    def weight(self, matter: str, area: Area) -> float:
        """Return the cases of a cell; one for every cell where none are stated anywhere."""
        if not self.cases:
            return 1.0
        return 0.0 if area is None else self.cases.get((matter, area), 0.0)


def places(structure: Structure) -> Places:
    """Return what no screened step changes of where work arises."""
    areas = [*zip(*(_plain(structure.areas[name]) for name in ("id", "parent")), strict=True)]
    children: dict[str, list[str]] = {}
    for area, above in areas:
        if above is not None:
            children.setdefault(above, []).append(area)
    parent = dict(areas)
    units = structure.units
    asked: dict[str, set[str]] = {}
    cases: dict[tuple[str, str], float] = {}
    demand = structure.demand
    for matter, area, count in zip(*(demand[c] for c in ("matter", "area", "cases")), strict=True):
        asked.setdefault(matter, set()).add(area)
        cases[matter, area] = cases.get((matter, area), 0.0) + count
    partners: dict[str, list[str]] = {}
    depends = structure.depends
    for before, after in zip(depends["before"], depends["after"], strict=True):
        partners.setdefault(before, []).append(after)
        partners.setdefault(after, []).append(before)
    return Places(
        parent=parent,
        children=children,
        within={area: frozenset(_up(parent, area)) for area in parent},
        home=dict(zip(units["id"], _plain(units["area"]), strict=True)),
        public=frozenset(units.loc[units["kind"] == "public", "id"]),
        matters=tuple(structure.matters["id"]),
        cases=cases if sum(cases.values()) > 0 else {},
        asked=asked,
        partners=partners,
    )


def _up(parent: Mapping[str, Area], area: Area) -> Iterator[str]:
    while area is not None:
        yield area
        area = parent[area]


def _plain(column: "pd.Series[str]") -> list[str | None]:
    return [None if gone else cell for gone, cell in zip(column.isna(), column, strict=True)]


class Work:
    """The duties of a structure, or of a proposal as a layer over those of its structure.

    Attributes
    ----------
    places : Places
        Areas and demand.
    duties : Groups
        Unit and role of every duty by matter and area.
    led, held : Groups
        Areas for which someone leads, and has any duty, by matter.
    """

    def __init__(self, where: Places, below: "Work | None" = None) -> None:
        self.places = where
        self.duties: Groups[tuple[str, Area]] = Groups(below.duties.own if below else {})
        self.led: Groups[str] = Groups(below.led.own if below else {})
        self.held: Groups[str] = Groups(below.held.own if below else {})

    def over(self) -> "Work":
        """Return a layer over these duties."""
        return Work(self.places, self)

    def area(self, row: Row) -> Area:
        """Return where a duty or power holds: the area named, else that of its unit."""
        named: Area = row["area"]
        return self.places.home[row["unit"]] if named is None else named

    def put(self, row: Row, by: int) -> None:
        """Add a row of duties, or take one away."""
        matter, area = row["matter"], self.area(row)
        self.duties.add((matter, area), (row["unit"], row["role"]), by)
        self.held.add(matter, area, by)
        if row["role"] == "lead":
            self.led.add(matter, area, by)

    # Cells -------------------------------------------------------------------------------------

    def adrift(self, matter: str) -> bool:
        """Tell whether a matter has neither demand nor a lead anywhere."""
        return not self.places.asked.get(matter) and not self.led[matter]

    def areas(self, matter: str) -> set[Area]:
        """Return the areas of a matter's cells."""
        if self.adrift(matter):
            return set(self.held[matter]) or {None}
        return {*self.places.asked.get(matter, ()), *self.led[matter]}

    def is_cell(self, matter: str, area: Area) -> bool:
        """Tell whether a matter has a cell in an area."""
        if self.adrift(matter):
            return area in self.areas(matter)
        return area in self.places.asked.get(matter, ()) or area in self.led[matter]

    def leads(self, matter: str, area: Area) -> tuple[Area, frozenset[str]]:
        """Return the lead area of a cell and the units that lead there; nobody without one."""
        for here in self.places.up(area):
            if here in self.led[matter]:
                duties = self.duties[matter, here]
                return here, frozenset(unit for unit, role in duties if role == "lead")
        return None, _NOWHERE

    def workers(self, matter: str, area: Area, lead_area: Area) -> list[str]:
        """Return the units that work a matter in an area with others, in order, no public."""
        found = {
            unit
            for here in self.places.up(area)
            for unit, role in self.duties[matter, here]
            if role in WORKING_ROLES and (role != "lead" or here == lead_area)
        }
        return sorted(found - self.places.public)

    def covered(self, matter: str, area: Area) -> bool:
        """Tell whether every area below one has a lead of its own, and there is any."""
        below = self.places.children.get(area, ()) if area is not None else ()
        led = self.led[matter]
        return bool(below) and all(one in led or self.covered(matter, one) for one in below)

    def partners(self, matter: str, area: Area) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the matters that depend on one or precede it, with who leads them there."""
        for other in self.places.partners.get(matter, ()):
            for here in self.places.up(area):
                if self.is_cell(other, here):
                    yield other, self.leads(other, here)[1]
                    break
