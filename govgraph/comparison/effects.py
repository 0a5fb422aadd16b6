"""Winners and losers: what every unit, level, line and matter gains or loses."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from govgraph.comparison.measured import verdict
from govgraph.comparison.options import Option
from govgraph.measures import catalogue, find, table
from govgraph.model.structure import Structure

COLUMNS = ("option", "scope", "id", "measure", "before", "after", "change", "verdict")
#: What units hold, with the table and column that is added up; None counts rows.
HOLDINGS: dict[str, tuple[str, str | None]] = {
    "holding.staff": ("units", "filled"),
    "holding.quota": ("units", "quota"),
    "holding.posts": ("posts", "quota"),
    "holding.powers": ("powers", None),
}


def effects(
    before: Structure, options: Iterable[Option], renamed: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return what each unit, level, line and matter gains and loses.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    options : iterable of Option
        What it is compared with.
    renamed : mapping of str to str, optional
        New ids by old ones.

    Returns
    -------
    DataFrame
        ``option``, ``scope`` (``unit``, ``level``, ``line``, ``matter``), ``id``, ``measure`` (a
        measure, or what is held: ``holding.staff`` …), ``before``, ``after``, ``change`` and
        ``verdict`` (``gain`` or ``loss``). Only what changes stands there; a unit that is gone
        has no value after and loses all it held. Levels and lines add up what their units hold,
        and average measures over the units that have a value.
    """
    parts = [_effects(before, option, {**option.renamed, **(renamed or {})}) for option in options]
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def _effects(before: Structure, option: Option, renamed: Mapping[str, str]) -> pd.DataFrame:
    pairs = zip(_scopes(before, renamed), _scopes(option.structure, {}), strict=True)
    rows = [
        {"option": option.name, "scope": scope, **row}
        for (scope, old), (_, new) in pairs
        for row in _changes(old, new)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _scopes(structure: Structure, renamed: Mapping[str, str]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield one frame for each scope: rows are ids, columns are measures and holdings."""
    measures = _directed("unit")
    values = table(structure, measures, per="unit")
    held = _holdings(structure).reindex(values.index, fill_value=0.0)
    units = structure.units.set_index("id").reindex(values.index)
    yield "unit", pd.concat([held, values], axis=1).rename(index=dict(renamed))
    for scope in ("level", "line"):
        group = units[scope]
        yield scope, pd.concat([held.groupby(group).sum(), values.groupby(group).mean()], axis=1)
    cells = table(structure, _directed("matter"), per="matter")
    yield "matter", cells.groupby(level="matter").mean()


def _directed(per: str) -> list[str]:
    return [n for n, one in catalogue().items() if one.per == per and one.higher != "depends"]


def _holdings(structure: Structure) -> pd.DataFrame:
    found = {}
    for name, (source, column) in HOLDINGS.items():
        frame = structure.table(source)
        unit = frame["id" if source == "units" else "unit"]
        found[name] = (frame[column] if column else pd.Series(1.0, frame.index)).groupby(unit).sum()
    return pd.DataFrame(found).fillna(0.0)


def _changes(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[dict[str, object]]:
    index = old.index.union(new.index)
    for name in old.columns:
        was, now = old[name].reindex(index), new[name].reindex(index)
        if name in HOLDINGS:
            was, now = was.fillna(0.0), now.fillna(0.0)
        for one in index[~np.isclose(was, now, equal_nan=True)]:
            judged = _verdict(str(name), was[one], now[one])
            if judged:
                values = {"before": was[one], "after": now[one], "change": now[one] - was[one]}
                yield {"id": one, "measure": name, **values, "verdict": judged}


def _verdict(name: str, was: float, now: float) -> str:
    if name in HOLDINGS:
        return "gain" if now > was else "loss"
    return {"better": "gain", "worse": "loss"}.get(verdict(find(name), was, now), "")
