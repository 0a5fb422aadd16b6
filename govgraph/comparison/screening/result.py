"""What a screening found: one row for each proposal."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from govgraph.errors import UnknownNameError, UserError
from govgraph.measures.catalogue import find
from govgraph.text import Language, say
from govgraph.text.html import table_html

#: Columns that say why a proposal was refused.
REFUSAL = ("step", "reform", "rule", "found")
#: Rows that a notebook shows.
_SHOWN = 20


@dataclass(frozen=True, eq=False)
class Screening:
    """Many proposals, each asked whether it is lawful and measured exactly.

    Attributes
    ----------
    before : Series
        Value of each measure for the structure as it is.
    table : DataFrame
        One row per proposal, by name: a column for each measure (nan where it has no value, or
        the proposal was refused), then ``step`` (number of the step that cannot be taken, from 1;
        0 for a proposal that can), ``reform`` (its operator), ``rule`` (name of the rule broken
        first) and ``found`` (what broke it); these three are empty for a lawful proposal.
    asked : int
        How many proposals were to be screened.
    """

    before: pd.Series
    table: pd.DataFrame
    asked: int

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the measures."""
        return tuple(str(name) for name in self.before.index)

    @property
    def complete(self) -> bool:
        """Whether all proposals were screened, none left out by an interruption."""
        return len(self.table) == self.asked

    @property
    def values(self) -> pd.DataFrame:
        """The measures of the proposals that can be enacted."""
        return self.table.loc[self.table["step"] == 0, list(self.measures)]

    @property
    def changes(self) -> pd.DataFrame:
        """How much each of them changes each measure."""
        return self.values - self.before

    @property
    def refused(self) -> pd.DataFrame:
        """The proposals that cannot be enacted, with the first rule that each breaks."""
        return self.table.loc[self.table["step"] > 0, list(REFUSAL)]

    def best(self, measure: str, count: int = 10, *, highest: bool | None = None) -> pd.DataFrame:
        """Return the proposals that are best by one measure, the best first.

        Parameters
        ----------
        measure : str
            Name of one of the measures.
        count : int
            How many.
        highest : bool, optional
            Whether more is better; as the catalogue says when left out.

        Returns
        -------
        DataFrame
            Rows of `values`; proposals that are equal keep their order, those without a value are
            left out.

        Raises
        ------
        UnknownNameError
            When the measure was not taken.
        UserError
            When more of it is neither better nor worse in itself, and nothing says which is asked.
        """
        if measure not in self.measures:
            raise UnknownNameError.among("screening.as_measures", measure, self.measures)
        if highest is None:
            direction = find(measure).higher
            if direction not in {"better", "worse"}:
                raise UserError("screening.no_direction", measure=measure)
            highest = direction == "better"
        known = self.values.dropna(subset=[measure])
        return known.sort_values(measure, ascending=not highest, kind="stable").head(count)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values: ``before``, ``proposals``, ``asked``; None for nan."""
        rows = self.table.astype(object).where(self.table.notna(), None)
        before = {name: None if np.isnan(value) else value for name, value in self.before.items()}
        return {
            "before": before,
            "proposals": {str(name): row.to_dict() for name, row in rows.iterrows()},
            "asked": self.asked,
        }

    def note(self, lang: Language = "en") -> str:
        """Return how many can be enacted, as a sentence."""
        done, lawful = len(self.table), len(self.values)
        key = "screening.note" if self.complete else "screening.note_incomplete"
        return say(key, lang, done=done, asked=self.asked, lawful=lawful, refused=done - lawful)

    def _repr_html_(self) -> str:
        shown = self.table.head(_SHOWN).reset_index()
        return table_html([*shown.columns], shown.to_numpy().tolist(), caption=self.note())
