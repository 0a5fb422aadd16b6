"""Lists of units or posts as other tools export them: what each known column becomes."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from govgraph.errors import UnknownNameError
from govgraph.io.flat import Flat, header, meanings, pairs
from govgraph.model.builder import Builder
from govgraph.text import match, words

#: Names by which each column is known, the usual one first; case, spaces, ``_`` and ``-`` do
#: not count.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "post_ref", "post unique reference", "position id", "position number", "employee id",
        "staff id", "person id", "unit id", "node id", "ref", "reference", "slug", "key", "code",
        "编号", "单位编号", "岗位编号", "职位编号", "人员编号", "工号", "代码", "单位代码",
    ),
    "superior": (
        "reports to", "reports_to_id", "manager id", "supervisor id", "superior id", "parent id",
        "boss id", "manager", "line manager", "supervisor", "superior", "boss", "parent",
        "parent unit", "reporting to", "汇报对象", "汇报给", "直接上级", "直属上级", "上级编号",
        "上级单位", "上级部门", "上级领导", "主管上级", "上级", "主管单位",
    ),
    "dotted": (
        "dotted line manager", "dotted line", "matrix manager", "secondary manager",
        "functional manager", "虚线汇报", "虚线上级", "业务指导单位",
    ),
    "name": (
        "name", "full name", "display name", "employee name", "employee", "unit name", "label",
        "名称", "姓名", "单位名称", "机构名称", "部门名称", "岗位名称",
    ),
    "title": ("title", "job title", "position title", "position", "post", "职务", "职位", "岗位"),
    "site": ("site", "address", "地点", "地址"),
    "quota": ("quota", "establishment", "编制数", "编制"),
    "name_en": ("name en", "english name", "name (english)", "英文名称", "英文名"),
    "short": ("short", "short name", "abbreviation", "acronym", "简称", "缩写"),
    "kind": ("kind", "unit kind", "type", "类型", "单位类型"),
    "level": ("level", "层级", "级别"),
    "line": ("line", "department", "dept", "division", "unit", "部门", "所属部门", "处室", "条线"),
    "grade": ("grade", "job grade", "pay grade", "职级", "职等"),
    "fte": ("fte", "headcount", "filled", "在岗人数", "实有人数", "人数"),
}  # fmt: skip
_PLAIN = ("name_en", "short", "site", "quota")


def recognised(path: Path) -> dict[str, str]:
    """Return what the columns of a file's table hold, by their names alone."""
    return meanings(header(path), SYNONYMS, {})


def chosen_columns(table: Flat, columns: str | Mapping[str, str]) -> dict[str, str]:
    """Return the column of each meaning, as the user says or else by its name.

    Raises
    ------
    UnknownNameError
        When `columns` names no meaning or no column of the table.
    """
    given = pairs(columns)
    for meaning, column in given.items():
        if meaning not in SYNONYMS:
            raise UnknownNameError.among("io_graph.as_meanings", meaning, SYNONYMS)
        if column and column not in table.frame.columns:
            raise UnknownNameError.among("model.as_columns", column, table.frame.columns)
    return meanings(table.frame.columns, SYNONYMS, given)


def with_identity(columns: dict[str, str]) -> dict[str, str]:
    """Return the columns with a name (or a title) standing in for a missing id or name."""
    found = dict(columns)
    for stand_in in ("title", "id"):
        if "name" not in found and stand_in in found:
            found["name"] = found[stand_in]
    if "id" not in found and "name" in found:
        found["id"] = found["name"]
    return found


def usable_kind(table: Flat, columns: dict[str, str]) -> dict[str, str]:
    """Return the columns without ``kind`` unless each of its cells is a kind of unit."""
    if "kind" in columns and all(
        match("unit_kind", value) for value in table.frame[columns["kind"]].unique() if value
    ):
        return columns
    return {meaning: column for meaning, column in columns.items() if meaning != "kind"}


