"""Item lists: departments' items, the three duty lists of townships, merging into a structure."""

import pandas as pd
import pytest

from govgraph.errors import InvalidStructureError, ReadError, UnknownNameError
from govgraph.io.item_columns import ColumnMap
from govgraph.io.item_list import read_item_list
from govgraph.io.reading import read
from govgraph.io.writing import write
from govgraph.model.builder import Builder


def duties(structure):
    frame = structure.duties[["unit", "matter", "role"]]
    return set(frame.itertuples(index=False, name=None))


def county():
    build = Builder()
    build.add("levels", id="county", name="县级").add("levels", id="township", name="乡级")
    build.add("areas", id="330383", name="龙港市", level="county")
    for code, name in (("330383101", "甲镇"), ("330383102", "乙镇")):
        build.add("areas", id=code, name=name, level="township", parent="330383")
        build.add(
            "units", id=code, name=f"{name}人民政府", short=name, kind="government", area=code
        )
    build.add("units", id="housing", name="住房和城乡建设局", short="住建局", kind="department",
              area="330383")  # fmt: skip
    build.add("matters", id="M1", name="危房排查")
    return build.build()


def test_departments_items():
    items = pd.DataFrame(
        {
            "事项编码": ["330383-1", "330383-2", "330383-2"],
            "事项名称": ["施工许可", "市容\n处罚", "市容处罚"],
            "实施机关": ["住建局", "执法局、住建局", "环卫中心（协办）"],
            "区划代码": ["330383000000"] * 3,
            "权力类型": ["行政许可", "行政处罚", "行政处罚"],
            "设定依据": ["《建筑法》", "", ""],
        }
    )
    structure = read_item_list(items).build()
    assert structure.matters[["id", "name"]].to_numpy().tolist() == [
        ["330383-1", "施工许可"],
        ["330383-2", "市容处罚"],
    ]
    assert duties(structure) == {
        ("330383:住建局", "330383-1", "lead"),
        ("330383:执法局", "330383-2", "lead"),
        ("330383:住建局", "330383-2", "assist"),
        ("330383:环卫中心", "330383-2", "assist"),
    }
    powers = structure.powers[["unit", "power", "matter"]]
    assert set(powers.itertuples(index=False, name=None)) == {
        ("330383:住建局", "approve", "330383-1"),
        ("330383:执法局", "penalise", "330383-2"),
    }
    assert structure.unit("330383:执法局")["area"] == "330383"
    assert structure.areas["level"].tolist() == ["county"]
    assert structure.duties.query("matter == '330383-1'")["basis"].tolist() == ["《建筑法》"]


def test_lead_and_assist_columns():
    items = pd.DataFrame(
        {
            "Item": ["flood"],
            "Lead department": ["Water; Transport"],
            "Department": ["Water; Police"],
            "Assisting departments": ["Digital, Culture and Sport"],
        }
    )
    assert duties(read_item_list(items).build()) == {
        ("Water", "flood", "lead"),
        ("Transport", "flood", "lead"),
        ("Police", "flood", "assist"),
        ("Digital, Culture and Sport", "flood", "assist"),
    }


def test_the_three_duty_lists_of_a_township():
    items = pd.DataFrame(
        {
            "事项名称": ["甲事", "乙事", "丙事"],
            "履职类别": ["基本履职", "配合履职事项", "上级部门收回"],
            "对应上级部门": ["", "住建局，执法局", "承接部门：民政局。工作方式：委托第三方。"],
            "乡镇（街道）": ["白云街道"] * 3,
        }
    )
    structure = read_item_list(items).build()
    assert duties(structure) == {
        ("白云街道", "甲事", "lead"),
        ("住建局", "乙事", "lead"),
        ("执法局", "乙事", "assist"),
        ("白云街道", "乙事", "assist"),
        ("民政局", "丙事", "lead"),
    }
    note = structure.duties.set_index("matter").loc["丙事", "note"]
    assert note == "上级收回：白云街道不再承担该事项。工作方式：委托第三方。"
    assert structure.unit("白云街道")["kind"] == "street_office"


