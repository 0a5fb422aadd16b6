"""Vertical management, its undoing, and the three kinds of joint centre."""

import pytest

from govgraph.errors import UserError
from govgraph.measures import authority, coordination, profile
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import enact
from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
from govgraph.reforms.operators.hand_back import HandBack
from govgraph.reforms.operators.make_vertical import MakeVertical
from tests.measures.samples import tie


def two_levels() -> Structure:
    build = Builder().add("levels", id="p", name="p").add("levels", id="c", name="c")
    build.add("areas", id="P", name="P", level="p").add(
        "areas", id="C", name="C", level="c", parent="P"
    )
    build.add("lines", id="tax", name="tax")
    for unit, kind, area, line in (
        ("P.gov", "government", "P", None),
        ("P.tax", "department", "P", "tax"),
        ("C.party", "party_committee", "C", None),
        ("C.gov", "government", "C", None),
        ("C.tax", "department", "C", "tax"),
    ):
        build.add("units", id=unit, name=unit, kind=kind, area=area, line=line)
    tie(build, "leads", "P.gov", "P.tax", "C.gov")
    tie(build, "leads", "C.party", "C.gov", "C.tax")
    tie(build, "leads", "C.gov", "C.tax", primary=True)
    return tie(build, "guides", "P.tax", "C.tax").build()


def ties_to(structure: Structure, unit: str) -> set[tuple[str, str]]:
    rows = structure.relations[structure.relations["target"] == unit]
    return set(zip(rows["source"], rows["kind"], strict=True))


def test_a_vertical_line_is_led_from_above_and_the_party_stays_local():
    done = enact(two_levels(), MakeVertical(units="C.tax"))
    expected = {("P.tax", "leads"), ("C.gov", "coordinates"), ("C.party", "leads")}
    assert ties_to(done.structure, "C.tax") == expected
    assert set(done.ledger.entries["action"]) == {"changed"}


def test_handing_back_undoes_it():
    vertical = MakeVertical(units="C.tax").apply(two_levels())
    back = HandBack(units="C.tax").apply(vertical)
    assert ties_to(back, "C.tax") == ties_to(two_levels(), "C.tax")
    assert back.relations.query("target == 'C.tax' and primary == True")["source"].tolist() == [
        "C.gov"
    ]


def test_a_line_without_anyone_above_cannot_be_made_vertical():
    with pytest.raises(UserError, match="guides or leads"):
        MakeVertical(units="P.tax").apply(two_levels())


def bureaus() -> Structure:
    build = Builder().add("levels", id="c", name="c").add("areas", id="C", name="C", level="c")
    for unit, kind in (("gov", "government"), ("env", "department"), ("housing", "department")):
        build.add("units", id=unit, name=unit, kind=kind, area="C")
    build.add("units", id="people", name="people", kind="public")
    tie(build, "leads", "gov", "env", "housing")
    tie(build, "serves", "env", "people")
    build.add("matters", id="noise", name="noise").add("needs", matter="noise", power="inspect")
    build.add("duties", unit="env", matter="noise", role="lead")
    build.add("duties", unit="housing", matter="noise", role="assist")
    build.add("powers", unit="env", power="inspect", matter="noise")
    return build.add("demand", matter="noise", area="C", cases=10, door="env").build()


def centre(**more: bool) -> Structure:
    step = CreateJointCentre(
        id="hall", name="大厅", led_by="gov", departments=("env", "housing"), **more
    )
    return step.apply(bureaus())


def test_co_location_changes_places_but_not_paths():
    after = centre()
    assert after.demand["door"].tolist() == ["env@hall"]
    assert set(after.units.query("kind == 'desk'")["site"]) == {"hall"}
    found = coordination.lawful(after, "env@hall", "housing@hall")
    assert found.units == ("env@hall", "env", "gov", "housing", "housing@hall")
    assert not len(after.powers.query("unit == 'env@hall'"))
    assert profile.information(after) == profile.information(bureaus()) == 1


def test_delegated_decisions_give_the_desks_powers_and_shared_data_opens_them():
    decided = centre(decides=True)
    held = decided.powers.query("unit == 'env@hall'")
    assert held[["power", "mode"]].to_numpy().tolist() == [["inspect", "entrusted"]]
    assert authority.gap(decided) == 0
    shared = centre(shares=True)
    assert profile.information(shared) == 0
    assert not len(shared.powers.query("unit == 'env@hall'"))
