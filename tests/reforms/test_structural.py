"""Levels, areas and units: removed, promoted, recoded, split, moved, abolished, created."""

import pytest

import govgraph as gg
from govgraph.errors import InvalidStructureError, UnknownNameError, UserError
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import operators
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.operators.abolish_unit import AbolishUnit
from govgraph.reforms.operators.change_level import ChangeLevel
from govgraph.reforms.operators.create_unit import CreateUnit
from govgraph.reforms.operators.move_unit import MoveUnit
from govgraph.reforms.operators.recode import Recode
from govgraph.reforms.operators.remove_level import RemoveLevel
from govgraph.reforms.operators.rename_units import RenameUnits
from govgraph.reforms.operators.split_unit import SplitUnit
from govgraph.reforms.operators.transfer_functions import TransferFunctions
from govgraph.reforms.proposal import Proposal
from govgraph.reforms.sharing import parts
from tests.reforms.prefecture import prefecture

ALL = ("superiors", "duties", "powers", "staff", "doors")


def without_towns(policy: str, **more: str) -> RemoveLevel:
    return RemoveLevel(level="town", **(dict.fromkeys(ALL, policy) | more))


def staff(structure: Structure) -> dict[str, float]:
    return structure.units.dropna(subset=["filled"]).set_index("id")["filled"].to_dict()


def ties(structure: Structure, kind: str) -> set[tuple[str, str]]:
    rows = structure.relations[structure.relations["kind"] == kind]
    return set(zip(rows["source"], rows["target"], strict=True))


def test_a_level_that_is_removed_upwards_leaves_everything_to_the_county():
    done = enact(prefecture(), without_towns("up"))
    after = done.structure
    assert set(after.areas["level"]) == {"prefecture", "county", "village"}
    assert after.area_path("V") == ("V", "C", "P")
    assert staff(after) == {"C.gov": 21.0, "C.land": 14.0}
    assert {("C.gov", "V.gov"), ("C.gov", "W.gov")} <= ties(after, "guides")
    posts = after.posts[["unit", "quota", "filled"]].to_numpy().tolist()
    assert posts == [["C.gov", 6.0, 4.0]]
    assert after.demand[["area", "door", "cases"]].to_numpy().tolist() == [["C", "C.gov", 18.0]]
    assert after.powers["unit"].tolist() == ["C.land"]
    lost = done.ledger.of("lost")
    assert set(lost.loc[lost["table"] == "units", "quantity"]) == {0.0}
    assert {"relations", "goals", "units", "areas"} == set(lost["table"])


def test_a_lead_that_goes_up_with_its_area_is_no_matter_without_a_lead():
    steps = (Step(without_towns("up"), basis="Decree 1"),)
    said = gg.lint(Proposal("x", steps, basis="Decree 1"), prefecture())
    assert not [one for one in said if one.problem.key == "lint.without_lead"]


def test_hours_for_a_case_are_averaged_over_the_areas_they_were_spent_in():
    after = without_towns("up").apply(prefecture())
    hours = after.duties.set_index(["unit", "matter", "role"])["hours"]
    assert hours["C.gov", "permit", "assist"] == (2 + 4) / 2
    assert hours["C.gov", "dike", "lead"] == 1
    assert hours["C.land", "permit", "lead"] == 5


def test_downwards_each_area_below_takes_its_own_and_split_divides():
    down = without_towns("down", superiors="up", powers="drop", staff="split").apply(prefecture())
    doors = down.demand[["area", "door", "cases"]].to_numpy().tolist()
    assert doors == [["V", "V.gov", 9.0], ["W", "W.gov", 9.0]]
    assert set(down.duties.query("matter == 'dike'")["unit"]) == {"V.gov", "W.gov"}
    assert staff(down) == {"C.gov": 16.0, "C.land": 14.0, "V.gov": 3.0, "W.gov": 2.0}
    split = without_towns("split", powers="up", superiors="up").apply(prefecture())
    roles = split.duties.query("unit != 'C.land'")[["unit", "role"]].to_numpy().tolist()
    assert roles == [["C.gov", "lead"], ["V.gov", "assist"], ["W.gov", "assist"]]


