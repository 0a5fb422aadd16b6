"""The country: real places, one row of rules per line, depth-first order, the same every time."""

from importlib.resources import files

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import govgraph as gg
from govgraph.cases.china.building import build
from govgraph.cases.china.bureaus import number, weights
from govgraph.cases.china.functions import LEADERSHIP, LEVELS, functions
from govgraph.cases.china.places import Places, chosen, places
from govgraph.io.divisions import placeholders
from govgraph.text.statutes import legal_basis


@pytest.fixture(scope="module")
def country() -> Places:
    return places()


@pytest.fixture(scope="module")
def small() -> gg.Structure:
    return gg.load("china", size="1k")


def test_the_country_is_depth_first_and_every_code_begins_with_that_above(country):
    codes = country.code.to_pylist()
    assert codes == sorted(codes)
    assert all(
        codes[row].startswith(codes[above])
        for row, above in enumerate(country.parent.tolist())
        if above > 0
    )
    assert (country.level[1:] > country.level[country.parent[1:]]).all()


@pytest.mark.data
def test_the_places_are_the_divisions_without_placeholders(country, data_folder):
    raw = pd.read_parquet(data_folder / "cn_divisions_2023" / "nodes.parquet")
    raw = raw.assign(level=raw["level"].astype(str), parent=raw["parent"].fillna(""))
    real = raw[placeholders(raw).isna().to_numpy()].sort_values("code")
    assert country.code.to_pylist()[1:] == real["code"].tolist()
    assert country.name.to_pylist()[1:] == real["name"].tolist()
    assert country.level[1:].tolist() == real["level"].astype(int).tolist()


def test_longgang_leads_its_communities_itself(country):
    codes = country.code.to_pylist()
    city = codes.index("330383")
    assert (country.parent == city).sum() == 103
    assert set(country.level[country.parent == city]) == {5}


def test_sizes_are_near_what_was_asked_and_whole_counties(country):
    lines = functions()
    weight = weights(country, lines)
    for units in (1_000, 10_000, 100_000):
        keep = chosen(country, weight, units)
        assert abs(weight[keep].sum() - units) <= 1_000
        counties = np.flatnonzero(keep & (country.level == 3))
        below = np.isin(country.parent, counties)
        assert keep[below].all()
        assert keep[country.parent[np.flatnonzero(keep)[1:]]].all()
    assert chosen(country, weight, 10**9).all()


def test_units_stand_in_depth_first_order(small):
    """Canonical order, by id, is a government, its bureaus, what is below."""
    seen: list[str] = []

    def walk(area: str) -> None:
        units = small.units[small.units["area"] == area]["id"]
        seen.extend([area, *sorted(unit for unit in units if unit != area)])
        for below in small.areas[small.areas["parent"] == area]["id"]:
            walk(below)

    walk("0")
    assert small.units["id"].tolist() == seen


def test_bureaus_have_the_heads_that_the_table_states(small):
    """Rule by rule, unit by unit, as the table of lines says it."""
    lines = functions()
    table = lines.table.set_index("id")
    ties = {
        (row.source, row.target): row
        for row in small.relations.itertuples()
        if row.kind in {"leads", "guides"} or row.source == row.target.partition(".")[0]
    }
    units = small.units.set_index("id")
    bureaus = units[units["line"].notna() & (units["level"] != "nation")]
    for bureau, row in bureaus.iterrows():
        stated = table.loc[row["line"], f"in_{row['level']}"]
        upper = _upper(small, units, str(bureau))
        home = ties[row["area"], bureau]
        if upper is None or stated == "area":
            assert home.kind == "leads"
            assert upper is None or ties[upper, bureau].kind == "guides"
        elif stated == "vertical":
            assert (home.kind, ties[upper, bureau].kind) == ("coordinates", "leads")
        else:
            assert (home.kind, ties[upper, bureau].kind) == ("leads", "leads")
            assert bool(home.primary) == (stated == "dual")
            assert bool(ties[upper, bureau].primary) == (stated == "line")
        assert home.origin == "assumption"


def _upper(structure: gg.Structure, units: pd.DataFrame, bureau: str) -> str | None:
    area, line = units.loc[bureau, "area"], units.loc[bureau, "line"]
    for above in structure.area_path(area)[1:]:
        if f"{above}.{line}" in units.index:
            return f"{above}.{line}"
    return None


def test_every_community_refers_to_one_office_of_its_township(small):
    units, areas = small.units.set_index("id"), small.areas.set_index("id")
    refers = small.relations.query("kind == 'refers'")
    communities = areas.index[areas["level"] == "community"]
    assert refers["source"].is_unique
    assert set(communities) <= set(refers["source"])
    for row in refers[refers["source"].isin(communities)].itertuples():
        assert units.loc[row.target, "area"] == areas.loc[row.source, "parent"]


def test_the_seed_moves_what_is_drawn_and_nothing_else():
    one, same, other = build(1_000).build(), build(1_000).build(), build(1_000, seed=7).build()
    assert one == same
    assert one != other
    drawn = ~one.relations["kind"].isin(["refers", "coordinates"])
    assert one.units.equals(other.units)
    stable = ~other.relations["kind"].isin(["refers", "coordinates"])
    assert (
        one.relations[drawn]
        .reset_index(drop=True)
        .equals(other.relations[stable].reset_index(drop=True))
    )


def test_numbers_follow_the_ids(country):
    lines = functions()
    part = country.taking(chosen(country, weights(country, lines), 1_000))
    units = number(part, lines)
    assert (np.diff(units.place) >= 0).all()
    assert (units.own[units.own >= 0] >= 1).all()
    upper = units.upper[units.upper >= 0]
    assert (units.line[upper] >= 0).all()


def test_the_table_of_lines_is_complete():
    table = functions().table
    assert table["id"].is_unique
    for level in LEVELS[1:]:
        has = table[level] != ""
        assert (has == table[f"in_{level}"].isin(LEADERSHIP)).all()
    assert table["basis"].str.startswith("《").all()
    for basis in table["basis"].unique():
        assert legal_basis(basis, "en").isascii(), basis


def test_the_package_carries_names_and_codes_only():
    file = files("govgraph.cases.china") / "places.parquet"
    assert file.stat().st_size < 4_500_000
    assert pq.read_schema(file).names[:2] == ["code", "name"]


def test_the_source_syntax_takes_a_size(small):
    assert gg.load("china", "1k") == small
    with pytest.raises(gg.UnknownNameError):
        gg.load("china", size="2m")
