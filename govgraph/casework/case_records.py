"""Cases of an event log, one row each: when they were opened, how they went, how they ended."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.movements import Movements
from govgraph.model.event_log import EventLog

Flags = NDArray[np.bool_]
#: How a case ends, by the action of the visit that ends it.
END_ACTIONS = {"settle": "settled", "give_up": "given_up", "stuck": "stuck"}
#: Activities in which a unit only receives or forwards a case, without taking it on.
_FORWARDING = ("receive", "forward")
_DECLINING = ("return", "pass_on")
_FACTS = ("matter", "area", "petitioner", "limit_hours", "confirmed")
_PERSON = ["petitioner", "matter", "area"]


def case_records(log: EventLog) -> pd.DataFrame:
    """Return the cases of an event log, simulated or real.

    Parameters
    ----------
    log : EventLog
        The log.

    Returns
    -------
    DataFrame
        One row per case, in the order in which they were opened:

        - ``matter``, ``area``, ``petitioner``, ``limit_hours``, ``confirmed``: as the log says.
        - ``opened``, ``accepted``, ``closed``: when the case came; when somebody first took it on
          (worked on it beyond receiving and forwarding, and did not decline it); when it ended.
          Missing where that did not happen by the end of the log.
        - ``end``: ``settled``, ``given_up``, ``stuck`` or ``open``. Where a log does not say how
          visits end, a case whose visits are all finished counts as settled.
        - ``first_unit``, ``first_level``, ``accepted_by``, ``closed_by``: who.
        - ``hours``: from opened to closed; ``observed_hours``: to the end of the log if open.
        - ``waiting_hours``, ``working_hours``: in total, of visits of which both are known.
        - ``stops`` (visits of the case to units), ``hand_offs`` (moves between organisations),
          ``returns`` (退单), ``come_backs`` (踢皮球), ``over_heads`` (越级).
        - ``visits``, ``doors``, ``places``: how often the person attended, at how many units, in
          how many places; missing where the log says of no visit where.
        - ``earlier``: cases of the same petitioner, matter and area before this one (0: a first
          petition 初信初访); ``again_hours``: from the end of this case to the next one of these.
          Missing where the petitioner is unknown, ``again_hours`` also where none followed.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.casework.case_records import case_records
    >>> from govgraph.model.event_log import EventLog
    >>> log = EventLog.of(pd.DataFrame({
    ...     "case": ["1", "1"], "unit": ["window", "bureau"],
    ...     "arrived": ["2024-01-02 09:00", "2024-01-02 09:30"],
    ...     "finished": ["2024-01-02 09:30", "2024-01-04 12:00"],
    ...     "action": ["refer", "settle"]}))
    >>> case_records(log)[["end", "hours", "hand_offs"]].values.tolist()
    [['settled', 51.0, 1]]
    """
    moves = Movements(log)
    visits = moves.visits.groupby(moves.case)
    facts = {name: visits[name].first() for name in _FACTS}
    cases = pd.DataFrame({**facts, "opened": visits["arrived"].min()}, index=range(moves.n))
    first = moves.visits[moves.first]
    cases["first_unit"], cases["first_level"] = first["unit"].array, first["level"].array
    cases = cases.join(_accepted(moves)).join(_closed(moves))
    cases["end"] = cases["end"].fillna("open")
    cases["hours"] = _hours(cases["closed"] - cases["opened"])
    cases["observed_hours"] = cases["hours"].fillna(_hours(log.until - cases["opened"]))
    for name, values in {**_spent(moves), **_counts(moves)}.items():
        cases[name] = values
    _repeats(cases)
    return cases.set_axis(pd.Index(moves.names, name="case", dtype="str"), axis=0)


def _hours(spans: pd.Series) -> pd.Series:
    hours: pd.Series = spans.dt.total_seconds() / 3600
    return hours


def _accepted(moves: Movements) -> pd.DataFrame:
    """When and by whom each case was first taken on."""
    forwarding = moves.visits["activity"].isin(_FORWARDING).to_numpy(bool)
    taken = (~forwarding & ~moves.acting(*_DECLINING)) | moves.acting("settle")
    taken &= moves.stated("begun" if moves.stated("begun").any() else "arrived")
    rows = pd.DataFrame({"case": moves.case, "accepted_by": moves.visits["unit"].astype("str")})
    rows["accepted"] = moves.visits["begun"].fillna(moves.visits["arrived"])
    rows = rows[taken].sort_values(["case", "accepted"], kind="stable")
    return rows.drop_duplicates("case").set_index("case")[["accepted", "accepted_by"]]


def _closed(moves: Movements) -> pd.DataFrame:
    """When, how and by whom each case was ended."""
    rows = pd.DataFrame({"case": moves.case, "closed_by": moves.visits["unit"].astype("str")})
    rows["closed"] = moves.visits["finished"]
    if moves.stated("action").any():
        rows["end"] = moves.visits["action"].astype("object").map(END_ACTIONS).astype("str")
        rows = rows[rows["end"].notna() & rows["closed"].notna()]
    else:
        rows["end"] = "settled"
        rows = rows[moves.count(~moves.stated("finished"))[moves.case] == 0]
    rows = rows.sort_values(["case", "closed"], kind="stable")
    last = rows.drop_duplicates("case", keep="last").set_index("case")
    return last[["closed", "end", "closed_by"]]


def _spent(moves: Movements) -> dict[str, NDArray[np.float64]]:
    """Hours that each case waited and was worked on."""
    visits = moves.visits
    spans = {
        "waiting_hours": visits["begun"] - visits["arrived"],
        "working_hours": visits["finished"] - visits["begun"],
    }
    known = {name: span.dt.total_seconds().fillna(0).to_numpy() for name, span in spans.items()}
    told = moves.stated("begun").any()
    return {
        name: np.bincount(moves.case, seconds, moves.n) / 3600 if told else np.full(moves.n, np.nan)
        for name, seconds in known.items()
    }


def _counts(moves: Movements) -> dict[str, NDArray[np.float64] | NDArray[np.int64]]:
    attended = moves.stated("site")
    counts: dict[str, NDArray[np.float64] | NDArray[np.int64]] = {
        "stops": moves.count(np.ones(len(moves.case), bool)),
        "hand_offs": moves.count(moves.hand_over),
        "returns": moves.count(moves.acting("return")),
        "come_backs": moves.count(moves.coming_back),
        "over_heads": moves.count(moves.acting("over_heads")),
    }
    seen = {
        "visits": moves.count(attended),
        "doors": moves.distinct("unit", attended),
        "places": moves.distinct("site", attended),
    }
    told = attended.any()
    return counts | {
        name: values.astype(float) if told else np.full(moves.n, np.nan)
        for name, values in seen.items()
    }


def _repeats(cases: pd.DataFrame) -> None:
    """Add how often the same person had brought the same matter, and when it came again."""
    known = cases["petitioner"].notna()
    groups = cases[known].groupby(_PERSON, dropna=False, observed=True)
    cases["earlier"] = groups.cumcount().astype(float).reindex(cases.index)
    following = groups["opened"].shift(-1).reindex(cases.index)
    cases["again_hours"] = _hours(following.astype("datetime64[us]") - cases["closed"])
