"""The units of the country by number: each place's government, then its bureaus, then below."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.cases.china.functions import Functions
from govgraph.cases.china.places import Places

Numbers = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Bureaus:
    """Units in depth-first order: a government, its bureaus by line, what is below.

    Attributes
    ----------
    government : array of int32
        Number of the governing unit of each place.
    staffed : array of int32
        Places that have bureaus.
    own : array of int32, shape (staffed, lines)
        Number of the bureau of each of these places and line, −1 where there is none.
    upper : array of int32, shape (staffed, lines)
        The bureau of the line in the nearest place above that has one, −1 where none has.
    place, line : array of int32
        Place and line of each unit; the line of a governing unit is −1.
    """

    government: Numbers
    staffed: Numbers
    own: Numbers
    upper: Numbers
    place: Numbers
    line: Numbers

    def __len__(self) -> int:
        return len(self.place)


def weights(country: Places, lines: Functions) -> NDArray[np.int64]:
    """Return how many units stand at each place."""
    levels = int(country.level.max(initial=0)) + 1
    bureaus = np.zeros(max(levels, len(lines.leadership)), np.int64)
    bureaus[: len(lines.leadership)] = (lines.leadership >= 0).sum(axis=1)
    count: NDArray[np.int64] = 1 + np.where(country.staffed, bureaus[country.level], 0)
    return count


def number(country: Places, lines: Functions) -> Bureaus:
    """Number the units of the country and find the bureau above each."""
    staffed = np.flatnonzero(country.staffed).astype(np.int32)
    has = (lines.leadership >= 0)[country.level[staffed]]
    count = weights(country, lines)
    government = (np.cumsum(count) - count).astype(np.int32)
    below = government[staffed][:, None] + np.cumsum(has, axis=1)
    own = np.where(has, below, -1).astype(np.int32)
    place = np.repeat(np.arange(len(country), dtype=np.int32), count)
    line = np.full(len(place), -1, np.int32)
    line[own[has]] = np.nonzero(has)[1]
    return Bureaus(government, staffed, own, _above(country, staffed, own), place, line)


def _above(country: Places, staffed: Numbers, own: Numbers) -> Numbers:
    row = np.full(len(country) + 1, len(staffed), np.int32)
    row[staffed] = np.arange(len(staffed), dtype=np.int32)
    parent = country.parent[staffed]
    while (bare := (parent >= 0) & (row[parent] == len(staffed))).any():
        parent = np.where(bare, country.parent[parent], parent)
    nearest = row[parent]  # the country's parent, −1, reads the last entry: nobody
    known = np.vstack([own, np.full((1, own.shape[1]), -1, np.int32)])
    upper = np.full_like(own, -1)
    for level in range(1, int(country.level[staffed].max(initial=0)) + 1):
        here = np.flatnonzero(country.level[staffed] == level)
        upper[here] = known[nearest[here]]
        known[here] = np.where(own[here] >= 0, own[here], upper[here])
    return upper
