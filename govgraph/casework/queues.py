"""Waiting at one desk with several officials (排队): Erlang's formulas and Cobham's priorities."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UserError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Queue:
    """A desk where cases come at random and take random time: M/M/c.

    Attributes
    ----------
    arrivals : float
        Cases that come in a unit of time.
    rate : float
        Cases that one official finishes in a unit of time when busy.
    servers : int
        Officials at the desk.

    Raises
    ------
    UserError
        When a rate is negative or not finite, or there is no official.

    Examples
    --------
    >>> from govgraph.casework.queues import Queue
    >>> desk = Queue(arrivals=2.0, rate=1.0, servers=3)
    >>> round(desk.wait_probability, 4), round(desk.waiting_time, 4)
    (0.4444, 0.4444)
    """

    arrivals: float
    rate: float
    servers: int = 1

    def __post_init__(self) -> None:
        fine = 0 <= self.arrivals < math.inf and 0 < self.rate < math.inf and self.servers >= 1
        if not fine:
            raise UserError(
                "casework.bad_queue", arrivals=self.arrivals, rate=self.rate, servers=self.servers
            )

    @property
    def offered(self) -> float:
        """Work that comes in, in officials: arrivals / rate (Erlang)."""
        return self.arrivals / self.rate

    @property
    def utilisation(self) -> float:
        """Share of their time that officials would have to be busy; 1 or more: overloaded."""
        return self.offered / self.servers

    @property
    def stable(self) -> bool:
        """Whether the queue does not grow without end."""
        return self.utilisation < 1

    @property
    def loss_probability(self) -> float:
        """Erlang B: share of cases turned away where nobody may wait."""
        return erlang_b(self.servers, self.offered)

    @property
    def wait_probability(self) -> float:
        """Erlang C: share of cases that wait; 1 where the desk is overloaded."""
        return erlang_c(self.servers, self.offered)

    @property
    def waiting(self) -> float:
        """Mean number of cases that wait; infinite where the desk is overloaded, never negative."""
        if not self.stable:
            return math.inf
        return self.wait_probability * self.utilisation / (1 - self.utilisation)

    @property
    def waiting_time(self) -> float:
        """Mean time a case waits; infinite where the desk is overloaded."""
        if not self.arrivals:
            return 0.0
        return self.waiting / self.arrivals

    @property
    def present(self) -> float:
        """Mean number of cases at the desk, waiting or being worked on."""
        return self.waiting + self.offered

    @property
    def time(self) -> float:
        """Mean time a case spends at the desk."""
        return self.waiting_time + 1 / self.rate


def erlang_b(servers: int, offered: float) -> float:
    """Return Erlang's loss probability, by its recursion.

    Parameters
    ----------
    servers : int
        Officials.
    offered : float
        Arrivals over the rate of one official.

    Returns
    -------
    float
        Share of cases that find everybody busy where nobody may wait.

    Examples
    --------
    >>> erlang_b(2, 1.0)
    0.2
    """
    blocked = 1.0
    for busy in range(1, servers + 1):
        blocked = offered * blocked / (busy + offered * blocked)
    return blocked


def erlang_c(servers: int, offered: float) -> float:
    """Return Erlang's waiting probability; 1 where more comes in than can be done.

    Examples
    --------
    >>> round(erlang_c(5, 4.0), 6)
    0.554113
    """
    if offered >= servers:
        return 1.0
    blocked = erlang_b(servers, offered)
    return blocked / (1 - offered / servers * (1 - blocked))


def wait_probabilities(servers: NDArray[np.int64], offered: Floats) -> Floats:
    """Return Erlang's waiting probability for many desks at once.

    Parameters
    ----------
    servers : array of int
        Officials of each desk.
    offered : array of float
        Work that comes to each, in officials.

    Returns
    -------
    array of float
        1 where a desk is overloaded.

    Examples
    --------
    >>> import numpy as np
    >>> wait_probabilities(np.array([2, 5, 1]), np.array([1.0, 4.0, 3.0])).round(6).tolist()
    [0.333333, 0.554113, 1.0]
    """
    stable = offered < servers
    load = np.where(stable, offered, 0.0)
    blocked = np.ones(len(load))
    for busy in range(1, int(servers[stable].max(initial=0)) + 1):
        blocked = np.where(busy <= servers, load * blocked / (busy + load * blocked), blocked)
    waiting = blocked / (1 - load / servers * (1 - blocked))
    return np.asarray(np.where(stable, waiting, 1.0), np.float64)


def priority_waits(arrivals: Floats, rate: float, servers: int = 1) -> Floats:
    """Return the mean wait of every class where more urgent cases go first (Cobham 1954).

    Parameters
    ----------
    arrivals : array of float
        Cases of each class that come in a unit of time, the most urgent class first.
    rate : float
        Cases that one official finishes in a unit of time; the same for every class.
    servers : int
        Officials.

    Returns
    -------
    array of float
        Mean waits. A case that is being worked on is not interrupted. A class is infinite from
        where it and those before it bring more than can be done.

    Examples
    --------
    >>> import numpy as np
    >>> priority_waits(np.array([0.2, 0.3, 0.3]), rate=1.0).round(9).tolist()
    [1.0, 2.0, 8.0]
    """
    desk = Queue(float(np.sum(arrivals)), rate, servers)
    busy = np.concatenate(([0.0], np.cumsum(arrivals) / (servers * rate)))
    room = 1 - busy
    residual = desk.wait_probability / (servers * rate)
    with np.errstate(divide="ignore"):
        waits = residual / (room[:-1] * room[1:])
    return np.asarray(np.where(room[1:] > 0, waits, np.inf))
