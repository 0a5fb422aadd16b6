"""Event logs through files and back; problems with their places; two real logs."""

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from govgraph.errors import ReadError, UserError
from govgraph.io.event_log_writing import write_event_log
from govgraph.io.event_logs import read_event_log
from govgraph.model.event_log import EventLog

VISITS = pd.DataFrame(
    {
        "case": ["1", "1", "2"],
        "unit": ["=窗口", "住建局", "住建局"],
        "activity": ["receive", "handle", "my own"],
        "arrived": pd.to_datetime(
            ["2024-01-01 09:00", "2024-01-01 09:30:00.25", "2024-01-02"], format="ISO8601"
        ),
        "begun": pd.to_datetime(["2024-01-01 09:05", None, "2024-01-02"], format="ISO8601"),
        "finished": pd.to_datetime(["2024-01-01 09:30", None, "2024-01-03"], format="ISO8601"),
        "action": ["refer", None, "settle"],
        "limit_hours": [48.5, 48.5, None],
        "confirmed": pd.array([None, None, True], dtype="boolean"),
    }
)


@pytest.mark.parametrize("name", ["log.csv", "log.parquet", "日志.CSV"])
def test_a_log_survives_its_file(tmp_path: Path, name: str) -> None:
    log = EventLog.of(VISITS, "2024-02-01")
    back = read_event_log(write_event_log(log, tmp_path / name), until=log.until)
    pd.testing.assert_frame_equal(
        back.visits, log.visits, check_categorical=False, check_dtype=False
    )
    assert back.until == log.until


def test_gb18030_chinese_headers_and_loose_times(tmp_path: Path) -> None:
    file = tmp_path / "办件.csv"
    text = (
        "办件编号,承办单位,到达时间,完成时间,时限,是否认可,去向\n"
        "01,窗口,2024年3月1日 9:05,2024/3/1 9:30,24,是,转办\n"
        "01,住建局,2024.3.1 09:30,,24,,\n"
    )
    file.write_bytes(text.encode("gb18030"))
    log = read_event_log(file)
    assert log.visits["case"].tolist() == ["01", "01"]
    assert log.visits["arrived"].tolist() == [
        pd.Timestamp("2024-03-01 09:05"),
        pd.Timestamp("2024-03-01 09:30"),
    ]
    assert log.visits["finished"].isna().tolist() == [False, True]
    assert log.visits["limit_hours"].tolist() == [24, 24]
    assert log.visits["confirmed"].tolist() == [True, pd.NA]
    assert log.visits["action"].tolist()[0] == "refer"


def test_every_wrong_cell_is_listed_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text(
        "case,unit,arrived,finished,limit hours,confirmed\n"
        "1,a,soon,2024-01-02,x,perhaps\n"
        "2,b,2024-01-02,2024-01-03,1,yes\n"
    )
    with pytest.raises(ReadError) as caught:
        read_event_log(file)
    text = str(caught.value)
    assert "log.csv › row 2, column arrived: “soon” is not a time" in text
    assert "row 2, column limit hours: “x” is not a number" in text
    assert "row 2, column confirmed: “perhaps” is neither yes nor no" in text
    file.write_text("case,unit,arrived,finished\n1,,2024-01-02,2024-01-01\n")
    with pytest.raises(ReadError) as caught:
        read_event_log(file)
    assert "row 2, column unit: a value is required" in str(caught.value)
    assert "row 2, column finished: 2024-01-01 00:00:00 lies before" in str(caught.value)


def test_columns_that_are_missing_are_named(tmp_path: Path) -> None:
    frame = pl.DataFrame({"nr": ["1"], "unit": ["a"], "arrived": ["2024-01-01"]})
    with pytest.raises(ReadError, match="case"):
        read_event_log(frame)
    assert len(read_event_log(frame, columns="case=nr")) == 1


def test_offsets_are_taken_to_one_clock_and_due_becomes_a_limit() -> None:
    log = read_event_log(
        pd.DataFrame(
            {
                "case": [7.0, 7.0],
                "unit": ["a", "b"],
                "arrived": ["2024-07-01 10:00:00+02:00", "2024-12-01 10:00:00+01:00"],
                "due": ["2024-07-02 10:00:00+02:00"] * 2,
            }
        )
    )
    assert log.visits["arrived"].dt.hour.tolist() == [8, 9]
    assert log.visits["case"].tolist() == ["7", "7"]
    assert log.visits["limit_hours"].tolist() == [24, 24]


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ends otherwise"):
        write_event_log(EventLog.of(VISITS), tmp_path / "log.docx")


@pytest.mark.data
def test_a_permit_log_of_a_municipality(data_folder: Path) -> None:
    log = read_event_log(data_folder / "receipt_wabo" / "receipt.csv.gz")
    assert (len(log), log.visits["case"].nunique()) == (8577, 1434)
    case, unit = (log.visits[name].astype("str") for name in ("case", "unit"))
    moved = (unit != unit.groupby(case).shift()) & case.duplicated()
    assert moved.sum() == 5440


@pytest.mark.data
def test_a_hotline_log_of_a_city(data_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = data_folder / "boston311_2015" / "boston311_2015.parquet"
    with pytest.raises(ReadError) as caught:
        read_event_log(file)
    closed_too_early = len(caught.value.problems)
    log = read_event_log(file, columns="matter=type; area=neighborhood", wrong="leave_out")
    assert len(log) == 121_145 - closed_too_early
    assert f"{closed_too_early:,}" in caplog.text
    days = (log.visits["finished"] - log.visits["arrived"]).dt.total_seconds() / 86_400
    assert days.median() == pytest.approx(2.80, abs=0.02)
