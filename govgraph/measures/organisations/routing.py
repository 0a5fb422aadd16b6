"""Routing with knowledge of the tree and of one's own neighbours, many messages at once."""

import numpy as np

from govgraph.measures.organisations.backbone import Backbone, Ints


class Routes:
    """Where each unit of an organisation can send a message on.

    Parameters
    ----------
    backbone : Backbone
        The tree.
    links : array of int, shape (m, 2)
        Links across it.

    Notes
    -----
    For every unit and every branch of the tree that it does not stand above, the neighbours in
    that branch stand side by side in one sorted array, so that all messages of a step find theirs
    by bisection.
    """

    def __init__(self, backbone: Backbone, links: Ints) -> None:
        self.backbone = backbone
        units = np.arange(1, backbone.size)
        holder = np.concatenate((backbone.superior[1:], links[:, 0], links[:, 1]))
        neighbour = np.concatenate((units, links[:, 1], links[:, 0]))
        keys, ends = self._branches(holder, neighbour)
        order = np.lexsort((ends, keys))
        self._neighbour = ends[order]
        self._key, self._start = np.unique(keys[order], return_index=True)
        self._count = np.diff(self._start, append=len(order))

    def _branches(self, holder: Ints, neighbour: Ints) -> tuple[Ints, Ints]:
        """A key of holder and branch for each branch in which a neighbour stands."""
        meeting = self.backbone.meeting(holder, neighbour)
        keys, ends = [], []
        for level in range(1, self.backbone.levels):
            inside = (level > meeting) & (level <= self.backbone.level[neighbour])
            branch = self.backbone.lineage[neighbour[inside], level]
            keys.append(holder[inside] * self.backbone.size + branch)
            ends.append(neighbour[inside])
        return np.concatenate(keys), np.concatenate(ends)

    def follow(self, senders: Ints, receivers: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
        """Send all messages and return their hops and what each unit passed on."""
        hops = np.zeros(len(senders), np.int64)
        passed = np.zeros(self.backbone.size, np.int64)
        waiting = np.flatnonzero(senders != receivers)
        holder, receiver = senders[waiting], receivers[waiting]
        while len(waiting):
            hops[waiting] += 1
            holder = self._next(holder, receiver, rng)
            going = holder != receiver
            waiting, holder, receiver = waiting[going], holder[going], receiver[going]
            passed += np.bincount(holder, minlength=len(passed))
        return hops, passed

    def _next(self, holder: Ints, receiver: Ints, rng: np.random.Generator) -> Ints:
        """Who gets each message next."""
        meeting = self.backbone.meeting(holder, receiver)
        depth = self.backbone.level[receiver]
        found = self.backbone.superior[holder]
        looking = np.arange(len(holder))
        for level in range(self.backbone.levels - 1, 0, -1):
            here = looking[(level <= depth[looking]) & (level > meeting[looking])]
            branch = self.backbone.lineage[receiver[here], level]
            key = holder[here] * self.backbone.size + branch
            place = np.minimum(np.searchsorted(self._key, key), len(self._key) - 1)
            hit = self._key[place] == key
            place = place[hit]
            chosen = self._start[place] + rng.integers(self._count[place])
            found[here[hit]] = self._neighbour[chosen]
            looking = np.setdiff1d(looking, here[hit], assume_unique=True)
        return found
