"""What comes to every desk, how busy it is, and how long cases wait there."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from govgraph.casework.flow import HOURS_PER_WEEK, HOURS_PER_YEAR
from govgraph.casework.passage import Flags, Floats, Ints, Passage
from govgraph.casework.queues import wait_probabilities


@dataclass(frozen=True, eq=False)
class Loads:
    """Desks as queues with the cases that pass them.

    Attributes
    ----------
    passage : Passage
        The way of the cases.

    Notes
    -----
    Flows solve the traffic equations (Jackson 1957). Each desk is then a queue by itself. Where all
    its cases take the same mean time and have one priority this is M/M/c, and exact in a network
    where that holds everywhere. Otherwise service times are a mixture of exponential ones: waits
    are those of M/M/c at the flow-weighted mean, times (1 + c²)/2 with the coefficient of variation
    c of the mixture (exact for one official, Pollaczek and Khinchine; for more the approximation
    of Allen and Cunneen), shared out over priorities by Cobham's formula. Calendars are spread
    evenly: an official who works 40 hours a week works at 40/168 of the speed round the clock.
    """

    passage: Passage

    @cached_property
    def service(self) -> Floats:
        """Mean hours of the calendar that one official takes for a visit to each state."""
        speed = self.passage.flow.speed[self.passage.desk]
        hours = self.passage.flow.states["hours"].to_numpy(float)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.where(hours > 0, hours / speed, 0.0))

    @cached_property
    def visited(self) -> Flags:
        """States that cases come to at all."""
        return np.asarray(self.passage.flows > 0)

    @cached_property
    def servers(self) -> Ints:
        """Officials of each desk."""
        return self.passage.flow.desks["servers"].to_numpy(np.int64)

    def by_desk(self, values: Floats) -> Floats:
        """Return the sum over the states of each desk to which cases come."""
        desk = self.passage.desk[self.visited]
        found = np.bincount(desk, values[self.visited], len(self.servers))
        return np.asarray(found, np.float64)

    @cached_property
    def flows(self) -> Floats:
        """Cases that come to each desk in an hour."""
        return self.by_desk(self.passage.flows)

    @cached_property
    def work(self) -> Floats:
        """Work that each state brings in an hour, in officials."""
        with np.errstate(invalid="ignore"):
            work = np.where(self.visited, self.passage.flows * self.service, 0.0)
        return np.asarray(np.nan_to_num(work, nan=np.inf, posinf=np.inf))

    @cached_property
    def offered(self) -> Floats:
        """Work that comes to each desk, in officials."""
        return self.by_desk(self.work)

    @cached_property
    def utilisation(self) -> Floats:
        """Share of their time that the officials of each desk would have to be busy."""
        return self.offered / self.servers

    @cached_property
    def mean_service(self) -> Floats:
        """Mean hours of the calendar of a visit to each desk; nan where no case comes."""
        return self._over_flows(self.service)

    @cached_property
    def variation(self) -> Floats:
        """Squared coefficient of variation of the time of a visit to each desk; at least 1."""
        second = self._over_flows(2 * self.service**2)
        with np.errstate(divide="ignore", invalid="ignore"):
            variation = second / self.mean_service**2 - 1
        return np.asarray(np.where(np.isfinite(variation), np.maximum(variation, 1.0), 1.0))

    def _over_flows(self, values: Floats) -> Floats:
        """Mean over the visits to each desk; where trapped cases pile up, over these alone."""
        flows = self.passage.flows
        filled = np.isinf(flows)
        full = np.bincount(self.passage.desk, filled, len(self.servers))[self.passage.desk] > 0
        weights = np.where(full, filled, np.where(self.visited & ~filled, flows, 0.0))
        with np.errstate(divide="ignore", invalid="ignore"):
            weighted = np.where(weights > 0, weights * values, 0.0)
            return np.asarray(self.by_desk(weighted) / self.by_desk(weights))

    @cached_property
    def wait_probability(self) -> Floats:
        """Share of the visits to each desk that wait; 1 where it is overloaded."""
        return wait_probabilities(self.servers, self.offered)

    @cached_property
    def waits(self) -> Floats:
        """Mean wait before each state; infinite where its desk can't keep up with it."""
        states, desk = self.passage.flow.states, self.passage.desk
        priority = self.passage.flow.cells["priority"].to_numpy(float)[states["cell"]]
        order = np.lexsort((priority, desk))
        desks, ranks = desk[order], priority[order]
        begins = (np.diff(desks, prepend=-1) != 0) | (np.diff(ranks, prepend=np.nan) != 0)
        member, owner = np.cumsum(begins) - 1, desks[begins]
        own = np.bincount(member, self.work[order], len(owner))
        room = _room(own / self.servers[owner], owner)
        with np.errstate(divide="ignore", invalid="ignore"):
            waits = self._residual[owner] / (room[0] * room[1])
        waits = np.where(room[1] > 0, waits, np.inf)
        found = np.empty(len(desk))
        found[order] = waits[member]
        return found

    @cached_property
    def _residual(self) -> Floats:
        """Mean time until a desk turns to the next case, for one that comes."""
        service = np.where(np.isnan(self.mean_service), 0.0, self.mean_service)
        ahead = self.wait_probability * service / self.servers
        return np.asarray(ahead * (1 + self.variation) / 2)

    @cached_property
    def mean_waits(self) -> Floats:
        """Mean wait at each desk over all of its visits; nan where no case comes."""
        return self._over_flows(self.waits)

    @cached_property
    def one_mean(self) -> Flags:
        """Desks all of whose visits take the same mean time."""
        return ~self._varies(self.service)

    @cached_property
    def one_priority(self) -> Flags:
        """Desks all of whose cases have the same priority."""
        cells = self.passage.flow.cells["priority"].to_numpy(float)
        return ~self._varies(cells[self.passage.cell])

    def _varies(self, values: Floats) -> Flags:
        lowest = np.full(len(self.servers), np.inf)
        highest = -lowest
        np.minimum.at(lowest, self.passage.desk[self.visited], values[self.visited])
        np.maximum.at(highest, self.passage.desk[self.visited], values[self.visited])
        with np.errstate(invalid="ignore"):
            return np.asarray(highest - lowest > 1e-12 * np.abs(highest))

    @cached_property
    def cases_per_official(self) -> Floats:
        """Visits that one official of each desk works on in a year."""
        return self.flows / self.servers * HOURS_PER_YEAR

    @cached_property
    def hours_per_official(self) -> Floats:
        """Hours of work that come to one official of each desk in a week, absence apart."""
        return self.utilisation * self.passage.flow.speed * HOURS_PER_WEEK


def _room(shares: Floats, owner: Ints) -> Floats:
    """Free share of each desk before and after each of its classes, the most urgent first."""
    total = np.cumsum(np.where(np.isfinite(shares), shares, 0.0))
    first = np.searchsorted(owner, owner)
    before = np.concatenate(([0.0], total))[first]
    after = total - before
    endless = np.cumsum(np.isinf(shares))
    blocked = endless - np.concatenate(([0], endless))[first] > 0
    done = np.where(blocked, np.inf, after)
    own = np.where(np.isfinite(shares), shares, 0.0)
    return np.stack((1 - (after - own), 1 - done))
