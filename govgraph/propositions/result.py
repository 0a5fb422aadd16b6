"""What became of propositions: how often each holds, where it fails, what decides it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from govgraph.casework.influences import influence
from govgraph.comparison.assumptions import Assumption
from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.propositions.proposition import Proposition

#: Assumptions that are named as deciding.
DECIDING = 3
_CONFIDENCE = 0.95


class Share(NamedTuple):
    """Share of the draws in which a proposition holds.

    Attributes
    ----------
    holds : float
        Of the draws in which it can be judged; ``nan`` where there are none.
    low, high : float
        Its 95 % interval (Wilson 1927): what more draws could still change, not what is unknown
        about the ranges.
    judged : int
        Draws in which it can be judged.
    """

    holds: float
    low: float
    high: float
    judged: int


@dataclass(frozen=True, eq=False)
class Checked:
    """Propositions after many draws of everything that is assumed.

    Attributes
    ----------
    propositions : tuple of Proposition
        What was claimed.
    assumptions : tuple of Assumption
        What was drawn.
    drawn : DataFrame
        One row per draw, one column per assumption: its place in its range, from −1 to 1.
    effects : DataFrame
        One row per draw, one column per proposition: its effect; ``nan`` where it cannot be judged.
    asked : int
        Draws asked for; more than there are rows when the check was interrupted.
    seed : int
        Seed of the draws.
    """

    propositions: tuple[Proposition, ...]
    assumptions: tuple[Assumption, ...]
    drawn: pd.DataFrame
    effects: pd.DataFrame
    asked: int
    seed: int

    def __getitem__(self, name: str) -> Proposition:
        """Return a proposition by name."""
        by_name: Mapping[str, Proposition] = {one.name: one for one in self.propositions}
        if name not in by_name:
            raise UnknownNameError.among("propositions.as_propositions", name, by_name)
        return by_name[name]

    @property
    def complete(self) -> bool:
        """Whether every draw has been answered."""
        return len(self.effects) == self.asked

    def share(self, name: str) -> Share:
        """Return the share of draws in which a proposition holds.

        Raises
        ------
        UnknownNameError
            When there is no such proposition.
        """
        found = self.effects[self[name].name].dropna()
        if found.empty:
            return Share(np.nan, np.nan, np.nan, 0)
        count = int(self[name].holds(found).sum())
        ends = binomtest(count, len(found)).proportion_ci(_CONFIDENCE, method="wilson")
        return Share(count / len(found), float(ends.low), float(ends.high), len(found))

    def effect(self, name: str) -> tuple[float, float, float]:
        """Return the median effect of a proposition, and the ends of the middle 90 % of draws."""
        found = self.effects[self[name].name].dropna().to_numpy(float)
        if not len(found):
            return np.nan, np.nan, np.nan
        low, middle, high = np.quantile(found, [0.05, 0.5, 0.95], method="nearest")
        return float(middle), float(low), float(high)

    def deciding(self, name: str) -> pd.DataFrame:
        """Return which assumptions decide a proposition, the most influential first.

        Returns
        -------
        DataFrame
            ``assumption`` (row of `assumptions`), ``influence`` (partial rank correlation with the
            effect), ``low``, ``middle``, ``high``: share of the draws in the lower, middle and
            upper third of its range in which the proposition holds. No rows where the effect is
            the same in all draws.
        """
        found = self.effects[self[name].name]
        try:
            ranks = influence(self.drawn, found).dropna().head(DECIDING)
        except UndefinedMeasureError:
            ranks = pd.Series(dtype=float)
        places = {str(column): place for place, column in enumerate(self.drawn.columns)}
        rows = [
            (places[str(column)], value, *self._thirds(str(column), name))
            for column, value in ranks.items()
        ]
        return pd.DataFrame(rows, columns=["assumption", "influence", "low", "middle", "high"])

    def _thirds(self, column: str, name: str) -> tuple[float, float, float]:
        third = np.clip(((self.drawn[column].to_numpy(float) + 1) * 1.5).astype(int), 0, 2)
        found = self.effects[name]
        judged = found.notna().to_numpy()
        holds = self[name].holds(found).to_numpy()
        shares = [holds[judged & (third == number)] for number in range(3)]
        low, middle, high = (float(one.mean()) if len(one) else np.nan for one in shares)
        return low, middle, high

    def frame(self) -> pd.DataFrame:
        """Return one row per proposition: share, interval, draws judged, effect and its range."""
        rows = [
            (one.name, one.origin, *self.share(one.name), *self.effect(one.name))
            for one in self.propositions
        ]
        columns = ["proposition", "origin", "holds", "low", "high", "judged"]
        columns += ["effect", "effect_low", "effect_high"]
        return pd.DataFrame(rows, columns=columns).set_index("proposition")
