"""A synthetic city from the State down to its streets, in both languages, for tests of maps."""

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

LEVELS = [
    ("central", "中央", "Central"),
    ("province", "省级", "Provincial"),
    ("city", "市级", "Municipal"),
    ("county", "区县", "District"),
    ("township", "街镇", "Township"),
    ("community", "社区", "Community"),
]
LINES = [
    ("ecol", "生态环境", "Ecology and environment"),
    ("water", "水务", "Water affairs"),
    ("land", "自然资源", "Natural resources"),
    ("house", "住建", "Housing and construction"),
    ("urban", "城市管理", "Urban management"),
    ("market", "市场监管", "Market regulation"),
    ("police", "公安", "Public security"),
    ("emerg", "应急管理", "Emergency management"),
    ("health", "卫生健康", "Health"),
    ("civil", "民政", "Civil affairs"),
    ("agri", "农业农村", "Agriculture and rural affairs"),
    ("data", "数据管理", "Data administration"),
    ("grid", "热线网格", "Hotline and grid"),
]
AREAS = [
    ("N", "国家", "Central", None, "central"),
    ("P", "东江省", "Dongjiang Province", "N", "province"),
    ("C", "江州市", "Jiangzhou City", "P", "city"),
]
DISTRICTS = [
    (
        "D1",
        "城东区",
        "Chengdong District",
        ["桃源街道 Taoyuan", "东湖街道 Donghu", "清河街道 Qinghe"],
    ),
    (
        "D2",
        "城西区",
        "Chengxi District",
        ["西苑街道 Xiyuan", "石桥街道 Shiqiao", "望山镇 Wangshan"],
    ),
    ("D3", "滨江县", "Binjiang County", ["临江镇 Linjiang", "沙洲镇 Shazhou"]),
    ("D4", "高新区", "Gaoxin District", ["科创街道 Kechuang", "云谷街道 Yungu"]),
]
ENDING = {"N": ("部", "Ministry"), "P": ("厅", "Department"), "C": ("局", "Bureau")}
STATIONS = [
    ("urban", "综合执法队", "Enforcement Team", "department"),
    ("market", "市场监管所", "Market Regulation Station", "dispatched_agency"),
    ("police", "派出所", "Police Station", "dispatched_agency"),
    ("grid", "网格站", "Grid Station", "platform"),
]


def municipality(communities: int = 0, status: str = "synthetic") -> Structure:
    """Return the city, with so many communities in every street and town."""
    build = Builder(
        title="江州市条块职责图",
        title_en="Tiao-kuai responsibility map of Jiangzhou City",
        as_of="2026-11-01",
        status=status,
    )
    for word, zh, en in LEVELS:
        build.add("levels", id=word, name=zh, name_en=en)
    for rank, (word, zh, en) in enumerate(LINES):
        build.add("lines", id=word, name=zh, name_en=en, rank=rank)
    for area, zh, en, parent, level in AREAS:
        build.add("areas", id=area, name=zh, name_en=en, parent=parent, level=level)
        _upper(build, area, zh, en, level)
    for area, zh, en, streets in DISTRICTS:
        build.add("areas", id=area, name=zh, name_en=en, parent="C", level="county")
        _district(build, area, zh, en)
        for number, street in enumerate(streets, 1):
            _street(build, area, f"{area}S{number}", street, communities)
    _matters(build)
    return build.build()


def _tie(build: Builder, source: str, target: str, kind: str, **more: object) -> None:
    build.add("relations", source=source, target=target, kind=kind, **more)


def _upper(build: Builder, area: str, zh: str, en: str, level: str) -> None:
    above = {"P": "N", "C": "P"}.get(area)
    government = {"N": ("国务院", "State Council")}.get(area, (f"{zh}人民政府", f"{en} Government"))
    build.add(
        "units",
        id=f"{area}.gov",
        name=government[0],
        name_en=government[1],
        kind="government",
        level=level,
        area=area,
    )
    if above:
        _tie(build, f"{above}.gov", f"{area}.gov", "leads", basis="《组织法》")
    ending, title = ENDING[area]
    for line, line_zh, line_en in LINES:
        if (area == "N" and line in {"urban", "grid"}) or (area == "P" and line == "urban"):
            continue
        hotline = line == "grid"
        name = f"{zh}12345热线" if hotline else f"{'' if area == 'N' else zh}{line_zh}{ending}"
        name_en = f"{en} 12345 Hotline" if hotline else f"{en} {line_en} {title}"
        kind = "channel" if hotline else "department"
        build.add(
            "units",
            id=f"{area}.{line}",
            name=name,
            name_en=name_en,
            kind=kind,
            level=level,
            line=line,
            area=area,
        )
        _tie(build, f"{area}.gov", f"{area}.{line}", "leads", basis="三定规定")
        if above and not hotline and not (line == "urban" and area == "C"):
            _tie(build, f"{above}.{line}", f"{area}.{line}", "guides", basis="三定规定")


