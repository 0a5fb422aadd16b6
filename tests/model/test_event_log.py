"""The form of an event log: what it fills in, how it sorts, what it refuses."""

import pandas as pd
import pytest

from govgraph.errors import ReadError
from govgraph.model.event_log import LOG_COLUMNS, EventLog

VISITS = pd.DataFrame(
    {
        "case": ["2", "1", "1"],
        "unit": ["roads", "window", "roads"],
        "arrived": pd.to_datetime(["2024-01-03", "2024-01-01", "2024-01-02"]),
        "finished": pd.to_datetime([None, "2024-01-02", "2024-01-05"]),
        "colour": ["red", "green", "blue"],
    }
)


def test_a_log_has_all_columns_in_order_of_time():
    log = EventLog.of(VISITS)
    assert list(log.visits.columns) == [column.name for column in LOG_COLUMNS]
    assert log.visits["case"].tolist() == ["1", "1", "2"]
    assert (len(log), log.until) == (3, pd.Timestamp("2024-01-05"))
    assert log.stated == {"case", "unit", "arrived", "finished"}
    assert log.visits["confirmed"].dtype == "boolean"
    assert pd.isna(EventLog.of(VISITS.head(0)).until)


def test_visits_that_come_together_keep_their_order():
    both = VISITS.assign(arrived=pd.Timestamp("2024-01-01"))
    assert EventLog.of(both).visits["unit"].tolist() == ["roads", "window", "roads"]


def test_categories_stay_categories():
    log = EventLog.of(VISITS.assign(unit=VISITS["unit"].astype("category")))
    assert log.visits["unit"].dtype == "category"


def test_every_cell_that_cannot_be_is_listed():
    wrong = VISITS.assign(
        case=["2", None, "1"],
        begun=pd.to_datetime(["2024-01-01", "2024-01-03", None]),
        limit_hours=[-1, 24, 24],
    )
    with pytest.raises(ReadError) as caught:
        EventLog.of(wrong, "2024-01-04")
    text = str(caught.value)
    # Rows are those of the sorted log.
    assert "row 1, column case: a value is required" in text
    assert "row 1, column finished: 2024-01-02 00:00:00 lies before" in text
    assert "row 2, column finished: this time lies after the end of observation" in text
    assert "row 3, column begun: 2024-01-01 00:00:00 lies before" in text
    assert "row 3, column limit_hours: the time limit -1 is negative" in text
    assert len(caught.value.problems) == 5
    assert "晚于观察截止时间" in caught.value.render("zh")
