"""Links across the tree, drawn one after the other without replacement.

All pairs of units whose lowest common superior stands on the same level, at the same two heights
above them, have the same chance. There are few such classes, however large the tree; a link is
drawn as a class and as one of its pairs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UserError
from govgraph.measures.organisations.backbone import Backbone, Ints

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PairClass:
    """Pairs of units alike in where they stand.

    Attributes
    ----------
    backbone : Backbone
        The tree.
    meeting : int
        Level of the lowest common superior, D.
    upper, lower : int
        Levels from it down to either unit, the smaller number first; 0 when a unit is the common
        superior itself.
    """

    backbone: Backbone
    meeting: int
    upper: int
    lower: int

    @property
    def distance(self) -> float:
        """Organisational distance, x = √(d_i² + d_j² − 2); 0 for colleagues."""
        return float(np.sqrt(self.upper**2 + self.lower**2 - 2))

    @property
    def _shape(self) -> tuple[int, ...]:
        """How many common superiors, choices of their branches, and units in each branch."""
        width = self.backbone.width
        if self.upper == 0:
            return int(width[self.meeting]), 1, 1, int(width[self.lower])
        branches = len(self._branches)
        return int(width[self.meeting]), branches, *width[[self.upper - 1, self.lower - 1]].tolist()

    @property
    def _branches(self) -> Ints:
        """The two branches: in either order where the units' heights differ."""
        choose = combinations if self.upper == self.lower else permutations
        return np.array(list(choose(range(self.backbone.branching), 2)), np.int64)

    @property
    def count(self) -> int:
        """Number of pairs."""
        return int(np.prod(self._shape))

    def pairs(self, numbers: Ints) -> Ints:
        """Return the two units of each of the pairs with these numbers, from 0 to `count` − 1."""
        tree = self.backbone
        rank, choice, first, second = np.unravel_index(numbers, self._shape)
        if self.upper:
            branch = self._branches[choice]
            first = (rank * tree.branching + branch[:, 0]) * tree.width[self.upper - 1] + first
            second = (rank * tree.branching + branch[:, 1]) * tree.width[self.lower - 1] + second
        else:
            first, second = rank, rank * tree.width[self.lower] + second
        start = tree.first[[self.meeting + self.upper, self.meeting + self.lower]]
        return np.stack((start[0] + first, start[1] + second), axis=1)


def pair_classes(backbone: Backbone) -> list[PairClass]:
    """Return every class of pairs that are not superior and direct subordinate already."""
    return list(_classes(backbone))


def _classes(backbone: Backbone) -> Iterator[PairClass]:
    for meeting in range(backbone.levels):
        below = backbone.levels - meeting
        for lower in range(1, below):
            for upper in range(lower + 1):
                if upper + lower > 1:
                    yield PairClass(backbone, meeting, upper, lower)


def draw_links(
    backbone: Backbone, count: int, scales: tuple[float, float], rng: np.random.Generator
) -> Ints:
    """Return links in the order in which they are added.

    Parameters
    ----------
    backbone : Backbone
        The tree.
    count : int
        Number of links, m.
    scales : tuple of float
        The scales of depth λ and of distance ζ, from 0 to infinity.
    rng : Generator
        Source of chance.

    Returns
    -------
    array of int, shape (count, 2)
        The two units of each link; no pair twice and none that the tree joins.

    Raises
    ------
    UserError
        When a scale is negative or there are not so many pairs.

    Notes
    -----
    Each link is drawn among the pairs that are left with a chance in proportion to exp(−D / λ)
    exp(−x / ζ). The draw is exact: each pair waits an exponential time whose rate is its weight,
    and the first m come. In a class of k alike pairs the next one comes after an exponential time
    with k times the rate, so only the first m of each class are ever drawn. A scale of 0 is the
    limit: pairs with the least D, or x, come first, and others only when these are used up; with
    both 0 the least D + x.
    """
    classes = pair_classes(backbone)
    free = sum(one.count for one in classes)
    if not 0 <= count <= free:
        raise UserError("measures.links_up_to", most=free, value=count)
    tier, rate = _weights(classes, scales)
    chosen = _first_classes(classes, count, tier, rate, rng)
    links = np.empty((count, 2), np.int64)
    for place, one in enumerate(classes):
        own = np.flatnonzero(chosen == place)
        links[own] = one.pairs(rng.choice(one.count, len(own), replace=False))
    return links


def _weights(classes: list[PairClass], scales: tuple[float, float]) -> tuple[Floats, Floats]:
    """The tier of each class, lower ones first, and the logarithm of its weight within."""
    tier, rate = np.zeros(len(classes)), np.zeros(len(classes))
    for name, scale, cost in (
        ("depth", scales[0], np.array([float(one.meeting) for one in classes])),
        ("distance", scales[1], np.array([one.distance for one in classes])),
    ):
        if not scale >= 0:
            raise UserError("measures.at_least", name=name, least=0, value=scale)
        if scale == 0:
            tier += cost
        else:
            rate -= cost / scale
    return tier, rate


def _first_classes(
    classes: list[PairClass], count: int, tier: Floats, rate: Floats, rng: np.random.Generator
) -> NDArray[np.intp]:
    """The class of each of the first `count` pairs to come."""
    waits, owners = [np.empty(0)], [np.empty(0, np.intp)]
    for place, one in enumerate(classes):
        most = min(one.count, count)
        left = one.count - np.arange(most)
        waits.append(np.log(np.cumsum(rng.standard_exponential(most) / left)) - rate[place])
        owners.append(np.full(most, place))
    owner = np.concatenate(owners)
    return owner[np.lexsort((np.concatenate(waits), tier[owner]))[:count]]
