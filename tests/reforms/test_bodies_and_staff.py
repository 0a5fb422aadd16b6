"""Operators on bodies, calls, portfolios, channels, staff and assessment."""

from dataclasses import replace

import pytest

import govgraph as gg
from govgraph.errors import UserError
from govgraph.measures import authority, coordination
from govgraph.model.builder import Builder
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.operators.add_channel import AddChannel
from govgraph.reforms.operators.change_assessment import ChangeAssessment
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.grassroots_call import GrassrootsCall
from govgraph.reforms.operators.move_staff import MoveStaff
from govgraph.reforms.operators.open_channels import OpenChannels
from govgraph.reforms.operators.set_portfolio import SetPortfolio
from tests.measures.samples import county
from tests.reforms.prefecture import prefecture


def group(chair: str) -> CreateJointBody:
    return CreateJointBody(
        id="team", name="专班", name_en="Team", chair=chair, members=("env", "housing", "police")
    )


def test_a_body_whose_chair_leads_all_members_decides_and_another_agrees():
    for chair, mode in (("gov", "decision"), ("town1", "agreement")):
        after = group(chair).apply(county())
        found = coordination.lawful(after, "housing", "police")
        assert (found.units, found.mode) == (("housing", "team", "police"), mode)
    assert after.unit("team")["kind"] == "joint_body"


def test_a_basis_gives_the_decision_only_where_the_step_says_so():
    given = replace(group("town1"), decides=True)
    for body, mode in ((group("town1"), "agreement"), (given, "decision")):
        done = enact(county(), Step(body, basis="Decree 3")).structure
        assert coordination.lawful(done, "housing", "police").mode == mode
        assert "Decree 3" in set(done.relations.query("target == 'team'")["basis"])
    with pytest.raises(UserError, match="name the basis"):
        given.apply(county())


def test_a_call_transfers_no_power_but_makes_it_callable():
    quiet = county().relations.query("kind != 'calls'")
    build = Builder(county().about)
    for name in gg.model.schema.TABLES:
        build.add_table(name, quiet if name == "relations" else county().table(name))
    before = build.build()
    call = GrassrootsCall(
        callers=("town1", "town2"), departments=("police", "env"), matters="noise", probability=0.8
    )
    after = call.apply(before)
    assert authority.gap(after) == authority.gap(before)
    assert authority.gap_callable(after) < authority.gap_callable(before)
    assert len(after.powers) == len(before.powers)


def test_units_come_under_a_deputy_and_other_superiors_stay():
    after = SetPortfolio(portfolio="deputy", units=("police", "office1")).apply(county())
    leads = after.relations.query("kind == 'leads'")
    assert leads.query("target == 'police'")["source"].tolist() == ["deputy"]
    assert set(leads.query("target == 'office1'")["source"]) == {"env", "town1", "deputy"}
    with pytest.raises(UserError, match="no deputy"):
        SetPortfolio(portfolio="gov", units="police").apply(county())


def staffed() -> gg.Structure:
    build = Builder()
    for unit, quota, filled in (("a", 10, 10), ("b", 5, 4), ("c", 5, 5)):
        ends = {"low": 3, "high": 12} if unit == "a" else {}
        build.add(
            "units", id=unit, name=unit, kind="department", quota=quota, filled=filled, **ends
        )
    return build.build()


def test_staff_moves_within_quota_or_with_it():
    after = MoveStaff(source="a", target=("b", "c"), number=4, with_quota=True).apply(staffed())
    assert after.units["filled"].tolist() == [6, 6, 7]
    assert after.units["quota"].tolist() == [6, 7, 7]
    assert after.units[["low", "high"]].loc[0].tolist() == [0, 8]
    assert after.units["low"].isna().tolist() == [False, True, True]
    assert MoveStaff(source="a", target="b", number=1).apply(staffed()).units["filled"][1] == 5
    with pytest.raises(UserError, match="quota of 5"):
        MoveStaff(source="a", target="c", number=1).apply(staffed())
    with pytest.raises(UserError, match="too few"):
        MoveStaff(source="b", target="a", number=5, with_quota=True).apply(staffed())
    with pytest.raises(UserError, match="no other unit"):
        MoveStaff(source="a", target="a", number=1).apply(staffed())


def test_a_unit_without_a_stated_quota_takes_any_number():
    units = staffed().units
    unknown = staffed().replacing(staffed().about, {"units": units.assign(quota=[10, 5, None])})
    after = MoveStaff(source="a", target="c", number=3).apply(unknown)
    assert after.units["filled"].tolist() == [7, 4, 8]
    assert after.units["quota"].isna().tolist() == [False, False, True]


def test_a_channel_that_is_not_routed_refers_nothing():
    open_one = {"id": "wx", "name": "公众号", "operated_by": "gov", "mode": "interaction"}
    alone = AddChannel(**open_one).apply(county())
    assert not (alone.relations.query("source == 'wx'")["kind"] == "refers").any()
    routed = AddChannel(**open_one, routed_to=("env", "police"), matters="noise").apply(county())
    referred = routed.relations.query("source == 'wx' and kind == 'refers'")
    assert referred[["target", "matter"]].to_numpy().tolist() == [
        ["env", "noise"],
        ["police", "noise"],
    ]


