"""What the columns of an item list hold."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from govgraph.errors import UnknownNameError
from govgraph.io.flat import Flat, meanings, pairs
from govgraph.text import match

#: Names by which each column is known, the usual one first.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "item": (
        "item", "item name", "service item", "matter", "事项名称", "事项", "权力名称", "职权名称",
        "权责名称", "权责事项", "主项名称", "履职事项", "服务事项名称",
    ),
    "code": (
        "item code", "code", "item id", "事项编码", "事项代码", "基本编码", "实施编码", "权力编码",
        "职权编码", "编码", "目录编码",
    ),
    "department": (
        "department", "responsible department", "agency", "implementing agency", "实施机关",
        "实施主体", "实施部门", "责任部门", "责任单位", "主管部门", "行使主体", "承办部门", "部门",
        "对应上级部门", "上级部门", "承接部门", "承接部门及工作方式", "部门名称", "单位名称",
    ),
    "lead": ("lead", "lead department", "牵头部门", "牵头单位", "主办部门", "主办单位"),
    "assist": (
        "assist", "assisting departments", "assisting", "配合部门", "配合单位", "协办单位",
        "协办部门", "联办机构", "参与部门",
    ),
    "township": (
        "township", "town", "street", "乡镇", "乡镇街道", "乡镇(街道)", "乡镇（街道）", "镇街",
        "乡镇名称", "街道",
    ),
    "category": (
        "category", "list", "duty category", "清单类别", "履职类别", "事项类别", "清单类型",
        "履职类型", "类别",
    ),
    "area": ("area code", "area", "区划代码", "行政区划代码", "行政区划", "区划编码", "地区编码"),
    "area_name": ("area name", "区划名称", "地区", "地区名称", "行政区划名称"),
    "power": ("power", "power type", "权力类型", "事项类型", "职权类型", "权责类型", "职权类别"),
    "basis": (
        "basis", "legal basis", "设定依据", "实施依据", "法律依据", "依据", "职权依据", "权责依据",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class ColumnMap:
    """Which column of an item list holds what; an empty one is found by its name.

    Attributes
    ----------
    item, code : str
        Name and code of the item; an item without a code goes by its name.
    department : str
        Responsible departments. The first leads and the others assist, unless a word in brackets
        says otherwise (``交通局（配合）``) or `lead` names who leads.
    lead, assist : str
        Departments that lead and that assist.
    township : str
        Township or street whose duty list a row belongs to.
    category : str
        Basic, assisting or taken-back duty of a township.
    area, area_name : str
        Code and name of the area for which the department does the item.
    power : str
        Kind of power the item is: licence, penalty, coercion, inspection …
    basis : str
        Legal ground.
    """

    item: str = ""
    code: str = ""
    department: str = ""
    lead: str = ""
    assist: str = ""
    township: str = ""
    category: str = ""
    area: str = ""
    area_name: str = ""
    power: str = ""
    basis: str = ""


def item_columns(table: Flat, columns: "ColumnMap | str | Mapping[str, str]") -> dict[str, str]:
    """Return the column of each meaning, as the user says or else by its name.

    A column called category that holds no duty list of a township means something else.

    Raises
    ------
    UnknownNameError
        When `columns` names no meaning or no column of the table.
    """
    given = _given(columns)
    for column in given.values():
        if column and column not in table.frame.columns:
            raise UnknownNameError.among("model.as_columns", column, table.frame.columns)
    found = meanings(table.frame.columns, SYNONYMS, given)
    if "category" in found and "category" not in given:
        cells = table.frame[found["category"]].unique()
        if not any(match("duty_list", cell) for cell in cells):
            del found["category"]
    return found


def _given(columns: "ColumnMap | str | Mapping[str, str]") -> dict[str, str]:
    if isinstance(columns, ColumnMap):
        return {meaning: column for meaning, column in asdict(columns).items() if column}
    given = pairs(columns)
    known = [field.name for field in fields(ColumnMap)]
    for meaning in given:
        if meaning not in known:
            raise UnknownNameError.among("io_graph.as_meanings", meaning, known)
    return given
