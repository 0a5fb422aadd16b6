"""Who works the cases of a unit: its desks, from the workload or from the officials in post."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from govgraph.casework.ways import superiors_above
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

#: Kinds of unit that are a front of the unit that leads them.
_FRONTS = ("desk", "channel")


@dataclass(frozen=True, eq=False)
class Desks:
    """The officials behind every unit.

    Attributes
    ----------
    structure : Structure
        The structure.
    workload : Workload or None
        Its ``servers`` say how many officials there are, of which skill and for how many hours.
    """

    structure: Structure
    workload: Workload | None

    def of(self, unit: str, matter: str, line: str | None) -> tuple[str, str | None]:
        """Return the desk, a unit and a skill, that works the cases of a matter for a unit."""
        worker = self.worker(unit)
        skills = self._skills.get(worker, frozenset())
        return worker, next((skill for skill in (matter, line) if skill in skills), None)

    def worker(self, unit: str) -> str:
        """Return the unit whose officials do the work of a unit.

        A desk or channel without officials of its own is worked by its home, a joint body by its
        secretariat, else by its chair.
        """
        return self._workers.get(unit, unit)

    def organisation(self, unit: str) -> str:
        """Return the organisation that a unit belongs to: a desk or channel to its home."""
        if self.kind[unit] not in _FRONTS:
            return unit
        return next(iter(superiors_above(self.structure, unit)), unit)

    def front(self, unit: str, matter: str) -> str:
        """Return the place where a person meets a unit: its desk for a matter, else itself."""
        return self._fronts.get((unit, matter), self._sites[unit])

    def table(self, used: list[tuple[str, str | None]]) -> pd.DataFrame:
        """Return who the desks used are.

        Returns
        -------
        DataFrame
            ``unit``, ``skill``, ``organisation`` and ``level`` as `CaseFlow` has them;
            ``unit_row`` and ``server_row``, the rows of the tables of units and servers that say
            how many officials there are, −1 where no such row does.
        """
        units = pd.Series([unit for unit, _ in used], dtype=object)
        ids = pd.Index(self.structure.units["id"].astype(object))
        return pd.DataFrame(
            {
                "unit": units,
                "skill": [skill for _, skill in used],
                "organisation": [self.organisation(unit) for unit in units],
                "level": pd.Series([self.level[unit] for unit in units], dtype=object),
                "unit_row": ids.get_indexer(pd.Index(units)),
                "server_row": [self._servers.get(one, -1) for one in used],
            }
        )

    @cached_property
    def _servers(self) -> Mapping[tuple[str, Any], int]:
        """Row of the table of servers for each unit and skill."""
        if self.workload is None:
            return {}
        rows = self.workload.servers
        skill = rows["skill"].astype(object).where(rows["skill"].notna(), None)
        return {one: row for row, one in enumerate(zip(rows["unit"], skill, strict=True))}

    @cached_property
    def _skills(self) -> Mapping[str, frozenset[Any]]:
        found: dict[str, set[Any]] = {}
        for unit, skill in self._servers:
            found.setdefault(unit, set()).add(skill)
        return {unit: frozenset(skills) for unit, skills in found.items()}

    @cached_property
    def kind(self) -> Mapping[str, str]:
        """The kind of every unit."""
        units = self.structure.units
        return dict(zip(units["id"], units["kind"], strict=True))

    @cached_property
    def level(self) -> Mapping[str, str | None]:
        """The level of every unit, None where it has none."""
        units = self.structure.units
        level = units["level"].astype(object).where(units["level"].notna(), None)
        return dict(zip(units["id"], level, strict=True))

    @cached_property
    def _workers(self) -> Mapping[str, str]:
        units = self.structure.units
        staffed = set(units.loc[units["filled"].notna(), "id"]) | set(self._skills)
        found = {
            unit: self.organisation(unit)
            for unit, kind in self.kind.items()
            if kind in _FRONTS and unit not in staffed
        }
        for body, kind in self.kind.items():
            if kind == "joint_body" and body not in staffed:
                found[body] = self._secretariat.get(body, body)
        return found

    @cached_property
    def _secretariat(self) -> Mapping[str, str]:
        ties = self.structure.relations
        ties = ties[(ties["kind"] == "joins") & ties["mode"].isin(["secretariat", "chair"])]
        ties = ties.sort_values(["target", "mode", "source"], ascending=[True, False, True])
        first = ties.drop_duplicates("target")
        return dict(zip(first["target"], first["source"], strict=True))

    @cached_property
    def _sites(self) -> Mapping[str, str]:
        units = self.structure.units
        site = units["site"].where(units["site"].notna(), units["id"])
        return dict(zip(units["id"], site, strict=True))

    @cached_property
    def _fronts(self) -> Mapping[tuple[str, str], str]:
        duties = self.structure.duties
        found: dict[tuple[str, str], str] = {}
        for unit, matter in zip(duties["unit"], duties["matter"], strict=True):
            if self.kind[unit] == "desk":
                found.setdefault((self.organisation(unit), matter), self._sites[unit])
        return found
