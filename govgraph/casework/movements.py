"""How often cases of an event log change hands, come back, and make a person come."""

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.event_log import EventLog

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: Actions that hand a case to somebody else because it is not one's own.
PASSING = ("refer", "pass_on")


class Movements:
    """The visits of a log, case by case.

    Parameters
    ----------
    log : EventLog
        The log.

    Attributes
    ----------
    visits : DataFrame
        Its visits, case after case, each case in the order of its visits.
    case : array of int
        Number of each visit's case.
    names : Index
        The cases, in the order in which they were opened.
    """

    def __init__(self, log: EventLog) -> None:
        case, self.names = pd.factorize(log.visits["case"].astype("str"))
        order = np.argsort(case, kind="stable")
        self.case: Ints = case[order].astype(np.int64)
        self.visits = log.visits.iloc[order].reset_index(drop=True)
        self.n = len(self.names)

    @cached_property
    def first(self) -> Flags:
        """Visits that open a case."""
        return np.concatenate(([True], self.case[1:] != self.case[:-1]))[: len(self.case)]

    @cached_property
    def organisation(self) -> Ints:
        """Number of the organisation of each visit."""
        stated = self.visits["organisation"].astype("str")
        whose = stated.where(stated.notna(), self.visits["unit"].astype("str"))
        return np.asarray(pd.factorize(whose)[0], np.int64)

    def count(self, chosen: Flags) -> Ints:
        """Return the number of chosen visits of each case."""
        return np.bincount(self.case[chosen], minlength=self.n)

    def distinct(self, column: str, chosen: Flags) -> Ints:
        """Return how many different texts of a column stand in the chosen visits of each case."""
        number = pd.factorize(self.visits[column].astype("str"))[0]
        pairs = np.unique(np.stack((self.case[chosen], number[chosen])), axis=1)
        return np.bincount(pairs[0], minlength=self.n)

    def acting(self, *actions: str) -> Flags:
        """Tell which visits end by one of some actions."""
        return self.visits["action"].isin(actions).to_numpy(bool)

    def stated(self, column: str) -> Flags:
        """Tell which visits say something in a column."""
        return self.visits[column].notna().to_numpy(bool)

    @cached_property
    def hand_over(self) -> Flags:
        """Visits to another organisation than the one that had the case before."""
        changed = np.diff(self.organisation, prepend=-1) != 0
        return np.asarray(changed & ~self.first)

    @cached_property
    def coming_back(self) -> Flags:
        """Hand-overs to an organisation that the case had left, by referral (踢皮球).

        Returns to the sender, and the ways of joint handling, calls and escalation are left out;
        where a log does not say how visits end, every hand-over counts as a referral.
        """
        known = pd.DataFrame({"case": self.case, "organisation": self.organisation})
        again = self.hand_over & known.duplicated().to_numpy()
        if not self.stated("action").any():
            return np.asarray(again)
        passed = np.concatenate(([False], self.acting(*PASSING)[:-1]))[: len(self.case)]
        return np.asarray(again & passed)
