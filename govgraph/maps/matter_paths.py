"""Who touches a matter, in order: door, intake, lead, assistance, decision, supervision."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure

#: Roles in the order in which a case meets them; a door stands before all of them.
STAGES = ("door", "report", "receive", "lead", "assist", "decide", "supervise")


@dataclass(frozen=True)
class Step:
    """One stop of a case: a unit, its roles there, and whether a `refers` tie leads to it."""

    unit: int
    roles: tuple[str, ...]
    handed: bool


@dataclass(frozen=True)
class MatterPath:
    """The stops of one matter in one area.

    Attributes
    ----------
    matter, area : int
        Rows of the matters and areas tables; −1 when no area is stated.
    cases : float
        Cases a year; nan when not stated.
    steps : tuple of Step
        In order.
    """

    matter: int
    area: int
    cases: float
    steps: tuple[Step, ...]


def matter_paths(structure: Structure, matters: tuple[str, ...] | None = None) -> list[MatterPath]:
    """Return the path of every matter in every area where it arises or is led.

    A stop's place follows the roles of the unit (the earliest counts), then the `refers` ties for
    the matter, then the unit's id. A stop is *handed* when a `refers` tie for this matter, or for
    no matter in particular, leads to it from an earlier stop.

    Parameters
    ----------
    structure : Structure
        The structure.
    matters : tuple of str, optional
        Ids of the matters wanted; all by default.
    """
    frame, parts = cells(structure), participants(structure)
    units, areas = structure.topology.units, structure.topology.areas
    rows = {matter: row for row, matter in enumerate(structure.matters["id"])}
    doors = _doors(structure)
    held = _held(parts, units)
    ties = _ties(structure)
    found = []
    for cell, matter, area, cases in zip(
        frame.index, frame["matter"], frame["area"], frame["cases"], strict=True
    ):
        if matters is not None and matter not in matters:
            continue
        roles = _roles(doors.get((matter, area), ()), held.get(cell, ()))
        number = -1 if pd.isna(area) else int(areas.get_loc(area))
        steps = _steps(roles, ties.get(matter, set()) | ties.get("", set()))
        if steps:
            found.append(MatterPath(rows[matter], number, float(cases), steps))
    return found


def _doors(structure: Structure) -> dict[tuple[str, str], tuple[int, ...]]:
    demand = structure.demand.dropna(subset=["door"])
    code = structure.topology.unit_code
    grouped = demand.groupby(["matter", "area"])["door"]
    return {
        (str(matter), str(area)): tuple(code(str(door)) for door in doors)
        for (matter, area), doors in grouped
    }


def _ties(structure: Structure) -> dict[str, set[tuple[int, int]]]:
    """Return the `refers` ties of each matter; those for no matter in particular under ``""``."""
    arcs = structure.topology.arcs(["refers"])
    matter = structure.relations["matter"].fillna("").to_numpy()[arcs.row]
    found: dict[str, set[tuple[int, int]]] = {}
    for source, target, name in zip(
        arcs.source.tolist(), arcs.target.tolist(), matter, strict=True
    ):
        found.setdefault(str(name), set()).add((source, target))
    return found


def _held(parts: pd.DataFrame, units: pd.Index) -> dict[int, list[tuple[int, str]]]:
    """Return the units of each cell with their roles."""
    found: dict[int, list[tuple[int, str]]] = {}
    own = units.get_indexer(pd.Index(parts["unit"])).tolist()
    for cell, unit, role in zip(parts["cell"].tolist(), own, parts["role"], strict=True):
        found.setdefault(cell, []).append((unit, str(role)))
    return found


def _roles(doors: tuple[int, ...], parts: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    held: dict[int, set[str]] = {door: {"door"} for door in doors}
    for unit, role in parts:
        held.setdefault(unit, set()).add(role)
    return {unit: tuple(s for s in STAGES if s in roles) for unit, roles in held.items()}


def _steps(roles: dict[int, tuple[str, ...]], ties: set[tuple[int, int]]) -> tuple[Step, ...]:
    waiting = sorted(roles, key=lambda unit: (STAGES.index(roles[unit][0]), unit))
    order: list[int] = []
    while waiting:
        stage = roles[waiting[0]][0]
        peers = [unit for unit in waiting if roles[unit][0] == stage]
        reached = [u for u in peers if any((before, u) in ties for before in order)]
        nearest = (reached or peers)[0]
        waiting.remove(nearest)
        order.append(nearest)
    return tuple(
        Step(unit, roles[unit], any((before, unit) in ties for before in order[:position]))
        for position, unit in enumerate(order)
    )
