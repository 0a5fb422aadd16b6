"""The structure: a checked, columnar value that never changes."""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from html import escape
from typing import Any, TypeVar

import pandas as pd

from govgraph.errors import ImmutableError, UnknownNameError
from govgraph.model.about import About
from govgraph.model.arrays import plain
from govgraph.model.canonical import canonical, fingerprint
from govgraph.model.schema import TABLES
from govgraph.model.topology import Topology
from govgraph.text import Language, say

T = TypeVar("T")


class _Value:
    """What a structure and a workload share: tables that cannot be changed, equal by content."""

    _tables: Mapping[str, pd.DataFrame]

    def __setattr__(self, name: str, value: object) -> None:
        raise ImmutableError("model.immutable", kind=type(self).__name__)

    def __delattr__(self, name: str) -> None:
        raise ImmutableError("model.immutable", kind=type(self).__name__)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table as a data frame of your own: changing it does not change this value.

        Parameters
        ----------
        name : str
            Name of the table.

        Returns
        -------
        DataFrame
            One row per row, in canonical order.

        Raises
        ------
        UnknownNameError
            When there is no table of that name.
        """
        if name not in self._tables:
            raise UnknownNameError.among("model.as_tables", name, self._tables)
        return self._tables[name].copy(deep=False)

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint(self._tables)

    def __hash__(self) -> int:
        return hash(self._fingerprint)


class Structure(_Value):
    """A government structure: territories, lines, units, relations, matters, duties, powers.

    Built by `Builder` or a reader, which check it; it holds lookups only. Every table is handed
    out as a frame of your own.

    Attributes
    ----------
    about : About
        Title, date, status, origin.
    """

    about: About
    #: The structure that this one was first made from, and the tables that it does not share.
    _origin: "Structure | None"
    _own: frozenset[str]

    def __init__(self, about: About, tables: Mapping[str, pd.DataFrame]) -> None:
        object.__setattr__(self, "about", about)
        object.__setattr__(self, "_tables", canonical(TABLES, tables))
        object.__setattr__(self, "_derived", {})
        object.__setattr__(self, "_origin", None)
        object.__setattr__(self, "_own", frozenset(TABLES))

    def replacing(self, about: About, tables: Mapping[str, pd.DataFrame]) -> "Structure":
        """Return a structure with other tables in the place of some; the rest is shared.

        Parameters
        ----------
        about : About
            What the new structure is about.
        tables : mapping of str to DataFrame
            Tables with the columns and types of the model. They are not checked: use `Builder`
            for rows that may be wrong.

        Returns
        -------
        Structure
            The new value.
        """
        changed = canonical({name: TABLES[name] for name in tables}, tables, self._tables)
        new = object.__new__(Structure)
        object.__setattr__(new, "about", about)
        object.__setattr__(new, "_tables", {**self._tables, **changed})
        object.__setattr__(new, "_derived", {})
        own = (self._own if self._origin else frozenset[str]()) | tables.keys()
        object.__setattr__(new, "_origin", None if own == set(TABLES) else self._origin or self)
        object.__setattr__(new, "_own", own)
        return new

    def differing(self, other: "Structure") -> list[str]:
        """Return the tables that this structure does not share with another one.

        Tables that `replacing` left alone are shared; equal tables that were built apart are not.
        """
        own = other.__dict__["_tables"]
        return [name for name, frame in self._tables.items() if frame is not own[name]]

    # The tables --------------------------------------------------------------------------------

    @property
    def levels(self) -> pd.DataFrame:
        """Administrative levels, highest first."""
        return self.table("levels")

    @property
    def grades(self) -> pd.DataFrame:
        """Grades of posts, highest first."""
        return self.table("grades")

    @property
    def areas(self) -> pd.DataFrame:
        """Territories (kuai 块)."""
        return self.table("areas")

    @property
    def lines(self) -> pd.DataFrame:
        """Functions (tiao 条)."""
        return self.table("lines")

    @property
    def units(self) -> pd.DataFrame:
        """Organisations, portfolios, desks, platforms, channels, the public."""
        return self.table("units")

    @property
    def unit_lines(self) -> pd.DataFrame:
        """Further lines of merged departments."""
        return self.table("unit_lines")

    @property
    def relations(self) -> pd.DataFrame:
        """Typed, directed ties between units."""
        return self.table("relations")

    @property
    def matters(self) -> pd.DataFrame:
        """Kinds of business (事项)."""
        return self.table("matters")

    @property
    def demand(self) -> pd.DataFrame:
        """How often a matter arises where, and at which door."""
        return self.table("demand")

    @property
    def duties(self) -> pd.DataFrame:
        """Each unit's part in a matter."""
        return self.table("duties")

    @property
    def powers(self) -> pd.DataFrame:
        """What a unit may do about what."""
        return self.table("powers")

    @property
    def needs(self) -> pd.DataFrame:
        """Powers that a matter takes."""
        return self.table("needs")

    @property
    def depends(self) -> pd.DataFrame:
        """Matters that wait for other matters."""
        return self.table("depends")

    @property
    def posts(self) -> pd.DataFrame:
        """Posts by grade."""
        return self.table("posts")

    @property
    def goals(self) -> pd.DataFrame:
        """What units are assessed on, by whom."""
        return self.table("goals")

    # Lookups -----------------------------------------------------------------------------------

    @cached_property
    def topology(self) -> Topology:
        """Units and areas as numbers, and arcs as arrays."""
        return Topology(self._tables)

    def has(self, table: str) -> bool:
        """Tell whether a table has any row; rules need it to say *not applicable*."""
        return len(self.table(table)) > 0

    def unit(self, unit: str) -> dict[str, Any]:
        """Return one unit's row as a dictionary; empty cells are None.

        Raises
        ------
        UnknownNameError
            When there is no such unit; names the nearest one.
        """
        row = self._tables["units"].iloc[self.topology.unit_code(unit)]
        return {str(k): None if pd.isna(v) else v for k, v in row.items()}

    def unit_name(self, unit: str, lang: Language = "en") -> str:
        """Return a unit's name in one language, the other where it is missing."""
        row = self.unit(unit)
        return str(row["name"] if lang == "zh" else row["name_en"] or row["name"])

    def area_path(self, area: str) -> tuple[str, ...]:
        """Return an area and the areas above it, nearest first."""
        topology = self.topology
        path = [topology.area_code(area)]
        while (parent := topology.area_parent[path[-1]]) >= 0:
            path.append(int(parent))
        return tuple(topology.areas[code] for code in path)

    # Value semantics ---------------------------------------------------------------------------

    def fingerprint(self) -> str:
        """Return the SHA-256 of the content, the same on every machine and for every row order."""
        return self._fingerprint

    def derive(
        self, key: tuple[object, ...], compute: Callable[[], T], of: Collection[str] = TABLES
    ) -> T:
        """Return what `compute` returns, computed once for this structure under `key`.

        For results that several measures share; `compute` must be a pure function of the
        structure and the key.

        Parameters
        ----------
        key : tuple
            What is computed.
        compute : callable
            Computes it.
        of : collection of str
            The tables that it is a function of, all by default. It is shared with the structures
            that `replacing` made this one from or that it made of them, if they share these.
        """
        shared = self._origin if self._own.isdisjoint(of) else None
        holder = self if shared is None else shared
        store: dict[tuple[object, ...], T] = holder.__dict__["_derived"]
        if key not in store:
            store[key] = compute()
        return store[key]

    def values(self, table: str, column: str) -> tuple[Any, ...]:
        """Return the cells of a column as plain values, None for an empty one.

        Quicker than a data frame where a few thousand cells are gone through one by one; looked
        up once.
        """
        return self.derive(
            ("values", table, column), lambda: plain(self._tables[table][column]), of=(table,)
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Structure):
            return NotImplemented
        return self.about == other.about and self._fingerprint == other._fingerprint

    __hash__ = _Value.__hash__

    def __reduce__(self) -> tuple[object, ...]:
        return Structure, (self.about, dict(self._tables))

    def __repr__(self) -> str:
        return f"<{self.summary()}>"

    def _repr_html_(self) -> str:
        return f"<p><strong>{escape(self.about.label())}</strong><br>{escape(self.summary())}</p>"

    def summary(self, lang: Language = "en") -> str:
        """Return the title and the size of the main tables as one line."""
        counts = {name: f"{len(self._tables[name]):,}" for name in TABLES}
        return say("structure.summary", lang, title=self.about.label(lang) or "–", **counts)
