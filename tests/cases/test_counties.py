"""All counties: counted as the raw table does without placeholders; where Longgang stands."""

import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import govgraph as gg
from govgraph.cases.counties import COMPARED, counties, standing
from govgraph.cases.loading import load
from govgraph.errors import UnknownNameError
from govgraph.io.divisions import placeholders


@pytest.mark.data
def test_townships_and_communities_are_those_of_the_raw_table(data_folder):
    raw = pd.read_parquet(data_folder / "cn_divisions_2023" / "nodes.parquet")
    raw = raw.assign(level=raw["level"].astype(str), parent=raw["parent"].fillna(""))
    real = raw[placeholders(raw).isna().to_numpy()]
    found = counties()
    assert set(found.index) == set(real.loc[real["level"] == "3", "code"])
    for level, digits, column in (("4", 9, "townships"), ("5", 12, "communities")):
        codes = real.loc[real["level"] == level, "code"]
        assert set(codes.map(len)) == {digits}
        count = Counter(codes.str[:6])
        assert found[column].to_dict() == {code: count[code] for code in found.index}


def test_span_and_levels_follow_from_what_stands_below():
    found = counties()
    with_townships = found["townships"] > 0
    assert (found.loc[with_townships, "span"] >= found.loc[with_townships, "townships"]).all()
    alone = found[~with_townships]
    assert (alone["span"] == alone["communities"]).all()
    settled = found["communities"] > 0
    assert (found["levels"] == with_townships.astype(int) + settled.astype(int)).all()
    assert found["span"].idxmax() == "330383"
    assert found.loc["330383", "levels"] == 1


def test_the_case_and_the_table_tell_the_same_of_longgang_and_cangnan():
    areas, found = load("longgang", "2023").areas, counties()
    for code, level, column in (
        ("330383", "community", "span"),
        ("330327", "township", "townships"),
    ):
        below = areas[areas["parent"] == code]
        assert (below["level"] == level).all()
        assert len(below) == found.loc[code, column]
    assert found.loc["330327", "communities"] == 431


@pytest.mark.parametrize("code", ["330383", "330327", "320571"])
@pytest.mark.parametrize("statistical", [True, False])
def test_a_percentile_is_the_share_below_and_half_of_the_equal(code, statistical):
    everyone = counties()
    kept = everyone if statistical else everyone[~everyone["statistical"]]
    if code not in everyone.index:
        with pytest.raises(UnknownNameError):
            standing(code, statistical=statistical)
        return
    told = standing(code, statistical=statistical)
    assert tuple(told.index) == COMPARED
    for name in COMPARED:
        values, own = kept[name].tolist(), everyone.loc[code, name]
        below = sum(value < own for value in values)
        equal = sum(value == own for value in values)
        assert told.loc[name, "percentile"] == pytest.approx(
            100 * (below + equal / 2) / len(values)
        )
        assert told.loc[name, "counties"] == len(values)


def test_the_page_of_longgang_gives_the_numbers_of_the_table():
    page = Path(gg.__file__).parents[1] / "docs" / "cases" / "longgang.md"
    rows = re.findall(r"^\| ([^|]+) \|((?: [^|]+ \|){5})$", page.read_text("utf-8"), re.MULTILINE)
    told = {name: [cell.strip() for cell in cells.split("|")[:-1]] for name, cells in rows}
    stand = [standing(code) for code in ("330383", "330327")]
    assert f"of {stand[0]['counties'].iloc[0]:,} counties" in told
    for name, column in (
        ("directly below the county", "span"),
        ("levels below the county", "levels"),
        ("townships", "townships"),
        ("communities and villages", "communities"),
    ):
        numbers = [
            text
            for one in stand
            for text in (f"{one.loc[column, 'value']:g}", f"{one.loc[column, 'percentile']:.2f}")
        ]
        assert told[name] == [*numbers, f"{stand[0].loc[column, 'median']:g}"]
    everyone = counties()
    flat = everyone[~everyone["statistical"] & (everyone["levels"] == 1)]
    assert len(flat) == 7


def test_an_unknown_county_is_named():
    with pytest.raises(UnknownNameError, match="counties"):
        standing("999999")
