"""Q County: a county of the usual make, and a reform that adds to it without touching the rest."""

import re
from pathlib import Path

import govgraph as gg
from govgraph.cases.loading import load
from govgraph.model.jurisdiction import cells
from govgraph.model.schema import TABLES

BEFORE, AFTER = (load("q_county", stage) for stage in ("before", "after"))


def test_the_county_has_the_usual_size():
    for structure in (BEFORE, AFTER):
        units = structure.units
        assert 200 <= len(units) <= 400
        county = units[(units["area"] == "Q") & (units["kind"] == "department")]
        assert 25 <= len(county) <= 35
        assert 12 <= (structure.areas["level"] == "township").sum() <= 20
        assert 10 <= len(structure.matters) <= 16


def test_the_reform_changes_only_what_the_source_names():
    changed = [name for name in TABLES if not BEFORE.table(name).equals(AFTER.table(name))]
    assert changed == ["units", "relations", "duties", "posts", "goals"]
    new = AFTER.units[~AFTER.units["id"].isin(BEFORE.units["id"])]
    assert set(new["kind"]) == {"joint_body"}
    assert set(BEFORE.units["id"]) <= set(AFTER.units["id"])
    merged = AFTER.relations.merge(
        BEFORE.relations, how="left", indicator=True, on=list(TABLES["relations"].key)
    )
    added = merged[merged["_merge"] == "left_only"]
    assert set(added["kind"]) == {"leads", "joins", "refers", "shares", "assesses"}
    assert len(merged) - len(added) == len(BEFORE.relations)


def test_the_joint_group_has_no_decision_of_its_own():
    joins = AFTER.relations[AFTER.relations["kind"] == "joins"]
    assert joins["basis"].isna().all()
    assert "decide" not in set(AFTER.duties.loc[AFTER.duties["unit"] == "Q.group", "role"])


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
    rows = re.findall(r"^\| ([^|]+) \| (\S+) \| (\S+) \|$", page.read_text("utf-8"), re.MULTILINE)
    told = {name: (before, after) for name, before, after in rows}
    assert told["units"] == (str(len(BEFORE.units)), str(len(AFTER.units)))
    for name, count in (
        ("members of the joint conference", lambda r: joined(r, "Q.conference")),
        ("registers shared from bureau to bureau", lambda r: r["data"].notna().sum()),
        ("bureaus that see petition files on the platform", reached_by_the_platform),
    ):
        counts = tuple(str(count(structure.relations)) for structure in (BEFORE, AFTER))
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