def test_what_has_no_home_is_named_all_at_once():
    with pytest.raises(InvalidStructureError) as caught:
        RemoveLevel(level="town").apply(prefecture())
    fields = [problem.params["policy"] for problem in caught.value.problems]
    assert {name: fields.count(name) for name in set(fields)} == {
        "superiors": 2,
        "duties": 4,
        "powers": 2,
        "staff": 4,
        "doors": 2,
    }
    with pytest.raises(InvalidStructureError, match=r"T\.land"):
        without_towns("down", superiors="up").apply(prefecture())


def test_what_is_dropped_is_listed_with_its_officials():
    done = enact(prefecture(), without_towns("drop"))
    lost = done.ledger.of("lost").groupby("table")["quantity"].agg(["size", "sum"])
    assert lost.loc["units"].tolist() == [4, 16.0]
    assert lost.loc["posts"].tolist() == [2, 4.0]
    assert lost.loc["duties", "size"] == 4
    assert done.structure.demand["cases"].sum() == 18
    assert done.structure.demand["door"].isna().all()


def test_a_level_is_removed_under_one_area_only():
    after = RemoveLevel(level="county", area="D", superiors="up", staff="up").apply(prefecture())
    assert set(after.areas["id"]) == {"P", "C", "T", "U", "V", "W"}
    with pytest.raises(UserError, match="no area of the level"):
        RemoveLevel(level="town", area="D").apply(prefecture())
    with pytest.raises(UserError, match="abolished itself"):
        without_towns("T.gov").apply(prefecture())
    with pytest.raises(UnknownNameError):
        without_towns("C.gob").apply(prefecture())


def test_a_town_promoted_to_county_level_answers_to_the_counterparts_in_its_new_parent():
    promoted = ChangeLevel(area="T", level="county", parent="P")
    after = promoted.apply(prefecture())
    assert after.unit("T.gov")["level"] == after.unit("T.land")["level"] == "county"
    assert {("P.gov", "T.gov"), ("P.land", "T.land")} <= ties(after, "leads")
    assert ("P.land", "T.gov") in ties(after, "assesses")
    goals = after.goals.set_index("unit")["assessor"].to_dict()
    assert goals == {"T.gov": "P.gov", "U.gov": "C.gov"}
    assert ("T.gov", "U.gov") in ties(after, "coordinates")


def test_ties_without_a_counterpart_are_named_or_dropped():
    water = CreateUnit(id="C.water", name="w", kind="department", led_by="C.gov", line="water")
    from_water = CreateUnit(id="T.water", name="w", kind="department", led_by="C.water", area="T")
    before = enact(prefecture(), (water, from_water)).structure
    with pytest.raises(InvalidStructureError, match=r"C\.water"):
        ChangeLevel(area="T", level="county", parent="P").apply(before)
    done = enact(before, ChangeLevel(area="T", level="county", parent="P", drop=True))
    assert done.ledger.of("lost")["row"].tolist() == ["C.water · T.water · leads"]


def test_a_province_that_manages_a_county_directly_takes_it_from_under_another():
    after = ChangeLevel(area="U", parent="D").apply(prefecture())
    assert after.area_path("W") == ("W", "U", "D", "P")
    assert {("D.gov", "U.gov"), ("D.land", "U.land")} <= ties(after, "leads")
    with pytest.raises(UserError, match="nothing"):
        ChangeLevel(area="U", parent="C", level="town").apply(prefecture())


