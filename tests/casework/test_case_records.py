"""Cases out of event logs: small logs by hand, generated ones against the definition, real ones."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.casework.case_records import case_records
from govgraph.io.event_logs import read_event_log
from govgraph.model.event_log import EventLog

TIMES = ["arrived", "begun", "finished"]
COLUMNS = ["case", "unit", "activity", *TIMES, "action", "site", "matter", "petitioner"]
HOUR = pd.Timestamp("2024-01-01")


def log_of(*rows: tuple[object, ...], until: float = 100) -> EventLog:
    """A log with times in hours since the start of 2024."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for name in TIMES:
        frame[name] = HOUR + pd.to_timedelta(frame[name].astype(float), "h")
    return EventLog.of(frame, HOUR + pd.Timedelta(hours=until))


def example() -> EventLog:
    """Three cases: one passed to and fro and settled, its repeat given up, one still waiting."""
    return log_of(
        ("a", "window", "receive", 0, 1, 2, "refer", "hall", "noise", "Li"),
        ("a", "roads", "handle", 2, 4, 5, "pass_on", None, "noise", "Li"),
        ("a", "parks", "handle", 5, 5, 6, "pass_on", None, "noise", "Li"),
        ("a", "roads", "handle", 6, 6, 7, "return", None, "noise", "Li"),
        ("a", "window", "forward", 7, 7, 8, "refer", None, "noise", "Li"),
        ("a", "county", "handle", 8, 9, 10, "settle", "county hall", "noise", "Li"),
        ("b", "window", "receive", 34, 35, 36, "refer", "hall", "noise", "Li"),
        ("b", "roads", "handle", 36, None, 50, "give_up", None, "noise", "Li"),
        ("c", "window", "receive", 40, None, None, None, "hall", "dogs", "Wu"),
    )


def test_a_log_by_hand():
    cases = case_records(example())
    assert cases.index.tolist() == ["a", "b", "c"]
    assert cases["end"].tolist() == ["settled", "given_up", "open"]
    assert cases["hours"].tolist() == pytest.approx([10, 16, np.nan], nan_ok=True)
    assert cases["observed_hours"].tolist() == [10, 16, 60]
    assert cases["stops"].tolist() == [6, 2, 1]
    assert cases["hand_offs"].tolist() == [5, 1, 0]
    assert cases["returns"].tolist() == [1, 0, 0]
    assert cases["come_backs"].tolist() == [1, 0, 0]
    assert cases["visits"].tolist() == [2, 1, 1]
    assert cases["doors"].tolist() == [2, 1, 1]
    assert cases["places"].tolist() == [2, 1, 1]
    assert cases["waiting_hours"].tolist() == [4, 1, 0]
    assert cases["working_hours"].tolist() == [6, 1, 0]
    assert cases["earlier"].tolist() == [0, 1, 0]
    assert cases["again_hours"].tolist() == pytest.approx([24, np.nan, np.nan], nan_ok=True)


def test_who_took_a_case_on():
    cases = case_records(example())
    # Roads passed the case on at first and returned it later; the county took it on.
    assert cases.loc["a", "accepted_by"] == "county"
    assert cases.loc["a", "accepted"] == HOUR + pd.Timedelta(hours=9)
    assert cases["accepted_by"].isna().tolist() == [False, True, True]
    assert cases["closed_by"].tolist()[:2] == ["county", "roads"]
    assert cases["first_unit"].tolist() == ["window"] * 3


def test_a_log_that_does_not_say_how_visits_end():
    log = log_of(
        ("a", "roads", None, 0, None, 2, None, None, None, None),
        ("a", "parks", None, 2, None, 5, None, None, None, None),
        ("a", "roads", None, 5, None, 6, None, None, None, None),
        ("b", "roads", None, 1, None, None, None, None, None, None),
    )
    cases = case_records(log)
    assert cases["end"].tolist() == ["settled", "open"]
    assert cases["come_backs"].tolist() == [1, 0]
    assert cases["visits"].isna().all()
    assert cases["waiting_hours"].isna().all()
    assert cases["earlier"].isna().all()
    assert len(case_records(EventLog.of(log.visits.head(0)))) == 0


ROW = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(("roads", "parks", "county")),
    st.sampled_from(("handle", "receive")),
    st.integers(0, 20),
    st.sampled_from(("refer", "pass_on", "return", "escalate")),
    st.sampled_from((None, "hall", "annex")),
)


@given(st.lists(ROW, min_size=1, max_size=12))
def test_movements_are_those_of_reading_case_by_case(rows):
    log = log_of(*((c, u, p, t, t, t, a, s, "noise", None) for c, u, p, t, a, s in rows))
    cases = case_records(log)
    for name, record in cases.iterrows():
        own = [row for row in log.visits.to_dict("records") if row["case"] == name]
        units = [row["unit"] for row in own]
        places = [row["site"] for row in own if isinstance(row["site"], str)]
        back = sum(
            units[k] != units[k - 1]
            and units[k] in units[:k]
            and own[k - 1]["action"] in ("refer", "pass_on")
            for k in range(1, len(own))
        )
        assert record["come_backs"] == back
        assert record["hand_offs"] == sum(a != b for a, b in pairwise(units))
        if log.visits["site"].notna().any():
            assert (record["visits"], record["places"]) == (len(places), len(set(places)))


@pytest.mark.data
def test_cases_of_a_permit_log(data_folder: Path) -> None:
    cases = case_records(read_event_log(data_folder / "receipt_wabo" / "receipt.csv.gz"))
    assert (len(cases), cases["hand_offs"].sum()) == (1434, 5440)
    assert (cases["end"] == "settled").all()


@pytest.mark.data
def test_cases_of_a_hotline_log(data_folder: Path) -> None:
    file = data_folder / "boston311_2015" / "boston311_2015.parquet"
    cases = case_records(read_event_log(file, columns="matter=type", wrong="leave_out"))
    late = cases["hours"] > cases["limit_hours"]
    known = cases["limit_hours"].notna() & cases["hours"].notna()
    assert 0 < late[known].mean() < 1
    assert (cases["end"] == "open").sum() > 0
