"""
The workbook of Liuxi County, as a client sends it
==================================================

Liuxi is invented. The script writes two workbooks in Chinese: ``client.xlsx`` with the mistakes of
a client's first version, and ``liuxi.xlsx``, the same with each of them put right.
"""

import argparse
from pathlib import Path

import openpyxl

import govgraph as gg

TOWNS = {
    "城关": ("城关镇", "Chengguan Town", 1.8),
    "东坪": ("东坪镇", "Dongping Town", 1.0),
    "石桥": ("石桥镇", "Shiqiao Town", 1.1),
    "南湾": ("南湾乡", "Nanwan Township", 0.7),
    "白杨": ("白杨乡", "Baiyang Township", 0.6),
}
LINES = {
    "综合": "general government",
    "住建": "housing and construction",
    "自然资源": "natural resources",
    "执法": "administrative enforcement",
    "农业农村": "agriculture",
    "生态环境": "ecology and environment",
    "应急": "emergency management",
    "市场监管": "market regulation",
    "人社": "labour",
    "信访": "petitions",
    "公安": "public security",
    "财政": "finance",
}
#: Deputy heads of the county, and the bureaus each is in charge of.
PORTFOLIOS = {
    "分管城建": ("Construction and land", ["住建局", "自然资源局", "执法局"]),
    "分管农业": ("Agriculture", ["农业农村局"]),
    "分管工业": ("Industry and safety", ["应急局", "市场监管局", "人社局"]),
    "分管政法": ("Law and order", ["公安局", "信访局"]),
}
#: Name, English name, line, officials in post.
BUREAUS = {
    "住建局": ("住房和城乡建设局", "Housing and Construction Bureau", "住建", 34),
    "自然资源局": ("自然资源局", "Natural Resources Bureau", "自然资源", 41),
    "执法局": ("综合行政执法局", "Administrative Enforcement Bureau", "执法", 46),
    "农业农村局": ("农业农村局", "Agriculture and Rural Affairs Bureau", "农业农村", 38),
    "生态环境分局": ("生态环境分局", "Ecology and Environment Sub-bureau", "生态环境", 17),
    "应急局": ("应急管理局", "Emergency Management Bureau", "应急", 24),
    "市场监管局": ("市场监督管理局", "Market Regulation Bureau", "市场监管", 63),
    "人社局": ("人力资源和社会保障局", "Labour and Social Security Bureau", "人社", 29),
    "信访局": ("信访局", "Petition Bureau", "信访", 9),
    "公安局": ("公安局", "Public Security Bureau", "公安", 180),
    "财政局": ("财政局", "Finance Bureau", "财政", 31),
}
#: Offices of a town: name, English name, line, who guides them, officials in post.
OFFICES = {
    "村建办": ("村镇建设办公室", "Construction Office", "住建", ["住建局", "自然资源局"], 4),
    "农业办": ("农业农村办公室", "Agriculture Office", "农业农村", ["农业农村局"], 5),
    "执法队": ("综合行政执法队", "Enforcement Team", "执法", ["执法局"], 6),
}
#: Name, English name, line, hours, cases a year in a town of middling size, powers and data needed.
MATTERS = {
    "建房": (
        "农村宅基地建房审批",
        "Permits to build on homesteads",
        "自然资源",
        7,
        90,
        ["approve"],
    ),
    "违建": ("违法建设查处", "Illegal building", "执法", 18, 26, ["inspect", "penalise"]),
    "房屋": (
        "自建房安全隐患处置",
        "Unsafe self-built houses",
        "住建",
        14,
        18,
        ["inspect", "enforce"],
    ),
    "秸秆": ("秸秆焚烧查处", "Burning of straw", "生态环境", 5, 40, ["inspect", "penalise"]),
    "河道": ("河道污染处置", "Pollution of rivers", "生态环境", 20, 9, ["inspect", "penalise"]),
    "作坊": ("食品小作坊监管", "Small food workshops", "市场监管", 6, 22, ["inspect", "penalise"]),
    "欠薪": ("农民工工资拖欠", "Unpaid wages of migrant workers", "人社", 16, 12, ["penalise"]),
}
#: Matter, lead, those who assist. ``政府`` stands for the government of each town.
DUTIES = [
    ("建房", "政府", ["村建办", "自然资源局", "农业农村局"]),
    ("违建", "政府", ["执法队", "执法局", "自然资源局", "住建局", "公安局"]),
    ("房屋", "住建局", ["政府", "村建办", "应急局", "自然资源局", "财政局"]),
    ("秸秆", "政府", ["农业办", "生态环境分局", "农业农村局", "执法局"]),
    ("河道", "生态环境分局", ["政府", "农业农村局", "公安局"]),
    ("作坊", "市场监管局", ["政府", "执法队"]),
    ("欠薪", "人社局", ["政府", "住建局", "公安局", "信访局"]),
]
#: Who holds which power in which matter.
POWERS = [
    ("自然资源局", "approve", "建房"),
    ("执法局", "inspect", "违建"),
    ("执法局", "penalise", "违建"),
    ("住建局", "inspect", "房屋"),
    ("住建局", "enforce", "房屋"),
    ("执法局", "inspect", "秸秆"),
    ("执法局", "penalise", "秸秆"),
    ("生态环境分局", "inspect", "河道"),
    ("生态环境分局", "penalise", "河道"),
    ("市场监管局", "inspect", "作坊"),
    ("市场监管局", "penalise", "作坊"),
    ("人社局", "penalise", "欠薪"),
]
#: What the client wrote into a cell: sheet, first cells of the row, heading, value.
MISTAKES = [
    ("单位", ("石桥村建办",), "类型", "职能部们"),
    ("单位", ("白杨执法队",), "层级", "镇级"),
    ("单位", ("公安局",), "实有数", "约180人"),
    ("关系", ("分管城建", "住建局"), "指向", "住建居"),
    ("关系", ("县政府", "城关政府"), "类型", "领到"),
    ("需求", ("欠薪", "南湾"), "件数", "大概8件"),
    ("权力", ("人社局",), "事项", "工资"),
]
#: Rows that the client added: a bureau that is listed already, and a circle of command.
ADDED = [
    ("单位", ("财政局", "柳溪县财政局", None, None, None, "职能部门")),
    ("关系", ("石桥执法队", "石桥政府", "领导")),
]
#: A sheet that the client keeps for purposes of its own.
OWN_SHEET = "通讯录"
ORGANIC_LAW = "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》（2022）第六十九条"


