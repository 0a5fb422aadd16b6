"""X District: a district of the usual make, one roof for its windows, and what would follow."""

from functools import cache
from pathlib import Path

import pytest

import govgraph as gg
from govgraph.cases.loading import load, stages, workload
from govgraph.cases.proposals import proposal
from govgraph.measures import coordination
from govgraph.model.jurisdiction import cells
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

STAGES = stages("x_district")
BEFORE, COLOCATED, DECISIONS, DATA, PROPOSED = (load("x_district", one) for one in STAGES)
PROFILES = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
REFORMS = (
    (BEFORE, "colocation", COLOCATED),
    (COLOCATED, "delegated_decisions", DECISIONS),
    (DECISIONS, "shared_data", DATA),
    (DATA, "clear_management", PROPOSED),
)


def desks(structure: Structure) -> set[str]:
    units = structure.units
    return set(units.loc[units["id"].str.endswith("@X.centre"), "id"])


@cache
def found(stage: str) -> list[str]:
    audit = gg.audit(load("x_district", stage))
    return [finding.rule.code for finding in audit.findings]


def test_the_district_has_the_usual_size():
    units = BEFORE.units
    assert 200 <= len(units) <= 400
    district = units[(units["area"] == "X") & (units["kind"] == "department")]
    assert 25 <= len(district) <= 35
    assert 12 <= (BEFORE.areas["level"] == "township").sum() <= 20
    assert 14 <= len(BEFORE.matters) <= 20


@pytest.mark.parametrize(("before", "name", "after"), REFORMS, ids=[one[1] for one in REFORMS])
def test_the_stages_are_what_the_proposals_make_of_each_other(before, name, after):
    enacted = proposal("x_district", name).enact(before, check=False).structure
    assert all(enacted.table(one).equals(after.table(one)) for one in TABLES)


@pytest.mark.parametrize(("before", "name", "after"), REFORMS, ids=[one[1] for one in REFORMS])
def test_the_lint_has_nothing_to_say(before, name, after):
    assert gg.lint(proposal("x_district", name), before) == ()
    assert after.about.provenance[-1] == proposal("x_district", name).steps[-1].reform.operator.name


def test_people_come_by_every_kind_of_door_and_no_case_is_lost_on_the_way():
    doors = BEFORE.units.set_index("id").loc[list(set(BEFORE.demand["door"]))]
    assert {"channel", "department", "centre"} <= set(doors["kind"])
    assert {"province", "prefecture", "county", "township"} == set(doors["level"])
    cases = [one.demand.groupby(["matter", "area"])["cases"].sum() for _, _, one in REFORMS]
    first = BEFORE.demand.groupby(["matter", "area"])["cases"].sum()
    assert all(one.equals(first) for one in cases)


def test_the_desks_take_the_cases_that_came_to_their_departments():
    homes = {desk.removesuffix("@X.centre") for desk in desks(COLOCATED)}
    assert len(homes) == 17
    assert homes & set(BEFORE.demand["door"]) == {
        door.removesuffix("@X.centre")
        for door in COLOCATED.demand["door"]
        if door.endswith("@X.centre")
    }
    assert not homes & set(COLOCATED.demand["door"])


def test_one_roof_changes_places_but_not_the_lawful_way_between_desks():
    sites = COLOCATED.units.set_index("id")["site"]
    assert {sites[desk] for desk in desks(COLOCATED)} == {"X.centre"}
    homes = [desk.removesuffix("@X.centre") for desk in ("X.labour@X.centre", "X.health@X.centre")]
    assert len({BEFORE.unit(home)["site"] for home in homes}) == 2
    for one, other in (("labour", "housing"), ("petitions", "health"), ("court", "justice")):
        old = coordination.lawful(BEFORE, f"X.{one}", f"X.{other}")
        ends = (f"X.{one}@X.centre", f"X.{other}@X.centre")
        new = coordination.lawful(COLOCATED, *ends)
        if old is None:
            assert new is None
        else:
            assert new.units == (ends[0], *old.units, ends[1])
            assert new.mode == old.mode
        session = coordination.lawful(DECISIONS, *ends)
        assert (session.units[1:-1], session.mode) == (("X.session",), "decision")


