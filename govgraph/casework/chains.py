"""The way of a case as an absorbing Markov chain (吸收马尔可夫链)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from govgraph.errors import UserError
from govgraph.kernels.accumulation import Accumulation

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Matrix: TypeAlias = csr_array | Floats | Sequence[Sequence[float]]
#: Rounding that rows of probabilities may show.
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Chain:
    """Steps of a case from state to state, until it ends.

    Attributes
    ----------
    steps : sparse array, n × n
        Probability of each step between states in which the case goes on.
    ends : sparse array, n × m
        Probability of each step from a state into one in which the case has ended.

    Raises
    ------
    UserError
        When a probability is negative, or a row does not add up to 1.

    Notes
    -----
    States from which no end can be reached are *trapped*: their times are infinite, and they are
    named rather than left to a singular matrix. All other results are solved without them; a case
    that can still fall into a trap has an infinite mean time, too.

    Examples
    --------
    >>> import numpy as np
    >>> from govgraph.casework.chains import Chain
    >>> walk = Chain.of(
    ...     [[0, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0]], [[0.5, 0], [0, 0], [0, 0.5]]
    ... )
    >>> walk.times.round(9).tolist(), walk.absorption.round(9).tolist()
    ([3.0, 4.0, 3.0], [[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]])
    """

    steps: csr_array
    ends: csr_array

    def __post_init__(self) -> None:
        rows = np.asarray(self.steps.sum(axis=1) + self.ends.sum(axis=1)).ravel()
        parts = (self.steps.data, self.ends.data)
        if any((part < -_ROUNDING).any() for part in parts) or (abs(rows - 1) > _ROUNDING).any():
            raise UserError("casework.bad_chain")

    @classmethod
    def of(cls, steps: Matrix, ends: Matrix) -> "Chain":
        """Return the chain of two matrices, dense or sparse."""
        return cls(sparse(steps), sparse(ends))

    @property
    def n(self) -> int:
        """Number of states in which the case goes on."""
        return int(self.steps.shape[0])

    @cached_property
    def trapped(self) -> Flags:
        """States from which no end can be reached: a case there goes round for ever."""
        return ~self.leading_to(np.asarray(self.ends.sum(axis=1)).ravel() > 0)

    @cached_property
    def endless(self) -> Flags:
        """States from which a case may get trapped; their mean times are infinite."""
        return self.leading_to(self.trapped)

    def leading_to(self, wanted: Flags) -> Flags:
        """Return the states from which one of the states wanted can be reached, these included."""
        if wanted.all() or not wanted.any():
            return wanted
        return _reached_from(csr_array(self.steps.T), wanted)

    def expected(self, gains: Floats) -> Floats:
        """Return what is gathered in the mean until the end, from each state.

        Parameters
        ----------
        gains : array of float
            What each stop at a state brings; may be infinite.

        Returns
        -------
        array of float
            Infinite where a case may get trapped or come to a state of infinite gain.
        """
        endless = self.leading_to(self.trapped | np.isinf(gains))
        return self._over(~endless, np.asarray(gains, float))

    @cached_property
    def times(self) -> Floats:
        """Mean number of steps until the end, from each state."""
        return self.expected(np.ones(self.n))

    @cached_property
    def variances(self) -> Floats:
        """Variance of the number of steps until the end, from each state."""
        times = np.where(self.endless, 0.0, self.times)
        squares = self.expected(2 * times - 1)
        return np.asarray(np.where(self.endless, np.inf, squares - times**2))

    @cached_property
    def absorption(self) -> Floats:
        """Probability of each end, from each state; what is missing to 1 gets trapped."""
        found = np.zeros(self.ends.shape)
        free = ~self.trapped
        if free.any():
            found[free] = self._free.onward(self.ends.toarray()[free])
        return found

    @cached_property
    def visits(self) -> Floats:
        """Mean number of visits to each state before the end, from each state (dense, n × n)."""
        return self._between_safe(self._inner_visits, np.inf)

    @cached_property
    def visit_variances(self) -> Floats:
        """Variance of the number of visits to each state, from each state."""
        visits = self._inner_visits
        return self._between_safe(visits * (2 * np.diag(visits) - 1) - visits**2, np.inf)

    @cached_property
    def reaching(self) -> Floats:
        """Probability of ever coming to each state after leaving, from each state.

        It is ``nan`` from states in which a case may get trapped.
        """
        visits = self._inner_visits
        return self._between_safe((visits - np.eye(len(visits))) / np.diag(visits), np.nan)

    @cached_property
    def _inner_visits(self) -> Floats:
        safe = ~self.endless
        if not safe.any():
            return np.zeros((0, 0))
        return Accumulation(self.steps[safe][:, safe]).onward(np.eye(int(safe.sum())))

    def _between_safe(self, inner: Floats, otherwise: float) -> Floats:
        """Place values between states that surely end; the others are never visited from there."""
        found = np.full((self.n, self.n), otherwise)
        safe = ~self.endless
        found[safe] = 0.0
        found[np.ix_(safe, safe)] = inner
        return found

    def flows(self, arrivals: Floats) -> Floats:
        """Return how often each state is visited in a unit of time.

        Parameters
        ----------
        arrivals : array of float
            Cases that begin in each state in a unit of time.

        Returns
        -------
        array of float
            Solution of λ = γ + Qᵀ λ; infinite in states that trapped cases fill without end.
        """
        safe = ~self.trapped
        flows = np.zeros(self.n)
        if safe.any():
            flows[safe] = self._free.inward(np.asarray(arrivals, float)[safe])
        into = np.asarray(self.steps.T @ flows).ravel() + arrivals
        filled = _reached_from(self.steps, self.trapped & (into > 0)) & self.trapped
        return np.asarray(np.where(filled, np.inf, flows))

    def _over(self, kept: Flags, right: Floats) -> Floats:
        """Return what is gathered from states that lead to none of the others; infinite there."""
        found, free = np.full(self.n, np.inf), ~self.trapped
        if kept.any():
            gathered = self._free.onward(np.where(kept, right, 0.0)[free])
            found[free] = np.where(kept[free], gathered, np.inf)
        return found

    @cached_property
    def _free(self) -> Accumulation:
        free = ~self.trapped
        return Accumulation(self.steps if free.all() else self.steps[free][:, free])


def sparse(matrix: Matrix) -> csr_array:
    """Return a matrix as a sparse one."""
    return matrix if isinstance(matrix, csr_array) else csr_array(np.asarray(matrix, float))


def _reached_from(steps: csr_array, start: Flags) -> Flags:
    """States that can be reached from one of the states to start from, these included."""
    n, first = len(start), np.flatnonzero(start)
    if not steps.data.all():
        steps = steps.copy()
        steps.eliminate_zeros()
    column = np.concatenate((steps.indices, first.astype(steps.indices.dtype)))
    begin = np.append(steps.indptr, len(column)).astype(steps.indptr.dtype)
    virtual = csr_array((np.ones(len(column)), column, begin), shape=(n + 1, n + 1))
    reached = breadth_first_order(virtual, n, return_predecessors=False)
    found = np.zeros(n + 1, bool)
    found[reached] = True
    return found[:n]
