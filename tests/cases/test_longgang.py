"""Longgang in 2018 and 2023: the public data as they are, and the figures argued about."""

import re
from pathlib import Path

import networkx as nx
import pytest

import govgraph as gg
from govgraph.cases.loading import load, workload
from govgraph.io.divisions import read_divisions

WENZHOU, CANGNAN, LONGGANG_CITY, LONGGANG_TOWN = "3303", "330327", "330383", "330327101"


def divisions(stage):
    """Return the real part of the case: its areas, and the ties between those who govern them."""
    structure = load("longgang", stage)
    areas = set(structure.areas["id"])
    relations = structure.relations
    ties = relations[relations["source"].isin(areas) & relations["target"].isin(areas)]
    return structure, ties[ties["kind"].isin(["leads", "guides"])]


def below(ties, unit, kind):
    return set(ties.loc[(ties["source"] == unit) & (ties["kind"] == kind), "target"])


def steps(ties, unit):
    graph = nx.from_pandas_edgelist(ties, create_using=nx.DiGraph)
    return nx.single_source_shortest_path_length(graph, unit)


def test_the_town_of_2018():
    _, ties = divisions("2018")
    assert below(ties, WENZHOU, "leads") == {CANGNAN}
    assert len(below(ties, CANGNAN, "leads")) == 19
    villages = below(ties, LONGGANG_TOWN, "guides")
    assert len(villages) == 200
    reached = steps(ties, WENZHOU)
    assert {reached[village] for village in villages} == {3}
    assert sum(code.startswith(CANGNAN) and len(code) == 12 for code in reached) == 883


def test_the_city_of_2023():
    structure, ties = divisions("2023")
    assert below(ties, WENZHOU, "leads") == {CANGNAN, LONGGANG_CITY}
    communities = below(ties, LONGGANG_CITY, "guides")
    assert len(communities) == 103
    assert not below(ties, LONGGANG_CITY, "leads")
    reached = steps(ties, WENZHOU)
    assert {reached[community] for community in communities} == {2}
    assert len(below(ties, CANGNAN, "leads")) == 18
    cangnan = [code for code in reached if code.startswith(CANGNAN) and len(code) == 12]
    assert len(cangnan) == 431
    assert {reached[village] for village in cangnan} == {3}
    assert "330383198" not in set(structure.areas["id"])


@pytest.mark.data
@pytest.mark.parametrize("stage", ["2018", "2023"])
def test_the_case_is_what_the_raw_table_says(stage, data_folder):
    path = data_folder / "longgang_before_after" / "cangnan_longgang_2017_2023.csv"
    raw = read_divisions(path, year=stage).build()
    structure, ties = divisions(stage)
    province = raw.areas["parent"].isna()
    areas = ["id", "name", "parent", "level"]
    expected = raw.areas.loc[~province, areas].set_index("id")
    expected["parent"] = expected["parent"].where(expected.index != WENZHOU)
    assert structure.areas[areas].set_index("id").sort_index().equals(expected.sort_index())
    units = structure.units.set_index("id").loc[structure.areas["id"], ["name", "kind"]]
    same = raw.units.set_index("id").loc[structure.areas["id"], ["name", "kind"]]
    assert units.equals(same)
    columns = ["source", "target", "kind"]
    expected_ties = raw.relations[raw.relations["target"] != WENZHOU][columns]
    found = set(ties[columns].itertuples(index=False, name=None))
    assert found == set(expected_ties.itertuples(index=False, name=None))


def test_only_divisions_count_as_public_data():
    for stage in ("2018", "2023"):
        structure, ties = divisions(stage)
        units, relations = structure.units, structure.relations
        public = units["origin"].str.startswith("public data: ")
        assert set(units.loc[public, "id"]) == set(structure.areas["id"])
        public = relations["origin"].str.startswith("public data: ")
        assert set(relations.index[public]) == set(ties.index)


@pytest.mark.parametrize("stage", ["2018", "2023"])
def test_every_place_with_a_government_has_a_party_committee(stage):
    structure, _ = divisions(stage)
    units = structure.units.set_index("area")
    committee = units.loc[units["kind"] == "party_committee", "id"]
    assert committee.index.is_unique
    assert set(committee.index) == set(units.index[units["kind"] == "government"])
    relations = structure.relations
    leads = relations[relations["source"].isin(committee)].set_index("target")
    assert set(leads["kind"]) == {"leads"}
    parent = structure.areas.set_index("id")["parent"].dropna()
    for area, above in parent.items():
        assert leads.loc[committee.get(area, area), "source"] == committee[above]
    for area in committee.index:
        assert leads.loc[area, "source"] == committee[area]
        assert leads.loc[area, "primary"] == True  # noqa: E712 - the column holds missing values


