"""The country as tables of the model."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from govgraph.cases.china.bureaus import Bureaus
from govgraph.cases.china.columns import constant, spelled, text
from govgraph.cases.china.functions import LEVELS as STAFFED
from govgraph.cases.china.functions import Functions
from govgraph.cases.china.places import Places
from govgraph.cases.china.ties import ASSUMED, PUBLIC, Ties
from govgraph.io.divisions import LEVELS as DIVISIONS

LEVELS = [("nation", "国家级", "nation"), *DIVISIONS.values()]
_COUNCIL = "国务院"
_TOWNSHIP, _VERTICAL = 4, 3


def levels() -> pd.DataFrame:
    """Return the six levels."""
    frame = pd.DataFrame(LEVELS, columns=["id", "name", "name_en"])
    return frame.assign(origin="public data: administrative levels")


def lines_table(lines: Functions) -> pd.DataFrame:
    """Return the lines."""
    return lines.table[["id", "name", "name_en"]].assign(origin=ASSUMED)


def areas(country: Places) -> pd.DataFrame:
    """Return the divisions, the country first."""
    return pd.DataFrame(
        {
            "id": text(country.code),
            "name": text(country.name),
            "parent": spelled(country.code, country.parent),
            "level": _level(country.level),
            "origin": constant(PUBLIC, len(country)),
        }
    )


def unit_ids(country: Places, lines: Functions, units: Bureaus) -> pa.Array:
    """Return the id of every unit: the code of its place, and a bureau's line after a point."""
    tails = pa.array(["", *("." + line for line in lines.table["id"])])
    return pc.binary_join_element_wise(
        country.code.take(pa.array(units.place)), tails.take(pa.array(units.line + 1)), ""
    )


def units_table(country: Places, lines: Functions, units: Bureaus, ids: pa.Array) -> pd.DataFrame:
    """Return governing units and bureaus in depth-first order."""
    governs = units.line < 0
    level = country.level[units.place]
    short, short_en = (lines.table[name].tolist() for name in ("name", "name_en"))
    return pd.DataFrame(
        {
            "id": text(ids),
            "name": _names(country, lines, units),
            "short": spelled(short, units.line),
            "short_en": spelled(short_en, units.line),
            "kind": _kinds(country, lines, units),
            "level": _level(level),
            "line": spelled(lines.table["id"].tolist(), units.line),
            "area": text(country.code.take(pa.array(units.place))),
            "origin": spelled([PUBLIC, ASSUMED], np.where(governs, 0, 1)),
        }
    )


def _level(level: NDArray[np.int8]) -> pd.Series:
    return spelled([one[0] for one in LEVELS], level)


def _names(country: Places, lines: Functions, units: Bureaus) -> pd.Series:
    """Name a unit after its place, 温州市 + 教育局; those of the nation bear their own names."""
    called = [lines.table[level].tolist() for level in STAFFED]
    words = pa.array([name for names in called for name in names])
    level = country.level[units.place].astype(np.int64)
    bureau = units.line >= 0
    word = words.take(pa.array(level * len(lines) + units.line, mask=~bureau))
    end = pc.coalesce(word, country.suffix.take(pa.array(units.place)))
    start = country.name.take(pa.array(units.place, mask=level == 0))
    whole = pc.binary_join_element_wise(pc.fill_null(start, ""), end, "")
    return text(pc.if_else(pa.array((level == 0) & ~bureau), _COUNCIL, whole))


def _kinds(country: Places, lines: Functions, units: Bureaus) -> pd.Series:
    """Return bureaus as departments, those that a county keeps in a township as its agencies."""
    level = country.level[units.place]
    stations = lines.leadership[_TOWNSHIP] == _VERTICAL
    station = (level == _TOWNSHIP) & (units.line >= 0) & stations[units.line]
    bureau = pa.array(np.where(station, "dispatched_agency", "department"))
    kind = country.kind.take(pa.array(units.place))
    return text(pc.if_else(pa.array(units.line < 0), kind, bureau))


def relations(lines: Functions, units: Bureaus, ids: pa.Array, ties: list[Ties]) -> pd.DataFrame:
    """Return all ties by source, target and kind, as the model orders them."""
    sorts = [one.sort for one in ties]
    sort = np.repeat(np.arange(len(ties)), [len(one.source) for one in ties])
    source = np.concatenate([one.source for one in ties])
    target = np.concatenate([one.target for one in ties])
    rank = np.argsort(np.argsort([one.kind for one in sorts], kind="stable"))
    order = np.lexsort((rank[sort], target, source))
    sort, source, target = sort[order], source[order], target[order]
    first = np.array([-1 if one.primary is None else int(one.primary) for one in sorts])[sort]
    grounds = [one.basis or None for one in sorts] + lines.table["basis"].tolist()
    hierarchical = np.array([one.kind in {"leads", "guides"} for one in sorts])[sort]
    own = hierarchical & np.array([not one.basis for one in sorts])[sort]
    ground = np.where(own, len(sorts) + units.line[target], sort)
    return pd.DataFrame(
        {
            "source": spelled(ids, source),
            "target": spelled(ids, target),
            "kind": spelled([one.kind for one in sorts], sort),
            "permits": spelled([one.permits or None for one in sorts], sort),
            "primary": _flags(first),
            "basis": spelled(grounds, ground),
            "origin": spelled([one.origin for one in sorts], sort),
        }
    )


def _flags(first: NDArray[np.int64]) -> pd.Series:
    return pd.Series(pd.arrays.BooleanArray(first == 1, first < 0), copy=False)
