"""Rules between rows: ids, references, kinds, levels, circles. Each looks at all rows at once."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from govgraph.errors import Choice, Words
from govgraph.errors.base import nearest
from govgraph.kernels.circles import circles
from govgraph.model.arrays import MANY, plain, positions
from govgraph.model.authority import AUTHORITY
from govgraph.model.coerce import Found, visible
from govgraph.model.schema import TABLES, WORKLOAD_TABLES, Table
from govgraph.model.suspects import doubtful_ends, doubtful_facets
from govgraph.text import spellings, words

Tables = Mapping[str, pd.DataFrame]
Ids: TypeAlias = "pd.Series[str]"

#: A typo is looked for at most this often, and among at most this many ids.
_GUESSES, _GUESS_AMONG = 200, 20_000


def check_structure(tables: Tables, only: Collection[str] = TABLES) -> list[Found]:
    """Return every problem between the rows of a structure's tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        All tables.
    only : collection of str
        Tables that may hold problems, all by default; the others are known to be valid, and to
        refer to rows that are there.
    """
    known = {name: tables[name]["id"] for name in TABLES if "id" in tables[name]}
    found: list[Found] = []
    for name, table in TABLES.items():
        if name in only and len(tables[name]):
            found += _check_table(table, tables[name], known)
    for table_name, rule in _RULES:
        if len(tables[table_name]) and not _READS[table_name].isdisjoint(only):
            found += rule(tables)
    if not len(tables["units"]):
        found.append(Found("model.no_units", "units"))
    return found


def check_workload(tables: Tables, structure: Tables) -> list[Found]:
    """Return every problem of a workload's tables beside those of its structure."""
    known = {name: structure[name]["id"] for name in ("units", "matters")}
    found: list[Found] = []
    for name, table in WORKLOAD_TABLES.items():
        if len(tables[name]):
            found += _check_table(table, tables[name], known)
    return found


def _check_table(table: Table, frame: pd.DataFrame, known: Mapping[str, Ids]) -> list[Found]:
    found = list(_repeated(table, frame))
    for column in table.columns:
        if column.refers:
            found += _unknown(table.name, frame[column.name], column.refers, known[column.refers])
    found += _own_range(table, frame)
    found += _dates(table.name, frame)
    return found


def _repeated(table: Table, frame: pd.DataFrame) -> Iterator[Found]:
    key = list(table.key)
    if len(frame) < MANY:
        rows = list(zip(*(plain(frame[name]) for name in key), strict=True))
        if len(set(rows)) == len(rows):
            return
    filled = [name for name in key if frame[name].notna().any()]
    if not frame.duplicated(filled or key).any():
        return
    required = [c for c in key if table.column(c).required]
    complete = frame[frame[required].notna().all(axis=1)]
    first: dict[tuple[object, ...], int] = {}
    again = complete.duplicated(key, keep=False)
    if not again.any():
        return
    for row, values in complete.loc[again, key].astype(object).iterrows():
        identity = tuple(None if pd.isna(value) else value for value in values)
        if identity not in first:
            first[identity] = int(str(row))
            continue
        name = "model.duplicate_id" if key == ["id"] else "model.duplicate_row"
        shown = ", ".join(str(v) for v in identity if v is not None)
        yield Found(name, table.name, int(str(row)), key[0], shown, first=first[identity])


def _unknown(table: str, column: pd.Series, refers: str, ids: Ids) -> Iterator[Found]:
    if len(column) < MANY and {*plain(column)} <= {None, *ids.tolist()}:
        return
    given = column.notna().to_numpy()
    missing = np.flatnonzero(given & (positions(column, ids) < 0))
    near: dict[str, str] = {}
    known = set(ids.dropna()) if len(missing) and len(ids) < _GUESS_AMONG else set()
    for row in missing:
        value = str(column.iloc[row])
        if value not in near:
            near[value] = nearest(value, known) or "" if len(near) < _GUESSES else ""
        yield Found(
            "model.unknown_id",
            table,
            int(row),
            str(column.name),
            visible(value),
            {"table": Words("table", (refers,))},
            near[value],
        )


