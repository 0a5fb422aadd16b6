"""Q County: a county of the usual make, and a reform that adds to it without touching the rest."""

import re
from pathlib import Path

import govgraph as gg
from govgraph.cases.loading import load, stages, workload
from govgraph.cases.proposals import proposal
from govgraph.measures import coordination
from govgraph.model.jurisdiction import cells
from govgraph.model.schema import TABLES

BEFORE, AFTER, PROPOSED = (load("q_county", stage) for stage in stages("q_county"))


def test_the_county_has_the_usual_size():
    for structure in (BEFORE, AFTER, PROPOSED):
        units = structure.units
        assert 200 <= len(units) <= 400
        county = units[(units["area"] == "Q") & (units["kind"] == "department")]
        assert 25 <= len(county) <= 35
        assert 12 <= (structure.areas["level"] == "township").sum() <= 20
        assert 10 <= len(structure.matters) <= 16


def test_the_reform_changes_only_what_the_source_names():
    changed = [name for name in TABLES if not BEFORE.table(name).equals(AFTER.table(name))]
    assert changed == ["units", "relations", "duties", "goals"]
    new = AFTER.units[~AFTER.units["id"].isin(BEFORE.units["id"])]
    assert set(new["kind"]) == {"joint_body"}
    assert set(BEFORE.units["id"]) <= set(AFTER.units["id"])
    merged = AFTER.relations.merge(
        BEFORE.relations, how="left", indicator=True, on=list(TABLES["relations"].key)
    )
    added = merged[merged["_merge"] == "left_only"]
    assert set(added["kind"]) == {"leads", "joins", "refers", "shares", "assesses"}
    assert len(merged) - len(added) == len(BEFORE.relations)


def test_the_stages_are_what_the_proposals_make_of_each_other():
    for before, name, after in (
        (BEFORE, "joint_governance", AFTER),
        (AFTER, "next_step", PROPOSED),
    ):
        enacted = proposal("q_county", name).enact(before, check=False).structure
        assert all(enacted.table(one).equals(after.table(one)) for one in TABLES)


def test_the_joint_group_agrees_and_would_decide_as_the_source_proposes():
    for structure, decides in ((AFTER, False), (PROPOSED, True)):
        joins = structure.relations.query("kind == 'joins' and target == 'Q.group'")
        chair = joins.loc[joins["mode"] == "chair", "basis"]
        assert len(chair) == 1
        assert chair.notna().all() == decides
        duties = structure.duties
        assert "decide" not in set(duties.loc[duties["unit"] == "Q.group", "role"])
    way = coordination.lawful(AFTER, "Q.police", "Q.discipline")
    assert (way.units[1], way.mode) == ("Q.group", "agreement")
    assert coordination.lawful(PROPOSED, "Q.police", "Q.discipline").mode == "decision"


def test_what_the_next_step_proposes_stands_in_the_tables():
    goals = PROPOSED.goals
    assert "petitions_to_higher_levels" not in set(goals["objective"])
    assert (goals["objective"] == "citizen_rating").sum() == 27
    assert (PROPOSED.relations["kind"] == "calls").sum() == 16 * 3 * 3
    assert PROPOSED.unit("Q.results")["kind"] == "platform"


def test_the_workload_serves_every_door_and_every_lead():
    for structure, stage in zip((BEFORE, AFTER, PROPOSED), stages("q_county"), strict=True):
        work = workload("q_county", stage)
        served = set(work.servers["unit"])
        kinds = structure.units.set_index("id")["kind"]
        doors = [door for door in set(structure.demand["door"]) if kinds[door] != "channel"]
        assert set(doors) <= served
        assert set(structure.duties.loc[structure.duties["role"] == "lead", "unit"]) <= served
        assert set(work.priorities["matter"]) == set(structure.matters["id"])
        assert (work.servers["low"] < work.servers["high"]).all()
        assert set(work.servers["origin"]) == {"assumption"}


def test_one_matter_has_nobody_in_charge_before_and_one_has_two():
    leads = cells(BEFORE).groupby("matter")["leads"].max()
    assert set(leads.index[leads == 0]) == {"restructuring"}
    assert set(leads.index[leads > 1]) == {"subsidence"}
    assert (cells(AFTER).groupby("matter")["leads"].max() == 1).all()


def test_every_township_brings_every_matter_through_its_own_and_a_county_door():
    doors = AFTER.demand.groupby(["matter", "area"])["door"].nunique()
    assert len(doors) == len(AFTER.matters) * (AFTER.areas["level"] == "township").sum()
    assert (doors == 2).all()


def test_the_page_gives_the_numbers_of_the_tables():
    page = Path(gg.__file__).parents[1] / "docs" / "cases" / "q_county.md"
    row = r"^\| ([^|]+) \| (\S+) \| (\S+) \| (\S+) \|$"
    rows = re.findall(row, page.read_text("utf-8"), re.MULTILINE)
    told = {name: tuple(stages) for name, *stages in rows}
    assert told["units"] == tuple(str(len(s.units)) for s in (BEFORE, AFTER, PROPOSED))
    for name, count in (
        ("members of the joint conference", lambda r: joined(r, "Q.conference")),
        ("registers shared from bureau to bureau", lambda r: r["data"].notna().sum()),
        ("bureaus that see petition files on the platform", reached_by_the_platform),
    ):
        counts = tuple(str(count(structure.relations)) for structure in (BEFORE, AFTER, PROPOSED))
        assert told[name] == counts


def joined(relations, body):
    joins = relations[(relations["kind"] == "joins") & (relations["target"] == body)]
    return (joins["mode"] != "chair").sum()


def reached_by_the_platform(relations):
    shares = relations[relations["kind"] == "shares"]
    with_platform = shares[(shares["source"] == "Q.platform") | (shares["target"] == "Q.platform")]
    ends = set(with_platform["source"]) | set(with_platform["target"])
    bureaus = AFTER.units[(AFTER.units["area"] == "Q") & (AFTER.units["kind"] == "department")]
    return len(ends & set(bureaus["id"]))
