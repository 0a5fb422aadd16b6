"""How often a unit would hold each brokerage role by chance: means and variances, exactly.

Two kinds of chance. *density*: every possible arc is there independently with the density of the
structure, groups as they are; the moments are those of R's ``sna::brokerage``. *labels*: the
structure is as it is and so is the unit's own group, while the groups of all other units are dealt
out anew, every way as likely as any other.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.measures.groundwork.mediation import Mediation, overlaps

Moments: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]


def _falling(count: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    """``count (count − 1) …`` with so many factors, for each count."""
    factors = [np.maximum(count - step, 0) for step in range(steps)]
    return np.asarray(np.prod(factors, axis=0), dtype=float)


def _others(found: Mediation) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each group of the unit in the middle: its other members; members of other groups."""
    sizes = np.bincount(found.group[found.group >= 0], minlength=len(found.labels)).astype(float)
    others = np.tile(sizes, (len(sizes), 1))
    np.fill_diagonal(others, 0)
    return sizes - 1, others


def _spread(found: Mediation, moments: Moments) -> Moments:
    """Moments by group as moments by unit; nan for a unit without a group."""
    missing = np.where(found.group[:, None] >= 0, 0.0, np.nan)
    if not len(found.labels):
        return missing + np.zeros(found.counts.shape), missing + np.zeros(found.counts.shape)
    mean, variance = (part[found.group] + missing for part in moments)
    return mean, variance


def by_density(found: Mediation) -> Moments:
    """Return mean and variance of each role's count in random graphs of the same density."""
    own, others = _others(found)
    units = float((found.group >= 0).sum())
    density = len(found.units.source) / max(units * (units - 1), 1)
    chance = density**2 * (1 - density)
    outside = others.sum(axis=1)
    elsewhere = np.maximum(outside[:, None] - others, 0)
    paths = np.column_stack(
        (
            own * (own - 1),
            _falling(others, 2).sum(axis=1),
            own * outside,
            own * outside,
            (others * elsewhere).sum(axis=1),
            _falling(own + outside, 2),
        )
    )
    across = own * _falling(outside, 2) + outside * _falling(own, 2)
    sharing = np.column_stack(
        (
            2 * _falling(own, 3),
            2 * _falling(others, 3).sum(axis=1),
            across,
            across,
            2 * (others * _falling(elsewhere, 2)).sum(axis=1),
            2 * _falling(own + outside, 3),
        )
    )
    variance = paths * chance * (1 - chance) + sharing * (density * (1 - density)) ** 3
    return _spread(found, (chance * paths, variance))


def by_labels(found: Mediation) -> Moments:
    """Return mean and variance of each role's count when the others' groups are dealt out anew."""
    single, double = _joint(*_others(found))
    paths = found.counts[:, -1:]
    share, _ = _spread(found, (single, single))
    mean = paths * share
    pairs = np.einsum("uo,uor->ur", overlaps(found.units), _by_unit(found, double))
    return mean, mean + pairs - mean**2


def _by_unit(found: Mediation, values: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(found.labels):
        return np.zeros((len(found.group), *values.shape[1:]))
    return np.asarray(values[found.group])


def _joint(
    own: NDArray[np.float64], others: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probability of each role for one path; for two paths that overlap in each way."""
    outside = others.sum(axis=1)
    elsewhere = np.maximum(outside[:, None] - others, 0)
    same = {steps: _falling(others, steps).sum(axis=1) for steps in (2, 3, 4)}
    own_2, own_3, out_2 = _falling(own, 2), _falling(own, 3), _falling(outside, 2)
    apart = (others * elsewhere).sum(axis=1)
    forked = (others * _falling(elsewhere, 2)).sum(axis=1)
    both_same = same[4] + same[2] ** 2 - (_falling(others, 2) ** 2).sum(axis=1)
    both_apart = _falling(outside, 4) - 2 * same[2] * _falling(outside - 2, 2) + both_same
    none = np.zeros_like(own)
    ways = (  # the roles in the order of the columns, and how many units are dealt a group
        ((own_2, same[2], outside * own, own * outside, apart), 2),
        ((own_2, same[2], none, none, apart), 2),
        ((own_3, same[3], outside * own_2, own * out_2, forked), 3),
        ((own_3, same[3], own * out_2, outside * own_2, forked), 3),
        ((own_3, same[3], none, none, forked), 3),
        ((_falling(own, 4), both_same, out_2 * own_2, own_2 * out_2, both_apart), 4),
    )
    chances = []
    for numbers, dealt in ways:
        every = _falling(own + outside, dealt)
        chances.append(np.column_stack((*numbers, every)) / np.maximum(every, 1)[:, None])
    return chances[0], np.stack(chances[1:], axis=1)
