"""Counterparts across levels, written out unit by unit."""

from math import isnan, nan
from typing import Any

from govgraph.model.structure import Structure

KINDS = {"department", "party_organ", "dispatched_agency", "centre"}


def _rank(structure: Structure, unit: dict[str, Any]) -> float | None:
    """Rank of the unit's level, else of its area's."""
    level = unit["level"]
    if level is None and unit["area"] is not None:
        level = dict(structure.areas[["id", "level"]].to_numpy().tolist())[unit["area"]]
    return None if level is None else dict(structure.levels[["id", "rank"]].to_numpy())[level]


def _units(structure: Structure) -> dict[str, dict[str, Any]]:
    """Units of lines by id, with their rank and all lines they hold."""
    further = structure.unit_lines[["unit", "line"]].to_numpy().tolist()
    found = {}
    for name in structure.units["id"]:
        unit = structure.unit(name)
        if unit["kind"] in KINDS:
            more = {line for holder, line in further if holder == name}
            own = {unit["line"]} - {None}
            found[name] = unit | {
                "rank": _rank(structure, unit), "lines": own | more, "several": bool(more)
            }  # fmt: skip
    return found


def _pairs(structure: Structure) -> set[tuple[str, str]]:
    units = _units(structure)
    parents = {row["id"]: row["parent"] for row in structure.areas.to_dict("records")}
    ties = {
        (row["source"], row["target"])
        for row in structure.relations.to_dict("records")
        if row["kind"] in {"leads", "guides"}
    }
    found = set()
    for upper, high in units.items():
        for lower, low in units.items():
            known = high["rank"] is not None and low["rank"] is not None
            tied = known and high["rank"] < low["rank"] and (upper, lower) in ties
            beside = low["area"] is not None and high["area"] == parents[low["area"]]
            shared = low["several"] and beside and high["area"] and high["lines"] & low["lines"]
            if tied or shared:
                found.add((upper, lower))
    return found


def _count(structure: Structure, *, upwards: bool) -> dict[str, float]:
    units, pairs = _units(structure), _pairs(structure)
    ranks = [unit["rank"] for unit in units.values() if unit["rank"] is not None]
    found = {}
    for row in structure.units.to_dict("records"):
        if row["kind"] == "public":
            continue
        rank = units.get(row["id"], {"rank": None})["rank"]
        end = None if rank is None else (min(ranks) if upwards else max(ranks))
        number = sum(row["id"] == (lower if upwards else upper) for upper, lower in pairs)
        found[row["id"]] = nan if rank == end else float(number)
    return found


def above(structure: Structure) -> dict[str, float]:
    return _count(structure, upwards=True)


def below(structure: Structure) -> dict[str, float]:
    return _count(structure, upwards=False)


def _share(structure: Structure, numbers: range) -> float | None:
    known = [count for count in above(structure).values() if not isnan(count)]
    return sum(count in numbers for count in known) / len(known) if known else None


def without(structure: Structure) -> float | None:
    return _share(structure, range(1))


def several(structure: Structure) -> float | None:
    return _share(structure, range(2, len(structure.units) + 1))
