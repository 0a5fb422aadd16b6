"""What rows that a step changed must obey: the rules of the model, asked of these rows alone.

All other rows are known to be valid, and no screened step takes a unit, area or matter away. The
order is that of `govgraph.reforms.enacting.enact`, so that the first rule broken is the same.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from govgraph.comparison.screening.held import CHANGED, Held, Row
from govgraph.comparison.screening.overlay import Overlay
from govgraph.errors import Place, Problem
from govgraph.model.authority import AUTHORITY
from govgraph.model.schema import ABOUT, TABLES
from govgraph.text import words


class Rules:
    """The rules of the model for the units of a structure.

    Parameters
    ----------
    held : Held
        The structure's tables.
    """

    def __init__(self, held: Held) -> None:
        self.held = held
        self._refers = {
            table: [(c.name, held.ids[c.refers]) for c in TABLES[table].columns if c.refers]
            for table in CHANGED
        }
        structure = held.structure
        units, levels = structure.units, structure.levels
        rank = dict(zip(levels["id"], levels["rank"].astype(float), strict=True))
        self.kind: dict[str, str] = dict(zip(units["id"], units["kind"], strict=True))
        known = zip(units["id"], units["level"], strict=True)
        self.rank = {unit: rank[level] for unit, level in known if not pd.isna(level)}

    def broken(self, draft: Overlay) -> Problem | None:
        """Return the first rule that the step at work breaks; None when it is lawful."""
        parts = [self._dangling(draft)]
        if draft.ended["relations"]:
            parts.append(self._leaderless(draft))
        if draft.set:
            parts.append(self._unread(draft))
        return next(chain(*parts, self._between(draft)), None)

    def date(self, date: str) -> Problem | None:
        """Return what is wrong with the date that the structure would have."""
        found = self.held.problems(ABOUT.name, {"as_of": date}) if date else []
        return found[0] if found else None

    def _dangling(self, draft: Overlay) -> Iterator[Problem]:
        for table, fresh in draft.fresh.items():
            rows = [draft.now[table][number] for number in sorted(fresh)]
            for name, known in self._refers[table] if rows else ():
                for row in rows:
                    if row[name] is not None and row[name] not in known:
                        yield Problem("reforms.orphaned", Place(table, None, name), row[name])

    def _leaderless(self, draft: Overlay) -> Iterator[Problem]:
        """Yield the units that the step leaves without any superior though they had one."""
        led = {row["target"] for row in draft.ended["relations"] if row["kind"] == "leads"}
        for unit in sorted(led - draft.released):
            if not draft.rows("relations", kind="leads", target=unit):
                yield Problem("reforms.without_superior", Place("units", None, "id"), unit)

    def _unread(self, draft: Overlay) -> Iterator[Problem]:
        """Yield cells that the step put into rows and the model does not understand."""
        for table in CHANGED:
            for name, cells in draft.set:
                if name == table:
                    yield from self.held.problems(table, cells)

    def _between(self, draft: Overlay) -> Iterator[Problem]:
        fresh = {
            table: [draft.now[table][number] for number in sorted(numbers)]
            for table, numbers in draft.fresh.items()
            if numbers
        }
        for table, rows in fresh.items():
            yield from _ranges(table, rows)
            yield from _dates(table, rows)
        if ties := fresh.get("relations"):
            yield from self._ends(ties)
            yield from _facets(ties)
            yield from _modes(ties)
            yield from _circles(draft, ties)
        for row in fresh.get("powers", ()):
            if row["matter"] is not None and row["line"] is not None:
                place = Place("powers", None, "line")
                yield Problem("model.both_matter_and_line", place, row["unit"])

    def _ends(self, ties: Sequence[Row]) -> Iterator[Problem]:
        for row in ties:
            ends = AUTHORITY[row["kind"]]
            source, target = self.kind[row["source"]], self.kind[row["target"]]
            if source not in ends.sources or target not in ends.targets:
                yield _tie("model.bad_end", "kind", row)
        for row in ties:
            if row["source"] == row["target"]:
                yield _tie("model.self_relation", "target", row)
        for row in ties:
            if AUTHORITY[row["kind"]].hierarchical:
                upper, lower = self.rank.get(row["source"]), self.rank.get(row["target"])
                if upper is not None and lower is not None and upper > lower:
                    yield _tie("model.level_order", "source", row)


def _tie(key: str, column: str, row: Row) -> Problem:
    shown = f"{row['source']} → {row['target']}"
    return Problem(key, Place("relations", None, column), shown)


def _ranges(table: str, rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        low, high = row["low"], row["high"]
        if low is not None and high is not None and low > high:
            yield Problem("model.range_order", Place(table, None, "low"), f"{low:g}")
    principal = TABLES[table].principal
    for row in rows if principal else ():
        low, high, value = row["low"], row["high"], row[principal]
        beyond = value is not None and (
            (low is not None and value < low) or (high is not None and value > high)
        )
        if beyond and not (low is not None and high is not None and low > high):
            place = Place(table, None, principal)
            yield Problem("model.outside_own_range", place, f"{value:g}")


def _dates(table: str, rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        since, until = row["since"], row["until"]
        both = since is not None and until is not None
        if both and since > until and not since.startswith(until):
            yield Problem("model.date_order", Place(table, None, "since"), since)


def _facets(ties: Sequence[Row]) -> Iterator[Problem]:
    for row in ties:
        may = AUTHORITY[row["kind"]].may_permit
        for facet in (row["permits"] or "").split(";"):
            if facet and facet not in may:
                yield Problem("model.bad_permit", Place("relations", None, "permits"), facet)


def _modes(ties: Sequence[Row]) -> Iterator[Problem]:
    for row in ties:
        group = AUTHORITY[row["kind"]].modes
        if group and row["mode"] is not None and row["mode"] not in words(group):
            yield Problem("model.not_a_word", Place("relations", None, "mode"), row["mode"])


def _circles(draft: Overlay, ties: Sequence[Row]) -> Iterator[Problem]:
    for kind in ("leads", "guides"):
        for row in ties:
            if row["kind"] == kind and _above(draft, kind, row["source"], row["target"]):
                yield _tie("model.cycle", "target", row)


def _above(draft: Overlay, kind: str, unit: str, sought: str) -> bool:
    """Tell whether one unit stands above another by a kind of relation, at any height."""
    found, waiting = {unit}, [unit]
    while waiting:
        here = waiting.pop()
        if here == sought:
            return True
        rows = draft.rows("relations", kind=kind, target=here)
        new = {draft.row("relations", number)["source"] for number in rows} - found
        found |= new
        waiting.extend(new)
    return False
