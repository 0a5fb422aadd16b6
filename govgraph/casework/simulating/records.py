"""Cases and visits of a simulation as data frames."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.flow import PHASES
from govgraph.casework.simulating.replication import Replication
from govgraph.casework.simulating.tables import LABELS, Tables
from govgraph.kernels.compiled.events.tables import JOB_ROW, NONE, VISIT_ROW, Table

_ROWS = {"cases": JOB_ROW, "visits": VISIT_ROW}
_ENDS = ("open", "settled", "given_up", "stuck")


def cases(tables: Tables, replications: Sequence[Replication]) -> pd.DataFrame:
    """Return one row for each counted case, in the order in which they were opened."""
    flow, warm = tables.flow, tables.plan.warm
    rows, number = _joined(replications, "cases")
    cell, entry = rows["kind"], rows["entry"]
    states = flow.states.iloc[entry]
    closed, opened = rows["closed"] - warm, rows["opened"] - warm
    limit = flow.cells["limit_hours"].to_numpy(float)[cell]
    frame = pd.DataFrame(
        {
            "replication": number,
            "case": rows["serial"],
            "petitioner": rows["root"],
            "repeat_of": pd.array(
                np.where(rows["again_of"] == NONE, 0, rows["again_of"]), dtype="Int64"
            ),
            "matter": _names(flow.cells["matter"], cell),
            "area": _names(flow.cells["area"], cell),
            "first_unit": states["unit"].astype("category").array,
            "limit_hours": limit,
            "opened": opened,
            "accepted": rows["taken_on"] - warm,
            "closed": closed,
            "end": _category(-rows["end"].astype(np.int64), _ENDS),
            "hours": closed - opened,
            "confirmed": pd.array(rows["content"] == 1, dtype="boolean"),
            "over_heads": rows["detoured"].astype(np.int64),
            "hand_offs": rows["moves"],
            "returns": rows["returns"],
            "visits": rows["trips"],
            "places": rows["sites"],
        }
    )
    frame.loc[rows["again_of"] == NONE, "repeat_of"] = pd.NA
    frame.loc[rows["content"] == NONE, "confirmed"] = pd.NA
    age = np.where(np.isnan(closed), tables.plan.end - warm, closed) - opened
    late = age > limit
    frame["on_time"] = pd.array(~late & (rows["end"] == NONE), dtype="boolean")
    frame.loc[np.isnan(limit) | (~late & (rows["end"] != NONE)), "on_time"] = pd.NA
    return frame.sort_values(["replication", "case"], kind="stable", ignore_index=True)


def visits(tables: Tables, replications: Sequence[Replication]) -> pd.DataFrame:
    """Return one row for each visit of a counted case to a unit, in the order of arrival."""
    flow, warm = tables.flow, tables.plan.warm
    rows, number = _joined(replications, "visits")
    states = flow.states.iloc[rows["node"]]
    desks = flow.desks.iloc[states["desk"].to_numpy(np.int64)]
    cell = states["cell"].to_numpy(np.int64)
    frame = pd.DataFrame(
        {
            "replication": number,
            "case": rows["serial"],
            "unit": states["unit"].astype("category").array,
            "skill": desks["skill"].astype("category").array,
            "activity": _category(states["phase"].to_numpy(np.int64), PHASES),
            "arrived": rows["arrived"] - warm,
            "begun": rows["begun"] - warm,
            "finished": rows["finished"] - warm,
            "action": _category(rows["label"].astype(np.int64), LABELS),
            "site": states["site"].astype("category").array,
            "organisation": desks["organisation"].astype("category").array,
            "level": desks["level"].astype("category").array,
            "matter": _names(flow.cells["matter"], cell),
            "area": _names(flow.cells["area"], cell),
            "limit_hours": flow.cells["limit_hours"].to_numpy(float)[cell],
        }
    )
    part = pd.Series(range(len(flow.forks)), index=flow.forks["part"], dtype=float)
    place = part[~part.index.duplicated()].reindex(rows["node"]).to_numpy()
    order = np.lexsort((place, rows["serial"], rows["arrived"], number))
    return frame.iloc[order].reset_index(drop=True)


def _joined(replications: Sequence[Replication], name: str) -> tuple[Table, NDArray[np.int64]]:
    found: list[Table] = [getattr(one, name) for one in replications]
    lengths = np.array([len(one) for one in found], np.int64)
    number = np.repeat(np.array([one.number for one in replications], np.int64), lengths)
    return np.concatenate([np.empty(0, _ROWS[name]), *found]), number


def _names(names: pd.Series, codes: NDArray[np.int64]) -> "pd.Categorical[Any]":
    code, known = pd.factorize(names)
    return _category(code[codes], list(known))


def _category(codes: NDArray[np.int64], names: Sequence[str]) -> "pd.Categorical[Any]":
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(list(names)))
