"""Yardsticks by hand, one log for all; their contract; beside the analysis."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govgraph as gg
from govgraph.casework.analysis import analyse_flow
from govgraph.casework.yardsticks import Caseload, Terms, by_unit, find, table, yardsticks
from govgraph.casework.yardsticks.holding import backlog
from govgraph.casework.yardsticks.survival import settled_by_time
from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.io.event_logs import read_event_log
from govgraph.measures.bibliography import references
from govgraph.model.event_log import EventLog
from govgraph.text import LANGUAGES
from tests.casework.flows import buck_passing, ladder, overloaded, tandem

BEGIN = pd.Timestamp("2024-01-01")
TIMES = ["arrived", "begun", "finished"]
COLUMNS = [
    "case", "unit", "activity", *TIMES, "action", "site", "petitioner", "limit_hours", "confirmed",
]  # fmt: skip
#: Five cases in ten days. Li's noise is settled locally and comes back four days later, still
#: open; Wu's dogs are settled by the county after being passed to and fro; Sun goes to the province
#: at once and gives up; Qian's case is returned once and settled late.
VISITS = [
    ("li 1", "window", "receive", 0, 1, 2, "refer", "hall", "Li", 24, None),
    ("li 1", "roads", "handle", 2, 3, 10, "settle", None, "Li", 24, False),
    ("wu", "window", "receive", 10, 10, 11, "refer", "hall", "Wu", 100, None),
    ("wu", "roads", "handle", 11, 12, 20, "pass_on", None, "Wu", 100, None),
    ("wu", "parks", "handle", 20, 20, 30, "pass_on", "park office", "Wu", 100, None),
    ("wu", "roads", "handle", 30, 30, 40, "escalate", None, "Wu", 100, None),
    ("wu", "county", "arbitrate", 40, 45, 60, "settle", None, "Wu", 100, True),
    ("sun", "province", "receive", 20, 30, 40, "give_up", "capital", "Sun", None, None),
    ("qian", "window", "receive", 50, 50, 51, "refer", "hall", "Qian", 48, None),
    ("qian", "parks", "handle", 51, 55, 60, "return", None, "Qian", 48, None),
    ("qian", "window", "forward", 60, 60, 61, "refer", "hall", "Qian", 48, None),
    ("qian", "roads", "handle", 61, 70, 110, "settle", None, "Qian", 48, None),
    ("li 2", "window", "receive", 106, 107, 108, "refer", "hall", "Li", 24, None),
    ("li 2", "roads", "handle", 108, None, None, None, None, "Li", 24, None),
]
LOCAL = frozenset({"window", "roads", "parks"})


def caseload(rows=VISITS, until=240, drop=(), **terms):
    frame = pd.DataFrame(rows, columns=COLUMNS).assign(matter="m", area="A")
    for name in TIMES:
        frame[name] = BEGIN + pd.to_timedelta(frame[name].astype(float), "h")
    end = BEGIN + pd.Timedelta(hours=until)
    return Caseload(EventLog.of(frame.drop(columns=list(drop)), end), Terms(**terms))


BY_HAND = {
    "local_reception": 4 / 5,
    "local_resolution": 2 / 5,
    "skip_level": 1 / 5,
    "registered": 5,
    # Li's first case by roads, Wu's by roads (when it escalated), Qian's by roads. The province
    # only received Sun's, and nobody has begun on Li's second.
    "accepted": 3,
    "concluded": 3,
    "confirmed": 1,
    "places": (1 + 2 + 1 + 1) / 4,
    "one_place": 3 / 4,
    "visits": (1 + 2 + 1 + 2) / 4,
    "one_visit": 2 / 4,
    "hand_offs": (1 + 4 + 0 + 3) / 4,
    "returns": 1 / 4,
    "passed_back": 1 / 4,
    "repeat_petitions": 1 / 5,
    # Five days: all four first petitions have ended in time; Li's came back after 96 hours.
    "first_resolution": 2 / 4,
    "mean_time": (10 + 50 + 60) / 3,
    # 10 of 240, 50 of 220, 60 of 190 hours seen; all five at risk until 60 but those settled.
    "median_time": 60,
    "on_time": 2 / 4,
    "in_progress": (10 + 50 + 20 + 60 + 134) / 106,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(name):
    found = find(name).function(caseload(local=LOCAL, repeat_days=5))
    assert found == pytest.approx(BY_HAND[name])


def test_a_handover_within_the_days_is_allowed_and_the_days_decide():
    function = find("first_resolution").function
    assert function(caseload(repeat_days=4.1)) == 2 / 4
    assert function(caseload(repeat_days=3.9)) == 3 / 4
    # In 7 days Qian's case, which ended 130 hours before the end of the log, can't be judged.
    assert function(caseload(repeat_days=7)) == 1 / 3


def test_by_unit():
    load = caseload(officials=pd.Series({"window": 2, "roads": 1, "parks": 0}))
    found = by_unit(load)
    years = 106 / 8760
    assert found.loc["window", "load_per_official"] == pytest.approx(5 / 2 / years)
    assert found.loc["roads", "load_per_official"] == pytest.approx(4 / years)
    assert found.loc[["parks", "county"], "load_per_official"].isna().all()
    held = {"window": 2 + 1 + 1 + 1 + 2, "roads": 8 + 9 + 10 + 49 + 132, "parks": 19}
    held |= {"county": 20, "province": 20}
    total = sum(held.values())
    assert found["time_held"].to_dict() == pytest.approx({u: h / total for u, h in held.items()})
    assert list(by_unit(caseload()).columns) == ["time_held"]


def test_backlog_by_unit_over_time():
    found = backlog(caseload().log, "12h")
    assert found["roads"].tolist()[:6] == [0, 1, 0, 1, 0, 0]
    assert found["roads"].iloc[-1] == 1
    assert found["province"].tolist()[:5] == [0, 0, 1, 1, 0]
    assert (found.to_numpy() >= 0).all()


def test_what_a_log_does_not_say_has_no_value_but_a_reason():
    silent = caseload([(*row[:6], None, None, None, None, None) for row in VISITS], local=None)
    found = table(silent, lang="zh")
    lacking = found.index[found["value"].isna()].tolist()
    assert set(lacking) == {
        "local_reception", "local_resolution", "skip_level", "confirmed", "places", "one_place",
        "visits", "one_visit", "returns", "repeat_petitions", "first_resolution", "long_time",
        "on_time",
    }  # fmt: skip
    assert (found["reason"] != "").eq(found["value"].isna()).all()
    assert found.loc["returns", "reason"] == "日志未记录办件去向"
    assert found.loc["long_time", "reason"] == "日志时段内办结的办件不足 95%"


def test_an_empty_log_has_no_shares():
    nothing = Caseload(EventLog.of(caseload().log.visits.head(0)), Terms(local=LOCAL))
    found = table(nothing)
    assert found["value"].dropna().to_dict() == {"registered": 0, "accepted": 0, "concluded": 0}
    assert by_unit(nothing).empty


SPAN = st.tuples(st.integers(0, 30), st.integers(1, 60), st.sampled_from(("settle", "give_up")))


@given(st.lists(SPAN, min_size=1, max_size=12))
def test_where_all_is_seen_the_curve_is_the_share_settled(spans):
    rows = [
        (str(k), "u", "handle", a, a, a + h, end, None, None, None, None)
        for k, (a, h, end) in enumerate(spans)
    ]
    load = caseload(rows, until=10_000)
    hours, share = settled_by_time(load.cases, load.log.until)
    for time, found in zip(hours, share, strict=True):
        settled = sum(h <= time and end == "settle" for _, h, end in spans)
        assert found == pytest.approx(settled / len(spans))


def test_open_cases_count_as_long_as_they_were_seen():
    # Settled after 1, 2 and 4 hours; one case seen for 3 hours only: (1 − ¼)(1 − ⅓)(1 − ½) … 0.
    rows = [
        (str(k), "u", "handle", a, a, e, "settle" if e else None, None, None, None, None)
        for k, (a, e) in enumerate([(0, 1), (0, 2), (7, None), (0, 4)])
    ]
    hours, share = settled_by_time(caseload(rows, until=10).cases, BEGIN + pd.Timedelta(hours=10))
    assert hours.tolist() == [1, 2, 4]
    assert share == pytest.approx([1 / 4, 1 / 2, 1])


def county():
    build = (
        gg.Builder().add("levels", id="p", name="P", rank=1).add("levels", id="c", name="C", rank=2)
    )
    build = build.add("levels", id="t", name="T", rank=3)
    build = build.add("areas", id="P", name="P", level="p")
    build = build.add("areas", id="C", name="C", level="c", parent="P")
    for town in ("T1", "T2"):
        build = build.add("areas", id=town, name=town, level="t", parent="C")
        build = build.add("units", id=f"{town}.gov", name=town, kind="government", area=town)
    build = build.add("units", id="C.gov", name="C", kind="government", area="C", filled=7)
    build = build.add("units", id="P.gov", name="P", kind="government", area="P")
    return build.add("matters", id="m", name="M")


def test_the_territory_is_the_smallest_area_with_all_demand():
    build = county().add("demand", matter="m", area="T1", cases=1)
    assert Terms.of(build.build()).local == {"T1.gov"}
    both = build.add("demand", matter="m", area="T2", cases=1).build()
    terms = Terms.of(both)
    assert terms.local == {"T1.gov", "T2.gov", "C.gov"}
    assert terms.officials.to_dict() == {"C.gov": 7}
    assert Terms.of(both, territory="P").local == terms.local | {"P.gov"}
    assert Terms.of(county().build()).local is None
    with pytest.raises(UnknownNameError):
        Terms.of(both, territory="X")
    staffed = build.add("servers", unit="C.gov", servers=3).add("servers", unit="P.gov", servers=1)
    officials = Terms.of(both, staffed.build_workload(both)).officials
    assert officials.to_dict() == {"C.gov": 3, "P.gov": 1}


@pytest.mark.parametrize("entry", yardsticks().values(), ids=lambda entry: entry.name)
def test_the_contract(entry):
    for lang in LANGUAGES:
        wording = entry.wording(lang)
        assert wording.title
        assert wording.definition.endswith((".", "。"))
        assert wording.reading.endswith((".", "。"))
    assert re.search(r"[\u4e00-\u9fff]", entry.zh.title)
    assert set(entry.sources) <= set(references())
    assert entry.function.__doc__
    value = (
        entry.function(caseload(local=LOCAL, officials=pd.Series({"roads": 2}), repeat_days=5))
        if entry.name != "long_time"
        else 1.0
    )
    if entry.per == "unit":
        assert isinstance(value, pd.Series)
    elif entry.holds == "share":
        assert 0 <= value <= 1
    else:
        assert value >= 0


def test_titles_are_different():
    for lang in LANGUAGES:
        assert len({one.wording(lang).title for one in yardsticks().values()}) == len(yardsticks())
    with pytest.raises(UnknownNameError, match="on_time"):
        find("ontime")


def _analytic(flow, name, **terms):
    return find(name).analytic(analyse_flow(flow), Terms(**terms))


def test_the_analysis_knows_the_same_yardsticks():
    home = frozenset({"township", "county"})
    assert _analytic(ladder(), "local_reception", local=home) == 1
    assert _analytic(ladder(), "local_resolution", local=home) == pytest.approx(0.88)
    assert _analytic(ladder(), "skip_level", local=home) == 0
    assert _analytic(buck_passing(), "passed_back") == pytest.approx(9 / 16)
    assert _analytic(tandem(), "in_progress") == pytest.approx(1.5)
    assert _analytic(tandem(), "median_time") == pytest.approx(-np.log(1 - np.sqrt(0.5)), rel=2e-3)
    held = _analytic(tandem(), "time_held").to_dict()
    assert held == pytest.approx({"window": 1 / 1.5, "office": 0.5 / 1.5})
    loads = _analytic(tandem(), "load_per_official", officials=pd.Series({"window": 2}))
    assert loads["window"] == pytest.approx(8760 / 2)
    with pytest.raises(UndefinedMeasureError, match="95%"):
        _analytic(overloaded(), "long_time")
    with pytest.raises(UndefinedMeasureError, match="territory"):
        _analytic(ladder(), "local_reception")


def test_repeats_lower_the_first_resolution():
    flow = tandem()
    cells = flow.cells.assign(confirm=0.5, repeat=0.4, repeat_hours=240.0)
    often = type(flow)(desks=flow.desks, cells=cells, states=flow.states, steps=flow.steps)
    soon = 1 - np.exp(-30 * 24 / 240)
    found = _analytic(often, "first_resolution", repeat_days=30)
    assert found == pytest.approx(1 - 0.5 * 0.4 * soon)
    assert _analytic(often, "repeat_petitions") == pytest.approx(0.2)


@pytest.mark.data
def test_a_hotline_has_yardsticks(data_folder: Path) -> None:
    file = data_folder / "boston311_2015" / "boston311_2015.parquet"
    log = read_event_log(file, columns="matter=type", wrong="leave_out")
    found = table(Caseload(log))["value"]
    assert found["registered"] == len(log)
    assert 24 < found["median_time"] < 24 * 14
    assert 0 < found["on_time"] < 1
