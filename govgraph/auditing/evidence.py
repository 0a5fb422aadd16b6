"""Evidence: the place where a rule does not hold, and the grounds of the rows concerned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from govgraph.model.arrays import MANY, as_text_array
from govgraph.model.structure import Structure

Tie = tuple[str, str, str]
T = TypeVar("T", str, Tie)
_COLUMNS = ("units", "matters", "areas", "lines")


@dataclass(frozen=True)
class Named:
    """Ids or vocabulary words in an evidence value, which a sentence shows by name.

    Attributes
    ----------
    group : str
        Table of the model (``"units"``) or group of the glossary (``"power"``).
    ids : tuple of str
        Ids of the table, or words of the group.
    joint : {"", " → "}
        What stands between the names; empty for a plain enumeration.
    pooled : bool
        Whether rows that differ here are joined into one that names all.
    """

    group: str
    ids: tuple[str, ...]
    joint: str = ""
    pooled: bool = False


@dataclass(frozen=True)
class Range:
    """A whole number in an evidence value, or a range of them after rows were joined."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class Evidence:
    """One place where a rule does not hold.

    Attributes
    ----------
    units, matters, areas, lines : tuple of str
        Ids of what is concerned.
    relations : tuple of tuple of str
        Ties concerned, each as (source, target, kind).
    basis : tuple of str
        The legal or documentary grounds that the rows concerned name; empty where none do.
    values : mapping of str to object
        Numbers and `Named` things that the rule's sentence needs; named as its placeholders.
    variant : str
        Which of the rule's sentences tells it; empty for the plain one.
    """

    units: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    relations: tuple[Tie, ...] = ()
    basis: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""

    @property
    def key(self) -> str:
        """What identifies this evidence among the findings of its rule, stable across runs."""
        parts = (self.matters, self.areas, self.lines, self.units)
        return "|".join(",".join(part) for part in parts)


def merge(found: Iterable[Evidence], over: str) -> list[Evidence]:
    """Join evidence rows that differ only in some columns, their ties, grounds and pooled values.

    Parameters
    ----------
    found : iterable of Evidence
        Rows of one rule.
    over : str
        Columns to join over, ``"areas"`` or ``"areas+units"`` for example.

    Returns
    -------
    list of Evidence
        In the order in which the first of each came.

    Examples
    --------
    >>> from govgraph.auditing.evidence import Evidence, merge
    >>> rows = [Evidence(matters=("waste",), areas=(area,)) for area in ("north", "south")]
    >>> merge(rows, "areas")[0].key
    'waste|north,south||'
    """
    columns = tuple(over.split("+"))
    fixed = [name for name in _COLUMNS if name not in columns]
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for row in found:
        identity = (
            row.variant,
            *(getattr(row, name) for name in fixed),
            *(entry for entry in sorted(row.values.items()) if not _pooled(entry[1])),
        )
        groups.setdefault(identity, []).append(row)
    return [_joined(rows, columns) for rows in groups.values()]


def _joined(rows: Sequence[Evidence], columns: tuple[str, ...]) -> Evidence:
    if len(rows) == 1:
        return rows[0]
    values = [row.values for row in rows]
    pooled = {name: _pool([v[name] for v in values]) for name in values[0]}
    joined: dict[str, Any] = {
        name: _united(getattr(row, name) for row in rows)
        for name in (*columns, "relations", "basis")
    }
    return replace(rows[0], values=pooled, **joined)


def _pooled(value: object) -> bool:
    return isinstance(value, Range) or (isinstance(value, Named) and value.pooled)


def _pool(values: Sequence[object]) -> object:
    """Return what stands for the values of joined rows; they are alike unless they are pooled."""
    ranges = [value for value in values if isinstance(value, Range)]
    if ranges:
        return Range(min(r.low for r in ranges), max(r.high for r in ranges))
    lists = [value for value in values if isinstance(value, Named) and value.pooled]
    return replace(lists[0], ids=_united(one.ids for one in lists)) if lists else values[0]


def _united(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(sorted({item for part in parts for item in part}))


def ties(structure: Structure, rows: Iterable[int]) -> tuple[Tie, ...]:
    """Return rows of the relations table as (source, target, kind), in alphabetical order."""
    wanted = list(rows)
    if len(structure.topology.units) < MANY:
        known = structure.derive(("ties",), lambda: _all_ties(structure))
        return tuple(sorted({known[row] for row in wanted}))
    columns = (_picked(structure, "relations", end, wanted) for end in ("source", "target", "kind"))
    return tuple(sorted(set(zip(*columns, strict=True))))


def grounds(structure: Structure, table: str, rows: Iterable[int]) -> tuple[str, ...]:
    """Return the different grounds that rows of a table name, in alphabetical order."""
    wanted = list(rows)
    if len(structure.topology.units) >= MANY:
        return tuple(
            sorted({basis for basis in _picked(structure, table, "basis", wanted) if basis})
        )

    def compute() -> list[object]:
        return structure.table(table)["basis"].tolist()

    known = structure.derive(("grounds", table), compute)
    return tuple(sorted({basis for row in wanted if isinstance(basis := known[row], str)}))


def _picked(structure: Structure, table: str, column: str, rows: list[int]) -> list[str]:
    """Return the cells of a column in some rows, without a list of all cells."""
    cells = structure.derive(
        ("cells of", table, column), lambda: as_text_array(structure.table(table)[column])
    )
    found: list[str] = cells.take(rows).to_pylist()
    return found


def _all_ties(structure: Structure) -> list[Tie]:
    frame = structure.relations
    return list(zip(frame["source"], frame["target"], frame["kind"], strict=True))
