"""Real reforms of the British departments, replayed: every day agrees but for a shipped list."""

from pathlib import Path

import pandas as pd
import pytest

from govgraph.cases.machinery.events import events, near
from govgraph.cases.machinery.records import STRUCTURAL, Register, read_register
from govgraph.cases.machinery.replay import EXCEPTIONS, Replay, replay
from govgraph.reforms.catalogue import operators
from govgraph.reforms.files.reading import read_proposal
from govgraph.reforms.files.writing import write_proposal

FOLDER = Path(__file__).parents[2] / "examples" / "data" / "uk"
SINCE = "1997-05-01"
#: The journey of one function, as the register's links tell it.
EQUALITIES = [
    "dss-1988", "co", "dti-1983", "dclg-2006", "geo", "ho", "dcms-1997", "dfe-2010", "dfid-1997",
    "co", "dfe-2010",
]  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(FOLDER)


@pytest.fixture(scope="module")
def replayed(register: Register) -> Replay:
    return replay(register, SINCE)


@pytest.fixture(scope="module")
def shipped() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "exceptions.csv", dtype=str).fillna("")


def test_the_register_is_as_its_readme_says(register: Register) -> None:
    assert len(register.organisations) == 69
    assert len(register.links) == 60
    kinds = pd.Series([link.kind for link in register.links]).value_counts()
    assert kinds[list(STRUCTURAL)].tolist() == [15, 12, 17]
    assert kinds["Transfer of functions: equalities"] == 10


def test_exceptions_are_those_that_are_shipped_each_with_its_reason(
    replayed: Replay, shipped: pd.DataFrame
) -> None:
    found = replayed.exceptions().astype(str)
    assert found.to_numpy().tolist() == shipped[list(EXCEPTIONS)].to_numpy().tolist()
    assert (shipped["why"].str.len() > 20).all()


def test_every_later_list_of_departments_is_met_but_for_the_exceptions(
    register: Register, replayed: Replay, shipped: pd.DataFrame
) -> None:
    """The shipped file alone turns the replay into the list of the register, day by day."""
    spells = shipped[shipped["kind"].isin(["listed beside", "not listed"])].to_dict("records")
    days = replayed.dates()
    assert len(days) == 42
    for day in days:
        now = {
            (row["kind"], row["organisation"])
            for row in spells
            if row["since"] <= day and (not row["until"] or day < row["until"])
        }
        beside = {one for kind, one in now if kind == "listed beside"}
        missing = {one for kind, one in now if kind == "not listed"}
        assert (replayed.departments(day) | beside) - missing == register.listed(day), day


def test_no_spell_of_disagreement_is_longer_than_five_days(shipped: pd.DataFrame) -> None:
    spells = shipped[shipped["kind"].isin(["listed beside", "not listed"])]
    days = pd.to_datetime(spells["until"]) - pd.to_datetime(spells["since"])
    assert days.dt.days.max() <= 5


def test_every_link_after_the_first_day_became_a_step(register: Register, replayed: Replay) -> None:
    links = [link for event in events(register, SINCE) for link in event.links]
    later = [link for link in register.links if link.start > SINCE]
    assert sorted(links, key=str) == sorted(later, key=str)
    kinds = pd.Series([link.kind for link in later]).value_counts()
    steps = pd.Series([step.note for step in replayed.proposal.steps]).value_counts()
    for kind, count in kinds.items():
        assert steps[kind] == count


def test_each_type_is_an_operator_that_bears_its_name_but_for_the_exceptions(
    replayed: Replay, shipped: pd.DataFrame
) -> None:
    others = 0
    for step in replayed.proposal.steps:
        kind = step.note.partition(":")[0]
        if kind != "–" and kind not in step.reform.operator.uk:
            others += 1
    assert others == (shipped["kind"] == "other type").sum()
    words = {word for entry in operators().values() for word in entry.uk}
    assert words >= {*STRUCTURAL, "Transfer of functions", "Creation", "Abolition"}


def test_a_function_moves_as_the_links_say(replayed: Replay) -> None:
    holders = ["dss-1988"]
    for step, stage in zip(replayed.proposal.steps, replayed.enacted.stages, strict=True):
        if step.note.endswith("equalities"):
            duties = stage.duties
            (holder,) = duties.loc[duties["matter"] == "equalities", "unit"]
            holders.append(holder)
    assert holders == EQUALITIES


def test_nothing_vanishes_but_what_ends_without_a_link(
    replayed: Replay, shipped: pd.DataFrame
) -> None:
    lost = replayed.enacted.ledger.of("lost")
    gone = set(lost.loc[lost["table"] == "units", "unit"])
    ends = shipped[(shipped["kind"] == "no link") & (shipped["detail"] == "ends")]
    assert gone == set(ends["organisation"])
    assert "duties" not in set(lost["table"])


def test_the_replay_is_a_proposal_that_reads_back(replayed: Replay, tmp_path: Path) -> None:
    file = write_proposal(replayed.proposal, tmp_path / "uk.yaml")
    again = read_proposal(file)
    assert [s.reform for s in again.steps] == [s.reform for s in replayed.proposal.steps]
    assert [s.date for s in again.steps] == sorted(s.date for s in replayed.proposal.steps)


def test_days_that_mean_one_change() -> None:
    assert near("2001-06-08", "2001-06-11")
    assert not near("2001-06-08", "2002-06-08")
    assert not near("", "2001-06-08")
