"""Names of units, matters, areas and lines in one language, and their places on the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from govgraph.auditing.naming import row_numbers, table_names
from govgraph.model.structure import Structure
from govgraph.text import Language


@dataclass(frozen=True)
class Named:
    """One thing as a page shows it.

    Attributes
    ----------
    id : str
        Its id in the data.
    name : str
        Its name in the report's language, the other one where that is missing.
    anchor : str
        Id of its entry in the page; empty where it has none.
    """

    id: str
    name: str
    anchor: str = ""


class Names:
    """Looks up names; an id that is not in the data stands for itself.

    Parameters
    ----------
    structure : Structure
        Whose names.
    lang : {"en", "zh"}
        Language.
    """

    def __init__(self, structure: Structure, lang: Language) -> None:
        self._structure = structure
        self._lang = lang
        self._known: dict[str, Mapping[str, str]] = {}
        self._units: dict[str, Named] = {}

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return row_numbers(self._structure, "units")

    def _names(self, table: str) -> Mapping[str, str]:
        if table not in self._known:
            self._known[table] = table_names(self._structure, table, self._lang)
        return self._known[table]

    def name(self, table: str, item: object) -> str:
        """Return the name of one row; empty for a missing value."""
        return self._names(table).get(item, item) if isinstance(item, str) else ""

    def units(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """Return units with the anchors of their entries in the list of units."""
        return tuple(map(self.unit, ids))

    def unit(self, unit: str) -> Named:
        """Return one unit."""
        if unit not in self._units:
            self._units[unit] = Named(unit, self.name("units", unit), self.unit_anchor(unit))
        return self._units[unit]

    def unit_anchor(self, unit: str) -> str:
        """Return the anchor of a unit; ids are arbitrary text, so anchors are numbers."""
        row = self._rows.get(unit)
        return "" if row is None else f"unit-{row + 1}"

    def many(self, table: str, ids: Iterable[str]) -> tuple[Named, ...]:
        """Return rows of a table that has no list of its own in the page."""
        return tuple(Named(i, self.name(table, i)) for i in ids)
