"""A small county, and one step of every operator on it: what the pictures of operators show."""

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from govgraph.reforms.files.reading import parse_proposal
from govgraph.reforms.proposal import Proposal

#: One step of each operator, as a proposal writes it.
STEPS = {
    "abolish_unit": "{units: deputy, superiors: up, duties: up, staff: up}",
    "add_channel": "{id: hotline, name: 热线, name_en: Hotline, operated_by: gov, mode: query}",
    "add_tie": "{kind: coordinates, source: env, target: housing}",
    "assign_duties": "{units: housing, matters: waste, role: assist}",
    "change_assessment": "{units: town, objective: waste, weight: 10, assessor: gov}",
    "change_level": "{area: T2, level: county, parent: P, drop: true}",
    "change_tie": "{kind: coordinates, source: env, target: water, to: refers}",
    "create_joint_body": "{id: group, name: 领导小组, name_en: Leading group, chair: gov, "
    "members: [env, water, housing], until: 2027-12-31}",
    "create_joint_centre": "{id: centre, name: 联合中心, name_en: Joint centre, led_by: gov, "
    "departments: [env, water], matters: waste, decides: true}",
    "create_unit": "{id: data, name: 数据局, name_en: Data Bureau, kind: department, led_by: gov, "
    "area: C, level: county}",
    "grant_powers": "{source: env, target: town, mode: conferred, power: inspect, matter: waste}",
    "grassroots_call": "{callers: [town, town2], departments: env, matters: waste, "
    "limit_hours: 48}",
    "hand_back": "{units: tax}",
    "make_vertical": "{units: env}",
    "merge_units": "{units: [env, water], into: env, name: 环境水务局, "
    "name_en: Environment and Water}",
    "move_staff": "{source: env, target: station, number: 2, with_quota: true}",
    "move_unit": "{units: station, to: env, leaves: town}",
    "open_channels": "{operated_by: [env, housing], suffix: wechat, name: 公众号, "
    'name_en: " account", mode: interaction, routed: true}',
    "reassign_lead": "{matters: waste, source: env, target: housing, release: true}",
    "recode": "{units: {env: ecology}}",
    "relocate": "{units: [env, water], site: hall}",
    "remove_level": "{level: town, superiors: up, duties: up, powers: up, staff: up, doors: up}",
    "remove_tie": "{kind: coordinates, source: env, target: water}",
    "rename_units": "{names: {env: 生态局}, names_en: {env: Ecology Bureau}}",
    "set_portfolio": "{portfolio: deputy, units: housing}",
    "share_data": "{source: env, target: town}",
    "split_unit": "{unit: env, id: climate, name: 气候局, name_en: Climate Bureau, "
    "matters: noise, staff: 0.25}",
    "transfer_functions": "{source: env, target: housing, matters: noise, staff: 0.2}",
    "withdraw_powers": "{units: env, power: penalise}",
}


def county() -> Structure:
    """Return the county before: a prefecture above, two towns below, five bureaus."""
    build = Builder(title="县", title_en="County", status="synthetic")
    for level, name, english in (
        ("prefecture", "地级", "prefecture"),
        ("county", "县级", "county"),
        ("town", "乡级", "town"),
    ):
        build.add("levels", id=level, name=name, name_en=english)
    for area, name, english, level, parent in (
        ("P", "市", "City", "prefecture", None),
        ("C", "县", "County", "county", "P"),
        ("T1", "东镇", "East Town", "town", "C"),
        ("T2", "西镇", "West Town", "town", "C"),
    ):
        build.add("areas", id=area, name=name, name_en=english, level=level, parent=parent)
    for line, name, english in (
        ("env", "生态环境", "environment"),
        ("water", "水务", "water"),
        ("housing", "住建", "housing"),
        ("tax", "税务", "tax"),
    ):
        build.add("lines", id=line, name=name, name_en=english)
    _units(build)
    _ties(build)
    _work(build)
    return build.build()


def _units(build: Builder) -> None:
    for unit, name, english, kind, area, line, filled in (
        ("city", "市政府", "City government", "government", "P", None, 40),
        ("city_env", "市环境局", "City Environment", "department", "P", "env", 20),
        ("city_tax", "市税务局", "City Tax", "department", "P", "tax", 20),
        ("gov", "县政府", "County government", "government", "C", None, 30),
        ("deputy", "副县长分管", "Deputy's portfolio", "portfolio", "C", None, 1),
        ("env", "环境局", "Environment", "department", "C", "env", 12),
        ("water", "水务局", "Water", "department", "C", "water", 9),
        ("housing", "住建局", "Housing", "department", "C", "housing", 14),
        ("tax", "税务局", "Tax", "department", "C", "tax", 10),
        ("town", "东镇政府", "East Town government", "government", "T1", None, 20),
        ("station", "东镇环境站", "East Town station", "department", "T1", "env", 3),
        ("town2", "西镇政府", "West Town government", "government", "T2", None, 18),
        ("people", "公众", "The public", "public", "C", None, None),
    ):
        build.add(
            "units", id=unit, name=name, name_en=english, kind=kind, area=area, line=line,
            filled=filled, quota=filled and filled + 2,
        )  # fmt: skip


def _ties(build: Builder) -> None:
    for kind, source, *targets in (
        ("leads", "city", "city_env", "gov"),
        ("leads", "city_tax", "tax"),
        ("leads", "gov", "deputy", "housing", "town", "town2"),
        ("leads", "deputy", "env", "water"),
        ("leads", "town", "station"),
        ("guides", "city_env", "env"),
        ("guides", "env", "station"),
        ("coordinates", "env", "water"),
        ("coordinates", "gov", "tax"),
    ):
        for target in targets:
            build.add("relations", source=source, target=target, kind=kind)


def _work(build: Builder) -> None:
    build.add("matters", id="waste", name="垃圾", name_en="Waste", hours=3)
    build.add("matters", id="noise", name="噪声", name_en="Noise", hours=2)
    for unit, matter, role in (
        ("env", "waste", "lead"),
        ("water", "waste", "assist"),
        ("env", "noise", "lead"),
        ("town", "waste", "receive"),
    ):
        build.add("duties", unit=unit, matter=matter, role=role)
    for power in ("inspect", "penalise"):
        build.add("powers", unit="env", power=power, matter="waste")
        build.add("needs", matter="waste", power=power)
    build.add("demand", matter="waste", area="T1", cases=50, door="town")


def sample(name: str) -> Proposal:
    """Return a proposal of one step of an operator."""
    text = f"govgraph: proposal\nversion: 1\ntitle: {name}\nsteps:\n  - {name}: {STEPS[name]}\n"
    return parse_proposal(text)
