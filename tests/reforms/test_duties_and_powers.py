"""Operators on duties, powers, data and ties: what moves, what is kept, what is refused."""

import pytest

from govgraph.errors import UserError
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.grant_powers import GrantPowers
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.operators.remove_tie import RemoveTie
from govgraph.reforms.operators.share_data import ShareData
from govgraph.reforms.operators.withdraw_powers import WithdrawPowers
from tests.measures.samples import county


def parts(structure, matter):
    rows = structure.duties.query("matter == @matter and role in ['lead', 'assist']")
    return sorted(zip(rows["unit"], rows["role"], strict=True))


def test_the_lead_moves_and_the_former_lead_assists():
    step = ReassignLead(matters="waste", source="housing", target="env")
    done = enact(county(), step)
    expected = [("env", "assist"), ("env", "lead"), ("housing", "assist")]
    assert parts(done.structure, "waste") == expected
    moved = done.ledger.of("moved").iloc[0]
    assert (moved["table"], moved["before"], moved["after"]) == ("duties", "housing", "env")


def test_a_released_lead_leaves_the_matter():
    step = ReassignLead(matters="waste", source="housing", target="police", release=True)
    assert parts(step.apply(county()), "waste") == [("env", "assist"), ("police", "lead")]
    with pytest.raises(UserError, match="leads fire"):
        ReassignLead(matters="fire", source="housing", target="police").apply(county())


def test_assigning_a_part_twice_keeps_it_once():
    step = AssignDuties(units=("police", "housing"), matters="fire", role="assist")
    once = step.apply(county())
    assert parts(once, "fire") == [("housing", "assist"), ("police", "assist")]
    assert parts(step.apply(once), "fire") == parts(once, "fire")


def test_conferred_powers_name_mode_and_ground_and_entrusted_ones_stay_with_the_giver():
    grant = GrantPowers(source="police", target=("town1", "town2"), mode="conferred", give_up=True)
    done = enact(county(), Step(grant, basis="Administrative Penalty Law (2021), art. 24"))
    held = done.structure.powers.query("power == 'penalise'")
    assert held["unit"].tolist() == ["town1", "town2"]
    assert set(held["mode"]) == {"conferred"}
    assert set(held["basis"]) == {"Administrative Penalty Law (2021), art. 24"}
    assert done.ledger.of("lost")["unit"].tolist() == ["police"]
    with pytest.raises(UserError, match="goes on answering"):
        GrantPowers(source="police", target="town1", mode="entrusted", give_up=True).apply(county())


def test_withdrawn_powers_go_to_the_unit_named_or_are_lost():
    moved = WithdrawPowers(units="police", to="env").apply(county())
    assert moved.powers.query("power == 'penalise'")["unit"].tolist() == ["env"]
    gone = enact(county(), WithdrawPowers(units="police"))
    assert gone.ledger.of("lost")["reason"].tolist() == ["reforms.withdrawn"]
    with pytest.raises(UserError, match="holds no power"):
        WithdrawPowers(units="deputy").apply(county())


def test_sharing_is_mutual_where_asked_and_never_with_oneself():
    shared = ShareData(source=("env", "police"), target=("env", "housing"), mutual=True)
    rows = shared.apply(county()).relations.query("kind == 'shares' and source != 'env'")
    pairs = set(zip(rows["source"], rows["target"], strict=True))
    assert pairs == {
        ("police", "env"),
        ("police", "housing"),
        ("housing", "env"),
        ("housing", "police"),
    }


def test_a_tie_that_is_not_there_cannot_end():
    after = RemoveTie(kind="coordinates", source="env", target="police")
    with pytest.raises(UserError, match="no tie"):
        after.apply(county())
    shared = RemoveTie(kind="shares", source="env", target="town1", matter="noise")
    assert not (shared.apply(county()).relations["kind"] == "shares").any()
