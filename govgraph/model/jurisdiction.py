"""Matter × area: which units have a part in a matter where it arises.

A duty holds in the area it names, else in its unit's own area, and in every area below that. A
*cell* is a matter in an area: every area where the matter has demand, and every area for which
someone leads it (where there is neither, every area for which any duty on it is held). The *lead
area* of a cell is the nearest area, going up from the cell's own, for which someone leads the
matter. The leads there, and everyone with another duty that holds in the cell's area, have a part
in the cell. So twelve townships that each lead a matter at home are twelve cells with one lead
each, a county bureau that leads a matter is the lead of every township without a lead of its own,
and a county bureau that assists has a part in the cell of every township.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.structure import Structure

_Ints = NDArray[np.int64]


def cells(structure: Structure) -> pd.DataFrame:
    """Return the matter × area cells of a structure.

    Returns
    -------
    DataFrame
        One row per cell: ``matter``, ``area`` (missing when nothing says where), ``cases`` (NaN
        when no demand is stated there), ``hours`` per case, ``lead_area`` (missing when nobody
        leads there), ``leads``, the number of units that lead in the lead area, and
        ``covered_below``, whether without a lead here every area below has one.
    """
    frame: pd.DataFrame = structure.derive(("cells",), partial(_cells, structure))
    return frame.copy(deep=False)


def participants(structure: Structure) -> pd.DataFrame:
    """Return who has a part in which cell.

    Returns
    -------
    DataFrame
        One row per cell and duty: ``cell`` (row of `cells`), ``unit``, ``role``, ``hours`` per
        case (NaN when not stated), ``duty`` (row of the duties table).
    """
    frame: pd.DataFrame = structure.derive(("participants",), partial(_participants, structure))
    return frame.copy(deep=False)


@dataclass(frozen=True, eq=False)
class _Codes:
    """The matters, areas and duties of a structure as numbers; −1 stands for no area.

    Attributes
    ----------
    areas : int
        Number of areas.
    parent : array of int
        The area above each area, and −1 at the end for no area.
    matter, area, unit : array of int
        Of every duty; the area it names, else that of its unit.
    lead : array of bool
        Whether a duty leads.
    """

    areas: int
    parent: _Ints
    matter: _Ints
    area: _Ints
    unit: _Ints
    lead: NDArray[np.bool_]

    def key(self, matter: _Ints, area: _Ints) -> _Ints:
        """Return one number for each pair of matter and area."""
        return matter * (self.areas + 1) + area + 1

    def apart(self, key: _Ints) -> tuple[_Ints, _Ints]:
        """Return the matter and the area of each key."""
        matter, area = np.divmod(key, self.areas + 1)
        return matter, area - 1


def _codes(structure: Structure) -> _Codes:
    topology, duties = structure.topology, structure.duties
    unit = topology.units.get_indexer(pd.Index(duties["unit"])).astype(np.int64)
    named = topology.areas.get_indexer(pd.Index(duties["area"])).astype(np.int64)
    return _Codes(
        areas=len(topology.areas),
        parent=np.append(topology.area_parent, -1).astype(np.int64),
        matter=_matters(structure).get_indexer(pd.Index(duties["matter"])).astype(np.int64),
        area=np.where(named < 0, np.append(topology.unit_area, -1)[unit], named).astype(np.int64),
        unit=unit,
        lead=(duties["role"] == "lead").to_numpy(bool),
    )


def _coded(structure: Structure) -> _Codes:
    found: _Codes = structure.derive(("duties as numbers",), partial(_codes, structure))
    return found


def _matters(structure: Structure) -> pd.Index:
    ids: pd.Index = pd.Index(structure.matters["id"])
    return ids


def _places(structure: Structure, codes: _Codes) -> tuple[_Ints, NDArray[np.float64]]:
    """Return the keys of all cells, by ids of matter and area, and their cases."""
    demand, matters = structure.demand, _matters(structure)
    asked = codes.key(
        matters.get_indexer(pd.Index(demand["matter"])).astype(np.int64),
        structure.topology.areas.get_indexer(pd.Index(demand["area"])).astype(np.int64),
    )
    own = codes.key(codes.matter, codes.area)
    key = np.unique(np.concatenate((asked, own[codes.lead])))
    placed = np.isin(codes.matter, codes.apart(key)[0])
    key = np.unique(np.concatenate((key, own[~placed])))
    idle = np.setdiff1d(np.arange(len(matters)), codes.apart(key)[0])
    key = np.concatenate((key, codes.key(idle, np.full(len(idle), -1))))
    order = np.argsort(structure.topology.areas.to_numpy(object), kind="stable")
    rank = np.append(np.argsort(order), codes.areas)  # no area comes last
    matter, area = codes.apart(key)
    key = key[np.lexsort((rank[area], matter))]
    by_key = np.argsort(key)
    place = by_key[np.searchsorted(key, asked, sorter=by_key)]
    stated = demand["cases"].fillna(0.0).to_numpy(float)
    cases: NDArray[np.float64] = np.bincount(place, stated, len(key)).astype(np.float64)
    cases[np.bincount(place, minlength=len(key)) == 0] = np.nan
    return key, cases


def _cells(structure: Structure) -> pd.DataFrame:
    codes, topology = _coded(structure), structure.topology
    key, cases = _places(structure, codes)
    matter, area = codes.apart(key)
    lead_area, leads, leading = _nearest_leads(codes, matter, area)
    ids, areas = _matters(structure).array, topology.areas.array
    covered = _covered_below(structure, matter, np.where(leads == 0, area, -1), leading)
    hours = structure.matters["hours"].to_numpy(float)
    return pd.DataFrame(
        {
            "matter": ids.take(matter),
            "area": areas.take(area, allow_fill=True),
            "cases": cases,
            "hours": hours[matter],
            "lead_area": areas.take(lead_area, allow_fill=True),
            "leads": leads,
            "covered_below": covered,
        }
    )


def _nearest_leads(codes: _Codes, matter: _Ints, area: _Ints) -> tuple[_Ints, _Ints, _Ints]:
    """Return each cell's lead area, its number of leads, and the keys where someone leads."""
    units = int(codes.unit.max(initial=0)) + 1
    own = codes.key(codes.matter, codes.area)[codes.lead] * units + codes.unit[codes.lead]
    leading, count = np.unique(np.unique(own) // units, return_counts=True)
    found, leads, above = np.full_like(area, -1), np.zeros_like(area), area.copy()
    waiting = np.ones(len(area), bool)
    while len(leading) and waiting.any():
        key = codes.key(matter, above)
        place = np.minimum(np.searchsorted(leading, key), len(leading) - 1)
        here = waiting & (leading[place] == key)
        found[here], leads[here] = above[here], count[place[here]]
        above = codes.parent[above]
        waiting &= ~here & (above >= 0)
    return found, leads.astype(np.int64), leading


def _covered_below(
    structure: Structure, matter: _Ints, area: _Ints, leading: _Ints
) -> NDArray[np.bool_]:
    """Whether every area below has a lead; False where `area` is −1."""
    codes = _coded(structure)
    keys, children = set(leading.tolist()), dict[int, list[int]]()
    for child, parent in enumerate(codes.parent[:-1].tolist()):
        children.setdefault(parent, []).append(child)

    def covered(matter: int, area: int) -> bool:
        below = children.get(area, [])
        first = matter * (codes.areas + 1) + 1
        return bool(below) and all(first + one in keys or covered(matter, one) for one in below)

    pairs = zip(matter.tolist(), area.tolist(), strict=True)
    return np.array([one >= 0 and covered(about, one) for about, one in pairs], bool)


def _participants(structure: Structure) -> pd.DataFrame:
    codes, frame, areas = _coded(structure), cells(structure), structure.topology.areas
    matter = _matters(structure).get_indexer(pd.Index(frame["matter"])).astype(np.int64)
    area = areas.get_indexer(pd.Index(frame["area"])).astype(np.int64)
    lead_area = areas.get_indexer(pd.Index(frame["lead_area"])).astype(np.int64)
    own = codes.key(codes.matter, codes.area)
    order = np.argsort(own, kind="stable")
    cell, found = np.arange(len(frame)), [np.zeros((2, 0), np.int64)]
    while len(cell):
        key = codes.key(matter[cell], area[cell])
        first, last = (np.searchsorted(own, key, side, order) for side in ("left", "right"))
        each = last - first
        begin = np.repeat(first - np.append(0, np.cumsum(each)[:-1]), each)
        duty = order[begin + np.arange(each.sum())]
        here = np.repeat(area[cell] == lead_area[cell], each)
        kept = ~codes.lead[duty] | here
        found.append(np.stack((np.repeat(cell, each), duty))[:, kept])
        area = codes.parent[area]
        cell = cell[area[cell] >= 0]
    both = np.concatenate(found, axis=1)
    cell, duty = both[:, np.lexsort((both[1], both[0]))]
    rows = structure.duties[["unit", "role", "hours"]].take(duty).reset_index(drop=True)
    rows.insert(0, "cell", cell)
    rows["duty"] = duty
    return rows
