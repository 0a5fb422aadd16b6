"""Graphs of the size of a nation: the real tree of territories times functional lines, as arrays.

The territories are those of the national statistics (folder ``cn_divisions_2023`` under
``GOVGRAPH_DATA``). Every territory has a government and, by level, some bureaus, each under its
government (kuai) and under the bureau of the same line one level up (tiao). How many bureaus there
are, and all ties beside the two lines of command, are assumptions.

Units are numbered territory by territory, depth first: a government, its bureaus, then the
territories below. Two units that work together stand close in memory then.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Codes = NDArray[np.int32]

#: Bureaus of a territory at the level of the nation, a province, a prefecture, a county, a
#: township and a village. Assumed.
BUREAUS = np.array([40, 40, 40, 35, 10, 0])
#: Ties between units of one territory, by level. Assumed.
WITHIN = np.array([30, 30, 30, 20, 2, 0])
#: Share of bureaus tied to the bureau of the same line in the next territory. Assumed.
BESIDE = 0.02
#: Lowest level whose territories refer cases to a unit of the territory above.
REFERS = 4
#: Level of a county.
COUNTY = 3
#: Counties of each graph; None for all.
SIZES: dict[str, int | None] = {"g1k": 2, "g10k": 25, "g100k": 245, "g1m": None}


@dataclass(frozen=True, eq=False)
class Nation:
    """Units and ties.

    Attributes
    ----------
    parent : array of int32
        Territory above each territory, −1 for the nation; territories stand depth first.
    area : array of int32
        Territory of each unit.
    leads : pair of arrays of int32
        Superior and subordinate of each tie of command.
    lateral, refers : pair of arrays of int32
        Ends of the ties of coordination and of referral.
    """

    parent: Codes
    area: Codes
    leads: tuple[Codes, Codes]
    lateral: tuple[Codes, Codes]
    refers: tuple[Codes, Codes]

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.area)

    @property
    def edges(self) -> tuple[Codes, Codes]:
        """All ties, taken either way, each once."""
        pairs = [np.stack(ends) for ends in (self.leads, self.lateral, self.refers)]
        return _distinct(self.units, np.concatenate(pairs, axis=1))


def nation(counties: int | None = None, seed: int = 1) -> Nation:
    """Return the units and ties of the first counties, or of all.

    Parameters
    ----------
    counties : int, optional
        Number of counties, those with the lowest codes; all by default.
    seed : int
        Of the ties that are drawn.
    """
    rng = np.random.default_rng(seed)
    level, parent = _territories(counties)
    bureaus = BUREAUS[level]
    government = np.cumsum(bureaus + 1) - bureaus - 1
    area = np.repeat(np.arange(len(level)), bureaus + 1)
    line = np.arange(len(area)) - government[area]
    below, office = np.flatnonzero(parent >= 0), np.flatnonzero(line > 0)
    above = parent[area[office]]
    tiao = office[above >= 0]
    leads = np.concatenate(
        [
            [government[parent[below]], government[below]],
            [government[area[office]], office],
            [government[above[above >= 0]] + line[tiao], tiao],
        ],
        axis=1,
    )
    low = np.flatnonzero(level >= REFERS)
    holder = government[parent[low]] + rng.integers(0, bureaus[parent[low]] + 1)
    units = len(area)
    return Nation(
        parent.astype(np.int32),
        area.astype(np.int32),
        (leads[0].astype(np.int32), leads[1].astype(np.int32)),
        _distinct(units, _laterals(rng, level, parent, government)),
        _distinct(units, np.stack([government[low], holder])),
    )


def _territories(counties: int | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Level and parent of every territory, the nation first, depth first."""
    folder = Path(os.environ["GOVGRAPH_DATA"]) / "cn_divisions_2023"
    frame = pd.read_parquet(folder / "nodes.parquet", columns=["code", "level", "parent"])
    frame = frame.sort_values("code", ignore_index=True)  # codes begin with those of their parents
    if counties is not None:
        codes = frame.loc[frame["level"] == COUNTY, "code"].iloc[:counties]
        above = {code[:length] for code in codes for length in (2, 4)}
        chosen = frame["code"].isin(above) | frame["code"].str[:6].isin(set(codes))
        frame = frame[chosen].reset_index(drop=True)
    number = pd.Index(frame["code"]).get_indexer(pd.Index(frame["parent"])) + 1
    level = np.concatenate(([0], frame["level"].to_numpy(dtype=np.int64)))
    return level, np.concatenate(([-1], number))


def _laterals(
    rng: np.random.Generator,
    level: NDArray[np.int64],
    parent: NDArray[np.int64],
    government: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Ties within territories, and of some bureaus to the next territory under the same parent."""
    where = np.repeat(np.arange(len(level)), WITHIN[level])
    within = [government[where] + rng.integers(0, BUREAUS[level[where]] + 1) for _ in range(2)]
    order = np.lexsort((np.arange(len(parent)), parent))
    siblings = parent[order[1:]] == parent[order[:-1]]
    here, there = order[:-1][siblings], order[1:][siblings]
    bureaus = BUREAUS[level[here]]
    pair = np.repeat(np.arange(len(here)), bureaus)
    line = np.arange(len(pair)) - np.repeat(np.cumsum(bureaus) - bureaus, bureaus) + 1
    drawn = rng.random(len(pair)) < BESIDE
    pair, line = pair[drawn], line[drawn]
    beside = [government[here[pair]] + line, government[there[pair]] + line]
    return np.concatenate([np.stack(within), np.stack(beside)], axis=1)


def _distinct(units: int, ends: NDArray[np.integer]) -> tuple[Codes, Codes]:
    low, high = ends.min(axis=0).astype(np.int64), ends.max(axis=0)
    first, second = np.divmod(np.unique((low * units + high)[low != high]), units)
    return first.astype(np.int32), second.astype(np.int32)