def test_the_category_and_township_can_be_given():
    items = pd.DataFrame({"事项名称": ["甲事"], "责任单位": ["住建局"]})
    found = read_item_list(items, township="甲镇", category="assisting").build()
    assert duties(found) == {("住建局", "甲事", "lead"), ("甲镇", "甲事", "assist")}
    with pytest.raises(ReadError, match="township"):
        read_item_list(items, category="basic")


def test_into_a_structure():
    before = county()
    items = pd.DataFrame(
        {
            "事项": ["危房排查", "违建处置"],
            "类别": ["配合", "配合"],
            "上级部门": ["住建局", "住建局"],
        }
    )
    first = read_item_list(items, into=before, township="甲镇").build()
    both = read_item_list(items, into=first, township="乙镇").build()
    assert len(both.units) == len(before.units)
    assert duties(both) == {
        ("housing", "M1", "lead"),
        ("housing", "违建处置", "lead"),
        ("330383101", "M1", "assist"),
        ("330383101", "违建处置", "assist"),
        ("330383102", "M1", "assist"),
        ("330383102", "违建处置", "assist"),
    }
    lead = both.duties.query("matter == 'M1' and role == 'lead'")
    assert sorted(lead["area"]) == ["330383101", "330383102"]


def test_reading_the_same_list_twice_changes_nothing():
    items = pd.DataFrame({"事项": ["甲事", "乙事"], "部门": ["住建局、民政局", "住建局"],
                          "权力类型": ["行政许可", "行政检查"]})  # fmt: skip
    once = read_item_list(items, into=county()).build()
    assert read_item_list(items, into=once).build() == once


def test_into_a_file(tmp_path):
    write(county(), tmp_path / "county.json")
    (tmp_path / "items.csv").write_text("事项名称,责任部门\n危房排查,住建局\n", "gb18030")
    structure = read(tmp_path / "items.csv", into=str(tmp_path / "county.json"))
    assert duties(structure) == {("housing", "M1", "lead")}


def test_an_ambiguous_name_is_a_problem():
    twice = Builder.of(county()).add("units", id="h2", name="住建局", kind="department").build()
    items = pd.DataFrame({"事项": ["甲事"], "部门": ["住建局"]})
    with pytest.raises(InvalidStructureError) as error:
        read_item_list(items, into=twice).build()
    assert [(p.key, p.place.row) for p in error.value.problems] == [("io_graph.unit_ambiguous", 1)]
    found = read_item_list(items, into=twice, area="330383").build()
    assert duties(found) == {("housing", "甲事", "lead")}


def test_every_problem_is_found_and_located(tmp_path):
    path = tmp_path / "items.csv"
    path.write_text(
        "\ufeff事项编码,事项名称,责任部门,清单类别,乡镇\n"
        "1,甲事,住建局,配合履职,甲镇\n"
        "1,乙事,住建局,配合履职,甲镇\n"
        "2,,住建局,配合履职,甲镇\n"
        "3,丙事,住建局,代为履职,甲镇\n"
        "4,丁事,住建局,,\n"
        "4,丁事,住建局,,\n",
        "utf-8",
    )
    with pytest.raises(InvalidStructureError) as error:
        read(path)
    found = sorted((p.key.partition(".")[2], p.place.row, p.value) for p in error.value.problems)
    assert found == [
        ("duplicate_row", 7, "住建局, 4, lead"),
        ("item_renamed", 3, "乙事"),
        ("missing_value", 4, ""),
        ("not_a_word", 5, "代为履职"),
    ]


def test_columns_can_be_given():
    items = pd.DataFrame({"What": ["x"], "Who": ["A"], "类别": ["其他"]})
    assert duties(read_item_list(items, columns=ColumnMap(item="What", department="Who")).build())
    assert duties(read_item_list(items, columns="item=What; department=Who").build())
    with pytest.raises(UnknownNameError, match="department"):
        read_item_list(items, columns="deparment=Who")
    with pytest.raises(UnknownNameError, match="What"):
        read_item_list(items, columns=ColumnMap(item="Wat"))
    with pytest.raises(ReadError, match="item"):
        read_item_list(items)


def test_the_reading_says_what_it_found():
    items = pd.DataFrame({"事项": ["甲事"], "部门": ["住建局"], "电话": ["1"]})
    steps = read_item_list(items).about.provenance
    assert any("电话" in step for step in steps)
    assert any("new matters: 1, new units: 1" in step for step in steps)
