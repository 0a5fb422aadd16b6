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

from govgraph.model.arrays import positions
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
    frame: pd.DataFrame = structure.derive(("cells of matters",), partial(_cells, structure))
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
class Places:
    """The cells as arrays; −1 stands for no area.

    Attributes
    ----------
    matter, area, lead_area : array of int
        Row of the matter, and numbers of the areas.
    cases, hours : array of float
        As in `cells`.
    leads : array of int
        Units that lead in the lead area.
    covered_below : array of bool
        As in `cells`.
    """

    matter: _Ints
    area: _Ints
    cases: NDArray[np.float64]
    hours: NDArray[np.float64]
    lead_area: _Ints
    leads: _Ints
    covered_below: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.matter)


@dataclass(frozen=True, eq=False)
class Parts:
    """Who has a part in which cell, as arrays with one entry per cell and duty.

    Attributes
    ----------
    cell, unit, duty : array of int
        Row of the cell, number of the unit, row of the duty.
    lead : array of bool
        Whether the duty leads.
    """

    cell: _Ints
    unit: _Ints
    duty: _Ints
    lead: NDArray[np.bool_]


def places(structure: Structure) -> Places:
    """Return the matter × area cells of a structure as arrays, in the order of `cells`."""
    found: Places = structure.derive(("places",), partial(_all_places, structure))
    return found


def parts(structure: Structure) -> Parts:
    """Return who has a part in which cell as arrays, in the order of `participants`."""
    found: Parts = structure.derive(("parts",), partial(_parts, structure))
    return found


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
    unit = positions(duties["unit"], topology.units)
    named = positions(duties["area"], topology.areas)
    return _Codes(
        areas=len(topology.areas),
        parent=np.append(topology.area_parent, -1).astype(np.int64),
        matter=positions(duties["matter"], structure.matters["id"]).astype(np.int64),
        area=np.where(named < 0, np.append(topology.unit_area, -1)[unit], named).astype(np.int64),
        unit=unit.astype(np.int64),
        lead=(duties["role"] == "lead").to_numpy(bool),
    )


def _coded(structure: Structure) -> _Codes:
    found: _Codes = structure.derive(("duties as numbers",), partial(_codes, structure))
    return found


def _rank(structure: Structure) -> _Ints:
    """Return the place of every area by its id; no area comes last."""
    order = np.argsort(structure.topology.areas.to_numpy(object), kind="stable")
    return np.append(np.argsort(order), len(order))


def _places(structure: Structure, codes: _Codes) -> tuple[_Ints, NDArray[np.float64]]:
    """Return the keys of all cells, by ids of matter and area, and their cases."""
    demand, matters = structure.demand, structure.matters["id"]
    asked = codes.key(
        positions(demand["matter"], matters).astype(np.int64),
        positions(demand["area"], structure.topology.areas).astype(np.int64),
    )
    own = codes.key(codes.matter, codes.area)
    key = np.unique(np.concatenate((asked, own[codes.lead])))
    placed = np.isin(codes.matter, codes.apart(key)[0])
    key = np.unique(np.concatenate((key, own[~placed])))
    idle = np.setdiff1d(np.arange(len(matters)), codes.apart(key)[0])
    key = np.concatenate((key, codes.key(idle, np.full(len(idle), -1))))
    rank: _Ints = structure.derive(("rank of areas",), partial(_rank, structure), of=("areas",))
    matter, area = codes.apart(key)
    key = key[np.lexsort((rank[area], matter))]
    by_key = np.argsort(key)
    place = by_key[np.searchsorted(key, asked, sorter=by_key)]
    stated = demand["cases"].fillna(0.0).to_numpy(float)
    cases: NDArray[np.float64] = np.bincount(place, stated, len(key)).astype(np.float64)
    cases[np.bincount(place, minlength=len(key)) == 0] = np.nan
    return key, cases


def _all_places(structure: Structure) -> Places:
    codes = _coded(structure)
    key, cases = _places(structure, codes)
    matter, area = codes.apart(key)
    lead_area, leads, leading = _nearest_leads(codes, matter, area)
    covered = _covered_below(codes, matter, np.where(leads == 0, area, -1), leading)
    hours = structure.matters["hours"].to_numpy(float)[matter]
    return Places(matter, area, cases, hours, lead_area, leads, covered)


def _cells(structure: Structure) -> pd.DataFrame:
    found, areas = places(structure), structure.topology.areas.array
    return pd.DataFrame(
        {
            "matter": structure.matters["id"].array.take(found.matter),
            "area": areas.take(found.area, allow_fill=True),
            "cases": found.cases,
            "hours": found.hours,
            "lead_area": areas.take(found.lead_area, allow_fill=True),
            "leads": found.leads,
            "covered_below": found.covered_below,
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


def _covered_below(codes: _Codes, matter: _Ints, area: _Ints, leading: _Ints) -> NDArray[np.bool_]:
    """Whether every area below has a lead; False where `area` is −1."""
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
    found = parts(structure)
    rows = structure.duties[["unit", "role", "hours"]].take(found.duty).reset_index(drop=True)
    rows.insert(0, "cell", found.cell)
    rows["duty"] = found.duty
    return rows


def _parts(structure: Structure) -> Parts:
    codes, place = _coded(structure), places(structure)
    own = codes.key(codes.matter, codes.area)
    order = np.argsort(own, kind="stable")
    cell, found = np.arange(len(place)), [np.zeros((2, 0), np.int64)]
    area = place.area
    while len(cell):
        key = codes.key(place.matter[cell], area[cell])
        first, last = (np.searchsorted(own, key, side, order) for side in ("left", "right"))
        each = last - first
        begin = np.repeat(first - np.append(0, np.cumsum(each)[:-1]), each)
        duty = order[begin + np.arange(each.sum())]
        here = np.repeat(area[cell] == place.lead_area[cell], each)
        kept = ~codes.lead[duty] | here
        found.append(np.stack((np.repeat(cell, each), duty))[:, kept])
        area = codes.parent[area]
        cell = cell[area[cell] >= 0]
    both = np.concatenate(found, axis=1)
    cell, duty = both[:, np.lexsort((both[1], both[0]))]
    return Parts(cell, codes.unit[duty], duty, codes.lead[duty])
