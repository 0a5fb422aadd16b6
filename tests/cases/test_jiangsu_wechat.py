"""Jiangsu: real divisions; accounts that push, answer, take in and refer, and what each changes."""

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import govgraph as gg
from govgraph.cases.loading import load, stages, workload
from govgraph.cases.proposals import proposal
from govgraph.io.divisions import read_divisions
from govgraph.measures import disjoint_paths
from govgraph.model.schema import TABLES

STAGES = stages("jiangsu_wechat")
PROFILE = ("profile.power", "profile.function", "profile.mechanism", "profile.information")


@cache
def ways(stage):
    """Independent ways from the public to the bureaus of the counties."""
    structure = load("jiangsu_wechat", stage)
    units = structure.units.set_index("id")
    bureau = (units["level"] == "county") & (units["kind"] == "department")
    return disjoint_paths.from_public(structure)[bureau & (units["line"] != "general")]


@cache
def profile(stage):
    table = gg.measures.table(load("jiangsu_wechat", stage), list(PROFILE))
    return dict(zip(PROFILE, table["value"], strict=True))


def channels(stage):
    units = load("jiangsu_wechat", stage).units
    return units[units["kind"] == "channel"]


@pytest.mark.data
def test_places_are_those_of_the_raw_table_without_placeholders(data_folder):
    path = data_folder / "cn_divisions_2023" / "nodes_levels1to4.csv.gz"
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    jiangsu = raw[raw["code"].str.startswith("32")]
    real = read_divisions(jiangsu).build()
    areas = real.areas[real.areas["level"] != "township"]
    columns = ["id", "name", "parent", "level"]
    structure = load("jiangsu_wechat", "before")
    own = structure.areas[columns].set_index("id").sort_index()
    assert own.equals(areas[columns].set_index("id").sort_index())
    kinds = real.units.set_index("id")["kind"]
    units = structure.units.set_index("id")["kind"]
    assert units[own.index].equals(kinds[own.index])
    townships = real.areas[real.areas["level"] == "township"].groupby("parent").size()
    said = structure.areas.set_index("id")["note"].dropna().str.extract(r"^(\d+) townships")[0]
    assert said.astype(int).to_dict() == townships.to_dict()


def test_thirteen_cities_and_their_counties():
    levels = load("jiangsu_wechat", "before").areas["level"].value_counts()
    assert levels.to_dict() == {"province": 1, "prefecture": 13, "county": 104}


def test_only_places_and_their_order_are_public_data():
    structure = load("jiangsu_wechat", "before")
    areas = set(structure.areas["id"])
    for table, ends in (("units", ["id"]), ("relations", ["source", "target"])):
        frame = structure.table(table)
        public = frame["origin"].str.startswith("public data: ")
        inside = frame[ends].isin(areas).all(axis=1)
        assert (public == inside).all()


def test_police_of_a_district_is_a_branch_and_of_a_county_has_two_declared_heads():
    structure = load("jiangsu_wechat", "before")
    leads = structure.relations[structure.relations["kind"] == "leads"]
    heads = leads.groupby("target")["source"].agg(set)
    assert heads["320102.police"] == {"3201.police"}
    assert heads["320321.police"] == {"320321", "3203.police"}
    primary = leads[leads["primary"].fillna(value=False)]
    assert primary.set_index("target")["source"]["320321.police"] == "320321"


def test_every_concern_has_a_window_a_hotline_and_a_mailbox_and_none_is_an_account_before():
    demand = load("jiangsu_wechat", "before").demand
    doors = demand["door"].str.split(".").str[-1].groupby([demand["matter"], demand["area"]])
    assert set(doors.agg(lambda names: " ".join(sorted(names)))) == {"hotline letters window"}
    assert len(doors) == 7 * 104


def test_accounts_are_opened_by_offices_and_bureaus():
    numbers = [len(channels(stage)) for stage in STAGES]
    assert [later - numbers[0] for later in numbers] == [0, 118, 157, 170, 170, 170]
    made = channels("interaction")
    made = made[~made["id"].isin(channels("before")["id"])]
    relations = load("jiangsu_wechat", "interaction").relations
    operators = relations[relations["target"].isin(made["id"]) & (relations["kind"] == "leads")]
    assert operators["target"].is_unique
    assert set(operators["target"]) == set(made["id"])


