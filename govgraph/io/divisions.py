"""China's administrative divisions, five levels: ``code, name, level, parent`` (and ``year``).

Statistical tables fill every level so that all codes have the same length. Rows that only do
that are no layer of government; they are collapsed, which means left out, with their children
put under the nearest real row above. A row is such a *placeholder* when

``title``
    at prefecture or county level its name is nothing but a kind of division: 市辖区, 县, 市, or
    ends with 直辖县级行政区划 or 直辖县级行政单位;
``direct``
    at township level its name ends with 直辖村级区划: the county manages these villages itself;
``repeated``
    it is the only child of a row of the same name: a city without counties that stands as its own;
``virtual``
    its name holds 虚拟: a code for an area without a community.
"""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govgraph.errors import Problem, ReadError
from govgraph.io.flat import SUFFIXES, Flat, flat, header, meanings, provenance, require
from govgraph.io.formats import reader
from govgraph.model.about import About
from govgraph.model.builder import Builder
from govgraph.text import say

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

_log = logging.getLogger("govgraph")

#: Levels by number: id, name, English name.
LEVELS = {
    "1": ("province", "省级", "province"),
    "2": ("prefecture", "地级", "prefecture"),
    "3": ("county", "县级", "county"),
    "4": ("township", "乡级", "township"),
    "5": ("community", "村级", "community or village"),
}
#: The rules by which a row counts as a placeholder, in the order in which they are tried.
PLACEHOLDER_RULES = ("title", "direct", "repeated", "virtual")
_NEEDED = ("code", "name", "level", "parent")
_SYNONYMS = {
    "code": ("code", "代码", "区划代码", "编码", "行政区划代码", "统计用区划代码"),
    "name": ("name", "名称", "区划名称", "单位名称"),
    "level": ("level", "层级", "级别"),
    "parent": ("parent", "上级代码", "上级", "parent_code", "pcode", "上级区划代码"),
    "year": ("year", "年份", "年度"),
}


def is_divisions(path: Path) -> bool:
    """Tell by its header whether a file holds a division table."""
    return meanings(header(path), _SYNONYMS, {}).keys() >= set(_NEEDED)


@reader("divisions", *SUFFIXES, recognises=is_divisions)
def read_divisions(
    source: "str | Path | IntoDataFrame", *, year: str | int | None = None, origin: str = ""
) -> Builder:
    """Read a table of China's administrative divisions.

    Every row that is no placeholder (see the module's head) becomes an area and the unit that
    governs it: a government, a dispatched government (街道办事处, 行政公署, management
    committees of zones and farms) or a community. Unit and area share the row's code as id.
    Governments lead those below them and guide communities.

    Parameters
    ----------
    source : path or data frame
        CSV, workbook, Parquet or frame with the columns code, name, level (1 to 5) and parent.
    year : str or int, optional
        Which edition, where the table has a column ``year`` with several.
    origin : str
        Citation that every row shall carry.

    Returns
    -------
    Builder
        With levels, areas, units and relations; `build` checks them.

    Raises
    ------
    ReadError
        When the file cannot be read, a column is missing, a level is unknown, or the year is
        missing or ambiguous.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.io.divisions import read_divisions
    >>> table = pd.DataFrame(
    ...     [["3303", "温州市", 2, None], ["330383", "龙港市", 3, "3303"],
    ...      ["330383198", "龙港县直辖村级区划", 4, "330383"],
    ...      ["330383198001", "柳南社区", 5, "330383198"]],
    ...     columns=["code", "name", "level", "parent"])
    >>> structure = read_divisions(table).build()
    >>> structure.relations[["source", "target", "kind"]].values.tolist()
    [['3303', '330383', 'leads'], ['330383', '330383198001', 'guides']]
    """
    whole = flat(source)
    columns = meanings(whole.frame.columns, _SYNONYMS, {})
    require(whole, columns, _NEEDED)
    steps = provenance(whole, "divisions", columns.values())
    names = {column: meaning for meaning, column in columns.items()}
    table = _edition(replace(whole, frame=whole.frame.rename(columns=names)), year)
    rule = placeholders(table.frame)
    counts = rule.value_counts()
    parent = _real_parents(table.frame, rule)
    real = rule.isna()
    kept = table.where(real)
    kept = replace(kept, frame=kept.frame.assign(parent=parent[real].to_numpy()))
    as_of = "" if year is None else str(year)
    builder = Builder(About(as_of=as_of, provenance=(*steps, *_said(counts))))
    _add(builder, kept, origin)
    return builder


