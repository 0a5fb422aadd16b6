"""The units and areas that an item list names: those of a structure, and new ones."""

import re
from dataclasses import dataclass
from typing import Any

from govgraph.io.divisions import LEVELS
from govgraph.model.structure import Structure

Row = dict[str, Any]

_CODE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")
_STARTS = (0, 2, 4, 6, 9)
_ENDS = (2, 4, 6, 9, 12)


def area_code(text: str) -> tuple[str, str]:
    """Return a division code without its closing zeros, and the number of its level.

    A text that is no division code stands for itself, without a level.

    Examples
    --------
    >>> area_code("330383000000"), area_code("330300"), area_code("33"), area_code("east")
    (('330383', '3'), ('3303', '2'), ('33', '1'), ('east', ''))
    """
    if not _CODE.fullmatch(text):
        return text, ""
    parts = [text[a:b] for a, b in zip(_STARTS, _ENDS, strict=True) if a < len(text)]
    while len(parts) > 1 and not parts[-1].strip("0"):
        parts.pop()
    return "".join(parts), str(len(parts))


@dataclass(frozen=True)
class Named:
    """A unit that a list names.

    Attributes
    ----------
    unit : str
        Its id; empty when the name fits several units of the structure.
    fitting : tuple of str
        Ids of these.
    """

    unit: str
    fitting: tuple[str, ...] = ()


class Registry:
    """Finds units and areas by name, and notes those that are new.

    Parameters
    ----------
    structure : Structure or None
        What is known already.
    """

    def __init__(self, structure: Structure | None) -> None:
        self.levels: list[Row] = []
        self.areas: list[Row] = []
        self.units: list[Row] = []
        self._levels: set[str] = set()
        self._areas: dict[str, str] = {}
        self._named: dict[tuple[str, str], Named] = {}
        self._known: dict[str, list[tuple[str, str]]] = {}
        self._area_of: dict[str, str] = {}
        if structure is not None:
            self._learn(structure)

    def _learn(self, structure: Structure) -> None:
        areas = structure.areas
        self._areas = dict(zip(areas["id"], areas["level"], strict=True))
        self._levels = set(structure.levels["id"])
        columns = ["id", "area", "name", "short", "name_en"]
        for unit, area, *names in structure.units[columns].itertuples(index=False, name=None):
            if isinstance(area, str):
                self._area_of[unit] = area
            for name in dict.fromkeys([unit, *names]):
                if isinstance(name, str):
                    self._known.setdefault(name, []).append((unit, str(area)))

    def area_of(self, unit: str) -> str:
        """Return the area of a unit, empty where it has none."""
        return self._area_of.get(unit, "")

    def area(self, text: str, name: str = "") -> str:
        """Return the id of the area that a code means, empty for none; notes a new one."""
        area, number = (text, "") if text in self._areas else area_code(text)
        if area and area not in self._areas:
            level, *names = LEVELS.get(number, ("area", "区域", "area"))
            if level not in self._levels:
                self._levels.add(level)
                rank = float(number or len(LEVELS) + 1)
                self.levels.append(
                    {"id": level, "name": names[0], "name_en": names[1], "rank": rank}
                )
            self._areas[area] = level
            self.areas.append({"id": area, "name": name or area, "level": level})
        return area

    def unit(self, name: str, area: str, kind: str) -> Named:
        """Return the unit of a name in an area; notes a new one.

        New units go by their name, with the area's code before it where there is an area, so that
        bureaus of one name in two counties stay two.
        """
        key = (name, area)
        if key not in self._named:
            known = self._known.get(name, [])
            here = dict.fromkeys(unit for unit, place in known if not area or place == area)
            if len(here) > 1:
                self._named[key] = Named("", tuple(here))
            else:
                self._named[key] = Named(next(iter(here), "") or self._add(name, area, kind))
        return self._named[key]

    def _add(self, name: str, area: str, kind: str) -> str:
        unit = f"{area}:{name}" if area else name
        row = {"id": unit, "name": name, "kind": kind}
        if area:
            row |= {"area": area, "level": self._areas[area]}
            self._area_of[unit] = area
        self.units.append(row)
        return unit
