"""Desks that pass cases on: open Jackson networks (开放杰克逊网络)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from govgraph.casework.chains import Chain, Floats, Matrix, sparse
from govgraph.casework.queues import Queue
from govgraph.errors import UserError


@dataclass(frozen=True, eq=False)
class QueueNetwork:
    """Desks with officials, and where cases go from each.

    Attributes
    ----------
    arrivals : array of float
        Cases that come to each desk from outside in a unit of time.
    routing : sparse array, n × n
        Share of the cases finished at one desk that go on to another; the rest leaves.
    rates : array of float
        Cases that one official of each desk finishes in a unit of time.
    servers : array of int
        Officials at each desk.

    Raises
    ------
    UserError
        When the numbers do not fit together.

    Notes
    -----
    The product form of Jackson (1957, 1963) holds for random arrivals, random service times with
    one mean for each desk, first come first served, and nobody giving up. Where a desk is
    overloaded its queue grows without end, and so do the times of all that pass through it; they
    are infinite here, never negative.

    Examples
    --------
    >>> import numpy as np
    >>> from govgraph.casework.networks import QueueNetwork
    >>> tandem = QueueNetwork.of([1.0, 0.0], [[0, 1], [0, 0]], [2.0, 3.0], [1, 1])
    >>> round(tandem.present, 9), round(tandem.time, 9)
    (1.5, 1.5)
    """

    arrivals: Floats
    routing: csr_array
    rates: Floats
    servers: NDArray[np.int64]

    def __post_init__(self) -> None:
        n = len(self.arrivals)
        sizes = {self.routing.shape == (n, n), len(self.rates) == n, len(self.servers) == n}
        if sizes != {True} or (self.arrivals < 0).any():
            raise UserError("casework.bad_network")

    @classmethod
    def of(
        cls, arrivals: ArrayLike, routing: Matrix, rates: ArrayLike, servers: ArrayLike
    ) -> "QueueNetwork":
        """Return the network of plain lists or arrays."""
        return cls(
            np.asarray(arrivals, float),
            sparse(routing),
            np.asarray(rates, float),
            np.asarray(servers, np.int64),
        )

    @cached_property
    def chain(self) -> Chain:
        """The way of a case through the desks; it ends where it leaves."""
        leaving = 1 - np.asarray(self.routing.sum(axis=1)).ravel()
        return Chain(self.routing, csr_array(leaving[:, None]))

    @cached_property
    def flows(self) -> Floats:
        """Cases that pass each desk in a unit of time: the traffic equations."""
        return self.chain.flows(self.arrivals)

    @cached_property
    def desks(self) -> tuple[Queue, ...]:
        """Each desk by itself, with the cases that pass it; it must not be filled without end."""
        if not np.isfinite(self.flows).all():
            raise UserError("casework.endless_network")
        numbers = zip(self.flows, self.rates, self.servers, strict=True)
        return tuple(Queue(float(flow), float(rate), int(c)) for flow, rate, c in numbers)

    @property
    def utilisation(self) -> Floats:
        """Share of their time that the officials of each desk would have to be busy."""
        return np.array([desk.utilisation for desk in self.desks])

    @property
    def present(self) -> float:
        """Mean number of cases in the network."""
        return float(sum(desk.present for desk in self.desks))

    @property
    def time(self) -> float:
        """Mean time from coming in to leaving, by Little's law."""
        total = float(self.arrivals.sum())
        return self.present / total if total else 0.0

    @property
    def first_to_saturate(self) -> int:
        """The desk that is overloaded first when all arrivals grow alike."""
        return int(np.argmax(self.utilisation))

    @property
    def room(self) -> float:
        """How many times today's arrivals the network can take; below 1 it is overloaded."""
        busiest = float(self.utilisation.max(initial=0.0))
        return 1 / busiest if busiest else np.inf
