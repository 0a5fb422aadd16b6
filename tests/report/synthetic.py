"""A small county with every kind of result: findings, accepted ones, rules that cannot judge."""

from functools import cache

from govgraph.auditing.configuration import Configuration
from govgraph.auditing.result import Accepted, Audit
from govgraph.auditing.run import audit
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

TOWNS = 4
LINES = (
    ("env", "生态环境", "Ecology"),
    ("police", "公安", "Public security"),
    ("market", "市场监管", "Market regulation"),
)
MATTERS = (("noise", "夜间噪声", "Night noise"), ("stalls", "占道经营", "Street stalls"))


def county(build: Builder | None = None) -> Structure:
    """Return the county; rows are added to `build` when one is given."""
    build = build or Builder(title="甲县", title_en="County A", as_of="2024-06", status="synthetic")
    for rank, (level, name, english) in enumerate(
        (("county", "县级", "County"), ("township", "乡级", "Township"))
    ):
        build.add("levels", id=level, name=name, name_en=english, rank=rank)
    for line, name, english in LINES:
        build.add("lines", id=line, name=name, name_en=english)
    build.add("areas", id="K", name="甲县", name_en="County A", level="county")
    build.add(
        "units", id="K.gov", name="甲县人民政府", name_en="County Government", kind="government",
        level="county", area="K",
    )  # fmt: skip
    for line, name, english in LINES:
        build.add(
            "units", id=f"K.{line}", name=f"甲县{name}局", name_en=f"County {english} Bureau",
            kind="department", level="county", line=line, area="K",
        )  # fmt: skip
        build.add("relations", source="K.gov", target=f"K.{line}", kind="leads", basis="三定规定")
    for matter, name, english in MATTERS:
        build.add("matters", id=matter, name=name, name_en=english, line="env", hours=2)
        build.add("needs", matter=matter, power="penalise")
        build.add("duties", unit="K.env", matter=matter, role="lead")
        build.add("duties", unit="K.police", matter=matter, role="lead")
    build.add("powers", unit="K.police", power="penalise", line="police")
    for number in range(TOWNS):
        _town(build, f"T{number}", number)
    return build.build()


def _town(build: Builder, town: str, number: int) -> None:
    build.add(
        "areas", id=town, name=f"{'东南西北'[number]}镇", name_en=f"Town {number}", parent="K",
        level="township",
    )  # fmt: skip
    build.add(
        "units", id=f"{town}.gov", name=f"{'东南西北'[number]}镇人民政府",
        name_en=f"Town {number} Government", kind="government", level="township", area=town,
        line="market",
    )  # fmt: skip
    build.add(
        "units", id=f"{town}.env", name=f"{'东南西北'[number]}镇环保所",
        name_en=f"Town {number} Ecology Office", kind="dispatched_agency", level="township",
        area=town, line="env",
    )  # fmt: skip
    build.add("relations", source="K.gov", target=f"{town}.gov", kind="leads")
    build.add("relations", source=f"{town}.gov", target=f"{town}.env", kind="leads")
    build.add("relations", source="K.env", target=f"{town}.env", kind="leads")
    build.add("demand", matter="noise", area=town, cases=10 + number)
    build.add("duties", unit=f"{town}.gov", matter="noise", role="assist")


@cache
def audited() -> Audit:
    """Return its audit, with one finding accepted and one rule switched off."""
    agreed = Accepted("GG101", "条例修订前维持现状", "2024-05-01", matters=("stalls",))
    return audit(county(), Configuration(ignore=("GG402",), accepted=(agreed,)))
