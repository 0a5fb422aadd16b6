"""W County: less power and more responsibility of towns, calls that transfer none of it."""

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import govgraph as gg
from govgraph.cases.loading import load, stages, workload
from govgraph.cases.proposals import proposal
from govgraph.measures.profile import missing_powers
from govgraph.model.jurisdiction import cells
from govgraph.model.schema import TABLES

STAGES = stages("w_county")
BEFORE = load("w_county", "before")
GOVERNMENTS = BEFORE.units[
    (BEFORE.units["level"] == "township")
    & BEFORE.units["kind"].isin(["government", "street_office"])
]["id"]


@cache
def measures(stage):
    names = [f"profile.{one}" for one in ("power", "function", "mechanism", "information")]
    names += ["authority.gap", "authority.gap_callable"]
    table = gg.measures.table(load("w_county", stage), names)
    return dict(zip(names, table["value"], strict=True))


@cache
def findings(stage):
    found = gg.audit(load("w_county", stage)).to_frame()
    return found.groupby("code").size().to_dict()


@pytest.mark.parametrize("stage", STAGES)
def test_the_county_has_the_usual_size(stage):
    structure = load("w_county", stage)
    units = structure.units
    assert 200 <= len(units) <= 400
    county = units[(units["area"] == "W") & (units["kind"] == "department")]
    assert 25 <= len(county) <= 35
    assert 12 <= (structure.areas["level"] == "township").sum() <= 20
    assert len(GOVERNMENTS) == (structure.areas["level"] == "township").sum()


def test_hours_of_a_matter_are_those_of_its_duties():
    duties = BEFORE.duties
    for matter, hours in zip(BEFORE.matters["id"], BEFORE.matters["hours"], strict=True):
        rows = duties[duties["matter"] == matter]
        county = rows[rows["unit"].str.startswith("W.")]["hours"].sum()
        town = rows[rows["unit"].str.startswith("T03")]["hours"].sum()
        assert county + town == pytest.approx(hours), matter


def test_towns_lead_what_departments_have_the_power_to_do():
    led = missing_powers(BEFORE)
    leads = cells(BEFORE).merge(BEFORE.duties[BEFORE.duties["role"] == "lead"], on="matter")
    towns = set(leads.loc[leads["unit"].isin(GOVERNMENTS), "matter"])
    assert len(towns) > len(BEFORE.matters) / 2
    lacking = led[led["leads"].map(lambda units: set(units) <= set(GOVERNMENTS) and len(units) > 0)]
    without = set(lacking["matter"])
    assert towns - without == {"house_permit"} - without
    holders = {unit for units in lacking["holders"] for unit in units}
    assert {unit for unit in holders if unit.startswith("W.")}
    own = BEFORE.powers["unit"].isin(GOVERNMENTS).groupby(BEFORE.powers["matter"]).any()
    assert not own[["illegal_land", "pollution", "fire", "gas", "street_order", "straw"]].any()


def test_towns_are_assessed_by_those_who_keep_the_power():
    goals = BEFORE.goals[BEFORE.goals["unit"].isin(GOVERNMENTS)]
    assert goals.groupby("unit")["veto"].sum().min() >= 3
    assert (goals["assessor"].str.startswith("W.")).all()
    found = findings("before")
    assert {"GG103", "GG104", "GG502", "GG301", "GG302"} <= set(found)


def test_a_call_transfers_no_power_and_no_duty():
    calls = load("w_county", "calls")
    unchanged = set(TABLES) - {"units", "relations"}
    assert all(BEFORE.table(name).equals(calls.table(name)) for name in unchanged)
    rows = calls.relations[calls.relations["kind"] == "calls"]
    assert set(rows["source"]) == set(GOVERNMENTS)
    assert rows["matter"].notna().all()
    assert rows[["limit_hours", "probability", "low", "high"]].notna().all(axis=None)
    assert ((rows["low"] < rows["probability"]) & (rows["probability"] < rows["high"])).all()
    watch = calls.duties[calls.duties["role"] == "supervise"]
    answerable = set(zip(watch["unit"], watch["matter"], strict=True))
    assert set(zip(rows["target"], rows["matter"], strict=True)) <= answerable
    for name in ("profile.power", "authority.gap"):
        assert measures("calls")[name] == measures("before")[name]
    assert (
        measures("calls")["authority.gap_callable"] < measures("before")["authority.gap_callable"]
    )
    for code in ("GG103", "GG104", "GG502"):
        assert findings("calls")[code] == findings("before")[code]


