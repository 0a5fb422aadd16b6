"""Names on the map: full and short ones in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from govgraph.maps.places import Places
from govgraph.model.structure import Structure

_SHORTEST = 2


@dataclass(frozen=True)
class Names:
    """Full and short name of a unit in Chinese (or its own language) and in English."""

    zh: str
    en: str
    short_zh: str
    short_en: str


def unit_names(structure: Structure, places: Places) -> tuple[Names, ...]:
    """Return the names of all units, by row of the units table.

    A unit without a short name is shortened by the name of its block or of a block above it,
    which the map shows anyway: 城东区水务局 stands as 水务局 in the row of 城东区.

    Parameters
    ----------
    structure : Structure
        The structure.
    places : Places
        Where its units belong.
    """
    units = structure.units
    columns = [units[name].fillna("") for name in ("name", "name_en", "short", "short_en")]
    found = []
    for unit, (zh, en, short, short_en) in enumerate(zip(*columns, strict=True)):
        above = _blocks_above(places, places.block[unit])
        found.append(
            Names(
                zh,
                en,
                short or _without_area(zh, [places.blocks[b].name for b in above]),
                short_en or _without_words(en, [places.blocks[b].name_en for b in above]),
            )
        )
    return tuple(found)


def _blocks_above(places: Places, block: int) -> list[int]:
    found = []
    while block >= 0:
        found.append(block)
        block = places.blocks[block].parent
    return found


def _without_area(name: str, areas: list[str]) -> str:
    for area in areas:
        shared = _shared(name, area)
        if shared >= _SHORTEST and len(name) - shared >= _SHORTEST:
            return name[shared:].strip(" ·-")
    return name


def _without_words(name: str, areas: list[str]) -> str:
    words = name.split()
    for area in areas:
        shared = _shared(words, area.split())
        if 0 < shared < len(words):
            return " ".join(words[shared:])
    return name


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
