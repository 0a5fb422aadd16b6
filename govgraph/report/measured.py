"""Measures of a structure as a report needs them: of the whole, of units, and distributions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import coordination, distance, table
from govgraph.measures.catalogue import find
from govgraph.measures.groundwork.pairs import Pairs
from govgraph.model.structure import Structure
from govgraph.report.directory import is_large
from govgraph.text import Language

#: Measures of units that the figures of a report need; a million units are not asked for more.
OF_MANY = ("command.heads", "span.subordinates", "reaching.centrality", "layers.unit_depth")


@dataclass(frozen=True)
class Value:
    """The value of one measure of the whole structure: NaN with the reason where undefined."""

    name: str
    value: float
    reason: str = ""
    conventions: str = ""


@dataclass(frozen=True)
class Distances:
    """How far apart pairs of units are, lawfully and over any tie.

    Attributes
    ----------
    pairs : {"matter", "units"}
        Which pairs count: those that share a matter, weighted by cases, or all.
    lawful, plain : Series
        Weight of the pairs by path length; those without a path stand at ``inf``.
    lawful_mean, plain_mean : float
        Mean lengths of the pairs that have a path.
    unreachable : float
        Share of the pairs without a lawful path.
    """

    pairs: Pairs
    lawful: pd.Series
    plain: pd.Series
    lawful_mean: float
    plain_mean: float
    unreachable: float


@dataclass(frozen=True)
class Measured:
    """What was measured.

    Attributes
    ----------
    whole : tuple of Value
        Measures of the whole structure.
    units : DataFrame
        Measures of units: one row per unit, one column per measure.
    distances : Distances or None
        Distances of pairs; None where no pair has a path.
    """

    whole: tuple[Value, ...] = ()
    units: pd.DataFrame = field(default_factory=pd.DataFrame)
    distances: Distances | None = None

    @property
    def by_name(self) -> Mapping[str, Value]:
        """Measures of the whole structure by name."""
        return {value.name: value for value in self.whole}


def measured(structure: Structure, lang: Language) -> Measured:
    """Take every measure of a structure and of its units; of a large one, `OF_MANY` of its units.

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
            Value(name, float(value), reason, conventions)
            for name, value, reason, conventions in zip(
                *(whole[column] for column in ("name", "value", "reason", "conventions")),
                strict=True,
            )
        ),
        table(structure, OF_MANY if is_large(structure) else None, per="unit", lang=lang),
        _distances(structure),
    )


def _distances(structure: Structure) -> Distances | None:
    """Return the distances of pairs that share a matter, else of all pairs, else None.

    Of a structure above the limit of the measure all pairs are not asked for.
    """
    limit = find("coordination.average").limit
    few = limit is None or len(structure.units) <= limit
    choices: tuple[Pairs, ...] = ("matter", "units") if few else ("matter",)
    for pairs in choices:
        try:
            return Distances(
                pairs,
                coordination.distribution(structure, pairs=pairs),
                coordination.distribution(structure, lawful=False, pairs=pairs),
                coordination.average(structure, pairs=pairs),
                distance.average(structure, pairs=pairs),
                coordination.unreachable(structure, pairs=pairs),
            )
        except UndefinedMeasureError:
            continue
    return None
