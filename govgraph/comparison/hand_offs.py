"""How far each matter travels: the lawful path between the units that must act on it together."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from govgraph.comparison.options import Option
from govgraph.measures.groundwork.lengths import partner_lengths
from govgraph.measures.groundwork.partners import cell_weights, partners
from govgraph.model.structure import Structure

COLUMNS = ("option", "matter", "before", "after", "without_before", "without_after")


def hand_offs(before: Structure, options: Iterable[Option]) -> pd.DataFrame:
    """Return the mean lawful path of every matter before and after.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    options : iterable of Option
        What it is compared with.

    Returns
    -------
    DataFrame
        ``option``, ``matter``, ``before`` and ``after`` (mean steps of the lawful path over the
        pairs of units that must coordinate on the matter and have one, weighted by cases; nan
        where no pair has one), ``without_before`` and ``without_after`` (share of the weight of
        the pairs without a lawful path; nan where no units must coordinate).

    Notes
    -----
    A path gained where there was none makes the mean longer: read both numbers together.
    """
    old = _lengths(before)
    parts = [_beside(old, _lengths(one.structure), one.name) for one in options]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def _lengths(structure: Structure) -> pd.DataFrame:
    pairs = partners(structure)
    lengths = partner_lengths(structure).astype(float)
    weight = cell_weights(structure)[pairs["cell"]]
    has = lengths >= 0
    frame = pd.DataFrame(
        {
            "matter": pairs["matter"],
            "steps": np.where(has, lengths * weight, 0.0),
            "reached": np.where(has, weight, 0.0),
            "weight": weight,
        }
    )
    sums = frame.groupby("matter")[["steps", "reached", "weight"]].sum()
    sums = sums.reindex(structure.matters["id"], fill_value=0.0)
    reached, whole = (sums[name].where(sums[name] > 0) for name in ("reached", "weight"))
    return pd.DataFrame({"mean": sums["steps"] / reached, "without": 1 - sums["reached"] / whole})


def _beside(old: pd.DataFrame, new: pd.DataFrame, option: str) -> pd.DataFrame:
    ids = old.index.union(new.index, sort=False)
    was, now = old.reindex(ids), new.reindex(ids)
    return pd.DataFrame(
        {
            "option": option,
            "matter": ids.to_numpy(),
            "before": was["mean"].to_numpy(),
            "after": now["mean"].to_numpy(),
            "without_before": was["without"].to_numpy(),
            "without_after": now["without"].to_numpy(),
        },
        columns=list(COLUMNS),
    )
