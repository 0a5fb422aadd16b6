"""Where a structure stands among those that a null model draws."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.inference.null_models import NullModel, Rewiring
from govgraph.inference.results import frame_html
from govgraph.inference.runs import Floats, Progress, collect
from govgraph.measures.catalogue import Measure, find
from govgraph.model.structure import Structure


@dataclass(frozen=True, eq=False)
class Percentiles:
    """Measures of a structure against a null model.

    Attributes
    ----------
    observed : Series
        Values of the structure by measure; ``nan`` where it has none.
    draws : DataFrame
        One row per structure drawn, one column per measure; ``nan`` where it has no value.
    model : NullModel
        What drew them.
    asked : int
        How many structures were asked for.
    seed : int
        Seed of the draws.
    """

    observed: pd.Series
    draws: pd.DataFrame
    model: NullModel
    asked: int
    seed: int

    @property
    def complete(self) -> bool:
        """Whether all structures asked for were drawn; False after an interruption."""
        return len(self.draws) == self.asked

    def to_frame(self) -> pd.DataFrame:
        """Return one row per measure.

        Returns
        -------
        DataFrame
            ``observed``; ``null_mean``, ``null_sd`` and ``z`` (``nan`` where the null does not
            vary); ``percentile``, the share of draws below the observed value and half of those
            equal to it, with ``percentile_error``, its Monte Carlo standard error (as if one more
            draw lay on either side, so that no finite number of draws is sure; 0 where all are
            equal to the observed value); the number of ``draws`` and of those ``undefined``.
        """
        return pd.DataFrame(
            [self._row(str(name)) for name in self.draws], index=self.draws.columns.rename("name")
        )

    def _row(self, name: str) -> dict[str, float]:
        observed = float(self.observed[name])
        known = self.draws[name].dropna().to_numpy()
        mean, sd = (float(known.mean()), float(known.std())) if len(known) else (np.nan, np.nan)
        moves = sd > 1e-12 * max(abs(mean), abs(observed))
        share, error = _standing(observed, known)
        return {
            "observed": observed,
            "null_mean": mean,
            "null_sd": sd,
            "z": (observed - mean) / sd if moves else np.nan,
            "percentile": share,
            "percentile_error": error,
            "draws": len(self.draws),
            "undefined": len(self.draws) - len(known),
        }

    def __repr__(self) -> str:
        head = f"<{len(self.draws):,} of {self.asked:,} structures {self.model.name}>"
        return f"{head}\n{self.to_frame()}"

    def _repr_html_(self) -> str:
        return frame_html(self.to_frame().reset_index())


def percentile(
    structure: Structure,
    names: Iterable[str],
    *,
    model: NullModel | None = None,
    draws: int = 200,
    seed: int = 0,
    progress: Progress | None = None,
) -> Percentiles:
    """Say where a structure's measures stand among structures of the same make.

    Parameters
    ----------
    structure : Structure
        The observed structure.
    names : iterable of str
        Measures of the whole structure.
    model : NullModel, optional
        What the structures drawn share with it: `Rewiring` (by default) keeps every unit's number
        of ties of each kind, `Relabelling` the whole network.
    draws : int
        Number of structures drawn.
    seed : int
        Seed of the draws.
    progress : callable, optional
        Told ``(done, draws)`` after each draw.

    Returns
    -------
    Percentiles
        ``to_frame()`` gives observed value, null mean and standard deviation, z and percentile.

    Raises
    ------
    UnknownNameError
        When there is no such measure.
    UserError
        When a measure is not one number per structure.

    Notes
    -----
    A percentile is a description: of all structures with the same areas, lines and numbers of
    ties, this share has a lower value. It is no test of a hypothesis about how the structure came
    to be. An interruption (Ctrl-C) returns the draws that are done; ``complete`` is then False.

    Examples
    --------
    >>> import govgraph as gg
    >>> county = gg.load("q_county")
    >>> found = gg.inference.percentile(county, ["span.mean", "layers.depth"], draws=5)
    >>> found.to_frame()[["null_sd", "undefined"]].round(3).loc["span.mean"].tolist()
    [0.0, 0.0]
    """
    chosen = [_of_structure(name) for name in ([names] if isinstance(names, str) else names)]
    model = model or Rewiring()
    drawn = model.structures(structure, seed=seed)

    def draw(count: int) -> Floats:
        return np.array([_values(chosen, next(drawn)) for _ in range(count)])

    columns = pd.Index([one.name for one in chosen], name="name")
    found = collect(draw, draws, progress)
    return Percentiles(
        observed=pd.Series(_values(chosen, structure), columns, name="observed"),
        draws=pd.DataFrame(found, pd.RangeIndex(len(found), name="draw"), columns),
        model=model,
        asked=draws,
        seed=seed,
    )


def _of_structure(name: str) -> Measure:
    measure = find(name)
    if measure.per != "structure":
        raise UserError("inference.not_of_structure", name=name)
    return measure


def _values(measures: list[Measure], structure: Structure) -> list[float]:
    return [_value(one, structure) for one in measures]


def _value(measure: Measure, structure: Structure) -> float:
    try:
        return float(measure.function(structure))
    except UndefinedMeasureError:
        return float("nan")


def _standing(observed: float, known: Floats) -> tuple[float, float]:
    """Share of values below the observed one, half of the equal ones with it, and its error."""
    if not len(known) or np.isnan(observed):
        return np.nan, np.nan
    same = np.isclose(known, observed, rtol=1e-9, atol=0)
    below = np.where(same, 0.5, known < observed)
    spread = 0.0 if same.all() else np.append(below, (0, 1)).std()
    return float(below.mean()), float(spread / np.sqrt(len(known) + 2))
