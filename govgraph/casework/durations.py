"""How long cases take: waits, work and delays on the way, and the share that is in time."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from govgraph.casework.flow import SETTLED
from govgraph.casework.loads import Loads
from govgraph.casework.passage import Flags, Floats, Passage
from govgraph.casework.side_by_side import shortening
from govgraph.kernels.accumulation import accumulate

Complex = NDArray[np.complex128]
#: Terms of the inversion; its error is about 10 to the power of −0.6 times this number.
_TERMS = 11


@dataclass(frozen=True, eq=False)
class Durations:
    """Times of cases, in hours of the calendar.

    Attributes
    ----------
    loads : Loads
        The desks.

    Notes
    -----
    A visit takes the mean wait at its desk, for the priority of the case, and the mean time of its
    work; steps add their delays. Parts of joint handling together take the mean of the longest of
    their times, taken as independent. Distributions take the visits of a case as
    independent of each other (exact in networks of single officials that a case can't overtake
    itself in), waits as exponential for those that wait, delays as exponential.
    """

    loads: Loads

    @property
    def passage(self) -> Passage:
        """The way of the cases."""
        return self.loads.passage

    @cached_property
    def stays(self) -> Floats:
        """Mean hours of a visit to each state, waiting included."""
        return self.loads.waits + self.loads.service

    @cached_property
    def _shortening(self) -> Floats:
        return shortening(self.loads)

    @cached_property
    def _taking(self) -> Floats:
        """Mean hours by which a visit to each state holds a case up."""
        return self.stays * self._shortening

    @cached_property
    def _chance(self) -> Floats:
        return self.passage.flow.steps["probability"].to_numpy(float)

    @cached_property
    def _delay(self) -> Floats:
        return self.passage.flow.steps["delay"].to_numpy(float)

    def _by_state(self, values: Floats) -> Floats:
        found = np.bincount(self.passage.flow.ints("state"), values, self.passage.flow.n)
        return np.asarray(found, np.float64)

    @cached_property
    def to_the_end(self) -> Floats:
        """Mean hours until a case ends in any way, from each state.

        Infinite where the case may get trapped or comes by an overloaded desk.
        """
        return self.passage.chain.expected(
            self._taking + self._by_state(self._chance * self._delay)
        )

    @cached_property
    def to_settlement(self) -> Floats:
        """Mean hours until settlement of the cases that are settled, from each state.

        Infinite where some of them come by an overloaded desk; nan where none is settled.
        """
        settled, flow = self.passage.settled, self.passage.flow
        target = flow.ints("target")
        after = np.where(
            target == SETTLED, 1.0, np.where(target < 0, 0.0, settled[np.maximum(target, 0)])
        )
        gains = np.where(settled > 0, self._taking, 0.0) * np.where(settled > 0, settled, 1.0)
        gains = gains + self._by_state(self._chance * self._delay * after)
        total = self._towards_settlement(gains)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.where(settled > 0, total / settled, np.nan))

    @cached_property
    def _by_settling(self) -> Flags:
        return np.asarray((self.passage.flow.ints("target") == SETTLED) & (self._chance > 0))

    def _towards_settlement(self, gains: Floats) -> Floats:
        """Gather gains over the states from which a case may still be settled."""
        kept = self.passage.settling
        found = np.full(self.passage.flow.n, np.nan)
        endless = self.passage.chain.leading_to(kept & np.isinf(gains)) & kept
        found[endless] = np.inf
        kept = kept & ~endless
        if kept.any():
            steps = self.passage.chain.steps
            inner = steps if kept.all() else steps[kept][:, kept]
            found[kept] = accumulate(csr_array(inner), gains[kept])
        return found

    def settled_within(self, hours: Floats) -> Floats:
        """Return the probability that a case is settled within a time, from each state.

        Parameters
        ----------
        hours : array of float
            The time, for the cases of each cell; nan for a cell that is not asked about.

        Returns
        -------
        array of float
            Of all cases, not only of those settled; nan where not asked, and where a desk on the
            way is overloaded.

        Notes
        -----
        The transform of the time is solved over the states and inverted numerically by the Euler
        algorithm (Abate and Whitt 2006), to about 6 digits.
        """
        limit = np.asarray(hours, float)[self.passage.cell]
        blocked = self.passage.chain.leading_to(self.passage.settling & np.isinf(self.stays))
        asked = np.isfinite(limit) & (limit > 0) & ~blocked & self.passage.settling
        found = np.where(blocked | ~np.isfinite(limit), np.nan, 0.0)
        if asked.any():
            total = np.zeros(int(asked.sum()))
            for node, weight in _nodes():
                values = self._transform(node / np.where(asked, limit, 1.0), asked)
                total += weight * (values / (node / limit[asked])).real
            found[asked] = np.clip(total / limit[asked], 0.0, 1.0)
        return found

    def _transform(self, rate: Complex, asked: Flags) -> Complex:
        """Transform of the time to settlement, defective by the cases that are not settled."""
        flow, state = self.passage.flow, self.passage.flow.ints("state")
        short = rate * self._shortening
        visit = self._waiting(short) / (1 + short * self.loads.service)
        share = self._chance * visit[state] / (1 + rate[state] * self._delay)
        settling = self._by_settling
        gains = np.bincount(state[settling], share[settling].real, flow.n) + 1j * np.bincount(
            state[settling], share[settling].imag, flow.n
        )
        on = flow.ints("target") >= 0
        ends = (state[on], flow.ints("target")[on])
        steps = csr_array(coo_array((share[on], ends), shape=(flow.n, flow.n)))
        return accumulate(csr_array(steps[asked][:, asked]), gains[asked])

    def _waiting(self, rate: Complex) -> Complex:
        """Transform of the wait before each state: none, or exponential for those that wait."""
        waits = self.loads.waits
        share = self.loads.wait_probability[self.passage.desk]
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.where((waits > 0) & np.isfinite(waits), waits / share, 0.0)
        return np.asarray(1 - share + share / (1 + rate * mean))


def _nodes() -> list[tuple[complex, float]]:
    """Nodes and weights of the Euler algorithm for numerical inversion."""
    shares = [0.5] + [1.0] * _TERMS + [0.0] * (_TERMS - 1) + [2.0**-_TERMS]
    for k in range(1, _TERMS):
        shares[2 * _TERMS - k] = shares[2 * _TERMS - k + 1] + 2.0**-_TERMS * math.comb(_TERMS, k)
    scale = 10 ** (_TERMS / 3)
    return [
        (complex(_TERMS * math.log(10) / 3, math.pi * k), scale * (-1) ** k * share)
        for k, share in enumerate(shares)
    ]
