"""The natural experiment: what the promotion explains of Longgang between 2018 and 2023."""

from collections import Counter
from functools import cache
from importlib.resources import files

import pandas as pd
import pytest

import govgraph as gg
from govgraph.cases.proposals import explained, explanations, proposal, proposals
from govgraph.comparison.rows import differences as row_differences
from govgraph.errors import UnknownNameError
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Enacted, enact

FOLDER = files("govgraph.cases") / "longgang" / "proposals"


def structure(stage: str) -> Structure:
    return gg.load("longgang", stage=stage)


@cache
def promoted() -> Enacted:
    steps = proposal("longgang", "promotion").steps
    return enact(structure("2018"), steps, check=False)


@cache
def differences() -> pd.DataFrame:
    rows = row_differences(promoted().structure, structure("2023"))
    return explained(rows, "longgang")


def crosswalk() -> pd.DataFrame:
    return pd.read_csv(str(FOLDER / "villages.csv"), dtype=str)


def test_the_proposals_of_the_case():
    assert proposals("longgang") == ("next_step", "no_townships", "promotion")
    with pytest.raises(UnknownNameError):
        proposal("longgang", "promotions")


def test_the_crosswalk_covers_every_village_and_every_community():
    rows = crosswalk()
    old, new = structure("2018").areas, structure("2023").areas
    villages = old.loc[old["parent"] == "330327101", ["id", "name"]]
    communities = new.loc[new["parent"] == "330383", ["id", "name"]]
    assert set(zip(rows["old"], rows["old_name"], strict=True)) == set(
        villages.itertuples(index=False, name=None)
    )
    assert set(zip(rows["new"], rows["new_name"], strict=True)) == set(
        communities.itertuples(index=False, name=None)
    )
    assert (len(villages), len(communities)) == (200, 103)


def test_rows_of_the_crosswalk_are_marked_and_names_that_match_are_counted():
    rows = crosswalk()
    bare = [
        rows[c].str.replace("(村委会|居委会|社区|管理区)$", "", regex=True)
        for c in ("old_name", "new_name")
    ]
    assert (bare[0] == bare[1]).tolist() == (rows["match"] == "same_name").tolist()
    assert Counter(rows["match"]) == {
        "same_name": 52,
        "similar_name": 49,
        "name_between": 3,
        "place_name_record": 3,
        "neighbouring_code": 93,
    }
    public = rows["origin"].str.startswith("public data")
    assert public.sum() == 54
    assert set(rows.loc[public, "match"]) == {"same_name", "place_name_record"}
    assert set(rows.loc[~public, "origin"]) == {"assumption"}


def test_the_ledger_accounts_for_200_villages_that_become_103_communities():
    entries = promoted().ledger.entries
    for table, step in (("areas", 1), ("units", 2)):
        rows = entries[(entries["step"] == step) & (entries["table"] == table)]
        merged, moved = (
            rows[rows["action"] == "merged"],
            rows.query("action == 'moved' and column == 'id'"),
        )
        assert (len(merged), len(moved)) == (97, 103)
        found = dict(zip(merged["row"], merged["after"], strict=True)) | dict(
            zip(moved["before"], moved["after"], strict=True)
        )
        assert found == dict(crosswalk()[["old", "new"]].itertuples(index=False, name=None))


def test_the_town_becomes_a_city_under_wenzhou_that_faces_its_communities():
    after, real = promoted().structure, structure("2023")
    for found in (after, real):
        assert found.area_path("330383") == ("330383", "3303")
        assert found.unit("330383")["level"] == "county"
        heads = found.relations.query("source == '330383' and kind == 'guides'")["target"]
        assert len(heads) == len(found.areas.query("parent == '330383'")) == 103
    assert not after.units["id"].str.startswith("330327101").any()
    lost = promoted().ledger.of("lost")
    assert lost["row"].tolist() == ["LT.services · CN.public · serves · window"]


def test_every_difference_that_is_left_is_explained():
    left = differences()
    assert left.loc[left["explanation"] == "", ["table", "row", "column"]].empty
    assert set(left["explanation"]) == {one.key for one in explanations("longgang")}


def test_explanations_hold_in_the_data():
    left, real = differences(), structure("2023")
    areas = left.query("explanation == 'villages_of_cangnan' and table == 'areas'")
    count = Counter(areas["action"])
    assert (683 - count["removed"] + count["added"], count["removed"], count["added"]) == (
        431,
        378,
        126,
    )
    assumed = {"assumption"}
    for table, column in (
        ("units", "id"),
        ("duties", "unit"),
        ("powers", "unit"),
        ("posts", "unit"),
    ):
        rows = real.table(table)
        assert set(rows.loc[rows[column].str.startswith("LG."), "origin"]) == assumed
    cited = left.query("explanation == 'statutes'")
    assert cited["before"].notna().any()
    assert all(one.text.en and one.text.zh for one in explanations("longgang"))


def test_both_counterfactuals_stand_side_by_side():
    before = structure("2018")
    chosen = ["span.max", "layers.depth"]
    delayered = enact(before, proposal("longgang", "no_townships").steps, check=False)
    found = gg.compare(
        before, promoted(), delayered, names=("promotion", "no townships"), measures=chosen
    )
    assert set(found.measures["option"]) == {"promotion", "no townships"}
    span = found.measures.query("name == 'span.max'").set_index("option")["after"]
    assert span["no townships"] > span["promotion"]
    levels = [found.structure.areas["level"] for found in (promoted(), delayered)]
    assert [("township" in set(level)) for level in levels] == [True, False]


@pytest.mark.data
def test_the_crosswalk_agrees_with_the_public_division_data(data_folder):
    public = pd.read_csv(
        data_folder / "longgang_before_after" / "cangnan_longgang_2017_2023.csv", dtype=str
    )
    rows = crosswalk()
    for year, parent, column in (("2018", "330327101", "old"), ("2023", "330383198", "new")):
        found = public[(public["year"] == year) & (public["parent"] == parent)]
        given = zip(rows[column], rows[f"{column}_name"], strict=True)
        assert set(zip(found["code"], found["name"], strict=True)) == set(given)
    villages = public[(public["level"] == "5") & public["code"].str.startswith("330327")]
    outside = villages[~villages["code"].str.startswith("330327101")]
    count = outside.groupby("year").size()
    assert (count["2018"], count["2023"]) == (683, 431)