def test_sinking_moves_officials_and_command_not_powers():
    calls, sunk = load("w_county", "calls"), load("w_county", "sunk")
    assert calls.units["filled"].sum() == sunk.units["filled"].sum()
    township = [
        one.units.loc[one.units["level"] == "township", "filled"].sum() for one in (calls, sunk)
    ]
    assert township[1] - township[0] == 56
    assert calls.powers.equals(sunk.powers)
    relations = sunk.relations
    heads = relations[(relations["kind"] == "leads") & (relations["target"].str.endswith(".urban"))]
    heads = heads[heads["target"].str.startswith("T")].groupby("target")
    assert (heads.size() == 2).all()
    assert (heads["primary"].sum() == 1).all()
    assert measures("sunk")["profile.power"] < measures("calls")["profile.power"]


def test_something_of_every_weakness_that_is_reported_stays_until_the_next_step():
    for weak in ("profile.mechanism", "profile.information", "profile.power"):
        assert measures("sunk")[weak] > 0
    sunk, proposed = load("w_county", "sunk"), load("w_county", "proposed")
    asked = [
        set(one.goals.loc[one.goals["objective"].str.startswith("call_"), "unit"])
        for one in (sunk, proposed)
    ]
    called = set(sunk.relations.loc[sunk.relations["kind"] == "calls", "target"])
    assert asked == [set(), called]
    kinds = [set(one.units["kind"]) for one in (sunk, proposed)]
    assert kinds[1] - kinds[0] == {"platform"}
    assert measures("proposed")["profile.information"] < measures("sunk")["profile.information"]
    ties = [one.relations[one.relations["kind"] == "calls"] for one in (sunk, proposed)]
    assert len(ties[0]) == len(ties[1])
    key = ["source", "target", "matter"]
    both = ties[0].merge(ties[1], on=key, suffixes=("_sunk", "_proposed"))
    assert (both["probability_proposed"] > both["probability_sunk"]).all()


@pytest.mark.parametrize(("stage", "name"), [("calls", "calls"), ("sunk", "sinking")])
def test_stages_are_what_their_proposals_make_and_these_are_clean(stage, name):
    before = load("w_county", STAGES[STAGES.index(stage) - 1])
    plan = proposal("w_county", name)
    made = plan.apply(before)
    assert all(made.table(t).equals(load("w_county", stage).table(t)) for t in TABLES)
    assert list(gg.lint(plan, before)) == []


@pytest.mark.parametrize("stage", STAGES)
def test_stages_hold_when_they_are_checked_as_data_that_is_read(stage):
    structure = load("w_county", stage)
    checked = gg.Builder.of(structure).build()
    assert all(checked.table(t).equals(structure.table(t)) for t in TABLES)


@pytest.mark.parametrize("stage", STAGES)
def test_everyone_with_hours_of_work_has_officials_and_a_range(stage):
    duties, work = load("w_county", stage).duties, workload("w_county", stage)
    busy = set(duties.loc[duties["hours"].fillna(0) > 0, "unit"])
    servers = work.servers
    leaders = set(servers["unit"]) - busy
    assert busy <= set(servers["unit"])
    assert not {unit for unit in leaders if unit[1:3].isdigit()}
    assert (servers["low"] < servers["servers"]).all()
    assert (servers["servers"] < servers["high"]).all()
    assert set(servers["origin"]) == {"assumption"}
    assert set(work.priorities["matter"]) == set(BEFORE.matters["id"])


def test_officials_who_sink_go_on_working_cases():
    total = [workload("w_county", stage).servers["servers"].sum() for stage in STAGES]
    assert len(set(total)) == 1


def test_the_page_gives_the_numbers_of_the_tables():
    page = Path(gg.__file__).parents[1] / "docs" / "cases" / "w_county.md"
    rows = re.findall(r"^\| ([^|]+) \|((?: [^|]+ \|){4})$", page.read_text("utf-8"), re.MULTILINE)
    told = {name: [cell.strip() for cell in cells.split("|")[:-1]] for name, cells in rows}
    tables = [load("w_county", stage) for stage in STAGES]
    kinds = pd.Series([(one.relations["kind"] == "calls").sum() for one in tables])
    assert told["ties of call"] == [str(count or "–") for count in kinds]
    for name, measure in (
        ("gap of authority, owned", "authority.gap"),
        ("gap of authority, with calls", "authority.gap_callable"),
    ):
        assert told[name] == [f"{measures(stage)[measure]:.2f}" for stage in STAGES]
    for name, code in (
        ("leads without the needed powers", "GG103"),
        ("dumping", "GG104"),
        ("assessed without power", "GG502"),
        ("joint duties without a tie", "GG301"),
        ("joint duties without data sharing", "GG302"),
    ):
        assert told[name] == [str(findings(stage).get(code, 0)) for stage in STAGES]
