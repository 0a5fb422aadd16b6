"""Messages: who writes to whom, and through whom each message goes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UserError
from govgraph.measures.organisations.backbone import Backbone, Ints
from govgraph.measures.organisations.organisation import Organisation
from govgraph.measures.organisations.routing import Routes


@dataclass(frozen=True, eq=False)
class Traffic:
    """What happened to a number of messages.

    Attributes
    ----------
    senders, receivers : array of int
        The two ends of each message.
    hops : array of int
        Ties over which each message went.
    passed : array of int
        Messages that each unit passed on for others.
    """

    senders: Ints
    receivers: Ints
    hops: Ints
    passed: Ints

    @property
    def congestion(self) -> NDArray[np.float64]:
        """Congestion centrality ρ_i: share of all messages that each unit passed on."""
        return self.passed / len(self.hops)

    @property
    def greatest(self) -> float:
        """Congestion of the busiest unit, ρ_max."""
        return float(self.congestion.max())

    @property
    def mean_hops(self) -> float:
        """Mean number of ties over which a message went."""
        return float(self.hops.mean())


def exchange(
    organisation: Organisation,
    *,
    messages: int = 10_000,
    task_scale: float = np.inf,
    seed: int = 0,
) -> Traffic:
    """Send messages through an organisation.

    Parameters
    ----------
    organisation : Organisation
        The organisation.
    messages : int
        Number of messages; 10,000 is what the authors expect in each of their runs (10 for each
        of 1,000 steps).
    task_scale : float
        ξ: how far tasks reach. A unit at distance x is written to with a chance in proportion to
        exp(−x / ξ); infinity draws all others evenly, 0 only the nearest.
    seed : int
        Seed of senders and receivers, and of the choice between equally good ways.

    Returns
    -------
    Traffic
        The ends of each message, its hops, and what each unit passed on. Neither sender nor
        receiver passes on a message.

    Raises
    ------
    UserError
        When there are no messages or the scale is negative.

    Notes
    -----
    Units know the tree and their own neighbours, not the links of others: a message goes to the
    neighbour whose lowest common superior with the receiver stands deepest, where that is deeper
    than the holder's own; of several, to any. Where there is none it goes to the direct superior.
    A unit's own branch holds the receiver after finitely many steps, since each step either
    deepens the common superior or climbs towards it. ρ_i and ρ_max are estimates; that of the
    greatest is a little too high when messages are few. The number of messages does not change
    what they estimate.

    Examples
    --------
    >>> from govgraph.measures import organisations
    >>> tree = organisations.grow("random", branching=3, levels=3, links=0)
    >>> traffic = organisations.exchange(tree, messages=1000, seed=1)
    >>> int(traffic.passed.argmax()), int(traffic.hops.max())
    (0, 4)
    """
    if messages < 1:
        raise UserError("measures.at_least", name="messages", least=1, value=messages)
    if not task_scale >= 0:
        raise UserError("measures.at_least", name="task_scale", least=0, value=task_scale)
    rng = np.random.default_rng(seed)
    senders, receivers = draw_messages(organisation.backbone, messages, task_scale, rng)
    routes = Routes(organisation.backbone, organisation.links)
    return Traffic(senders, receivers, *routes.follow(senders, receivers, rng))


def draw_messages(
    backbone: Backbone, count: int, scale: float, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Return even senders, and receivers with a chance in proportion to exp(−x / ξ).

    Receivers are drawn by where they stand: so many levels up from the sender, and so many down
    again. The distance of a superior and its direct subordinate, which the formula leaves
    undefined, counts as 0.
    """
    senders = rng.integers(backbone.size, size=count)
    receivers = np.empty(count, np.int64)
    for level in range(backbone.levels):
        own = np.flatnonzero(backbone.level[senders] == level)
        up, down, chance = _ways(backbone, level, scale)
        way = rng.choice(len(up), size=len(own), p=chance)
        receivers[own] = _ends(backbone, senders[own], up[way], down[way], rng)
    return senders, receivers


def _ways(backbone: Backbone, level: int, scale: float) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Ways from a unit of a level to others, levels up and down, and the chance of each."""
    up, down = np.array(
        [
            (up, down)
            for up in range(level + 1)
            for down in range(backbone.levels - level + up)
            if up + down
        ]
    ).T
    b = backbone.branching
    at_end = np.where(up == 0, b**down, (b - 1) * b ** np.maximum(down - 1, 0))
    at_end[down == 0] = 1
    distance = np.sqrt(np.maximum(up**2 + down**2 - 2, 0))
    near = distance == 0 if scale == 0 else np.exp(-distance / (scale or 1))
    chance = at_end * near
    return up, down, chance / chance.sum()


def _ends(
    backbone: Backbone, senders: Ints, up: Ints, down: Ints, rng: np.random.Generator
) -> Ints:
    """One of the units at the end of each way, evenly."""
    b, level = backbone.branching, backbone.level[senders]
    rank = senders - backbone.first[level]
    turn = rank // b**up
    own = rank // b ** np.maximum(up - 1, 0) % b
    branch = rng.integers(np.where(up > 0, b - 1, b))
    branch += (up > 0) & (branch >= own)
    below = rng.integers(b ** np.maximum(down - 1, 0))
    end = (turn * b + branch) * b ** np.maximum(down - 1, 0) + below
    ends: Ints = backbone.first[level - up + down] + np.where(down > 0, end, turn)
    return ends
