"""The loose side: rows go in as they come, a checked value comes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

import narwhals as nw
import numpy as np
import pandas as pd

from govgraph.errors import InvalidStructureError, Place, Problem, UnknownNameError, Words
from govgraph.errors.base import nearest
from govgraph.model.about import About
from govgraph.model.authority import with_plain_modes
from govgraph.model.checks import check_structure, check_workload
from govgraph.model.coerce import Found, coerce, visible
from govgraph.model.schema import ABOUT, ABOUT_FIELDS, ALL_TABLES, TABLES, WORKLOAD_TABLES, Table
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame


@dataclass(frozen=True)
class Origin:
    """Where a block of rows was read, so that a problem can name the cell.

    Attributes
    ----------
    file, sheet : str
        File and sheet name; empty for Python data.
    first_row : int
        Number of the block's first data row as the user counts.
    rows : sequence of int or None
        Numbers of all rows, where they do not follow each other.
    letters : mapping of str to str
        Column letter of each model column, for workbooks.
    """

    file: str = ""
    sheet: str = ""
    first_row: int = 1
    rows: tuple[int, ...] | None = None
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, table: str, position: int, column: str) -> Place:
        """Return the place of one value of the block."""
        row = self.first_row + position if self.rows is None else self.rows[position]
        letter = self.letters.get(column, "")
        cell = f"{letter}{row}" if letter else ""
        return Place(table, row, column, self.file, self.sheet, cell)


class Builder:
    """Collects the rows of a structure, in any order, without judging them.

    Parameters
    ----------
    about : About, optional
        Title, date, status and origin.
    **fields : str
        Fields of `about` given one by one.

    Examples
    --------
    >>> import govgraph as gg
    >>> build = gg.Builder(title="Two bureaus")
    >>> build = build.add("units", id="gov", name="County", kind="government")
    >>> build = build.add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("relations", source="gov", target="env", kind="leads")
    >>> structure = build.build()
    >>> len(structure.units)
    2
    """

    def __init__(self, about: About | None = None, **fields: str) -> None:
        self.about = _with_fields(about or About(), fields)
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._blocks: dict[str, list[tuple[pd.DataFrame, Origin]]] = {}
        self._problems: list[Problem] = []

    @classmethod
    def of(cls, structure: Structure) -> Self:
        """Return a builder that holds the content of `structure`, to change and build anew."""
        builder = cls(structure.about)
        for name in TABLES:
            if structure.has(name):
                builder.add_table(name, structure.table(name))
        return builder

    def add(self, table: str, /, **row: object) -> Self:
        """Add one row to a table.

        Parameters
        ----------
        table : str
            Name of the table.
        **row
            Values by column name.

        Returns
        -------
        Builder
            The builder itself, so that calls chain.
        """
        self._rows.setdefault(table, []).append(row)
        return self

    def add_table(
        self, table: str, /, frame: "IntoDataFrame", origin: Origin | None = None
    ) -> Self:
        """Add a whole data frame (pandas, Polars, Arrow …) to a table.

        Parameters
        ----------
        table : str
            Name of the table.
        frame : data frame
            One row per row, columns named as in the model.
        origin : Origin, optional
            Where the rows were read.

        Returns
        -------
        Builder
            The builder itself.
        """
        if not isinstance(frame, pd.DataFrame):
            frame = nw.from_native(frame, eager_only=True).to_pandas()
        self._blocks.setdefault(table, []).append(
            (frame.reset_index(drop=True), origin or Origin())
        )
        return self

    def report(self, problem: Problem) -> Self:
        """Add a problem that reading found; `build` raises it with all others."""
        self._problems.append(problem)
        return self

    def build(self, name: str = "") -> Structure:
        """Check everything and return the structure.

        Parameters
        ----------
        name : str
            What to call the data in an error, a file name for example.

        Returns
        -------
        Structure
            The checked value.

        Raises
        ------
        InvalidStructureError
            With every problem found, each naming its place, its rule and the value. The tables of
            a workload, where there are any, are checked as well.
        """
        tables, places, problems = self._resolve(TABLES)
        problems += _located(check_structure(tables), places)
        about, found = checked_about(vars(self.about))
        problems += [_problem(item, _about_place) for item in found]
        problems += self._workload(tables)[1]
        self._stop_at(problems, name)
        return Structure(replace(about, provenance=self.about.provenance), tables)

    def build_workload(self, structure: Structure, name: str = "") -> Workload:
        """Check the workload's tables against a structure and return the workload.

        Parameters
        ----------
        structure : Structure
            The structure whose units and matters the workload names.
        name : str
            What to call the data in an error.

        Returns
        -------
        Workload
            The checked value.

        Raises
        ------
        InvalidStructureError
            With every problem found.
        """
        tables, problems = self._workload({n: structure.table(n) for n in ("units", "matters")})
        self._stop_at(problems, name)
        return Workload(tables)

    def _workload(
        self, structure: Mapping[str, pd.DataFrame]
    ) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
        tables, places, problems = self._resolve(WORKLOAD_TABLES)
        return tables, problems + _located(check_workload(tables, structure), places)

    def _stop_at(self, problems: list[Problem], name: str) -> None:
        found = self._problems + self._stray_tables() + problems
        if found:
            raise InvalidStructureError(found, visible(name or self.about.title or "structure"))

    def _stray_tables(self) -> list[Problem]:
        given = dict.fromkeys((*self._rows, *self._blocks))
        return [
            Problem(
                "model.unknown_table", Place(table), table, near=nearest(table, ALL_TABLES) or ""
            )
            for table in given
            if table not in ALL_TABLES
        ]

    def _resolve(
        self, schema: Mapping[str, Table]
    ) -> tuple[dict[str, pd.DataFrame], dict[str, "_Places"], list[Problem]]:
        tables: dict[str, pd.DataFrame] = {}
        places: dict[str, _Places] = {}
        problems: list[Problem] = []
        for name, table in schema.items():
            blocks = list(self._blocks.get(name, []))
            if self._rows.get(name):
                blocks.append((pd.DataFrame(self._rows[name], dtype=object), Origin()))
            places[name] = _Places(name, blocks)
            problems += _stray_columns(table, blocks)
            parts = [_known_columns(table, frame) for frame, _ in blocks]
            raw = _together(parts)
            tables[name], found = coerce(table, raw)
            problems += _located([f for f in found if places[name].given(f)], places)
        if len(tables.get("relations", ())):
            tables["relations"] = with_plain_modes(tables["relations"])
        return tables, places, problems


class _Places:
    """Finds the place of a row after the blocks of a table were joined."""

    def __init__(self, table: str, blocks: list[tuple[pd.DataFrame, Origin]]) -> None:
        self.table = table
        self.origins = [origin for _, origin in blocks]
        self.columns = [set(frame.columns) for frame, _ in blocks]
        self.starts = np.cumsum([0, *(len(frame) for frame, _ in blocks)])

    def given(self, item: Found) -> bool:
        """Tell whether the block has the column at all; a missing column is reported once."""
        return item.row is None or item.column in self.columns[self._block(item.row)]

    def _block(self, row: int) -> int:
        return int(np.searchsorted(self.starts, row, side="right")) - 1

    def at(self, row: int | None, column: str) -> Place:
        if not self.origins:
            return Place(self.table, None, column)
        if row is None:
            first = self.origins[0]
            return Place(self.table, None, column, first.file, first.sheet)
        block = self._block(row)
        return self.origins[block].place(self.table, row - int(self.starts[block]), column)


def _located(found: list[Found], places: dict[str, _Places]) -> list[Problem]:
    def at(table: str, row: int | None, column: str) -> Place:
        return places[table].at(row, column)

    return [_problem(item, at) for item in found]


def _problem(item: Found, at: Callable[[str, int | None, str], Place]) -> Problem:
    params = dict(item.params)
    if item.first is not None:
        params["first"] = at(item.table, item.first, item.column)
    return Problem(item.key, at(item.table, item.row, item.column), item.value, params, item.near)


def _about_place(table: str, row: int | None, column: str) -> Place:  # noqa: ARG001 - one row
    return Place(table, None, column)


def checked_about(values: Mapping[str, object]) -> tuple[About, list[Found]]:
    """Return the fields of `about` that can be understood, and what is wrong with the others.

    Parameters
    ----------
    values : mapping
        Values by field; what is no field is passed over.

    Returns
    -------
    about : About
        Fields with a problem are left empty.
    found : list of Found
        The problems, by field.
    """
    row = pd.DataFrame([values], columns=list(ABOUT_FIELDS), dtype=object)
    typed, found = coerce(ABOUT, row)
    known = typed.iloc[0].drop([item.column for item in found]).dropna().to_dict()
    return About(**{str(name): str(value) for name, value in known.items()}), found  # type: ignore[arg-type]


def _known_columns(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    if list(frame.columns) == list(table.names):
        return frame
    once = frame.loc[:, ~frame.columns.duplicated()]
    return once[[name for name in table.names if name in once.columns]]


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the blocks of a table as one; cells keep the type that each block gave them."""
    if len(parts) == 1:
        return parts[0]
    plain = [part.astype(object) for part in parts]
    return pd.concat(plain, ignore_index=True) if plain else pd.DataFrame()


def _stray_columns(table: Table, blocks: list[tuple[pd.DataFrame, Origin]]) -> list[Problem]:
    found = []
    for frame, origin in blocks:
        place = Place(table.name, None, "", origin.file, origin.sheet)
        found += [
            Problem(
                "model.unknown_column",
                place,
                str(column),
                {"table": Words("table", (table.name,))},
                nearest(str(column), table.names) or "",
            )
            for column in frame.columns.unique()
            if column not in table.names
        ]
        found += [
            Problem("model.repeated_column", place, str(column))
            for column in frame.columns[frame.columns.duplicated()].unique()
        ]
        found += [
            Problem("model.missing_column", place, params={"column": column.name})
            for column in table.columns
            if column.required and len(frame) and column.name not in frame.columns
        ]
    return found


def _with_fields(about: About, fields: Mapping[str, str]) -> About:
    for name in fields:
        if name not in ABOUT_FIELDS:
            raise UnknownNameError.among("model.as_about_fields", name, ABOUT_FIELDS)
    return replace(about, **{name: str(value) for name, value in fields.items()})  # type: ignore[arg-type]
