"""What differs between two structures, laid over one picture: nothing moves from view to view."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

import pandas as pd

from govgraph.comparison.rows import differences, keyed, with_new_ids
from govgraph.comparison.wording import Words, records
from govgraph.maps.matter_paths import MatterPath, Step, matter_paths
from govgraph.model.schema import COMMON, TABLES
from govgraph.model.structure import Structure
from govgraph.text import Language, label, say

Change = Literal["same", "added", "removed", "moved", "changed"]
#: What can have become of a unit or a relation, in the order of the legend.
CHANGES: tuple[Change, ...] = get_args(Change)
Version = Literal["difference", "before", "after"]
#: Views of a difference map: both laid over each other, and each by itself.
VERSIONS: tuple[Version, ...] = get_args(Version)

What = Literal["units", "ties"]
#: What is counted.
WHAT: tuple[What, ...] = get_args(What)

#: Columns of a unit whose change means that it stands elsewhere.
_PLACE = frozenset({"area", "line", "level"})
#: Columns that say where a row comes from, not what it is.
_ASIDE = frozenset(column.name for column in COMMON) - {"basis", "until"}
#: Tables of whose rows a map shows what became.
_SHOWN = ("units", "relations", "duties", "powers")
#: Tables whose rows belong to a unit.
_OWN = ("unit_lines", "duties", "powers", "posts", "goals")


@dataclass(frozen=True)
class Difference:
    """What became of every row of the structure that holds both.

    Attributes
    ----------
    before, after : Structure
        The structures, the ids of the first one renewed.
    units, ties, duties, powers : tuple of str
        By row of the table: one of `CHANGES`.
    unit_notes, tie_notes : tuple of tuple of str
        By row: what changes, in the language of the map.
    """

    before: Structure
    after: Structure
    units: tuple[Change, ...]
    ties: tuple[Change, ...]
    duties: tuple[Change, ...]
    powers: tuple[Change, ...]
    unit_notes: tuple[tuple[str, ...], ...]
    tie_notes: tuple[tuple[str, ...], ...]

    def count(self, what: What, change: Change) -> int:
        """Return how many units or relations changed in one way."""
        found: tuple[Change, ...] = getattr(self, what)
        return found.count(change)


def shown_in(change: Change, version: Version) -> bool:
    """Tell whether something that changed so is there in a view."""
    return change != {"before": "added", "after": "removed"}.get(version)


def overlay(
    before: Structure,
    after: Structure,
    lang: Language,
    renamed: Mapping[str, str] | None = None,
    succeeded: Mapping[str, str] | None = None,
) -> tuple[Structure, Difference]:
    """Return one structure that holds the rows of both, and what became of each row.

    Parameters
    ----------
    before, after : Structure
        The structures. A row that both have stands as it is after.
    lang : {"en", "zh"}
        Language of the notes.
    renamed : mapping of str to str, optional
        New ids of units and areas by old ones.
    succeeded : mapping of str to str, optional
        The unit that goes on with the work of one that is gone.
    """
    old = {n: with_new_ids(before.table(n), table, renamed or {}) for n, table in TABLES.items()}
    before = before.replacing(before.about, old)
    both = after.replacing(after.about, {name: _union(name, before, after) for name in TABLES})
    rows = differences(before, after, lineage=frozenset((succeeded or {}).items()))
    rows = rows[~rows["column"].isin(_ASIDE)]
    words = Words((before, after), lang)
    notes = _unit_notes(rows, words, succeeded or {})
    changes = {name: _changes(name, before, after, both, rows) for name in _SHOWN}
    units = tuple(both.units["id"])
    moved = _moved(rows, before, after)
    own = tuple(
        _unit_change(change, moved=unit in moved, noted=unit in notes)
        for unit, change in zip(units, changes["units"], strict=True)
    )
    return both, Difference(
        before,
        after,
        own,
        changes["relations"],
        changes["duties"],
        changes["powers"],
        tuple(tuple(notes.get(unit, ())) for unit in units),
        _tie_notes(rows, both, words),
    )


def paths(both: Structure, difference: Difference) -> list[tuple[MatterPath, Version]]:
    """Return the matter paths of both structures, those that stay the same once.

    Numbers are rows of the tables of the structure that holds both.
    """
    found: dict[MatterPath, Version] = {}
    for structure, version in ((difference.after, "after"), (difference.before, "before")):
        rows = _rows_in(structure, both)
        for path in matter_paths(structure):
            there = _renumbered(path, rows)
            found[there] = "difference" if there in found else version  # type: ignore[assignment]
    order = sorted(found, key=lambda path: (path.matter, path.area, VERSIONS.index(found[path])))
    return [(path, found[path]) for path in order]


class _Rows(NamedTuple):
    """For each unit, area and matter of a structure, its row in another one."""

    unit: list[int]
    area: list[int]
    matter: list[int]


def _rows_in(own: Structure, both: Structure) -> _Rows:
    there, here = both.topology, own.topology
    matters = pd.Index(both.matters["id"]).get_indexer(pd.Index(own.matters["id"]))
    units, areas = there.units.get_indexer(here.units), there.areas.get_indexer(here.areas)
    return _Rows(units.tolist(), areas.tolist(), matters.tolist())


def _renumbered(path: MatterPath, rows: _Rows) -> MatterPath:
    steps = tuple(Step(rows.unit[step.unit], step.roles, step.handed) for step in path.steps)
    area = -1 if path.area < 0 else rows.area[path.area]
    cases = -1.0 if path.cases != path.cases else path.cases
    return replace(path, matter=rows.matter[path.matter], area=area, cases=cases, steps=steps)


def _union(name: str, before: Structure, after: Structure) -> pd.DataFrame:
    table = TABLES[name]
    old, new = keyed(table, before.table(name)), keyed(table, after.table(name))
    gone = old.loc[old.index.difference(new.index)]
    if not len(gone) or not len(new):
        return (new if len(new) else old).reset_index(drop=True)
    return pd.concat([new, gone], ignore_index=True)


def _changes(
    name: str, before: Structure, after: Structure, both: Structure, rows: pd.DataFrame
) -> tuple[Change, ...]:
    table = TABLES[name]
    old, new = (set(keyed(table, one.table(name)).index) for one in (before, after))
    edited = set(rows.loc[(rows["table"] == name) & (rows["action"] == "changed"), "row"])

    def change(key: str) -> Change:
        if key not in old:
            return "added"
        if key not in new:
            return "removed"
        return "changed" if key in edited else "same"

    return tuple(change(key) for key in keyed(table, both.table(name)).index)


def _unit_change(change: Change, *, moved: bool, noted: bool) -> Change:
    if change in {"added", "removed"}:
        return change
    return "moved" if moved else "changed" if noted else "same"


def _moved(rows: pd.DataFrame, before: Structure, after: Structure) -> set[str]:
    """Return the units that stand elsewhere or under other superiors."""
    own = rows[(rows["table"] == "units") & rows["column"].isin(_PLACE)]
    old, new = _superiors(before), _superiors(after)
    stayed = set(before.units["id"]) & set(after.units["id"])
    return set(own["row"]) | {unit for unit in stayed if old.get(unit) != new.get(unit)}


def _superiors(structure: Structure) -> dict[str, frozenset[str]]:
    ties = structure.relations
    leads = ties[ties["kind"] == "leads"]
    grouped = leads.groupby("target")["source"].agg(frozenset)
    return {str(unit): above for unit, above in grouped.items()}


# Notes ----------------------------------------------------------------------------------------


def _unit_notes(
    rows: pd.DataFrame, words: Words, succeeded: Mapping[str, str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for old, new in succeeded.items():
        if old != new:
            goes, comes = (words.name("units", one) for one in (new, old))
            found.setdefault(old, []).append(say("comparison.note_into", words.lang, unit=goes))
            found.setdefault(new, []).append(say("comparison.note_from", words.lang, unit=comes))
    for row in records(rows[rows["table"].isin(("units", *_OWN))]):
        for unit, text in _notes(row, words):
            found.setdefault(unit, []).append(text)
    return found


def _notes(row: Mapping[str, object], words: Words) -> list[tuple[str, str]]:
    """Return what one row that differs says, with the unit that it says it of."""
    table, action, key = str(row["table"]), str(row["action"]), str(row["row"])
    unit = words.unit(table, key)
    if table == "units" and action != "changed":
        return []
    what = "" if table == "units" else words.about(table, key)
    if action == "changed":
        own = "own" if table == "units" else "changed"
        return [(unit, _changed(f"comparison.note_{own}", row, words, what))]
    if action == "moved":
        old, new = str(row["before"]), str(row["after"])
        went = say("comparison.note_went", words.lang, what=what, unit=words.name("units", new))
        came = say("comparison.note_came", words.lang, what=what, unit=words.name("units", old))
        return [(old, went), (new, came)]
    return [(unit, say(f"comparison.note_{action}", words.lang, what=what))]


def _changed(key: str, row: Mapping[str, object], words: Words, what: str) -> str:
    column = TABLES[str(row["table"])].column(str(row["column"]))
    return say(
        key,
        words.lang,
        what=what,
        column=label("column", column.name, words.lang),
        before=words.cell(column, row["before"]),
        after=words.cell(column, row["after"]),
    )


def _tie_notes(rows: pd.DataFrame, both: Structure, words: Words) -> tuple[tuple[str, ...], ...]:
    edited = rows[(rows["table"] == "relations") & (rows["action"] == "changed")]
    found: dict[str, list[str]] = {}
    for row in records(edited):
        text = _changed("comparison.note_own", row, words, "")
        found.setdefault(str(row["row"]), []).append(text)
    keys = keyed(TABLES["relations"], both.relations).index
    return tuple(tuple(found.get(key, ())) for key in keys)