def referred(after: gg.Structure, channel: str) -> set[tuple[str, str]]:
    rows = after.relations[(after.relations["source"] == channel)]
    rows = rows[rows["kind"] == "refers"]
    return set(rows[["target", "matter"]].itertuples(index=False, name=None))


def test_channels_of_several_units_refer_to_who_leads_in_their_area_or_above():
    accounts = {"operated_by": ("P.gov", "C.gov", "T.gov"), "suffix": "wx", "name": "账号"}
    before = prefecture()
    after = OpenChannels(**accounts, mode="interaction", routed=True).apply(before)
    home = before.units.set_index("id")["area"]
    leads = before.duties[before.duties["role"] == "lead"]
    leads = leads.assign(place=leads["area"].fillna(leads["unit"].map(home)))
    for unit, area in (("P.gov", "P"), ("C.gov", "C"), ("T.gov", "T")):
        expected = set()
        for matter, rows in leads.groupby("matter"):
            here = rows[[area in before.area_path(place) for place in rows["place"]]]
            for above in before.area_path(area):
                here = here if len(here) else rows[rows["place"] == above]
            expected |= {(lead, matter) for lead in here["unit"]}
        assert referred(after, f"{unit}.wx") == expected
        served = after.relations.query("source == @unit + '.wx' and kind == 'serves'")
        assert served["target"].tolist() == ["people"]
    assert (
        referred(OpenChannels(**accounts, mode="push", routed=True).apply(before), "C.gov.wx")
        == set()
    )
    alone = OpenChannels(**accounts, mode="interaction").apply(before)
    assert referred(alone, "C.gov.wx") == set()
    one = OpenChannels(**accounts, mode="query", routed=True, matters="permit").apply(before)
    assert {matter for _, matter in referred(one, "C.gov.wx")} == {"permit"}
    with pytest.raises(UserError, match="no unit of kind"):
        OpenChannels(operated_by="a", suffix="x", name="x", mode="query").apply(staffed())


def test_a_channel_serves_the_public_of_its_place_where_there_are_several():
    build = gg.Builder.of(prefecture())
    for area in ("C", "D", "V"):
        build.add("units", id=f"{area}.people", name="people", kind="public", area=area)
    opened = {"suffix": "wx", "name": "账号", "mode": "query"}
    units = ("P.gov", "C.gov", "D.gov", "U.gov")
    after = OpenChannels(**opened, operated_by=units).apply(build.build())
    serves = after.relations.query("kind == 'serves'").groupby("source")["target"].agg(set)
    everywhere = {"people"}
    assert serves["P.gov.wx"] == everywhere | {"C.people", "D.people", "V.people"}
    assert serves["C.gov.wx"] == everywhere | {"C.people", "V.people"}
    assert serves["D.gov.wx"] == everywhere | {"D.people"}
    assert serves["U.gov.wx"] == everywhere | {"C.people"}


def test_a_share_of_the_cases_of_an_area_comes_through_its_channel():
    build = gg.Builder.of(prefecture())
    build.add("demand", matter="permit", area="W", cases=40, low=20, high=60)
    before = build.build()
    opened = {"operated_by": "D.gov", "suffix": "wx", "name": "账号", "share": 0.25}
    step = OpenChannels(**opened, mode="interaction", matters="permit", low=0.1, high=0.5)
    assert step.apply(before).demand.equals(before.demand)
    opened["operated_by"] = "C.gov"
    after = OpenChannels(**opened, mode="interaction", low=0.1, high=0.5).apply(before)
    rows = after.demand.query("area == 'W' and matter == 'permit'").set_index("cases")
    assert rows.loc[10, ["door", "low", "high"]].tolist() == ["C.gov.wx", 2, 30]
    assert rows.loc[30, ["low", "high"]].tolist() == [18, 30]
    numbers = ["cases", "low", "high"]
    totals = [one.demand.groupby(["matter", "area"])[numbers].sum() for one in (before, after)]
    assert totals[0].equals(totals[1])
    pushed = OpenChannels(**opened, mode="push").apply(before)
    assert pushed.demand.equals(before.demand)


def test_assessment_is_set_changed_and_dropped():
    reception = {"units": ("env", "police"), "objective": "reception", "assessor": "gov"}
    one = ChangeAssessment(**reception, weight=5, low=3, high=9).apply(county())
    assert one.goals.query("objective == 'reception'")["weight"].tolist() == [5, 5]
    assert one.goals.query("objective == 'reception'")["low"].tolist() == [3, 3]
    two = ChangeAssessment(**reception, weight=2, sign=-1).apply(one)
    assert two.goals.query("objective == 'reception'")["high"].isna().all()
    assert two.goals.query("objective == 'reception'")["sign"].tolist() == [-1, -1]
    none = enact(two, ChangeAssessment(**reception, weight=0))
    assert len(none.ledger.of("lost")) == 2