@pytest.mark.parametrize(("stage", "steps_down"), [("2018", 3), ("2023", 2)])
def test_the_party_decides_down_to_the_community_where_the_government_advises(stage, steps_down):
    structure, ties = divisions(stage)
    longgang = LONGGANG_TOWN if stage == "2018" else LONGGANG_CITY
    for community in sorted(below(ties, longgang, "guides")):
        party = gg.path(structure, f"{WENZHOU}.party", community)
        assert party.lawful.length == steps_down
        assert party.lawful.decider == f"{WENZHOU}.party"
        government = gg.path(structure, WENZHOU, community)
        assert government.plain.length == government.advisory.length == steps_down


def test_a_merged_department_answers_to_the_counterpart_of_each_of_its_lines():
    structure = load("longgang", "2023")
    line = structure.units.set_index("id")["line"]
    lines = structure.unit_lines.groupby("unit")["line"].agg(set)
    relations = structure.relations
    for unit, further in lines.items():
        guiding = relations[(relations["target"] == unit) & (relations["kind"] == "guides")]
        assert set(guiding["source"].map(line)) == {line[unit], *further}


def test_the_page_gives_the_numbers_of_the_tables():
    page = Path(gg.__file__).parents[1] / "docs" / "cases" / "longgang.md"
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", page.read_text("utf-8"), re.MULTILINE
    )
    told = {name: (town, city) for name, town, city in rows}
    for name, origin in (
        ("units; relations", ""),
        ("of these public data", "public data: "),
        ("of these from Party rules", "reported: party_rules"),
    ):
        assert told[name] == tuple(counts(load("longgang", s), origin) for s in ("2018", "2023"))


def counts(structure, origin):
    tables = (structure.units, structure.relations)
    return "; ".join(f"{table['origin'].str.startswith(origin).sum():,}" for table in tables)


def test_the_next_step_adds_helpers_a_platform_and_a_channel():
    city, proposed = load("longgang", "2023"), load("longgang", "proposed")
    new = proposed.units[~proposed.units["id"].isin(city.units["id"])]
    assert sorted(new["kind"]) == [
        "channel",
        "joint_body",
        "platform",
        *["social_organisation"] * 3,
    ]
    assert set(city.units["id"]) <= set(proposed.units["id"])
    leads = [one.duties[one.duties["role"] == "lead"] for one in (city, proposed)]
    assert leads[0].reset_index(drop=True).equals(leads[1].reset_index(drop=True))
    cases = [one.demand.groupby(["matter", "area"])["cases"].sum() for one in (city, proposed)]
    assert cases[0].round(6).equals(cases[1].round(6))
    served = proposed.relations.query("source == 'LG.services.app' and kind == 'serves'")
    assert served["target"].tolist() == ["LG.public"]


@pytest.mark.parametrize(
    ("stage", "government", "offices"),
    [
        ("2018", "330327101", ("LT.",)),
        ("2023", "330383", ("LG.",)),
        ("2023", "330327", ("CN.", "330327")),
    ],
)
def test_posts_of_every_grade_make_a_ladder(stage, government, offices):
    structure = load("longgang", stage)
    posts = structure.posts[structure.posts["unit"].str.startswith((government, *offices))]
    posts = posts[posts["kind"] == "administrative"]
    people = posts.groupby("grade")["filled"].sum()
    grades = structure.grades.sort_values("rank")["id"].tolist()
    own = [people[grade] for grade in grades if grade in people]
    assert own == sorted(own)
    assert ("county_head" in people) == (government != "330327101")
    assert (posts["filled"] <= posts["quota"]).all()


@pytest.mark.parametrize("stage", ["2018", "2023"])
def test_officials_work_the_same_hours_at_every_stage(stage):
    structure, work = load("longgang", stage), workload("longgang", stage)
    duties = structure.duties
    busy = set(duties.loc[duties["hours"].fillna(0) > 0, "unit"])
    servers = work.servers.set_index("unit")
    assert busy <= set(servers.index)
    windows = servers.index.str.endswith((".services", ".petitions", ".insurance", "civil_affairs"))
    assert set(servers.loc[~windows, "hours_per_week"]) == {24}
    assert set(work.priorities["matter"]) == set(structure.matters["id"])
