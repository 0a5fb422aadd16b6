"""A composite index: measures made comparable and added with weights that everyone can see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.inference.runs import Floats
from govgraph.measures.catalogue import catalogue

Higher: TypeAlias = Literal["better", "worse"]
Scaling: TypeAlias = Literal["range", "z", "rank"]


@dataclass(frozen=True)
class CompositeIndex:
    """A weighted mean of measures, high being good.

    Parameters
    ----------
    weights : mapping of str to float, optional
        Weight of each measure; equal ones by default. They are made to add up to 1.
    higher : mapping of str to {"better", "worse"}
        Direction of measures, where it is not that of the catalogue or the catalogue says that it
        depends.
    scaling : {"range", "z", "rank"}
        How measures are made comparable: worst 0 and best 1; standard deviations from the mean; or
        ranks, worst 0 and best 1. A measure that is equal everywhere adds 0.

    Notes
    -----
    All three scalings compare the rows of one table with each other: another row changes the index
    of the others.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.inference import CompositeIndex
    >>> table = pd.DataFrame({"speed": [3, 2, 1], "cost": [9, 5, 7]}, index=["A", "B", "C"])
    >>> index = CompositeIndex(higher={"speed": "better", "cost": "worse"})
    >>> index.of(table).to_dict()
    {'A': 0.5, 'B': 0.75, 'C': 0.25}
    """

    weights: Mapping[str, float] | None = None
    higher: Mapping[str, Higher] = field(default_factory=dict)
    scaling: Scaling = "range"

    def __post_init__(self) -> None:
        if self.scaling not in get_args(Scaling):
            raise UnknownNameError.among("inference.as_scalings", self.scaling, get_args(Scaling))

    def of(self, values: pd.DataFrame) -> pd.Series:
        """Return the index of every row.

        Raises
        ------
        UndefinedMeasureError
            When a value is missing.
        UserError
            When a measure has no direction, or the weights are not those of its measures.
        """
        scores = self.scaled(values) @ self.shares(values).to_numpy()
        return pd.Series(scores, values.index, name="index")

    def shares(self, values: pd.DataFrame) -> pd.Series:
        """Return the weights of the columns, adding up to 1."""
        given = dict.fromkeys(values.columns, 1.0) if self.weights is None else dict(self.weights)
        weights = np.array([given.get(name, np.nan) for name in values.columns], float)
        usable = np.isfinite(weights).all() and (weights >= 0).all() and weights.sum() > 0
        if len(given) != len(values.columns) or not usable:
            raise UserError("inference.bad_weights", names=", ".join(map(str, values.columns)))
        return pd.Series(weights / weights.sum(), values.columns, name="weight")

    def directions(self, values: pd.DataFrame) -> dict[str, Higher]:
        """Return the direction of every column."""
        known: dict[str, str] = {one.name: one.higher for one in catalogue().values()}
        found: dict[str, Higher] = {}
        for name in map(str, values.columns):
            direction = self.higher.get(name, known.get(name, "depends"))
            if direction not in ("better", "worse"):
                raise UserError("inference.no_direction", name=name)
            found[name] = "better" if direction == "better" else "worse"
        return found

    def good(self, values: pd.DataFrame) -> Floats:
        """Return the values with their signs turned so that high is good."""
        cells = values.to_numpy(float)
        if np.isnan(cells).any():
            row, column = np.argwhere(np.isnan(cells))[0]
            raise UndefinedMeasureError(
                "inference.no_value", row=values.index[row], name=values.columns[column]
            )
        signs = [1.0 if one == "better" else -1.0 for one in self.directions(values).values()]
        return np.asarray(cells * np.array(signs))

    def scaled(self, values: pd.DataFrame) -> Floats:
        """Return the values made comparable, high being good."""
        good = self.good(values)
        if self.scaling == "z":
            return _share(good - good.mean(axis=0), good.std(axis=0))
        cells = pd.DataFrame(good).rank().to_numpy() if self.scaling == "rank" else good
        return _share(cells - cells.min(axis=0), np.ptp(cells, axis=0))


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