def test_several_old_ids_with_one_new_id_are_a_merger():
    step = Recode(
        units={"T.gov": "N.gov", "U.gov": "N.gov"},
        areas={"T": "N", "U": "N"},
        names={"N": "New", "N.gov": "New government"},
    )
    done = enact(prefecture(), step)
    after = done.structure
    assert after.unit("N.gov")["filled"] == 11.0
    assert after.unit("N.gov")["name"] == "New government"
    assert after.areas.query("id == 'N'")["name"].tolist() == ["New"]
    assert set(after.areas.query("parent == 'N'")["id"]) == {"V", "W"}
    merged = done.ledger.of("merged").query("table == 'areas'")
    assert merged[["row", "after"]].to_numpy().tolist() == [["U", "N"]]
    internal = done.ledger.of("lost")
    assert internal[["row", "reason"]].to_numpy().tolist() == [
        ["T.gov · U.gov · coordinates", "reforms.internal"]
    ]


def test_ids_may_be_exchanged_and_an_existing_id_takes_another_in():
    swapped = Recode(units={"T.gov": "U.gov", "U.gov": "T.gov"}).apply(prefecture())
    assert (swapped.unit("T.gov")["filled"], swapped.unit("U.gov")["filled"]) == (4.0, 7.0)
    taken = Recode(units={"U.land": "T.land"}).apply(prefecture())
    assert taken.unit("T.land")["filled"] == 5.0
    assert taken.unit("T.land")["area"] == "T"
    with pytest.raises(UserError, match="crosswalk"):
        Recode(units={"T.gov": "T.gov"}).apply(prefecture())


def test_a_split_and_a_transfer_hand_over_what_is_named():
    before = prefecture()
    split = SplitUnit(unit="T.gov", id="T.water", name="水利站", matters="dike", staff=0.3)
    after = split.apply(before)
    assert (after.unit("T.water")["filled"], after.unit("T.gov")["filled"]) == (2.0, 5.0)
    assert ("C.gov", "T.water") in ties(after, "leads")
    assert after.duties.query("unit == 'T.water'")["matter"].tolist() == ["dike"]
    moved = TransferFunctions(
        source="C.land", target="D.land", line="land", subordinates=("T.land",), staff=1 / 3
    ).apply(before)
    assert moved.duties.query("unit == 'D.land'")["role"].tolist() == ["lead"]
    assert ("D.land", "T.land") in ties(moved, "leads")
    assert (moved.unit("C.land")["filled"], moved.unit("D.land")["filled"]) == (6.0, 3.0)
    with pytest.raises(UserError, match="nothing"):
        TransferFunctions(source="P.gov", target="D.land", matters="dike").apply(before)


def test_units_move_to_another_superior_and_are_abolished_or_renamed():
    before = prefecture()
    moved = MoveUnit(units="T.land", to="T.gov", line="water").apply(before)
    assert ("T.gov", "T.land") in ties(moved, "leads")
    assert moved.unit("T.land")["line"] == "water"
    twice = MoveUnit(units="T.land", to="C.gov", leaves="T.gov")
    with pytest.raises(UserError, match="superiors"):
        twice.apply(before)
    gone = AbolishUnit(units="T.land", staff="C.land", powers="T.gov").apply(before)
    assert gone.unit("C.land")["filled"] == 12.0
    assert gone.powers["unit"].tolist() == ["T.gov", "U.land"]
    named = RenameUnits(names={"T.gov": "新镇"}, names_en={"T.gov": "New Town"}).apply(before)
    assert (named.unit("T.gov")["name"], named.unit("T.gov")["name_en"]) == ("新镇", "New Town")


@pytest.mark.parametrize(
    ("number", "shares", "expected"),
    [
        (7, [0.5, 0.5], [4, 3]),
        (10, [1 / 3] * 3, [4, 3, 3]),
        (1, [0.2, 0.8], [0, 1]),
        (0, [1.0], [0]),
    ],
)
def test_whole_officials_stay_whole(number, shares, expected):
    assert parts(number, shares) == expected


def test_the_words_of_the_british_machinery_of_government_have_their_operators():
    words = {word: name for name, one in operators().items() for word in one.uk}
    expected = {
        "Merger",
        "Demerger",
        "Transfer of functions",
        "Name change",
        "Abolition",
        "Creation",
    }
    assert expected <= set(words)