def placeholders(frame: pd.DataFrame) -> "pd.Series[str]":
    """Return for each row the rule by which it is a placeholder, missing for a real division.

    Parameters
    ----------
    frame : DataFrame
        Columns code, name, level (as text) and parent.

    Returns
    -------
    Series of str
        One of `PLACEHOLDER_RULES`, or missing.
    """
    name, level = frame["name"], frame["level"]
    parent_name = frame["parent"].map(frame.drop_duplicates("code").set_index("code")["name"])
    siblings = frame["parent"].map(frame["parent"].value_counts())
    title = name.isin(["市辖区", "县", "市"]) | name.str.endswith(
        ("直辖县级行政区划", "直辖县级行政单位")
    )
    holds = {
        "title": level.isin(["2", "3"]) & title,
        "direct": (level == "4") & name.str.endswith("直辖村级区划"),
        "repeated": (name == parent_name) & (siblings == 1) & (frame["parent"] != ""),
        "virtual": (level == "5") & name.str.contains("虚拟", regex=False),
    }
    chosen = np.select([holds[rule] for rule in PLACEHOLDER_RULES], PLACEHOLDER_RULES, default="")
    rules = pd.Series(chosen, index=frame.index, dtype="str")
    return rules.where(rules != "")


def _edition(table: Flat, year: str | int | None) -> Flat:
    if "year" in table.frame.columns:
        years = sorted(set(table.frame["year"]))
        wanted = str(year) if year is not None else years[0] if len(years) == 1 else ""
        if wanted not in years:
            key = "io_graph.year_missing" if wanted else "io_graph.year_needed"
            problem = Problem(key, table.place(None, "year"), wanted, {"years": ", ".join(years)})
            raise ReadError([problem], table.file)
        table = table.where(table.frame["year"] == wanted)
    wrong = np.flatnonzero(~table.frame["level"].isin(list(LEVELS)).to_numpy())
    if len(wrong):
        raise ReadError(
            [
                Problem(
                    "io_graph.level_unknown",
                    table.place(int(row), "level"),
                    str(table.frame["level"].iloc[row]),
                )
                for row in wrong
            ],
            table.file,
        )
    return table


def _real_parents(frame: pd.DataFrame, rule: "pd.Series[str]") -> "pd.Series[str]":
    """Return each row's parent, placeholders skipped."""
    skipped = frame.loc[rule.notna()].drop_duplicates("code").set_index("code")["parent"]
    parent = frame["parent"]
    for _ in range(len(LEVELS)):
        above = parent.map(skipped)
        parent = parent.where(above.isna(), above)
    return parent


def _said(counts: "pd.Series[int]") -> tuple[str, ...]:
    found = [rule for rule in PLACEHOLDER_RULES if rule in counts]
    if not found:
        return ()
    said = "; ".join(f"{counts[rule]:,} {say(f'io_graph.placeholder_{rule}')}" for rule in found)
    _log.info(say("io_graph.placeholders_collapsed", counts=said))
    return (say("io_graph.placeholders_collapsed", counts=said),)


def _add(builder: Builder, table: Flat, origin: str) -> None:
    frame = table.frame
    levels = [LEVELS[level] for level in LEVELS if (frame["level"] == level).any()]
    cited = {"origin": origin} if origin else {}
    level = frame["level"].map({number: word for number, (word, *_) in LEVELS.items()})
    kind, name, note = _government(frame)
    code = frame["code"]
    below = (frame["parent"] != "").to_numpy()
    builder.add_table("levels", pd.DataFrame(levels, columns=["id", "name", "name_en"]))
    areas = {"id": code, "name": frame["name"], "parent": frame["parent"], "level": level}
    builder.add_table("areas", pd.DataFrame(areas | cited), table.origin())
    units = {"id": code, "name": name, "kind": kind, "level": level, "area": code, "note": note}
    builder.add_table("units", pd.DataFrame(units | cited), table.origin())
    tie = pd.Series(np.where(kind == "community", "guides", "leads"), index=frame.index)
    relations = pd.DataFrame({"source": frame["parent"], "target": code, "kind": tie} | cited)
    builder.add_table("relations", relations[below], table.origin(np.flatnonzero(below).tolist()))


def _government(frame: pd.DataFrame) -> "tuple[pd.Series[str], pd.Series[str], pd.Series[str]]":
    """Return kind, name and note of the unit that governs each division."""
    name, level = frame["name"], frame["level"]
    community = level == "5"
    commission = (level == "2") & name.str.endswith(("地区", "盟"))
    street = (level == "4") & name.str.endswith(("街道", "地区"))
    street_named = (level == "4") & name.str.endswith("办事处")
    zone_code = frame["code"].str.slice(4, 6).between("61", "80")
    statistical = ((level == "3") & (zone_code | name.str.endswith("委员会"))) | (
        (level == "4") & ~name.str.endswith(("镇", "乡", "苏木")) & ~street & ~street_named
    )
    dispatched = commission | street | street_named | statistical
    kind = np.select([community, dispatched], ["community", "street_office"], "government")
    suffix = np.select(
        [community | statistical | street_named, commission, street],
        ["", "行政公署", "办事处"],
        "人民政府",
    )
    note = np.where(statistical, say("io_graph.statistical_division", "zh"), "")
    index = frame.index
    return (
        pd.Series(kind, index=index, dtype="str"),
        name + pd.Series(suffix, index=index, dtype="str"),
        pd.Series(note, index=index, dtype="str"),
    )