def _district(build: Builder, area: str, zh: str, en: str) -> None:
    build.add(
        "units",
        id=f"{area}.gov",
        name=f"{zh}人民政府",
        name_en=f"{en} Government",
        kind="government",
        level="county",
        area=area,
    )
    _tie(build, "C.gov", f"{area}.gov", "leads", basis="《组织法》")
    for line, line_zh, line_en in LINES:
        centre = line == "grid"
        name, name_en = (
            (f"{zh}网格中心", f"{en} Grid Centre")
            if centre
            else (f"{zh}{line_zh}局", f"{en} {line_en} Bureau")
        )
        build.add(
            "units",
            id=f"{area}.{line}",
            name=name,
            name_en=name_en,
            kind="platform" if centre else "department",
            level="county",
            line=line,
            area=area,
        )
        if line == "ecol":
            _tie(build, "C.ecol", f"{area}.ecol", "leads", basis="垂直管理改革方案")
            _tie(build, f"{area}.gov", f"{area}.ecol", "coordinates")
            continue
        _tie(build, f"{area}.gov", f"{area}.{line}", "leads", basis="三定规定")
        if not centre:
            _tie(build, f"C.{line}", f"{area}.{line}", "guides", basis="三定规定")
    _tie(build, "C.grid", f"{area}.grid", "refers")
    for line in ("ecol", "urban", "police"):
        _tie(
            build,
            f"{area}.grid",
            f"{area}.{line}",
            "refers",
            matter="river" if line == "ecol" else None,
        )
    _tie(build, f"{area}.ecol", f"{area}.water", "coordinates", basis="河长制工作方案")
    _tie(build, f"{area}.ecol", f"{area}.data", "shares", data="水质监测")
    _tie(build, f"{area}.urban", f"{area}.data", "shares", data="城管案件")
    _tie(build, f"{area}.house", f"{area}.urban", "coordinates")


def _street(build: Builder, district: str, area: str, street: str, communities: int) -> None:
    zh, en = street.split()
    town = zh.endswith("镇")
    build.add(
        "areas",
        id=area,
        name=zh,
        name_en=f"{en} {'Town' if town else 'Street'}",
        parent=district,
        level="township",
    )
    office = (
        (f"{zh}人民政府", f"{en} Town Government")
        if town
        else (f"{zh}办事处", f"{en} Street Office")
    )
    build.add(
        "units",
        id=f"{area}.gov",
        name=office[0],
        name_en=office[1],
        kind="government" if town else "street_office",
        level="township",
        area=area,
    )
    _tie(build, f"{district}.gov", f"{area}.gov", "leads", basis="《组织法》")
    for line, line_zh, line_en, kind in STATIONS:
        build.add(
            "units",
            id=f"{area}.{line}",
            name=f"{zh[:2]}{line_zh}",
            name_en=f"{en} {line_en}",
            kind=kind,
            level="township",
            line=line,
            area=area,
        )
        leader = f"{district}.{line}" if kind == "dispatched_agency" else f"{area}.gov"
        _tie(build, leader, f"{area}.{line}", "leads", basis="三定规定")
        if kind != "dispatched_agency":
            _tie(
                build,
                f"{district}.{line}",
                f"{area}.{line}",
                "guides" if kind == "department" else "refers",
            )
    for line in ("ecol", "urban"):
        _tie(build, f"{area}.gov", f"{district}.{line}", "calls", basis="街乡吹哨、部门报到")
    for number in range(1, communities + 1):
        place = f"{area}V{number:03}"
        build.add(
            "areas",
            id=place,
            name=f"{zh[:2]}第{number}社区",
            name_en=f"{en} Community {number}",
            parent=area,
            level="community",
        )
        build.add(
            "units",
            id=f"{place}.com",
            name=f"{zh[:2]}第{number}社区居委会",
            name_en=f"{en} Community {number} Committee",
            kind="community",
            area=place,
        )
        _tie(build, f"{area}.gov", f"{place}.com", "guides", basis="《居民委员会组织法》")


def _matters(build: Builder) -> None:
    build.add(
        "matters", id="river", name="黑臭水体投诉", name_en="Black and odorous river", line="ecol"
    )
    build.add("matters", id="stall", name="占道经营", name_en="Stalls on the road", line="urban")
    build.add("powers", unit="D1.ecol", power="penalise", matter="river", mode="own")
    for area, *_ in DISTRICTS:
        build.add("demand", matter="river", area=area, cases=120, door="C.grid")
        for unit, role in (("grid", "receive"), ("ecol", "lead"), ("water", "assist")):
            build.add("duties", unit=f"{area}.{unit}", matter="river", role=role, basis="职责清单")
        build.add("duties", unit=f"{area}.urban", matter="stall", role="lead")
    build.add("duties", unit="C.ecol", matter="river", role="decide")