def county() -> gg.Structure:
    """Return Liuxi County without mistakes."""
    build = gg.Builder(
        title="柳溪县（虚构）",
        title_en="Liuxi County (invented)",
        as_of="2024",
        status="synthetic",
        origin="为教程虚构",
    )
    for rank, (level, english) in enumerate(
        {"市级": "city", "县级": "county", "乡级": "township"}.items()
    ):
        build.add("levels", id=level, name=level, name_en=f"{english} level", rank=rank)
    build.add("areas", id="临溪", name="临溪市", name_en="Linxi City", level="市级")
    build.add(
        "areas", id="柳溪", name="柳溪县", name_en="Liuxi County", level="县级", parent="临溪"
    )
    for line, english in LINES.items():
        build.add("lines", id=line, name=line, name_en=english)
    add_city(build)
    add_county(build)
    for town, (name, english, size) in TOWNS.items():
        build.add("areas", id=town, name=name, name_en=english, level="乡级", parent="柳溪")
        add_town(build, town)
        add_demand(build, town, size)
    add_matters(build)
    return build.build()


def unit(build: gg.Builder, identity: str, names: tuple[str, str], **row: object) -> None:
    row |= {"quota": row["filled"]} if "filled" in row else {}
    build.add("units", id=identity, name=names[0], name_en=names[1], **row)


def lead(build: gg.Builder, source: str, target: str, kind: str = "leads", **row: object) -> None:
    build.add("relations", source=source, target=target, kind=kind, **row)


def add_city(build: gg.Builder) -> None:
    own = {"level": "市级", "area": "临溪"}
    unit(
        build,
        "市政府",
        ("临溪市人民政府", "Linxi City Government"),
        kind="government",
        line="综合",
        **own,
    )
    for identity, name, english, line in (
        ("市生态环境局", "临溪市生态环境局", "Linxi Ecology and Environment Bureau", "生态环境"),
        ("市自然资源局", "临溪市自然资源局", "Linxi Natural Resources Bureau", "自然资源"),
    ):
        unit(build, identity, (name, english), kind="department", line=line, **own)
        lead(build, "市政府", identity)


