"""Measures of a structure as a report needs them: of the whole, of units, and distributions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from govgraph.measures import table
from govgraph.model.structure import Structure
from govgraph.text import Language


@dataclass(frozen=True)
class Value:
    """The value of one measure of the whole structure: NaN with the reason where undefined."""

    name: str
    value: float
    reason: str = ""
    conventions: str = ""


@dataclass(frozen=True)
class Measured:
    """What was measured.

    Attributes
    ----------
    whole : tuple of Value
        Measures of the whole structure.
    units : DataFrame
        Measures of units: one row per unit, one column per measure.
    """

    whole: tuple[Value, ...] = ()
    units: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def values(self) -> Mapping[str, Value]:
        """Measures of the whole structure by name."""
        return {value.name: value for value in self.whole}


def measured(structure: Structure, lang: Language) -> Measured:
    """Take every measure of a structure and of its units.

    Parameters
    ----------
    structure : Structure
        What to measure.
    lang : {"en", "zh"}
        Language of the reasons for undefined values.

    Returns
    -------
    Measured
        The values.
    """
    whole = table(structure, lang=lang)
    return Measured(
        tuple(
            Value(row.name, row.value, row.reason, row.conventions)
            for row in whole.itertuples(index=False)
        ),
        table(structure, per="unit", lang=lang),
    )
