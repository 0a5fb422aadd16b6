"""Re-homing: where everything goes that a unit held when it is abolished."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from govgraph.errors import InvalidStructureError, Place, Problem, UserError
from govgraph.reforms.counterparts import RULING, Counterparts
from govgraph.reforms.draft import Draft, records
from govgraph.reforms.sharing import equal, hand_over, shared, spread
from govgraph.text import match, words

_Numbered: TypeAlias = tuple[int, dict[str, Any]]
#: Roles that go up when duties are split; the others go down.
_UPWARD = frozenset({"lead", "decide", "supervise"})


@dataclass(frozen=True)
class Rehoming:
    """Where everything goes that units held, each by a policy.

    A policy is a word of the glossary's group ``home``, the id of a unit, or empty: nothing may
    be left to re-home then.

    Attributes
    ----------
    superiors : str
        Ties from the units to their subordinates, and whom they assess.
    duties, powers : str
        Their duties and powers.
    staff : str
        Their officials, quota and posts.
    doors : str
        Cases that come in at them.
    """

    superiors: str = ""
    duties: str = ""
    powers: str = ""
    staff: str = ""
    doors: str = ""


def abolish(draft: Draft, units: Sequence[str], rehoming: Rehoming, name: str) -> None:
    """Take units away and re-home what they held.

    Parameters
    ----------
    draft : Draft
        The draft.
    units : sequence of str
        The units.
    rehoming : Rehoming
        Where everything goes.
    name : str
        Name of the operator, for errors.

    Raises
    ------
    InvalidStructureError
        Lists everything that has no home.
    """
    work = _Abolition(draft, units, rehoming)
    for step in (work.ties, work.duties, work.powers, work.staff, work.doors):
        step()
    if work.problems:
        raise InvalidStructureError(work.problems, name)
    work.rest()


class _Abolition:
    def __init__(self, draft: Draft, units: Sequence[str], rehoming: Rehoming) -> None:
        self.draft, self.gone = draft, set(units)
        self.stay = set(draft.frame("units")["id"]) - self.gone
        self.found = Counterparts(draft, units)
        self.policies = {name: _word(draft, value) for name, value in vars(rehoming).items()}
        self.problems: list[Problem] = []
        for policy in self.gone & set(self.policies.values()):
            raise UserError("reforms.home_is_gone", unit=policy)

    def ties(self) -> None:
        """Give subordinates another superior, and the assessed another assessor."""
        draft, policy = self.draft, self.policies["superiors"]
        rows = draft.rows("relations", kind=[*RULING, "assesses"], source=self.gone)
        left = [(r, tie) for r, tie in self._each("relations", rows) if tie["target"] in self.stay]
        if policy == "drop":
            draft.lose("relations", [row for row, _ in left], "reforms.dropped")
            draft.released |= {str(tie["target"]) for _, tie in left}
        else:
            self._repoint("relations", "source", "target", left)
        rows = draft.rows("goals", assessor=self.gone)
        goals = [(r, goal) for r, goal in self._each("goals", rows) if goal["unit"] in self.stay]
        if policy == "drop":
            draft.change("goals", [row for row, _ in goals], "reforms.dropped", assessor=None)
        else:
            self._repoint("goals", "assessor", "unit", goals)

    def _repoint(self, table: str, column: str, of: str, rows: list[_Numbered]) -> None:
        """Let rows name the new superior of the unit they are about."""
        homes: dict[int, str] = {}
        for row, values in rows:
            source, target = str(values[column]), str(values[of])
            home = self._superior(self.policies["superiors"], source, target)
            if home is None:
                self._refuse("superiors", table, column, f"{source} → {target}")
            else:
                homes[row] = home
        new = {column: pd.Series(homes, dtype=object)}
        self.draft.change(table, list(homes), "reforms.rehomed", **new)

    def duties(self) -> None:
        """Hand duties over; units that did one each in an area of their own count as an average."""
        rows = self.draft.rows("duties", unit=self.gone)
        for row, duty in self._each("duties", rows):
            part = "up" if duty["role"] in _UPWARD else "down"
            self._hand("duties", row, duty, part)
        self._average(rows)
        self.draft.settle("reforms.rehomed")

    def powers(self) -> None:
        """Hand powers over."""
        for row, power in self._each("powers", self.draft.rows("powers", unit=self.gone)):
            self._hand("powers", row, power, "both")
        self.draft.settle("reforms.rehomed")

    def staff(self) -> None:
        """Hand staff, quota and posts over."""
        policy = self.policies["staff"]
        for unit in sorted(self.gone):
            if policy == "drop" or not self._staffed(unit):
                continue
            homes = self._homes(policy, unit, "both")
            if homes:
                hand_over(self.draft, unit, homes, equal(len(homes)), "reforms.rehomed")
            else:
                self._refuse("staff", "units", "filled", unit)
        self.draft.settle("reforms.rehomed")

    def doors(self) -> None:
        """Let cases come in elsewhere; they arise all the same where a door is dropped."""
        policy = self.policies["doors"]
        for row, demand in self._each("demand", self.draft.rows("demand", door=self.gone)):
            if policy == "drop":
                self.draft.change("demand", [row], "reforms.door_dropped", door=None)
                continue
            homes = self._homes(policy, demand["door"], "both")
            below = set(self.found.below(demand["door"]))
            values = shared("demand", demand, equal(len(homes) or 1))
            for home, value in zip(homes, values, strict=False):
                own = demand["area"] == self.found.area(demand["door"]) and home in below
                value |= {"door": home, "area": self.found.area(home) if own else demand["area"]}
            if homes:
                spread(self.draft, "demand", row, values, "reforms.door_moved")
            else:
                self._refuse("doors", "demand", "door", f"{demand['door']}: {demand['matter']}")
        self.draft.settle("reforms.rehomed")

    def rest(self) -> None:
        """Take the units away with the ties that nobody else can have."""
        draft = self.draft
        for table, columns in (("relations", ("source", "target")), ("goals", ("unit",))):
            for column in columns:
                draft.lose(table, draft.rows(table, **{column: self.gone}), "reforms.ended_with")
        draft.lose("unit_lines", draft.rows("unit_lines", unit=self.gone), "reforms.ended_with")
        for table in ("duties", "powers", "posts"):
            draft.lose(table, draft.rows(table, unit=self.gone), "reforms.dropped")
        draft.settle("reforms.rehomed")
        draft.lose("units", draft.rows("units", id=self.gone), "reforms.abolished")

    def _each(self, table: str, rows: Sequence[int]) -> Iterator[_Numbered]:
        return zip(rows, records(self.draft.frame(table).loc[list(rows)]), strict=True)

    def _superior(self, policy: str, source: str, target: str) -> str | None:
        beside = self.found.beside(source, target) if policy in {"down", "split"} else None
        if beside or policy in {"", "down", "drop"}:
            return beside
        return self.found.above(source) if policy in {"up", "split"} else policy

    def _homes(self, policy: str, unit: str, part: str) -> list[str]:
        """Return the units that receive; `part` says what goes where when a policy splits."""
        if policy not in words("home"):
            return [policy] if policy else []
        above = self.found.above(unit) if policy in {"up", "split"} else None
        up = [above] if above else []
        down = self.found.below(unit) if policy in {"down", "split"} else []
        if policy == "split" and part != "both":
            return (up or down) if part == "up" else (down or up)
        return [*up, *(one for one in down if one not in up)]

    def _hand(self, table: str, row: int, held: dict[str, Any], part: str) -> None:
        policy, unit = self.policies[table], str(held["unit"])
        if policy == "drop":
            return
        homes = self._homes(policy, unit, part)
        if homes:
            below = set(self.found.below(unit))
            own = held["area"] == self.found.area(unit)
            places = [self.found.area(h) if own and h in below else held["area"] for h in homes]
            values = [{"unit": h, "area": p} for h, p in zip(homes, places, strict=True)]
            spread(self.draft, table, row, values, "reforms.rehomed")
        else:
            self._refuse(table, table, "unit", f"{unit}: {held.get('matter') or held.get('power')}")

    def _average(self, rows: Sequence[int]) -> None:
        """Divide the hours of duties that will be joined by the areas they were done in.

        Hours are hours for one case: two townships that each take two hours for a case of their
        own leave two hours, not four, to the county that takes the cases of both.
        """
        draft = self.draft
        before = draft.given("duties").frame.loc[list(rows), "unit"]
        now = draft.frame("duties").loc[list(rows)].assign(home=before.map(self.found.area))
        key = ["unit", "matter", "role", "area"]
        areas = now.groupby(key, dropna=False)["home"].transform("nunique")
        for row in now.index[areas > 1]:
            ends = {c: now.loc[row, c] / areas[row] for c in ("hours", "low", "high")}
            draft.change("duties", [row], "reforms.rehomed", **ends)

    def _staffed(self, unit: str) -> bool:
        frame = self.draft.frame("units")
        row = frame.loc[self.draft.rows("units", id=unit), ["quota", "filled"]]
        return bool(row.fillna(0.0).to_numpy().any()) or bool(self.draft.rows("posts", unit=unit))

    def _refuse(self, policy: str, table: str, column: str, value: str) -> None:
        key = "reforms.no_home" if self.policies[policy] else "reforms.say_where"
        self.problems.append(Problem(key, Place(table, None, column), value, {"policy": policy}))


def _word(draft: Draft, policy: str) -> str:
    """Return a policy's word, or the id of the unit it names."""
    found = match("home", policy) if policy else ""
    return draft.choose(policy)[0] if found is None else found