def add_units(
    builder: Builder, table: Flat, columns: Mapping[str, str], kind: str, depth: pd.Series
) -> None:
    """Add the rows of a list as units, with their levels, lines, grades and posts.

    Parameters
    ----------
    builder : Builder
        Takes the rows.
    table : Flat
        One row per unit.
    columns : mapping of str to str
        Column of each meaning; ``id`` and ``name`` are among them.
    kind : str
        Kind of the units that the list does not give one.
    depth : Series
        Steps of each row's unit below the top, for the order of levels named by words.
    """
    frame = table.frame
    cells = {meaning: frame[column] for meaning, column in columns.items() if column in frame}
    identity = cells["id"]
    name = cells["name"].where(cells["name"] != "", identity)
    units = {"id": identity, "name": name, "kind": _kinds(cells.get("kind"), kind, identity)}
    units |= {text: cells[text] for text in _PLAIN if text in cells}
    if "title" in cells and columns["title"] != columns["name"]:
        units["note"] = cells["title"]
    if "fte" in cells:
        units["filled"] = cells["fte"]
    if "level" in cells:
        units["level"] = cells["level"]
        _vocabulary(builder, "levels", _in_order(cells["level"], depth))
    if "line" in cells:
        units["line"] = cells["line"]
        _vocabulary(builder, "lines", list(dict.fromkeys(cells["line"])))
    placed = dict(columns) | {"filled": columns.get("fte", ""), "note": columns.get("title", "")}
    builder.add_table("units", pd.DataFrame(units), table.origin(None, placed))
    if "grade" in cells:
        _add_posts(builder, table, columns)


def _kinds(given: pd.Series | None, kind: str, like: pd.Series) -> pd.Series:
    if given is None:
        return pd.Series(kind, index=like.index, dtype="str")
    return given.where(given != "", kind)


def _vocabulary(builder: Builder, table: str, ids: list[str]) -> None:
    filled = [word for word in ids if word]
    builder.add_table(table, pd.DataFrame({"id": filled, "name": filled}))


def _in_order(level: pd.Series, depth: pd.Series) -> list[str]:
    """Return the levels, highest first: by number where all are, else by the highest unit."""
    frame = pd.DataFrame({"level": level, "depth": depth.to_numpy()})
    filled = frame[frame["level"] != ""]
    number = pd.to_numeric(filled["level"], errors="coerce")
    if number.notna().all():
        filled = filled.assign(depth=number)
    order = filled.groupby("level", sort=False)["depth"].min()
    return order.sort_values(kind="stable").index.tolist()


def _add_posts(builder: Builder, table: Flat, columns: Mapping[str, str]) -> None:
    frame = table.frame
    grade = frame[columns["grade"]]
    filled = grade != ""
    _vocabulary(builder, "grades", list(dict.fromkeys(grade)))
    posts = {"unit": frame[columns["id"]], "grade": grade}
    if "fte" in columns:
        posts["filled"] = frame[columns["fte"]]
    rows = [position for position, kept in enumerate(filled.tolist()) if kept]
    builder.add_table("posts", pd.DataFrame(posts)[filled], table.origin(rows, columns))


def steps_below(tops: Iterable[str], arcs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return the fewest steps down to each unit that stands below a top.

    Examples
    --------
    >>> steps_below(["a"], [("a", "b"), ("b", "c"), ("a", "c")])
    {'a': 0.0, 'b': 1.0, 'c': 1.0}
    """
    below: dict[str, list[str]] = {}
    for superior, unit in arcs:
        below.setdefault(superior, []).append(unit)
    depth = dict.fromkeys(tops, 0.0)
    front, step = list(depth), 0.0
    while front:
        step += 1
        reached = dict.fromkeys(unit for superior in front for unit in below.get(superior, ()))
        front = [unit for unit in reached if unit not in depth]
        depth |= dict.fromkeys(front, step)
    return depth


def check_kind(kind: str) -> None:
    """Raise `UnknownNameError` unless `kind` is a kind of unit."""
    if kind not in words("unit_kind"):
        raise UnknownNameError.among("io_graph.as_unit_kinds", kind, words("unit_kind"))
