"""Where the four fragmentations are: the rows behind the numbers, for audits and reports.

*Power*: powers that a matter needs and that neither its lead nor a unit its lead can bind holds
(data sets that are shared with the lead are not missing).
*Function*: matters without exactly one lead. *Mechanism*: partners without a coordinating tie.
*Information*: partners without a sharing path. All are judged per matter and area.
"""

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.measures.groundwork.holding import (
    holders,
    needed_powers,
    needs_of_cells,
    use_test,
)
from govgraph.measures.groundwork.lengths import partner_lengths
from govgraph.measures.groundwork.partners import leads_by_cell, partner_numbers, partners
from govgraph.measures.groundwork.sharing import data_seen
from govgraph.measures.groundwork.ties import tie_test
from govgraph.measures.groundwork.work import concentrations
from govgraph.model.jurisdiction import cells, places
from govgraph.model.structure import Structure

_Ids: TypeAlias = tuple[str, ...]


def power_needs(structure: Structure) -> pd.DataFrame:
    """Return every power that every cell needs, and whether the lead commands it.

    Returns
    -------
    DataFrame
        ``cell`` (row of `govgraph.model.jurisdiction.cells`), ``matter``, ``area``, ``power``,
        ``leads`` and ``holders`` (tuples of unit ids) and ``held``: whether a lead holds the
        power, can give orders to a unit that does, or, for a data set, has it shared by one. In a
        cell without a lead nothing is held; a cell whose every area below has a lead of its own is
        left to those.
    """
    return structure.derive(("power needs",), lambda: _power_needs(structure)).copy(deep=False)


def _power_needs(structure: Structure) -> pd.DataFrame:
    needs = _needs(structure)
    frame = needed_powers(structure).loc[needs.row]
    for name in ("leads", "holders"):
        frame[name] = pd.Series(getattr(needs, name), index=frame.index, dtype=object)
    frame["held"] = needs.held
    whole: pd.DataFrame = frame.reset_index(drop=True)
    return whole


@dataclass(frozen=True, eq=False)
class _Needs:
    """What `power_needs` returns, as arrays and lists; `row` is that of `needed_powers`."""

    row: NDArray[np.int64]
    cell: NDArray[np.int64]
    leads: list[tuple[str, ...]]
    holders: list[tuple[str, ...]]
    held: NDArray[np.bool_]


def _needs(structure: Structure) -> _Needs:
    def compute() -> _Needs:
        cell, need = needs_of_cells(structure)
        row = np.flatnonzero(~places(structure).covered_below[cell])
        cell, leads, usable = cell[row], leads_by_cell(structure), use_test(structure)
        matters, powers = (structure.values("needs", name) for name in ("matter", "power"))
        own = [leads.get(one, ()) for one in cell.tolist()]
        about = [(matters[at], powers[at]) for at in need[row].tolist()]
        pairs = zip(cell.tolist(), about, strict=True)
        holding = holders(structure)
        by = [holding.get((one, power), ()) for one, (_, power) in pairs]

        @cache
        def met(leading: _Ids, holding: _Ids, matter: str, power: str) -> bool:
            return any(usable(lead, unit, matter, power) for lead in leading for unit in holding)

        rows = zip(own, by, about, strict=True)
        held = np.array([met(lead, hold, *what) for lead, hold, what in rows], bool)
        return _Needs(row, cell, own, by, held)

    return structure.derive(("needs met",), compute)


def missing_powers(structure: Structure) -> pd.DataFrame:
    """Return the powers that matters need and their leads do not command.

    Parameters
    ----------
    structure : Structure
        The structure.

    Returns
    -------
    DataFrame
        ``cell``, ``matter``, ``area``, ``power``, ``leads``, and ``holders``: the units that do
        hold it there, out of the leads' reach (empty when nobody does).

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures.profile import missing_powers
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="town", matter="noise", role="lead")
    >>> build = build.add("needs", matter="noise", power="penalise")
    >>> missing_powers(build.build())[["matter", "power", "leads"]].values.tolist()
    [['noise', 'penalise', ('town',)]]
    """
    frame = power_needs(structure)
    return frame.loc[~frame["held"].astype(bool)].drop(columns="held").reset_index(drop=True)


def partner_ties(structure: Structure) -> pd.DataFrame:
    """Return every pair that must coordinate, and what joins it.

    Returns
    -------
    DataFrame
        The columns of `partners.partners`, and ``tied`` (a coordinating tie of their own),
        ``shared`` (a sharing path) and ``distance`` (the lawful path, ``nan`` without
        one). Dependent matters are tied or shared when either matter's ties do it.
    """
    return structure.derive(("partner ties",), lambda: _partner_ties(structure)).copy(deep=False)


def _partner_ties(structure: Structure) -> pd.DataFrame:
    frame = partners(structure)
    joined, lengths = _joined(structure), partner_lengths(structure)
    frame["tied"], frame["shared"] = joined.tied, joined.shared
    frame["distance"] = np.where(lengths < 0, np.nan, lengths.astype(float))
    return frame


@dataclass(frozen=True, eq=False)
class _Joined:
    """Whether partners have a coordinating tie and a sharing path, in the order of `partners`."""

    tied: NDArray[np.bool_]
    shared: NDArray[np.bool_]


