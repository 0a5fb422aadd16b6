"""The report of a simulation: complete, bilingual, the same bytes for the same seed."""

import json
import re
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from pandas.testing import assert_frame_equal

import govgraph as gg
from govgraph.casework import Plan
from govgraph.casework.simulating.intervals import Estimate
from govgraph.io.event_logs import read_event_log
from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
from govgraph.report import simulation_report
from govgraph.report.simulating.outcomes import shown, written
from govgraph.report.simulation_report import write_simulation
from tests.casework.experiment import BUREAUS, district
from tests.report.pages import parse

PLAN = Plan(years=0.3, warm_up=0.1, follow_up=0.2, replications=3)
HOSTILE = "<script>window.__pwn=1</script>\"'&{{7*7}}"


@pytest.fixture(scope="module")
def works():
    centre = CreateJointCentre(
        id="centre", name=HOSTILE, led_by="gov", departments=BUREAUS, shares=True
    )
    after = gg.enact(district(), [centre]).structure
    return {
        name: gg.simulate(structure, plan=PLAN, seed=3)
        for name, structure in {"A": district(), "B": after}.items()
    }


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def folder(works, lang, tmp_path_factory):
    target = tmp_path_factory.mktemp(lang)
    write_simulation(works, target, lang=lang, titles={"A": HOSTILE, "B": "centre"})
    return target


def test_the_page_is_whole_and_escaped(folder):
    text = (folder / "simulate.html").read_text(encoding="utf-8")
    parse(text)
    assert "<script>window.__pwn" not in text
    assert "default-src &#39;none&#39;" in text
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    for key in ("summary", "findings", "ways", "backlog", "desks", "yardsticks"):
        assert f'id="{key}"' in text


def test_every_difference_carries_its_interval_and_verdict(folder, works):
    text = (folder / "simulate.html").read_text(encoding="utf-8")
    verdicts = re.findall(r'verdict-(\w+)">', text)
    assert set(verdicts) <= {"better", "worse", "chance"}
    assert "better" in verdicts
    assert len(verdicts) == 11


def test_shared_data_end_returns_in_the_simulation_too(works):
    found = gg.casework.contrast(works["A"].simulation, works["B"].simulation)
    assert found.loc["returns", "high"] < 0
    assert found.loc["returns", "second"] == 0


def test_json_is_strict_and_conserves_cases(folder):
    def refuse(name):
        raise AssertionError(name)

    text = (folder / "simulate.json").read_text(encoding="utf-8")
    content = json.loads(text, parse_constant=refuse)
    for scenario in content["scenarios"].values():
        for run in scenario["runs"]:
            ends = (run[f"all_{end}"] for end in ("settled", "given_up", "stuck", "open"))
            assert run["all_opened"] == sum(ends)
            assert run["little_gap"] < 1e-9


def test_the_event_log_is_read_back(folder, works):
    log = read_event_log(folder / "event_log_A.csv")
    first = works["A"].simulation.visits.query("replication == 0")
    assert len(log.visits) == len(first)


def test_a_log_longer_than_a_spreadsheet_is_parquet(works, tmp_path, monkeypatch):
    work = works["A"]
    monkeypatch.setattr(simulation_report, "_SHEET_ROWS", len(work.event_log) - 1)
    *_, file = write_simulation(work, tmp_path)
    assert file.name == "event_log_A.parquet"
    assert len(read_event_log(file)) == len(work.event_log)


def test_one_run_by_itself_is_what_it_is_among_all(works):
    simulation = works["A"].simulation
    alone = simulation.only(1)
    for name in ("cases", "visits"):
        every = getattr(simulation, name)
        of_it = every[every["replication"] == 1].reset_index(drop=True)
        assert_frame_equal(getattr(alone, name).reset_index(drop=True), of_it)
    assert len(simulation.only(99).cases) == 0


def test_the_workbook_holds_every_table(folder):
    book = load_workbook(folder / "simulate.xlsx")
    assert len(book.sheetnames) == 7
    tables = {path.stem for path in folder.glob("*.csv") if not path.stem.startswith("event_log")}
    assert len(tables) == len(book.sheetnames) - 1


def test_the_figures_are_pictures(folder):
    figures = sorted(path.name for path in (folder / "figures").glob("*.svg"))
    assert [name for name in figures if name.startswith("ways")] == [
        "ways_level_A.svg", "ways_level_B.svg", "ways_unit_A.svg", "ways_unit_B.svg",
    ]  # fmt: skip
    for path in (folder / "figures").glob("*.svg"):
        ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own


def test_the_same_seed_gives_the_same_bytes(works, folder, lang, tmp_path):
    again = {"A": gg.simulate(district(), plan=PLAN, seed=3, workers=2), "B": works["B"]}
    write_simulation(again, tmp_path, lang=lang, titles={"A": HOSTILE, "B": "centre"})
    for path in tmp_path.rglob("*.*"):
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes(), path


def test_scenarios_of_different_seeds_are_no_pairs(works, tmp_path):
    other = gg.simulate(district(), plan=PLAN, seed=4)
    with pytest.raises(gg.UserError, match="seed"):
        write_simulation({"A": works["A"], "B": other}, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_structure_without_cases_is_reported_too(tmp_path):
    structure = gg.Builder().add("units", id="a", name="A", kind="department").build()
    write_simulation(gg.simulate(structure, plan=PLAN), tmp_path)
    parse((tmp_path / "simulate.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("settled", 0.25, "25.0%"),
        ("time", 36.0, "1.5 days"),
        ("time", float("inf"), "without end"),
        ("visits", float("nan"), "—"),
    ],
)
def test_values_are_written_as_people_read_them(measure, value, expected):
    assert written(measure, value, "en") == expected


def test_an_interval_that_is_not_known_is_left_out():
    found = Estimate(0.5, float("nan"), float("nan"), 1)
    assert shown("settled", found, "en") == "50.0% []"
