"""What each run, each desk and each step of a simulation shows."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from govgraph.casework.simulating.replication import Replication
from govgraph.casework.simulating.tables import Tables

#: Measures of a run that are means or shares over cases, or means over time.
MEASURES = (
    "time",
    "on_time",
    "settled",
    "given_up",
    "stuck",
    "open",
    "confirmed",
    "repeats",
    "over_heads",
    "hand_offs",
    "stops",
    "visits",
    "places",
    "returns",
    "in_progress",
    "drift",
)


def mean_time(replication: Replication) -> float:
    """Return the mean hours that the counted cases of a run took to be settled."""
    sums = replication.sums
    return _share(sums["time"].sum(), sums["done"].sum())


def runs(tables: Tables, replications: Sequence[Replication]) -> pd.DataFrame:
    """Return one row for each run: counts, the checks of its books, and its measures."""
    rows = [{**_books(tables, one), **_measures(tables, one)} for one in replications]
    return pd.DataFrame(rows, index=pd.Index([one.number for one in replications], name="run"))


def _books(tables: Tables, one: Replication) -> dict[str, float]:
    """Whether every case is accounted for, and Little's law."""
    clock, hours = one.clock, tables.plan.counted
    ends = sum(int(clock[name]) for name in ("done", "left", "stuck", "active"))
    return {
        "events": int(clock["events"]),
        "all_opened": int(clock["opened"]),
        "all_settled": int(clock["done"]),
        "all_given_up": int(clock["left"]),
        "all_stuck": int(clock["stuck"]),
        "all_open": int(clock["active"]),
        "lost": int(clock["opened"]) - ends,
        "arrival_rate": one.came / hours,
        "mean_stay": _share(one.stayed, one.came),
        "little_gap": _share(abs(one.area - one.stayed), one.area),
    }


def _measures(tables: Tables, one: Replication) -> dict[str, float]:
    sums, hours = one.sums, tables.plan.counted
    total = {name: float(sums[name].sum()) for name in sums.dtype.names or ()}
    ended = total["done"] + total["left"] + total["stuck"]
    limited = ~np.isnan(tables.flow.cells["limit_hours"].to_numpy(float))
    per_case = {"hand_offs": "moves", "stops": "stops", "visits": "trips", "places": "sites"}
    present = one.area / hours
    return {
        "registered": total["opened"],
        "time": mean_time(one),
        "on_time": _share(sums["in_time"][limited].sum(), sums["done"][limited].sum()),
        "settled": _share(total["done"], total["opened"]),
        "given_up": _share(total["left"], total["opened"]),
        "stuck": _share(total["stuck"], total["opened"]),
        "open": _share(total["opened"] - ended, total["opened"]),
        "confirmed": _share(total["content"], total["done"]),
        "repeats": _share(total["again"], total["opened"]),
        "over_heads": _share(total["detoured"], ended),
        **{name: _share(total[column], ended) for name, column in per_case.items()},
        "returns": _share(total["returns"], ended),
        "in_progress": present,
        "drift": 2 * (present - one.early),
    }


def desks(tables: Tables, replications: Sequence[Replication]) -> pd.DataFrame:
    """Return one row for each run and desk: what it had to do and how long cases waited."""
    hours, names = tables.plan.counted, tables.flow.desks[["unit", "skill", "servers"]]
    found = []
    for one in replications:
        rows, begun = one.stations, one.stations["begun"].astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            measured = {
                "begun": rows["begun"],
                "busy": rows["busy_area"] / hours,
                "waiting": rows["waiting_area"] / hours,
                "utilisation": rows["busy_area"] / hours / rows["servers"],
                "waiting_time": rows["waited"] / begun,
            }
        found.append(names.assign(run=one.number, **measured))
    return pd.concat(found, ignore_index=True)


def backlog(tables: Tables, replications: Sequence[Replication]) -> pd.DataFrame:
    """Return one row for each run, time and desk: cases that waited or were worked on."""
    times, desks = tables.plan.times, tables.flow.desks[["unit", "skill"]]
    place = np.tile(np.arange(len(desks)), len(times))
    found = [
        desks.iloc[place].assign(
            run=one.number, hours=np.repeat(times, len(desks)), present=one.backlog.ravel()
        )
        for one in replications
    ]
    return pd.concat(found, ignore_index=True)


def steps(tables: Tables, replications: Sequence[Replication]) -> pd.DataFrame:
    """Return the steps of the flow with how often a year each was taken, in the mean."""
    taken = np.mean([one.taken for one in replications], axis=0)
    yearly = np.empty(len(taken))
    yearly[tables.order] = taken / tables.plan.years
    return tables.flow.steps.assign(yearly=yearly)


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else math.nan
