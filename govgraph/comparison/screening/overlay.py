"""A draft that is held as its differences from rows which many proposals share.

Operators write into it as into any draft, so that a screened step does what an enacted one does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from govgraph.comparison.screening.held import CHANGED, Held, HeldTable, Key, Row, several
from govgraph.reforms.draft import Draft
from govgraph.reforms.joining import joined
from govgraph.reforms.selection import Selection


class Overlay(Draft):
    """What the steps of one proposal make of the tables that they change.

    Parameters
    ----------
    held : Held
        The tables as they are.

    Attributes
    ----------
    now : dict
        Rows that were changed or added, as they are now, by table and number.
    gone : dict
        Rows that are no longer there, by table.
    fresh : dict
        Rows that the step at work changed (True) or added (False), by table.
    ended : dict
        Rows that the step at work changed or took away, as they were before it did.
    set : list
        Cells that the step at work put into rows, by table.
    """

    def __init__(self, held: Held) -> None:
        super().__init__(held.structure)
        self.held = held
        self.now: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in CHANGED}
        self.gone: dict[str, set[int]] = {name: set() for name in CHANGED}
        self._end = {name: held.tables[name].size for name in CHANGED}
        self._keys: dict[str, dict[Key, list[int]]] = {name: {} for name in CHANGED}
        self.begin({})

    def begin(self, common: Mapping[str, object]) -> None:
        """Go on to the next step."""
        self.common, self.released = common, set()
        self.fresh: dict[str, dict[int, bool]] = {name: {} for name in CHANGED}
        self.ended: dict[str, list[Row]] = {name: [] for name in CHANGED}
        self.set: list[tuple[str, dict[str, object]]] = []

    # Reading -----------------------------------------------------------------------------------

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table that no screened step changes."""
        return self.held.structure.table(table)

    def choose(self, chosen: Selection, table: str = "units") -> list[str]:
        """Return the ids that a selection chooses."""
        return self.held.choose(chosen, table)

    def row(self, table: str, number: int) -> Row:
        """Return a row as it is now."""
        found = self.now[table].get(number)
        return self.held.tables[table].record(number) if found is None else found

    def rows(self, table: str, **equal: object) -> list[int]:
        """Return the numbers of the rows whose columns hold the values given."""
        held, now, gone = self.held.tables[table], self.now[table], self.gone[table]
        wanted = [(held.columns[name], name, several(value)) for name, value in equal.items()]
        found = held.candidates(equal)
        for column, _, values in wanted:
            found = [number for number in found if column[number] in values]
        found = [number for number in found if number not in gone and number not in now]
        for number, row in now.items():
            if all(row[name] in values for _, name, values in wanted):
                found.append(number)
        return sorted(found)

    def records(self, table: str, rows: Iterable[int]) -> list[dict[str, Any]]:
        """Return rows, known by number, as dictionaries."""
        return [dict(self.row(table, number)) for number in rows]

    def touched(self) -> list[str]:
        """Return the tables that the step at work wrote to."""
        return [name for name in CHANGED if self.fresh[name] or self.ended[name]]

    # Writing -----------------------------------------------------------------------------------

    def change(
        self, table: str, rows: Iterable[int], reason: str = "", /, **values: object
    ) -> None:
        """Give rows new values in some columns."""
        del reason
        numbers = list(rows)
        for number in numbers:
            row = self.row(table, number)
            self._unkey(table, number, row)
            self._note(table, number, row)
            self.now[table][number] = {**row, **values}
            self._key(table, number)
            self.fresh[table].setdefault(number, True)
        if numbers:
            self.set.append((table, dict(values)))

    def add(self, table: str, /, **row: object) -> int:
        """Add a row that comes from nowhere; return its number."""
        number = self._end[table]
        self.now[table][number] = self.held.typed(table, {**self.common, **row})
        self._end[table] += 1
        self._key(table, number)
        self.fresh[table][number] = False
        return number

    def copy(self, table: str, row: int, reason: str = "", /, **values: object) -> int:
        """Add a row that descends from another; return its number."""
        del reason
        number = self._end[table]
        self.now[table][number] = self.held.typed(table, {**self.row(table, row), **values})
        self._end[table] += 1
        self._key(table, number)
        self.fresh[table][number] = False
        return number

    def lose(self, table: str, rows: Iterable[int], reason: str) -> None:
        """Take rows away."""
        del reason
        self._take(table, list(rows))

    def settle(self, reason: str) -> None:
        """Drop ties from a unit to itself, and join rows that a change made alike."""
        ties = self.now["relations"]
        own = self.fresh["relations"]
        internal = [one for one in own if ties[one]["source"] == ties[one]["target"]]
        self.lose("relations", internal, reason)
        for table in self.touched():
            for alike in list(self._alike(table)):
                first, *others = alike
                values = joined(table, self.records(table, alike))
                if values:
                    self.change(table, [first], reason, **values)
                    self.set.pop()
                self._take(table, others)
        if own:
            self._keep_one_primary()

    def _alike(self, table: str) -> Iterator[list[int]]:
        held, keys = self.held.tables[table], self._keys[table]
        for key in dict.fromkeys(held.key(self.now[table][one]) for one in self.fresh[table]):
            own = held.keys.get(key)
            still = own is not None and own not in self.gone[table] and own not in self.now[table]
            rows = sorted([*keys.get(key, ()), *([own] if still and own is not None else [])])
            if len(rows) > 1:
                yield rows

    def _keep_one_primary(self) -> None:
        """Let a unit that came to have several primary superiors keep the first."""
        rows = [self.now["relations"][one] for one in self.fresh["relations"]]
        led = [row["target"] for row in rows if row["kind"] == "leads" and row["primary"]]
        for target in dict.fromkeys(led):
            _, *others = self.rows("relations", kind="leads", target=target, primary=True)
            self.change("relations", others, "", primary=None)

    def _take(self, table: str, rows: Iterable[int]) -> None:
        for number in rows:
            row = self.row(table, number)
            self._unkey(table, number, row)
            self._note(table, number, row)
            self.now[table].pop(number, None)
            self.fresh[table].pop(number, None)
            if number < self.held.tables[table].size:
                self.gone[table].add(number)

    def _note(self, table: str, number: int, row: Row) -> None:
        """Note a row as the step at work found it."""
        if number not in self.fresh[table]:
            self.ended[table].append(row)

    # Keys --------------------------------------------------------------------------------------

    def _key(self, table: str, number: int) -> None:
        key = self.held.tables[table].key(self.now[table][number])
        self._keys[table].setdefault(key, []).append(number)

    def _unkey(self, table: str, number: int, row: Row) -> None:
        if number in self.now[table]:
            self._keys[table][self.held.tables[table].key(row)].remove(number)

    # Ending ------------------------------------------------------------------------------------

    def differences(self, table: str) -> tuple[Sequence[Row], Sequence[Row]]:
        """Return the rows of a table that are no longer as they were, before and now."""
        held: HeldTable = self.held.tables[table]
        changed = [number for number in self.now[table] if number < held.size]
        before = [held.record(number) for number in (*changed, *self.gone[table])]
        return before, list(self.now[table].values())
