"""Responsibility beside power, row by row: what a unit must do, may do, and can have done.

A unit is responsible for a matter in every cell in which it holds one of the roles asked (by
default it leads). It is required to have the powers that the matter needs. It *owns* a power that
a row of ``powers`` gives it there; it can *call* on a power that a unit holds to which it gives
orders (directly or through others), which it can summon by a live call for the matter, or which
shares the data set needed with it.
"""

from functools import cache

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.groundwork.holding import covered_matters, holders, use_test, with_needs
from govgraph.model.jurisdiction import cells, participants, parts, places
from govgraph.model.network import network
from govgraph.model.structure import Structure


def requirements(structure: Structure, roles: tuple[str, ...] = ("lead",)) -> pd.DataFrame:
    """Return every power that a unit's responsibilities require, and whether it has it.

    Parameters
    ----------
    structure : Structure
        The structure.
    roles : tuple of str
        Duties that make a unit responsible.

    Returns
    -------
    DataFrame
        ``unit``, ``cell``, ``matter``, ``area``, ``power``, ``owned`` and ``callable`` (owned or
        to be had by an order, a live call or, for data, a sharing path).

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures.authority import requirements
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="town", matter="noise", role="lead")
    >>> build = build.add("needs", matter="noise", power="penalise")
    >>> requirements(build.build())[["unit", "power", "owned"]].values.tolist()
    [['town', 'penalise', False]]
    """
    key = ("requirements", tuple(roles))
    return structure.derive(key, lambda: _requirements(structure, roles)).copy(deep=False)


def _requirements(structure: Structure, roles: tuple[str, ...]) -> pd.DataFrame:
    frame = _required(structure, roles)
    units, matters, powers = (frame[name].tolist() for name in ("unit", "matter", "power"))
    keys = zip(frame["cell"].tolist(), powers, strict=True)
    holding = holders(structure)
    by = [holding.get(key, ()) for key in keys]
    frame["owned"] = np.array([u in own for u, own in zip(units, by, strict=True)], bool)
    calls, usable = _calls(structure), use_test(structure)

    @cache
    def callable_(unit: str, matter: str, power: str, own: tuple[str, ...]) -> bool:
        return any(
            usable(unit, one, matter, power) or _answers(calls, unit, one, matter) for one in own
        )

    needs = zip(units, matters, powers, by, strict=True)
    frame["callable"] = np.array([callable_(*need) for need in needs], bool)
    return frame


def _required(structure: Structure, roles: tuple[str, ...]) -> pd.DataFrame:
    """Every power that every unit must have in every cell, by unit, cell and power."""
    part, place, units = parts(structure), places(structure), structure.topology.units
    held = structure.values("duties", "role")
    asked = np.fromiter((role in roles for role in held), bool, len(held))[part.duty]
    n = max(len(place), 1)
    number, cell = np.divmod(np.unique(part.unit[asked] * n + part.cell[asked]), n)
    position, row = with_needs(structure, place.matter[cell])
    cell = cell[position]
    return pd.DataFrame(
        {
            "unit": units.array.take(number[position]),
            "cell": cell,
            "matter": structure.matters["id"].array.take(place.matter[cell]),
            "area": structure.topology.areas.array.take(place.area[cell], allow_fill=True),
            "power": structure.needs["power"].array.take(row),
        }
    )


def _calls(structure: Structure) -> set[tuple[str, str, str | None]]:
    if not len(structure.topology.arcs(["calls"]).row):
        return set()
    names = ("kind", "source", "target", "matter", "probability")
    rows = zip(*(structure.values("relations", name) for name in names), strict=True)
    return {
        (source, target, matter)
        for kind, source, target, matter, chance in rows
        if kind == "calls" and chance != 0
    }


def _answers(
    calls: set[tuple[str, str, str | None]], caller: str, called: str, matter: str
) -> bool:
    return (caller, called, None) in calls or (caller, called, matter) in calls


def power_uses(structure: Structure) -> pd.DataFrame:
    """Return every row of ``powers`` that covers any matter, and what its unit does with it.

    Returns
    -------
    DataFrame
        ``row`` (of the powers table), ``unit``, ``power``, ``duty`` (the unit has some duty on a
        matter the row covers, where it holds) and ``needed`` (one of those matters needs it).

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures.powers import power_uses
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("powers", unit="env", power="inspect", matter="noise")
    >>> power_uses(build.build())[["unit", "duty", "needed"]].values.tolist()
    [['env', False, False]]
    """
    return structure.derive(("power uses",), lambda: _power_uses(structure)).copy(deep=False)


def _power_uses(structure: Structure) -> pd.DataFrame:
    covered = covered_matters(structure)
    duties = participants(structure)[["unit", "cell"]].drop_duplicates()
    duties = duties.join(cells(structure)[["matter", "area"]], on="cell")
    needs = set(zip(structure.needs["matter"], structure.needs["power"], strict=True))
    paths = {a: frozenset(structure.area_path(a)) for a in duties["area"].dropna().unique()}
    at: dict[tuple[str, str], list[frozenset[str] | None]] = {}
    for unit, matter, area in zip(duties["unit"], duties["matter"], duties["area"], strict=True):
        at.setdefault((unit, matter), []).append(paths.get(area))
    covered["duty"] = [
        any(not isinstance(held, str) or path is None or held in path for path in at.get(own, ()))
        for held, own in zip(
            covered["area"], zip(covered["unit"], covered["matter"], strict=True), strict=True
        )
    ]
    keys = zip(covered["matter"], covered["power"], covered["duty"], strict=True)
    covered["needed"] = [duty and (matter, power) in needs for matter, power, duty in keys]
    groups = covered.astype({"duty": bool, "needed": bool}).groupby(["row", "unit", "power"])
    return groups[["duty", "needed"]].any().reset_index()


def share_of(values: pd.Series, reason: str) -> float:
    """Return the share of rows that hold; raise with the reason when there are none."""
    if values.empty:
        raise UndefinedMeasureError(reason)
    return float(values.mean())


def share_by_unit(structure: Structure, values: pd.Series, name: str) -> pd.Series:
    """Return the share of rows that hold for every unit, ``nan`` for a unit without rows."""
    found = values.astype(float).groupby(level=0).mean()
    return found.reindex(network(structure).nodes).rename(name)