def test_push_takes_nothing_in_and_routing_alone_adds_ways():
    assert ways("push").equals(ways("before"))
    assert ways("query").equals(ways("before"))
    assert ways("unrouted").equals(ways("before"))
    assert (ways("interaction") == ways("before") + 1).all()
    demand = [load("jiangsu_wechat", stage).demand for stage in ("before", "push")]
    assert demand[0].equals(demand[1])


def test_routed_accounts_refer_each_matter_to_who_leads_it_in_the_city():
    structure = load("jiangsu_wechat", "interaction")
    refers = structure.relations[structure.relations["kind"] == "refers"]
    own = refers[refers["source"] == "3201.office.service"]
    duties = structure.duties[structure.duties["role"] == "lead"]
    leads = duties[duties["unit"].str.startswith("3201")]
    assert set(zip(own["target"], own["matter"], strict=True)) == set(
        zip(leads["unit"], leads["matter"], strict=True)
    )
    silent = load("jiangsu_wechat", "unrouted").relations
    assert not (silent["source"] == "3201.office.service")[silent["kind"] == "refers"].any()


def test_cases_move_to_the_accounts_and_none_is_lost():
    totals = [
        load("jiangsu_wechat", stage).demand.groupby(["matter", "area"])["cases"].sum()
        for stage in STAGES
    ]
    for later in totals[1:]:
        pd.testing.assert_series_equal(later, totals[0])
    demand = load("jiangsu_wechat", "interaction").demand
    through = demand["door"].str.endswith("office.service")
    assert demand.loc[through, "cases"].sum() / demand["cases"].sum() == pytest.approx(0.2)
    assert (demand["low"] <= demand["cases"]).all()
    assert (demand["cases"] <= demand["high"]).all()


def test_fragmentation_stays_until_accounts_share_data_and_duties():
    for stage in ("push", "query", "interaction", "unrouted"):
        assert profile(stage) == profile("before")
    for name in ("profile.mechanism", "profile.information", "profile.power"):
        assert profile("collaborative")[name] < profile("before")[name]
    structure = load("jiangsu_wechat", "collaborative")
    bodies = structure.units[structure.units["kind"] == "joint_body"]
    assert len(bodies) == 13
    assert bodies["until"].notna().all()
    asked = structure.goals[structure.goals["objective"] == "account_replies"]
    assert asked[["low", "high"]].notna().all(axis=None)


@pytest.mark.parametrize("stage", ["query", "collaborative"])
def test_stages_hold_when_they_are_checked_as_data_that_is_read(stage):
    structure = load("jiangsu_wechat", stage)
    checked = gg.Builder.of(structure).build()
    assert all(checked.table(t).equals(structure.table(t)) for t in TABLES)


def test_proposals_are_clean():
    for name, on in (("push", "before"), ("query", "push")):
        plan, before = proposal("jiangsu_wechat", name), load("jiangsu_wechat", on)
        assert list(gg.lint(plan, before)) == []


@pytest.mark.parametrize("stage", ["before", "collaborative"])
def test_everyone_in_the_counties_with_hours_of_work_has_officials(stage):
    duties, work = load("jiangsu_wechat", stage).duties, workload("jiangsu_wechat", stage)
    busy = set(duties.loc[duties["hours"].fillna(0) > 0, "unit"])
    assert busy <= set(work.servers["unit"])
    assert (work.servers["low"] < work.servers["high"]).all()


def test_the_page_gives_the_numbers_of_the_tables():
    page = Path(gg.__file__).parents[1] / "docs" / "cases" / "jiangsu_wechat.md"
    rows = re.findall(r"^\| ([^|]+) \|((?: [^|]+ \|){6})$", page.read_text("utf-8"), re.MULTILINE)
    told = {name: [cell.strip() for cell in cells.split("|")[:-1]] for name, cells in rows}
    first = len(channels("before"))
    accounts = [len(channels(stage)) - first for stage in STAGES]
    assert told["accounts"] == [str(number) for number in accounts]
    assert told["ways to a county bureau"] == [f"{ways(stage).mean():.2f}" for stage in STAGES]
