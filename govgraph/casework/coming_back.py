"""Cases that are passed to and fro (踢皮球): how many come back to whom they had left."""

import numpy as np
from scipy.sparse import coo_array, csr_array

from govgraph.casework.flow import ACTIONS
from govgraph.casework.movements import PASSING
from govgraph.casework.passage import Flags, Floats, Ints, Passage
from govgraph.kernels.accumulation import accumulate

#: Most organisations of one cell, and most situations of all, that are followed.
_ORGANISATIONS, _SITUATIONS = 24, 4_000_000


def come_back_shares(passage: Passage) -> Floats:
    """Return the probability that a case is ever passed back, for each state to begin in.

    A case is passed back when a referral brings it to an organisation that had it before, while
    another has it now. Returns to the sender, joint handling, calls, requests and escalation may
    bring it back without counting.

    Parameters
    ----------
    passage : Passage
        The way of the cases.

    Returns
    -------
    array of float
        Only for states in which cases begin; nan for others, where the case may never end, and
        where more organisations take part than can be followed (24 in a cell).

    Notes
    -----
    Exact: the chain is followed over pairs of a state and the set of organisations that have had
    the case, as far as these can be reached.
    """
    rank, size = _ranks(passage)
    followed = ~passage.chain.endless & (size[passage.cell] <= _ORGANISATIONS)
    start = np.flatnonzero(followed & (passage.entries > 0))
    found = np.full(passage.flow.n, np.nan)
    known = _Situations(passage, rank)
    if len(start) and known.explore(start):
        found[start] = known.passed_back()[: len(start)]
    return found


def _ranks(passage: Passage) -> tuple[Ints, Ints]:
    """Number of each state's organisation among those of its cell, and how many there are."""
    pairs = np.stack((passage.cell, passage.organisation))
    known, place = np.unique(pairs, axis=1, return_inverse=True)
    first = np.searchsorted(known[0], known[0])
    rank = (np.arange(known.shape[1]) - first)[place.ravel()]
    size = np.bincount(known[0], minlength=len(passage.flow.cells))
    return rank.astype(np.int64), size


class _Situations:
    """States with the set of organisations that have had the case."""

    def __init__(self, passage: Passage, rank: Ints) -> None:
        flow = passage.flow
        self.bit: Ints = np.left_shift(np.int64(1), np.minimum(rank, _ORGANISATIONS))
        self.owner = passage.organisation
        self.begin = flow.begin
        self.target = flow.ints("target")
        self.chance = flow.steps["probability"].to_numpy(float)
        passing = [ACTIONS.index(action) for action in PASSING]
        self.passing: Flags = np.isin(flow.ints("action"), passing)
        self.key: Ints = np.empty(0, np.int64)
        self.steps: list[tuple[Ints, Ints, Floats]] = []
        self.back: list[tuple[Ints, Floats]] = []

    def explore(self, start: Ints) -> bool:
        """Find all situations that can be reached; tell whether there are not too many."""
        self.key = start << (_ORGANISATIONS + 1) | self.bit[start]
        place = np.argsort(self.key)
        known, fresh = self.key[place], np.arange(len(start))
        while len(fresh):
            origin, state, had, chance = self._next(fresh)
            key = state << (_ORGANISATIONS + 1) | had
            new = _sorted_new(key, known)
            fresh = np.arange(len(self.key), len(self.key) + len(new))
            self.key = np.concatenate((self.key, new))
            if len(self.key) > _SITUATIONS:
                return False
            places, both = np.concatenate((place, fresh)), np.concatenate((known, new))
            order = np.argsort(both, kind="stable")
            known, place = both[order], places[order]
            self.steps.append((origin, place[np.searchsorted(known, key)], chance))
        return True

    def _next(self, fresh: Ints) -> tuple[Ints, Ints, Ints, Floats]:
        """Take every step from some situations: origin, state, organisations, probability."""
        state = self.key[fresh] >> (_ORGANISATIONS + 1)
        had = self.key[fresh] & ((1 << (_ORGANISATIONS + 1)) - 1)
        count = self.begin[state + 1] - self.begin[state]
        step = np.repeat(self.begin[state] - np.cumsum(count) + count, count)
        step += np.arange(len(step))
        origin, had, state = (np.repeat(one, count) for one in (fresh, had, state))
        target = np.maximum(self.target[step], 0)
        going = self.target[step] >= 0
        moved = self.owner[target] != self.owner[state]
        back = going & moved & self.passing[step] & ((had & self.bit[target]) > 0)
        self.back.append((origin[back], self.chance[step][back]))
        on = going & ~back & (self.chance[step] > 0)
        return origin[on], target[on], had[on] | self.bit[target[on]], self.chance[step][on]

    def passed_back(self) -> Floats:
        """Return the probability of being passed back, from each situation."""
        n = len(self.key)
        ends = [np.concatenate([part[k] for part in self.steps]) for k in range(3)]
        steps = csr_array(coo_array((ends[2], (ends[0], ends[1])), shape=(n, n)))
        origin, chance = (np.concatenate([part[k] for part in self.back]) for k in range(2))
        return accumulate(steps, np.bincount(origin, chance, n).astype(np.float64))


def _sorted_new(keys: Ints, known: Ints) -> Ints:
    """Return each key that is not known (in sorted order) once, sorted."""
    keys = np.sort(keys)
    keys = keys[np.diff(keys, prepend=-1) > 0]
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.asarray(keys[known[place] != keys])
