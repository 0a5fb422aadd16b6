"""Rows and cells in words: what differs, as a reader of one language says it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

import pandas as pd

from govgraph.comparison.rows import keyed
from govgraph.model.schema import TABLES, Column
from govgraph.model.structure import Structure
from govgraph.text import Language, label, say

#: Tables whose ids have names.
_NAMED = ("units", "areas", "lines", "levels", "grades", "matters")


#: Rows of a table by their keys.
Rows: TypeAlias = Mapping[str, Mapping[str, object]]


class Words:
    """Names of everything that several structures hold, in one language.

    Parameters
    ----------
    structures : iterable of Structure
        Where names are looked up; the later ones count where names differ.
    lang : {"en", "zh"}
        Language.
    earlier : Words, optional
        Words that count where these structures have none.
    """

    def __init__(
        self, structures: Iterable[Structure], lang: Language, earlier: "Words | None" = None
    ) -> None:
        self._structures = tuple(structures)
        self._earlier = earlier
        self.lang = lang
        self._rows: dict[str, list[Rows]] = {}

    def as_in(self, structure: Structure) -> "Words":
        """Return the same words with the names that one of the structures has."""
        return Words((structure,), self.lang, self)

    @cached_property
    def known_names(self) -> dict[str, dict[str, str]]:
        """Names by id, by table."""
        known = self._earlier.known_names if self._earlier else {}
        found = {table: dict(known.get(table, {})) for table in _NAMED}
        for table in _NAMED:
            for structure in self._versions(table):
                frame = structure.table(table)
                own, english = frame["name"], frame["name_en"]
                shown = own if self.lang == "zh" else english.fillna(own)
                found[table] |= dict(zip(frame["id"], shown.astype(str), strict=True))
        return found

    def _versions(self, table: str) -> Iterator[Structure]:
        """Yield the structures, those left out that share a table with the one before."""
        for place, structure in enumerate(self._structures):
            if not place or table in structure.differing(self._structures[place - 1]):
                yield structure

    def name(self, table: str, item: object) -> str:
        """Return the name of an id; the id where it has none, nothing where it is missing."""
        if not isinstance(item, str):
            return ""
        return self.known_names.get(table, {}).get(item, item)

    def names(self, table: str, ids: Iterable[str]) -> str:
        """Return several names as a list in words."""
        return say("comparison.comma", self.lang).join(self.name(table, one) for one in ids)

    def cell(self, column: Column, value: object) -> str:
        """Return a cell as text: names for ids, words of the vocabulary, plain numbers."""
        if value is None or (not isinstance(value, str) and pd.isna(value)):  # type: ignore[call-overload]
            return say("comparison.nothing", self.lang)
        if column.refers:
            return self.name(column.refers, value)
        if column.vocabulary:
            return self._words(column, str(value))
        if column.name == "objective":
            return label("objective", str(value), self.lang)
        if isinstance(value, bool):
            return say("comparison.yes" if value else "comparison.no", self.lang)
        return f"{value:g}" if isinstance(value, (int, float)) else str(value)

    def _words(self, column: Column, text: str) -> str:
        parts = text.split(";") if column.kind == "words" else [text]
        return say("comparison.comma", self.lang).join(
            self._word(column.vocabulary, part) for part in parts
        )

    def _word(self, group: str, word: str) -> str:
        head, colon, rest = word.partition(":")
        shown = label(group, head, self.lang)
        return f"{shown}{say('comparison.colon', self.lang)}{rest}" if colon else shown

    def row(self, table: str, key: str) -> str:
        """Return a row by its key, in words; the key where no structure holds the row."""
        found = self._row(table, key)
        if not found:
            return key
        if table == "relations":
            return self._tie(found)
        columns = [TABLES[table].column(name) for name in TABLES[table].key]
        if table in _NAMED:
            return self.name(table, key)
        cells = [self.cell(one, found[one.name]) for one in columns if _given(found[one.name])]
        return " · ".join(cells)

    def about(self, table: str, key: str) -> str:
        """Return a row of a unit in words, without naming the unit."""
        found = self._row(table, key)
        columns = [TABLES[table].column(name) for name in TABLES[table].key if name != "unit"]
        cells = [self.cell(one, found[one.name]) for one in columns if _given(found.get(one.name))]
        what = " · ".join(cells) or key
        return label("table", table, self.lang) + say("comparison.colon", self.lang) + what

    def unit(self, table: str, key: str) -> str:
        """Return the id of the unit that a row belongs to, empty for none."""
        column = "id" if table == "units" else "unit"
        unit = self._row(table, key).get(column)
        return unit if isinstance(unit, str) else ""

    def _tie(self, row: Mapping[str, object]) -> str:
        kind = self.cell(TABLES["relations"].column("kind"), row["kind"])
        ends = [self.name("units", row[end]) for end in ("source", "target")]
        more = [self.name("matters", row["matter"])] if _given(row["matter"]) else []
        return " → ".join(ends) + say("comparison.aside", self.lang, text=" · ".join([kind, *more]))

    def _row(self, table: str, key: str) -> Mapping[str, object]:
        short = _short(key)
        for rows in self.rows_of(table):
            if short in rows:
                return rows[short]
        return {}

    def rows_of(self, table: str) -> Iterator[Rows]:
        """Yield the rows of a table by key, of each structure that changed it; read when asked."""
        if table not in self._rows:
            self._rows[table] = []
        known = self._rows[table]
        yield from known
        versions = tuple(self._versions(table))
        for structure in reversed(versions[: len(versions) - len(known)]):
            frame = keyed(TABLES[table], structure.table(table))
            known.append(dict(zip(map(_short, frame.index), records(frame), strict=True)))
            yield known[-1]
        if self._earlier:
            yield from self._earlier.rows_of(table)


def records(frame: pd.DataFrame) -> list[Mapping[str, object]]:
    """Return the rows of a frame as dictionaries."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict(orient="records")]


def _given(value: object) -> bool:
    return value is not None and (isinstance(value, str) or not pd.isna(value))  # type: ignore[call-overload]


def _short(key: str) -> str:
    """Return a key without its empty parts: ledgers leave them out."""
    return " · ".join(part for part in key.split(" · ") if part)