def test_what_the_literature_finds_stands_in_the_findings():
    assert {"GG101", "GG102", "GG302", "GG601"} <= set(found("before"))
    assert found("before").count("GG201") == 0
    assert found("colocated").count("GG201") == 1
    heads = COLOCATED.relations.query("kind == 'leads' and target == 'X.centre'")
    assert set(heads["source"]) == {"X.politics_law", "X.petitions"}
    assert "reported: shi2024" in set(heads["origin"])
    assert not {"GG101", "GG102", "GG201"} & set(found("proposed"))


def test_some_matter_has_two_leads_and_some_none_until_functions_are_integrated():
    leads = cells(BEFORE).groupby("matter")["leads"].max()
    assert set(leads.index[leads == 0]) == {"prepaid"}
    assert set(leads.index[leads > 1]) == {"nuisance"}
    assert (cells(PROPOSED).groupby("matter")["leads"].max() == 1).all()


def test_desks_are_led_from_home_and_in_the_end_assessed_by_the_centre():
    for structure in (COLOCATED, PROPOSED):
        leads = structure.relations.query("kind == 'leads'")
        heads = leads[leads["target"].isin(desks(structure))].groupby("target")["source"].agg(set)
        assert heads.to_dict() == {d: {d.removesuffix("@X.centre")} for d in desks(structure)}
    for structure, assessed in ((DATA, set()), (PROPOSED, desks(PROPOSED))):
        ties = structure.relations.query("kind == 'assesses' and source == 'X.centre'")
        assert set(ties["target"]) == assessed


def test_the_assessment_turns_from_reception_to_the_people():
    objectives = [set(one.goals["objective"]) for one in (BEFORE, COLOCATED, PROPOSED)]
    assert "local_reception" in objectives[1] - objectives[0]
    assert "citizen_rating" in objectives[2] - objectives[1]
    counting = {"local_reception", "petitions_to_higher_levels", "petitions_registered"}
    left = PROPOSED.goals[PROPOSED.goals["objective"].isin(counting)]
    assert set(left["unit"]) == {"X.petitions"}


def test_desks_are_staffed_from_the_hours_of_their_departments():
    servers = {one: workload("x_district", one).servers for one in STAGES}
    hours = {one: frame["servers"] * frame["hours_per_week"] for one, frame in servers.items()}
    desk = servers["colocated"]["unit"] != "X.centre"
    assert hours["colocated"][desk].sum() == pytest.approx(hours["before"].sum(), abs=1)
    assert servers["colocated"].equals(servers["data"])
    more = servers["proposed"].set_index("unit")["servers"]
    more = more.sub(servers["data"].set_index("unit")["servers"], fill_value=0)
    assert more["X.mediators"] == 16
    assert (more.drop("X.mediators").sum(), (more.drop("X.mediators") > 0).sum()) == (17, 5)
    for one in STAGES:
        structure = load("x_district", one)
        kinds = structure.units.set_index("id")["kind"]
        doors = [door for door in set(structure.demand["door"]) if kinds[door] != "channel"]
        assert set(doors) <= set(servers[one]["unit"])
        assert set(servers[one]["origin"]) == {"assumption"}
        assert (servers[one]["low"] < servers[one]["high"]).all()


def test_the_page_gives_the_numbers_of_the_tables():
    text = (Path(gg.__file__).parents[1] / "docs" / "cases" / "x_district.md").read_text("utf-8")
    structures = (BEFORE, COLOCATED, DECISIONS, DATA, PROPOSED)
    assert f"| units 单位 | {' | '.join(str(len(one.units)) for one in structures)} |" in text
    found = [gg.measures.table(one, PROFILES)["value"] for one in structures]
    for row, name in enumerate(("权力", "职能", "机制", "信息")):
        values = [f"{one.iloc[row]:.3f}" if one.iloc[row] else "0" for one in found]
        assert f"{name}碎片化 | {' | '.join(values)} |" in text
    homes = [desk.removesuffix("@X.centre") for desk in desks(COLOCATED)]
    places = len(set(BEFORE.units.set_index("id").loc[homes, "site"]))
    assert f"进驻部门的办公地点 | {places} | 1 | 1 | 1 | 1 |" in text
