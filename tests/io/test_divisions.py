"""Division tables: placeholders, re-parenting, the two real data sets."""

import networkx as nx
import pandas as pd
import pytest

from govgraph.errors import InvalidStructureError, ReadError
from govgraph.io.divisions import placeholders, read_divisions
from govgraph.io.reading import read

ROWS = [
    ["46", "海南省", "1", ""],
    ["4604", "儋州市", "2", "46"],
    ["460400", "儋州市", "3", "4604"],
    ["460400100", "那大镇", "4", "460400"],
    ["4690", "省直辖县级行政区划", "2", "46"],
    ["469001", "五指山市", "3", "4690"],
    ["469001198", "县直辖村级区划", "4", "469001"],
    ["469001198500", "畅好农场虚拟社区", "5", "469001198"],
    ["469001198501", "畅好居", "5", "469001198"],
    ["469001400", "畅好农场", "4", "469001"],
    ["469001001", "南圣街道", "4", "469001"],
]


def table(rows=ROWS) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["code", "name", "level", "parent"])


def test_each_rule_names_its_placeholders():
    rules = placeholders(table())
    found = dict(zip(table()["code"], rules, strict=True))
    assert {code: rule for code, rule in found.items() if isinstance(rule, str)} == {
        "460400": "repeated",
        "4690": "title",
        "469001198": "direct",
        "469001198500": "virtual",
    }


def test_children_of_placeholders_move_up():
    relations = read_divisions(table()).build().relations
    assert relations[["source", "target", "kind"]].to_numpy().tolist() == [
        ["46", "4604", "leads"],
        ["46", "469001", "leads"],
        ["4604", "460400100", "leads"],
        ["469001", "469001001", "leads"],
        ["469001", "469001198501", "guides"],
        ["469001", "469001400", "leads"],
    ]


def test_units_are_what_governs_the_area():
    units = read_divisions(table()).build().units.set_index("id")
    assert units.loc["469001001", ["name", "kind"]].tolist() == ["南圣街道办事处", "street_office"]
    assert units.loc["460400100", ["name", "kind"]].tolist() == ["那大镇人民政府", "government"]
    assert units.loc["469001400", ["name", "kind"]].tolist() == ["畅好农场", "street_office"]
    assert units.loc["469001400", "note"].startswith("统计用区划")
    assert (units["area"] == units.index).all()


def test_what_was_collapsed_is_reported():
    steps = read_divisions(table()).about.provenance
    assert any("1 virtual communities" in step and "直辖村级区划" in step for step in steps)


def test_a_chain_of_repeated_names_collapses_whole():
    rows = [
        ["3505", "泉州市", "2", ""],
        ["350527", "金门县", "3", "3505"],
        ["350527000", "金门县", "4", "350527"],
        ["350527000000", "金门县", "5", "350527000"],
    ]
    assert read_divisions(table(rows)).build().areas["id"].tolist() == ["3505", "350527"]


def test_a_sibling_of_the_same_name_is_no_placeholder():
    rows = [
        ["4601", "海口市", "2", ""],
        ["460101", "海口市", "3", "4601"],
        ["460102", "龙华区", "3", "4601"],
    ]
    assert len(read_divisions(table(rows)).build().areas) == 3


def test_faults_carry_file_and_row(tmp_path):
    path = tmp_path / "divisions.csv"
    text = "代码,名称,级别,上级代码\n33,浙江省,1,\n3303,温州市,2,34\n3303,温州,2,33\n"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidStructureError) as error:
        read(path)
    places = {(p.key, p.place.file, p.place.row) for p in error.value.problems}
    assert ("model.unknown_id", "divisions.csv", 3) in places
    assert ("model.duplicate_id", "divisions.csv", 4) in places


def test_unknown_levels_are_all_named():
    with pytest.raises(ReadError) as error:
        read_divisions(table([["1", "a", "6", ""], ["2", "b", "1", ""], ["3", "c", "x", ""]]))
    assert [(p.value, p.place.row) for p in error.value.problems] == [("6", 1), ("x", 3)]


def test_a_year_is_asked_for_and_checked():
    frame = pd.concat([table().assign(year="2018"), table().assign(year="2023")])
    with pytest.raises(ReadError, match="2018, 2023"):
        read_divisions(frame)
    with pytest.raises(ReadError, match="2017"):
        read_divisions(frame, year=2017)
    assert read_divisions(frame, year=2018).about.as_of == "2018"


def test_missing_columns_are_named():
    with pytest.raises(ReadError, match="level, parent"):
        read_divisions(pd.DataFrame({"code": ["1"], "name": ["x"]}))


def _steps(structure, source, targets):
    ties = structure.relations[["source", "target"]].to_numpy().tolist()
    lengths = nx.single_source_shortest_path_length(nx.DiGraph(ties), source)
    return {lengths[target] for target in targets}


@pytest.mark.data
@pytest.mark.parametrize(
    ("year", "prefix", "communities", "steps"),
    [(2018, "330327101", 200, 3), (2023, "330383", 103, 2)],
)
def test_wenzhou_to_longgang(data_folder, year, prefix, communities, steps):
    path = data_folder / "longgang_before_after" / "cangnan_longgang_2017_2023.csv"
    structure = read_divisions(path, year=year).build()
    below = structure.units.query("kind == 'community'")["id"]
    below = below[below.str.startswith(prefix)]
    assert len(below) == communities
    assert _steps(structure, "3303", below) == {steps}


@pytest.mark.data
def test_the_whole_country(data_folder):
    path = data_folder / "cn_divisions_2023" / "nodes.parquet"
    raw = pd.read_parquet(path)
    structure = read(path)
    name, names = dict(zip(raw["code"], raw["name"], strict=True)), set()
    only = raw["parent"].value_counts()
    for row in raw.itertuples():
        same = name.get(row.parent) == row.name and only.get(row.parent) == 1
        title = row.level in (2, 3) and (
            row.name in ("市辖区", "县", "市") or row.name.endswith("直辖县级行政区划")
        )
        if same or title or "直辖村级区划" in row.name or "虚拟" in row.name:
            names.add(row.code)
    assert len(names) == 9 + 11 + 8 + 1447
    assert set(structure.areas["id"]) == set(raw["code"]) - names
    levels = structure.areas["level"].value_counts().to_dict()
    assert levels == {
        "province": 31,
        "prefecture": 342 - 9,
        "county": 2978 - 4,
        "township": 41352 - 11 - 2,
        "community": 620573 - 1447 - 2,
    }
    assert len(structure.relations) == len(structure.units) - 31
