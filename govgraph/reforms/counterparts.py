"""Counterparts: the unit of the same kind and line in another area."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from govgraph.model.authority import AUTHORITY
from govgraph.reforms.draft import Draft
from govgraph.text import words

#: Kinds that only a unit of their own kind can stand in for.
ALONE = frozenset({"public", "channel", "portfolio"})
#: Relations that run from a superior to a subordinate.
RULING = tuple(name for name, kind in AUTHORITY.items() if kind.hierarchical)


@dataclass(frozen=True)
class _Unit:
    kind: str
    area: str | None
    lines: frozenset[str]


class Counterparts:
    """Finds the counterparts of units in a draft as it now stands.

    A counterpart in an area is a unit of the same kind that shares a line (or has none, as the
    unit itself), or else one of another kind that shares a line. Where several would do, one that
    leads or guides the unit already comes first, then the order of kinds and of ids decides.

    Parameters
    ----------
    draft : Draft
        The draft.
    gone : iterable of str
        Units that are to go and so cannot stand in for others.
    """

    def __init__(self, draft: Draft, gone: Iterable[str] = ()) -> None:
        frame, areas = draft.frame("units"), draft.frame("areas")
        lines: dict[str, set[str]] = {}
        for source in (frame.rename(columns={"id": "unit"}), draft.frame("unit_lines")):
            for unit, line in source[["unit", "line"]].dropna().itertuples(index=False):
                lines.setdefault(unit, set()).add(line)
        self._units = {
            unit: _Unit(kind, None if pd.isna(area) else area, frozenset(lines.get(unit, ())))
            for unit, kind, area in frame[["id", "kind", "area"]].itertuples(index=False)
        }
        self._gone = set(gone)
        self._there: dict[str, list[str]] = {}
        for unit, row in self._units.items():
            if row.area and unit not in self._gone:
                self._there.setdefault(row.area, []).append(unit)
        known = areas.dropna(subset=["parent"])
        self._parent = dict(zip(known["id"], known["parent"], strict=True))
        self._children: dict[str, list[str]] = {}
        for area, parent in self._parent.items():
            self._children.setdefault(parent, []).append(area)
        ties = draft.frame("relations")
        ruling = ties[ties["kind"].isin(RULING)]
        self._superiors: dict[str, list[str]] = {}
        ranked = ruling.assign(late=~ruling["primary"].fillna(value=False).astype(bool))
        for source, target in ranked.sort_values(["late", "kind"], ascending=[True, False])[
            ["source", "target"]
        ].itertuples(index=False):
            self._superiors.setdefault(target, []).append(source)

    def within(self, unit: str, area: str | None) -> str | None:
        """Return the counterpart of a unit in an area; None where there is none."""
        own = self._units[unit]
        found = [one for one in self._there.get(area or "", ()) if one != unit]
        alike = [one for one in found if self._alike(own, self._units[one])]
        near = [one for one in found if own.lines & self._units[one].lines]
        near = [one for one in near if not {own.kind, self._units[one].kind} & ALONE]
        order = words("unit_kind")
        above = set(self._superiors.get(unit, ()))

        def rank(one: str) -> tuple[bool, int, str]:
            return one not in above, order.index(self._units[one].kind), one

        return min(alike or near, key=rank, default=None)

    def above(self, unit: str) -> str | None:
        """Return the counterpart in the area above that still has units, or the superior."""
        area = self._parent.get(self._units[unit].area or "")
        while area is not None and area not in self._there:
            area = self._parent.get(area)
        superiors = (one for one in self._superiors.get(unit, ()) if one not in self._gone)
        return self.within(unit, area) or next(superiors, None)

    def below(self, unit: str) -> list[str]:
        """Return the counterparts in the areas below, one for each area that has one."""
        children = self._children.get(self._units[unit].area or "", [])
        found = [self.within(unit, area) for area in children]
        return [one for one in found if one is not None]

    def beside(self, unit: str, subordinate: str) -> str | None:
        """Return the counterpart of a superior in the area of a subordinate."""
        found = self.within(unit, self._units[subordinate].area)
        return None if found == subordinate else found

    def area(self, unit: str) -> str | None:
        """Return the area of a unit."""
        return self._units[unit].area

    @staticmethod
    def _alike(own: _Unit, other: _Unit) -> bool:
        shared = own.lines & other.lines or own.lines == other.lines
        return own.kind == other.kind and bool(shared)