def _joined(structure: Structure) -> _Joined:
    """Look at each pair of units once for each matter or two, in however many cells they meet."""

    def compute() -> _Joined:
        found, ids = partner_numbers(structure), structure.values("units", "id")
        matters = (*structure.values("matters", "id"), None)
        n, m = max(len(ids), 1), len(matters)
        key = ((found.first * n + found.second) * m + found.matter) * m + found.other % m
        _, once, back = np.unique(key, return_index=True, return_inverse=True)
        columns = (found.first, found.second, found.matter, found.other)
        rows = [
            (first, second, [matters[one]] if other < 0 else [matters[one], matters[other]])
            for first, second, one, other in zip(*(c[once].tolist() for c in columns), strict=True)
        ]
        known = {matter for *_, about in rows for matter in about}
        tests = {matter: tie_test(structure, matter) for matter in known}
        seen = {matter: data_seen(structure, matter) for matter in known}
        tied = [any(tests[one](a, b) for one in about) for a, b, about in rows]
        shared = [
            any(not seen[one][ids[a]].isdisjoint(seen[one][ids[b]]) for one in about)
            for a, b, about in rows
        ]
        return _Joined(np.array(tied, bool)[back], np.array(shared, bool)[back])

    return structure.derive(("joined partners",), compute)


def uncoordinated_pairs(structure: Structure) -> pd.DataFrame:
    """Return the pairs that must coordinate and have no coordinating tie.

    Parameters
    ----------
    structure : Structure
        The structure.

    Returns
    -------
    DataFrame
        ``cell``, ``matter``, ``area``, ``first``, ``second``, ``other_matter`` (the dependent
        matter, missing when both work the same one), ``shared``, and ``distance``: the lawful path
        that is left to them, ``nan`` when there is none.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures.profile import uncoordinated_pairs
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> uncoordinated_pairs(build.build())[["matter", "first", "second"]].values.tolist()
    [['noise', 'env', 'police']]
    """
    frame = partner_ties(structure)
    return frame.loc[~frame["tied"]].drop(columns="tied").reset_index(drop=True)


def unshared_pairs(structure: Structure) -> pd.DataFrame:
    """Return the pairs that must coordinate and have no sharing path for the matter's data.

    Parameters
    ----------
    structure : Structure
        The structure.

    Returns
    -------
    DataFrame
        As `uncoordinated_pairs`, with ``tied`` in place of ``shared``.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures.profile import unshared_pairs
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> build = build.add("relations", source="env", target="police", kind="shares")
    >>> len(unshared_pairs(build.build()))
    0
    """
    frame = partner_ties(structure)
    return frame.loc[~frame["shared"]].drop(columns="shared").reset_index(drop=True)


def profile_table(structure: Structure) -> pd.DataFrame:
    """Return the four fragmentations of every cell of matter and area, with their companions.

    Parameters
    ----------
    structure : Structure
        The structure.

    Returns
    -------
    DataFrame
        One row per cell: ``matter``, ``area``, ``cases``; ``power`` (share of needed powers that
        the lead does not command, ``nan`` when nothing is needed) and ``power_holders`` (number
        of units that hold any of them); ``function`` (1 without exactly one lead, else 0),
        ``leads`` and ``spread`` (effective number of units that do the work); ``mechanism`` and
        ``information`` (share of pairs that must coordinate without a coordinating tie, without
        a sharing path; ``nan`` without pairs), ``pairs`` and ``distance`` (their mean lawful
        path, over the pairs that have one).

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> profile.table(build.build())[["matter", "function", "leads"]].values.tolist()
    [['noise', 0.0, 1]]
    """
    return structure.derive(("profile",), lambda: _table(structure)).copy(deep=False)


def fragmentation(structure: Structure, column: str) -> NDArray[np.float64]:
    """Return one of the four fragmentations of every cell, as in `profile_table`.

    Parameters
    ----------
    structure : Structure
        The structure.
    column : {"power", "function", "mechanism", "information"}
        Which one.
    """
    place = places(structure)
    if column == "function":
        led: NDArray[np.bool_] = (place.leads == 1) | place.covered_below
        return np.where(led, 0.0, 1.0)
    if column == "power":
        cell, met = _needs(structure).cell, _needs(structure).held
    else:
        cell = partner_numbers(structure).cell
        met = getattr(_joined(structure), _MET[column])
    with np.errstate(invalid="ignore"):
        share = np.bincount(cell, met, len(place)) / np.bincount(cell, minlength=len(place))
    unmet: NDArray[np.float64] = 1.0 - share
    return unmet


#: What a pair of partners has that is not fragmented.
_MET = {"mechanism": "tied", "information": "shared"}


def _table(structure: Structure) -> pd.DataFrame:
    frame = cells(structure)
    needs = power_needs(structure).groupby("cell")
    ties = partner_ties(structure).groupby("cell")
    return pd.DataFrame(
        {
            "matter": frame["matter"],
            "area": frame["area"],
            "cases": frame["cases"],
            "power": fragmentation(structure, "power"),
            "power_holders": needs["holders"].agg(_distinct).reindex(frame.index),
            "function": fragmentation(structure, "function"),
            "leads": frame["leads"],
            "spread": concentrations(structure)["effective"],
            "mechanism": fragmentation(structure, "mechanism"),
            "information": fragmentation(structure, "information"),
            "pairs": ties.size().reindex(frame.index, fill_value=0),
            "distance": ties["distance"].mean().reindex(frame.index),
        }
    )


def _distinct(holders: pd.Series) -> float:
    return float(len({unit for units in holders for unit in units}))