def add_county(build: gg.Builder) -> None:
    own = {"level": "县级", "area": "柳溪"}
    names = ("柳溪县人民政府", "Liuxi County Government")
    unit(build, "县政府", names, kind="government", line="综合", filled=12, **own)
    lead(build, "市政府", "县政府")
    for identity, (name, english, line, filled) in BUREAUS.items():
        names = (f"柳溪县{name}", f"Liuxi {english}")
        unit(
            build,
            identity,
            names,
            short=identity,
            kind="department",
            line=line,
            filled=filled,
            **own,
        )
    for identity, (english, bureaus) in PORTFOLIOS.items():
        names = (f"{identity}的副县长", f"Deputy head: {english}")
        unit(build, identity, names, kind="portfolio", **own)
        lead(build, "县政府", identity)
        for bureau in bureaus:
            lead(build, identity, bureau)
    lead(build, "县政府", "财政局")
    lead(build, "市生态环境局", "生态环境分局")
    lead(build, "市自然资源局", "自然资源局", "guides")
    lead(build, "县政府", "生态环境分局", "coordinates")
    unit(build, "热线", ("12345热线", "12345 hotline"), kind="channel", **own)
    unit(build, "群众", ("群众", "The public"), kind="public")
    lead(build, "热线", "群众", "serves", mode="interaction")
    lead(build, "热线", "信访局", "refers")
    lead(build, "信访局", "人社局", "shares", matter="欠薪", data="信访件")


def add_town(build: gg.Builder, town: str) -> None:
    own = {"level": "乡级", "area": town}
    name, english, size = TOWNS[town]
    government = f"{town}政府"
    names = (f"{name}人民政府", f"{english} Government")
    unit(build, government, names, kind="government", line="综合", filled=round(38 * size), **own)
    lead(build, "县政府", government, basis=ORGANIC_LAW)
    lead(build, "县政府", government, "assesses")
    for office, (title, office_english, line, guides, filled) in OFFICES.items():
        identity = f"{town}{office}"
        names = (f"{name}{title}", f"{english} {office_english}")
        low, high = max(1, filled - 2), filled + 2
        row = {"kind": "department", "line": line, "filled": filled, "low": low, "high": high}
        unit(build, identity, names, **row, **own)
        lead(build, government, identity)
        for bureau in guides:
            lead(build, bureau, identity, "guides")


def add_demand(build: gg.Builder, town: str, size: float) -> None:
    for matter, (*_, cases, _needs) in MATTERS.items():
        number = round(cases * size)
        low, high = round(number * 0.6), round(number * 1.6)
        build.add(
            "demand", matter=matter, area=town, cases=number, door=f"{town}政府", low=low, high=high
        )


def add_matters(build: gg.Builder) -> None:
    for matter, (name, english, line, hours, _, needs) in MATTERS.items():
        build.add("matters", id=matter, name=name, name_en=english, line=line, hours=hours)
        for power in needs:
            build.add("needs", matter=matter, power=power)
    for matter, leader, others in DUTIES:
        for role, names in (("lead", [leader]), ("assist", others)):
            for name in names:
                for holder in [name] if name in BUREAUS else [f"{town}{name}" for town in TOWNS]:
                    hours = MATTERS[matter][3] * (0.6 if role == "lead" else 0.2)
                    row = {"hours": hours, "low": hours / 2, "high": hours * 2}
                    build.add("duties", unit=holder, matter=matter, role=role, **row)
    for holder, power, matter in POWERS:
        build.add("powers", unit=holder, power=power, matter=matter, mode="own")


def spoil(book: openpyxl.Workbook) -> None:
    """Make the mistakes of the client's first version."""
    for sheet, first, heading, value in MISTAKES:
        rows = list(book[sheet].iter_rows())
        column = [cell.value for cell in rows[0]].index(heading)
        row = next(r for r in rows if tuple(cell.value for cell in r[: len(first)]) == first)
        row[column].value = value
    for sheet, added in ADDED:
        book[sheet].append(added)
    book.create_sheet(OWN_SHEET).append(("姓名", "电话"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Write client.xlsx and liuxi.xlsx.")
    parser.add_argument("folder", nargs="?", default=".", type=Path)
    folder = parser.parse_args().folder
    gg.write(county(), folder / "liuxi.xlsx", lang="zh")
    book = openpyxl.load_workbook(folder / "liuxi.xlsx")
    spoil(book)
    book.save(folder / "client.xlsx")


if __name__ == "__main__":
    main()