def _own_range(table: Table, frame: pd.DataFrame) -> Iterator[Found]:
    low, high = frame["low"], frame["high"]
    if np.isnan(low.to_numpy()).all() and np.isnan(high.to_numpy()).all():
        return
    for row in np.flatnonzero((low > high).to_numpy()):
        params: dict[str, object] = {"low": f"{low.iloc[row]:g}", "high": f"{high.iloc[row]:g}"}
        yield Found("model.range_order", table.name, int(row), "low", params=params)
    if not table.principal:
        return
    value = frame[table.principal]
    outside = ((value < low) | (value > high)) & ~(low > high)
    for row in np.flatnonzero(outside.to_numpy()):
        params = {"low": f"{low.iloc[row]:g}", "high": f"{high.iloc[row]:g}"}
        yield Found(
            "model.outside_own_range",
            table.name,
            int(row),
            table.principal,
            f"{value.iloc[row]:g}",
            params,
        )


def _dates(table: str, frame: pd.DataFrame) -> Iterator[Found]:
    if frame["until"].isna().all():
        return
    both = frame["since"].notna() & frame["until"].notna()
    for row in np.flatnonzero(both.to_numpy()):
        since, until = frame["since"].iloc[row], frame["until"].iloc[row]
        if since > until and not since.startswith(until):
            params: dict[str, object] = {"since": since, "until": until}
            yield Found("model.date_order", table, int(row), "since", params=params)


def _ranks(tables: Tables) -> dict[str, float]:
    ids, given = (plain(tables["levels"][name]) for name in ("id", "rank"))
    ranks = [place if rank is None else rank for place, rank in enumerate(given)]
    return _by_first(ids, ranks)


def _by_first(ids: Iterable[Any], values: Iterable[Any]) -> dict[str, Any]:
    """Return values by id; the first row of an id that comes again counts."""
    found: dict[str, Any] = {}
    for one, value in zip(ids, values, strict=True):
        if isinstance(one, str):
            found.setdefault(one, value)
    return found


def _relation_ends(tables: Tables) -> Iterator[Found]:
    units, ranks = tables["units"], _ranks(tables)
    relations = doubtful_ends(tables["relations"], units, ranks)
    if not len(relations):
        return
    ids, rows = units["id"].tolist(), relations.index.tolist()
    ends = [relations[name].tolist() for name in ("kind", "source", "target")]
    kinds, levels = (_by_first(ids, units[name].tolist()) for name in ("kind", "level"))
    joined = [(k, kinds.get(s), kinds.get(t)) for k, s, t in zip(*ends, strict=True)]
    yield from _bad_ends(rows, joined)
    for row, source, target in zip(rows, *ends[1:], strict=True):
        if source == target:
            yield Found("model.self_relation", "relations", row, "target", str(source))
    yield from _upward([rows, *ends], levels, ranks)


def _bad_ends(rows: Sequence[int], ends: Sequence[tuple[Any, Any, Any]]) -> Iterator[Found]:
    bad = {
        (name, source, target)
        for name, source, target in set(ends)
        if all(isinstance(one, str) for one in (name, source, target))
        and (source not in AUTHORITY[name].sources or target not in AUTHORITY[name].targets)
    }
    if not bad:
        return
    for row, (name, source, target) in zip(rows, ends, strict=True):
        if (name, source, target) in bad:
            params: dict[str, object] = {
                "kind": Words("relation_kind", (name,)),
                "source": Words("unit_kind", (source,)),
                "target": Words("unit_kind", (target,)),
                "sources": Choice("unit_kind", AUTHORITY[name].sources),
                "targets": Choice("unit_kind", AUTHORITY[name].targets),
            }
            yield Found("model.bad_end", "relations", row, "kind", name, params)


def _upward(
    ends: Sequence[Sequence[Any]], levels: Mapping[str, Any], rank: Mapping[str, float]
) -> Iterator[Found]:
    hierarchical = {name for name, kind in AUTHORITY.items() if kind.hierarchical}
    for row, name, source, target in zip(*ends, strict=True):
        if name in hierarchical:
            upper, lower = levels.get(source), levels.get(target)
            if rank.get(upper, math.nan) > rank.get(lower, math.nan):  # type: ignore[arg-type]
                params: dict[str, object] = {
                    "source": source,
                    "target": target,
                    "source_level": upper,
                    "target_level": lower,
                    "kind": Words("relation_kind", (name,)),
                }
                yield Found("model.level_order", "relations", row, "source", params=params)


def _relation_permits(tables: Tables) -> Iterator[Found]:
    relations = doubtful_facets(tables["relations"])
    pairs = zip(relations["kind"].tolist(), relations["permits"].tolist(), strict=True)
    for row, (name, permits) in zip(relations.index.tolist(), pairs, strict=True):
        if not isinstance(name, str) or not isinstance(permits, str):
            continue
        may = AUTHORITY[name].may_permit
        for facet in permits.split(";"):
            if facet not in may:
                params: dict[str, object] = {
                    "kind": Words("relation_kind", (name,)),
                    "facet": Words("permit", (facet,)),
                    "allowed": Words("permit", tuple(w for w in words("permit") if w in may)),
                }
                yield Found("model.bad_permit", "relations", row, "permits", facet, params)


