"""What units can do about a cell: whose word, powers and data settle it."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from govgraph.measures.groundwork.holding import can_bind, can_use, holdings, needed_powers
from govgraph.measures.groundwork.work import work
from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure


@dataclass(frozen=True, eq=False)
class Standing:
    """The units of one cell and what each can do.

    Attributes
    ----------
    structure : Structure
        The structure.
    matter : str
        The matter.
    roles : dict of str to frozenset of str
        Units by role.
    needed : frozenset of str
        Powers that the matter takes.
    data : frozenset of str
        Data sets that it takes.
    holders : dict of str to tuple of str
        Units that hold each power or data set here.
    work : dict of str to int
        Row of each unit in the table of work, where its hours on one case are stated or shared out.
    """

    structure: Structure
    matter: str
    roles: dict[str, frozenset[str]]
    needed: frozenset[str]
    data: frozenset[str]
    holders: dict[str, tuple[str, ...]]
    work: dict[str, int]

    def having(self, role: str) -> tuple[str, ...]:
        """Return the units with a role, by id."""
        return tuple(sorted(self.roles.get(role, frozenset())))

    def lacking(self, unit: str, *others: str) -> frozenset[str]:
        """Return the needed powers that neither a unit nor any of some others can use."""
        return frozenset(
            power
            for power in self.needed
            if not any(self._can_use(one, power) for one in (unit, *others))
        )

    def data_out_of_reach(self, unit: str) -> float:
        """Return the share of the needed data that a unit cannot read; 0 when none are needed."""
        if not self.data:
            return 0.0
        return sum(not self._can_use(unit, data) for data in self.data) / len(self.data)

    def binding(self, superior: str) -> bool:
        """Tell whether a superior can give orders to a holder of every needed power."""
        return all(
            any(can_bind(self.structure, superior, holder) for holder in self.holders[power])
            for power in self.needed
        )

    def _can_use(self, unit: str, power: str) -> bool:
        return any(
            can_use(self.structure, unit, holder, self.matter, power)
            for holder in self.holders[power]
        )


@dataclass(frozen=True, eq=False)
class Standings:
    """The standing of units in every cell of a structure."""

    structure: Structure

    def of(self, cell: int) -> Standing:
        """Return who can do what in a cell, by its row in `cells`."""
        needed = self._needed.get(cell, frozenset())
        data = frozenset(power for power in needed if power in self._data_sets)
        held = self._holders
        return Standing(
            structure=self.structure,
            matter=str(self._matter.iloc[cell]),
            roles=self._roles.get(cell, {}),
            needed=needed - data,
            data=data,
            holders={power: held.get((cell, power), ()) for power in needed},
            work=self._work.get(cell, {}),
        )

    @cached_property
    def _matter(self) -> pd.Series:
        return cells(self.structure)["matter"]

    @cached_property
    def _needed(self) -> dict[int, frozenset[str]]:
        frame = needed_powers(self.structure)
        found: dict[int, set[str]] = {}
        for cell, power in zip(frame["cell"].tolist(), frame["power"], strict=True):
            found.setdefault(cell, set()).add(power)
        return {cell: frozenset(powers) for cell, powers in found.items()}

    @cached_property
    def _data_sets(self) -> frozenset[str]:
        shared = self.structure.relations["data"].dropna().str.removeprefix("data:")
        powers = self.structure.needs["power"]
        return frozenset(powers[powers.str.startswith("data:") | powers.isin(shared)])

    @cached_property
    def _holders(self) -> dict[tuple[int, str], tuple[str, ...]]:
        frame = holdings(self.structure)
        found: dict[tuple[int, str], dict[str, None]] = {}
        rows = zip(frame["cell"].tolist(), frame["power"], frame["unit"], strict=True)
        for cell, power, unit in rows:
            found.setdefault((cell, power), {})[unit] = None
        return {key: tuple(units) for key, units in found.items()}

    @cached_property
    def _roles(self) -> dict[int, dict[str, frozenset[str]]]:
        frame = participants(self.structure)
        found: dict[int, dict[str, set[str]]] = {}
        rows = zip(frame["cell"].tolist(), frame["role"], frame["unit"], strict=True)
        for cell, role, unit in rows:
            found.setdefault(cell, {}).setdefault(role, set()).add(unit)
        return {
            cell: {role: frozenset(units) for role, units in roles.items()}
            for cell, roles in found.items()
        }

    @cached_property
    def _work(self) -> dict[int, dict[str, int]]:
        frame = work(self.structure)
        frame = frame[frame["hours"] > 0]
        found: dict[int, dict[str, int]] = {}
        rows = zip(frame["cell"].tolist(), frame["unit"], frame.index.tolist(), strict=True)
        for cell, unit, row in rows:
            found.setdefault(cell, {})[unit] = row
        return found
