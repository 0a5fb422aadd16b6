"""The way of cases through a flow, cell by cell: what is gathered on it, how often, by whom."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from govgraph.casework.chains import Chain
from govgraph.casework.flow import SETTLED, CaseFlow
from govgraph.kernels.accumulation import accumulate

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Passage:
    """Cases on their way through the states of a flow.

    Attributes
    ----------
    flow : CaseFlow
        The flow.

    Notes
    -----
    A petition brought again enters where the first one did, so that cases registered are those of
    the flow and their repeats: γ / (1 − s (1 − c) r), with s the share settled, c the share of
    these that are content, r the share of the others who come again.
    """

    flow: CaseFlow

    @cached_property
    def chain(self) -> Chain:
        """The way of one case."""
        return self.flow.chain

    @cached_property
    def cell(self) -> Ints:
        """Cell of each state."""
        return self.flow.states["cell"].to_numpy(np.int64)

    @cached_property
    def organisation(self) -> Ints:
        """Number of the organisation of each state."""
        number = pd.factorize(self.flow.desks["organisation"])[0]
        return np.asarray(number[self.desk], np.int64)

    @cached_property
    def desk(self) -> Ints:
        """Desk of each state."""
        return self.flow.states["desk"].to_numpy(np.int64)

    @cached_property
    def settled(self) -> Floats:
        """Probability that a case is settled sooner or later, from each state."""
        return self.chain.absorption[:, 0]

    @cached_property
    def settling(self) -> Flags:
        """States from which a case may still be settled."""
        by_step = self.flow.steps["probability"].to_numpy(float) > 0
        by_step &= self.flow.ints("target") == SETTLED
        settling = np.zeros(self.flow.n, bool)
        settling[self.flow.ints("state")[by_step]] = True
        return self.chain.leading_to(settling)

    @cached_property
    def entries(self) -> Floats:
        """Cases that are registered in each state in an hour, petitions brought again included."""
        cells = self.flow.cells
        again = (1 - cells["confirm"].to_numpy(float)) * cells["repeat"].to_numpy(float)
        new = self.flow.arrivals
        with np.errstate(divide="ignore", invalid="ignore"):
            together = new / (1 - self.settled * again[self.cell])
        return np.asarray(np.where(new > 0, together, 0.0), np.float64)

    @cached_property
    def registered(self) -> Floats:
        """Cases that are registered in each cell in an hour."""
        return self.sum_by_cell(self.entries)

    @cached_property
    def flows(self) -> Floats:
        """How often each state is visited in an hour; infinite where trapped cases pile up."""
        return self.chain.flows(self.entries)

    @cached_property
    def leaving(self) -> Floats:
        """Probability that a case ends after each state."""
        return np.asarray(self.chain.ends.sum(axis=1), np.float64).ravel()

    def steps(self, chosen: Flags) -> csr_array:
        """Return the probabilities of chosen steps of the flow that lead to states."""
        n, target = self.flow.n, self.flow.ints("target")
        chosen = chosen & (target >= 0)
        chances = self.flow.steps["probability"].to_numpy(float)[chosen]
        ends = (self.flow.ints("state")[chosen], target[chosen])
        return csr_array(coo_array((chances, ends), shape=(n, n)))

    def onward(self, steps: csr_array, gains: Floats, among: Flags | None = None) -> Floats:
        """Return what is gathered while a case takes some of the steps; it surely stops.

        States that may never end, and those not `among` the states asked for, get nan.
        """
        kept = ~self.chain.endless if among is None else among & ~self.chain.endless
        found = np.full(self.flow.n, np.nan)
        if kept.any():
            inner = steps if kept.all() else steps[kept][:, kept]
            found[kept] = accumulate(inner, np.ascontiguousarray(gains[kept]))
        return found

    def sum_by_cell(self, values: Floats) -> Floats:
        """Return the sum over the states of each cell."""
        return np.asarray(np.bincount(self.cell, values, len(self.flow.cells)), np.float64)

    def by_cell(self, values: Floats) -> Floats:
        """Return the mean over the cases of each cell; nan for a cell without cases."""
        coming = self.entries > 0
        weighted = np.zeros(self.flow.n)
        weighted[coming] = values[coming] * self.entries[coming]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.sum_by_cell(weighted) / self.registered)

    def over_all(self, values: Floats) -> float:
        """Return the mean over all cases; nan where there are none."""
        coming = self.entries > 0
        if not coming.any():
            return np.nan
        return float(np.average(values[coming], weights=self.entries[coming]))
