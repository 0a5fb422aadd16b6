"""How often something happens on the way of a case: its mean, spread and distribution."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from govgraph.casework.passage import Flags, Floats, Passage
from govgraph.kernels.accumulation import Accumulation

#: Longest distribution that is worked out, and the part of the cases that may be missing in it.
_LONGEST, _MISSING = 400, 1e-9


@dataclass(frozen=True, eq=False)
class Count:
    """Something that happens when a case takes certain steps.

    Attributes
    ----------
    passage : Passage
        The way of the cases.
    counted : array of bool
        Steps of the flow at which it happens.
    at_entry : array of int
        How often it has happened when a case begins in each state, 0 or 1.

    Notes
    -----
    With Q = K + L, the steps counted and the others, the mean is m = (I − Q)⁻¹ K 1, the second
    factorial moment (I − Q)⁻¹ 2 K m, and the distribution p₀ = (I − L)⁻¹ e, p₊₁ = (I − L)⁻¹ K p,
    with e the probabilities to end (Kemeny and Snell 1960).
    """

    passage: Passage
    counted: Flags
    at_entry: NDArray[np.int64]

    @cached_property
    def _steps(self) -> csr_array:
        return self.passage.steps(self.counted)

    @cached_property
    def _after(self) -> Floats:
        """Mean number of times after each state."""
        return self.passage.chain.expected(np.asarray(self._steps.sum(axis=1), np.float64).ravel())

    @cached_property
    def means(self) -> Floats:
        """Mean number for a case that begins in each state; infinite where it may never end."""
        return np.asarray(self._after + self.at_entry)

    @cached_property
    def squares(self) -> Floats:
        """Mean square of the number for a case that begins in each state."""
        after = np.where(np.isfinite(self._after), self._after, 0.0)
        falling = self.passage.chain.expected(np.asarray(2 * (self._steps @ after)))
        squares = falling + self._after
        return np.asarray(squares + np.where(self.at_entry > 0, 2 * self._after + 1, 0.0))

    def variances(self) -> Floats:
        """Return the variance over the cases of each cell."""
        return _spread(self.passage.by_cell(self.means), self.passage.by_cell(self.squares))

    def variance(self) -> float:
        """Return the variance over all cases."""
        mean, square = (self.passage.over_all(values) for values in (self.means, self.squares))
        return float(_spread(np.array([mean]), np.array([square]))[0])

    @cached_property
    def shares(self) -> Floats:
        """Share of all cases for which it happens 0, 1, 2 … times.

        Cut where less than 10⁻⁹ of the cases is missing, or after 400; cases that may never end
        are left out and missing to 1.
        """
        passage = self.passage
        weights = np.where(passage.chain.endless, 0.0, passage.entries)
        total = weights.sum()
        late, shares = weights * self.at_entry, [0.0]
        for now in self._times():
            shares[-1] += float(now @ (weights - late))
            shares.append(float(now @ late))
            if sum(shares) >= total * (1 - _MISSING):
                break
        return _cut(np.array(shares) / passage.entries.sum()) if total else np.zeros(0)

    def _times(self) -> Iterator[Floats]:
        """Yield the probabilities of 0, 1, 2 … times after each state; 0 where it may never end."""
        passage = self.passage
        kept = ~passage.chain.endless
        others, counted = (steps[kept][:, kept] for steps in (self._others, self._steps))
        solve = Accumulation(others).onward if kept.any() else np.copy
        now = solve(passage.leaving[kept])
        for _ in range(_LONGEST):
            found = np.zeros(len(kept))
            found[kept] = now
            yield found
            now = solve(np.asarray(counted @ now))

    @cached_property
    def _others(self) -> csr_array:
        return self.passage.steps(~self.counted)

    def at_most(self, times: int) -> Floats:
        """Return the probability that it happens at most so often, for each state to begin in."""
        shares = [np.zeros(self.passage.flow.n)]
        for now in islice(self._times(), times + 1):
            shares.append(shares[-1] + now)
        found = np.where(self.at_entry > 0, shares[times], shares[times + 1])
        return np.asarray(np.where(self.passage.chain.endless, np.nan, found))


def _spread(means: Floats, squares: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.asarray(
            np.where(np.isinf(means), np.inf, np.maximum(squares - means**2, 0.0)), np.float64
        )


def _cut(shares: Floats) -> Floats:
    """Leave out what is nothing at the end."""
    there = np.flatnonzero(shares > 0)
    return shares[: there[-1] + 1] if len(there) else shares[:0]


def hand_offs(passage: Passage) -> Count:
    """Return the count of moves between organisations."""
    owner, flow = passage.organisation, passage.flow
    state, target = flow.ints("state"), flow.ints("target")
    moved = (target >= 0) & (owner[state] != owner[np.maximum(target, 0)])
    return Count(passage, moved, np.zeros(flow.n, np.int64))


def stops(passage: Passage) -> Count:
    """Return the count of visits of the case to desks."""
    target = passage.flow.ints("target")
    return Count(passage, target >= 0, np.ones(passage.flow.n, np.int64))


def visits(passage: Passage) -> Count:
    """Return the count of visits for which the person has to attend."""
    attended = passage.flow.states["site"].notna().to_numpy(bool)
    target = passage.flow.ints("target")
    chosen = (target >= 0) & attended[np.maximum(target, 0)]
    return Count(passage, chosen, attended.astype(np.int64))


def acting(passage: Passage, action: int) -> Count:
    """Return the count of steps by one action, to states."""
    flow = passage.flow
    chosen = (flow.ints("action") == action) & (flow.ints("target") >= 0)
    return Count(passage, chosen, np.zeros(flow.n, np.int64))
