"""The ties of the country: territory, leadership, coordination, referrals.

- A government leads the governments below it and guides communities.
- The leadership of a bureau follows the table of lines (`functions`).
- Lines that the table puts beside each other coordinate within each province, prefecture and
  county that has both.
- Each bureau of a prefecture or county coordinates with the same line's of the next place under
  the same superior with probability `NEIGHBOURS` (assumption).
- Each community refers cases to one office of its township, drawn among all of them; each
  township's government refers to the petitions bureau above it (assumption).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from govgraph.cases.china.bureaus import Bureaus, Numbers
from govgraph.cases.china.functions import LEADERSHIP, Functions
from govgraph.cases.china.places import Places

#: Share of the bureaus of prefectures and counties that coordinate with a neighbour's.
NEIGHBOURS = 0.02
PUBLIC, ASSUMED = "public data: National Bureau of Statistics", "assumption"
_STATE_COUNCIL, _GOVERNMENTS = "《宪法》第八十九条", "《宪法》第一百零八条"
_GUIDANCE = "《地方各级人民代表大会和地方各级人民政府组织法》（2022）第八十三条"
_VILLAGES, _RESIDENTS = "《村民委员会组织法》第五条", "《城市居民委员会组织法》第二条"
_PROVINCE, _PREFECTURE, _COUNTY, _TOWNSHIP, _COMMUNITY = range(1, 6)
_PETITIONS = "petitions"


@dataclass(frozen=True)
class Sort:
    """What ties of one sort have in common.

    Attributes
    ----------
    kind, permits, origin : str
        As in the relations table; empty for none.
    primary : bool or None
        Whether the source is the first of two heads; None where there is one.
    basis : str
        The ground of all; empty where it is that of the target's line.
    """

    kind: str
    permits: str = ""
    primary: bool | None = None
    basis: str = ""
    origin: str = ASSUMED


#: By the kind of leadership: the tie of a bureau's government, the tie of the bureau above.
_HEADS = {
    "area": (Sort("leads"), Sort("guides", basis=_GUIDANCE)),
    "dual": (Sort("leads", primary=True), Sort("leads", "assess;order", primary=False)),
    "line": (Sort("leads", "budget;order", primary=False), Sort("leads", primary=True)),
    "vertical": (Sort("coordinates"), Sort("leads")),
}


@dataclass(frozen=True, eq=False)
class Ties:
    """Ties of one sort, ends by number."""

    sort: Sort
    source: Numbers
    target: Numbers


def ties(country: Places, lines: Functions, units: Bureaus, seed: int) -> list[Ties]:
    """Return all ties, sort by sort."""
    draw = np.random.default_rng(seed)
    return [
        *_territory(country, units),
        *_leadership(country, lines, units),
        _beside(country, lines, units),
        _neighbours(country, units, draw),
        *_referrals(country, lines, units, draw),
    ]


def _territory(country: Places, units: Bureaus) -> Iterator[Ties]:
    below = np.flatnonzero(country.parent >= 0)
    level = country.level[below]
    village = pc.match_substring(country.name, "村").to_numpy(zero_copy_only=False)[below]
    for keep, kind, basis in (
        (level == _PROVINCE, "leads", _STATE_COUNCIL),
        ((level > _PROVINCE) & (level < _COMMUNITY), "leads", _GOVERNMENTS),
        ((level == _COMMUNITY) & village, "guides", _VILLAGES),
        ((level == _COMMUNITY) & ~village, "guides", _RESIDENTS),
    ):
        here = below[keep]
        upper, lower = units.government[country.parent[here]], units.government[here]
        yield Ties(Sort(kind, basis=basis, origin=PUBLIC), upper, lower)


def _leadership(country: Places, lines: Functions, units: Bureaus) -> Iterator[Ties]:
    row, line = np.nonzero(units.own >= 0)
    place = units.staffed[row]
    bureau, upper = units.own[row, line], units.upper[row, line]
    stated = lines.leadership[country.level[place], line]
    leadership = np.where(upper < 0, LEADERSHIP.index("area"), stated)
    for number, kind in enumerate(LEADERSHIP):
        own = leadership == number
        above = own & (upper >= 0)
        of_government, of_bureau = _HEADS[kind]
        yield Ties(of_government, units.government[place[own]], bureau[own])
        yield Ties(of_bureau, upper[above], bureau[above])


def _beside(country: Places, lines: Functions, units: Bureaus) -> Ties:
    level = country.level[units.staffed]
    own = units.own[(level >= _PROVINCE) & (level <= _COUNTY)]
    first, second = own[:, lines.beside[:, 0]].ravel(), own[:, lines.beside[:, 1]].ravel()
    both = (first >= 0) & (second >= 0)
    return Ties(Sort("coordinates"), first[both], second[both])


def _neighbours(country: Places, units: Bureaus, draw: np.random.Generator) -> Ties:
    """Tie bureaus to those of the next place on their level under the same superior."""
    level, parent = country.level[units.staffed], country.parent[units.staffed]
    here = np.flatnonzero((level == _PREFECTURE) | (level == _COUNTY))
    here = here[np.lexsort((here, parent[here], level[here]))]
    following = here[1:][parent[here[1:]] == parent[here[:-1]]]
    before = here[:-1][parent[here[1:]] == parent[here[:-1]]]
    first, second = units.own[before], units.own[following]
    drawn = draw.random(first.shape) < NEIGHBOURS
    both = drawn & (first >= 0) & (second >= 0)
    return Ties(Sort("coordinates"), first[both], second[both])


def _referrals(
    country: Places, lines: Functions, units: Bureaus, draw: np.random.Generator
) -> Iterator[Ties]:
    row = np.full(len(country), -1, np.int32)
    row[units.staffed] = np.arange(len(units.staffed), dtype=np.int32)
    below = np.flatnonzero((country.level == _COMMUNITY) & (row[country.parent] >= 0))
    office = units.own[row[country.parent[below]]][:, lines.leadership[_TOWNSHIP] >= 0]
    choice = draw.integers(office.shape[1], size=len(below))
    yield Ties(Sort("refers"), units.government[below], office[np.arange(len(below)), choice])
    towns = units.staffed[country.level[units.staffed] == _TOWNSHIP]
    above = units.upper[row[towns], lines.number(_PETITIONS)]
    yield Ties(Sort("refers"), units.government[towns[above >= 0]], above[above >= 0])