def _relation_modes(tables: Tables) -> Iterator[Found]:
    rows = tables["relations"][["mode", "kind"]].dropna()
    stated = list(zip(rows.index.tolist(), *(rows[name].tolist() for name in rows), strict=True))
    for name, kind in AUTHORITY.items():
        allowed = words(kind.modes) if kind.modes else ()
        for row, mode, of in stated if allowed else ():
            if of == name and mode not in allowed:
                yield Found(
                    "model.not_a_word",
                    "relations",
                    row,
                    "mode",
                    visible(mode),
                    {"words": Words(kind.modes, allowed)},
                    nearest(mode, spellings(kind.modes)) or "",
                )


def _primary(tables: Tables) -> Iterator[Found]:
    relations = tables["relations"]
    primary = (relations["kind"] == "leads") & relations["primary"].fillna(value=False)
    led = relations["target"][primary]
    for row in led.index[led.duplicated()]:
        target = str(relations["target"].iloc[row])
        yield Found("model.two_primary", "relations", int(row), "primary", target)


def _area_levels(tables: Tables) -> Iterator[Found]:
    areas = tables["areas"].drop_duplicates("id")
    rank = areas["level"].map(_ranks(tables)).astype("float64")
    level = areas.set_index("id")["level"]
    parent_level = areas["parent"].map(level)
    parent_rank = parent_level.map(_ranks(tables)).astype("float64")
    for row in areas.index[rank <= parent_rank]:
        params: dict[str, object] = {
            "level": areas["level"].loc[row],
            "parent": areas["parent"].loc[row],
            "parent_level": parent_level.loc[row],
        }
        yield Found("model.area_level_order", "areas", int(row), "parent", params=params)


def _relation_circles(tables: Tables) -> Iterator[Found]:
    relations = tables["relations"]
    apart = relations["source"] != relations["target"]
    for kind in ("leads", "guides"):
        own = apart & (relations["kind"] == kind)
        ends = (relations[end][own] for end in ("source", "target"))
        yield from _in_circle("relations", "target", kind, *ends)


def _parent_circles(name: str, tables: Tables) -> Iterator[Found]:
    rows = tables[name].dropna(subset=["id", "parent"])
    yield from _in_circle(name, "parent", "parent", rows["id"], rows["parent"])


def _in_circle(
    table: str, column: str, kind: str, source: pd.Series, target: pd.Series
) -> Iterator[Found]:
    group = "relation_kind" if table == "relations" else "column"
    said: dict[str, object] = {"kind": Words(group, (kind,))}
    complete = (source.notna() & target.notna()).to_numpy()
    source, target = source[complete], target[complete]
    for row, name in source[(source == target).to_numpy()].items():
        yield Found("model.cycle", table, int(str(row)), column, f"{name} → {name}", said)
    codes, ids = pd.factorize(pd.concat([source, target]))
    n = len(source)
    for circle in circles(len(ids), codes[:n], codes[n:]):
        names = [str(ids[code]) for code in circle]
        shown = " → ".join([*names[:12], *(["…"] if len(names) > 12 else []), names[0]])  # noqa: PLR2004
        row = source.index[(source == names[0]) & target.isin(names)][0]
        yield Found("model.cycle", table, int(row), column, shown, said)


def _power_targets(tables: Tables) -> Iterator[Found]:
    both = tables["powers"]["matter"].notna() & tables["powers"]["line"].notna()
    for row in np.flatnonzero(both.to_numpy()):
        yield Found("model.both_matter_and_line", "powers", int(row), "line")


_RULES: tuple[tuple[str, Callable[[Tables], Iterator[Found]]], ...] = (
    ("relations", _relation_ends),
    ("relations", _relation_permits),
    ("relations", _relation_modes),
    ("relations", _primary),
    ("relations", _relation_circles),
    ("areas", _area_levels),
    ("areas", partial(_parent_circles, "areas")),
    ("lines", partial(_parent_circles, "lines")),
    ("powers", _power_targets),
)

#: What the rules of a table read beside it.
_READS = {
    "relations": frozenset({"relations", "units", "areas", "levels"}),
    "areas": frozenset({"areas", "levels"}),
    "lines": frozenset({"lines"}),
    "powers": frozenset({"powers"}),
}
