"""Generated structures: small, valid, and as odd as the model allows."""

from typing import Any

from hypothesis import strategies as st

from govgraph.model.authority import AUTHORITY
from govgraph.model.builder import Builder
from govgraph.model.schema import ALL_TABLES, TABLES
from govgraph.model.structure import Structure
from govgraph.text import words

Row = dict[str, Any]

ODD = (
    "环境保护局",
    "</script><script>window.__pwn=1</script>",
    "=SUM(A1)",
    "'=1+1",
    "-5",
    "＝cmd|' /C calc'!A0",
    '"quoted", comma; semicolon',
    "{{7*7}}",
    "naïve 🏛️ office",
    "007",
    "1e5",
    "TRUE",
    "nan",
    "None",
    "a|b",
    "line\u2028separator",
)
LETTERS = st.characters(categories=("Lu", "Ll", "Nd", "Lo", "Po", "Sm"), max_codepoint=0x9FFF)


def names() -> st.SearchStrategy[str]:
    """Names as people and attackers write them; never blank."""
    plain = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
    return st.one_of(st.sampled_from(ODD), plain)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The strategy, or an empty cell."""
    return st.one_of(st.none(), strategy)


def _numbers() -> st.SearchStrategy[float]:
    return st.floats(0, 1e6, allow_nan=False, width=32).map(float)


_DATES = st.sampled_from(["2018", "2018-06", "2018-12-31", "2023", "2023-06-30"])


def _common(draw: st.DrawFn) -> Row:
    """A few of the columns that every row may carry."""
    if not draw(st.booleans()):
        return {}
    return {
        "basis": draw(maybe(names())),
        "origin": draw(maybe(st.sampled_from(["assumption", "public data: 2023", "reported"]))),
        "confidence": draw(maybe(st.sampled_from([0.25, 0.5, 1.0]))),
        "since": draw(maybe(_DATES.filter(lambda d: d < "2019"))),
        "until": draw(maybe(_DATES.filter(lambda d: d > "2019"))),
        "note": draw(maybe(names())),
    }


def _ids(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{i}" for i in range(count)]


def _tree(draw: st.DrawFn, ids: list[str], levels: list[str], own: list[int]) -> list[Row]:
    rows = []
    for i, area in enumerate(ids):
        above = [j for j in range(i) if own[j] < own[i]]
        parent = draw(maybe(st.sampled_from(above))) if above else None
        rows.append(
            {
                "id": area,
                "name": draw(names()),
                "name_en": draw(maybe(names())),
                "parent": None if parent is None else ids[parent],
                "level": levels[own[i]],
                "placeholder": draw(maybe(st.booleans())),
                **_common(draw),
            }
        )
    return rows


def _units(draw: st.DrawFn, ids: list[str], pool: dict[str, list[str]]) -> list[Row]:
    return [
        {
            "id": unit,
            "name": draw(names()),
            "name_en": draw(maybe(names())),
            "short": draw(maybe(names())),
            "kind": draw(st.sampled_from(words("unit_kind"))),
            "level": draw(maybe(st.sampled_from(pool["levels"]))) if pool["levels"] else None,
            "line": draw(maybe(st.sampled_from(pool["lines"]))) if pool["lines"] else None,
            "area": draw(maybe(st.sampled_from(pool["areas"]))) if pool["areas"] else None,
            "sector": draw(maybe(st.sampled_from(words("sector")))),
            "site": draw(maybe(names())),
            "quota": draw(maybe(_numbers())),
            "filled": draw(maybe(_numbers())),
            **_common(draw),
        }
        for unit in ids
    ]


def _relation(draw: st.DrawFn, units: list[Row], rank: dict[Any, int], matters: list[str]) -> Row:
    """One tie that the authority algebra allows, or an empty row."""
    kind = AUTHORITY[draw(st.sampled_from(sorted(AUTHORITY)))]
    first, second = draw(st.integers(0, len(units) - 1)), draw(st.integers(0, len(units) - 1))
    if kind.hierarchical:
        first, second = sorted((first, second))
    source, target = units[first], units[second]
    if first == second or source["kind"] not in kind.sources:
        return {}
    if target["kind"] not in kind.targets:
        return {}
    levels = rank.get(source["level"]), rank.get(target["level"])
    if kind.hierarchical and None not in levels and levels[0] > levels[1]:  # type: ignore[operator]
        return {}
    permits = draw(st.sets(st.sampled_from(sorted(kind.may_permit)))) if kind.may_permit else ()
    modes = words(kind.modes) if kind.modes else ("either", "或")
    return {
        "source": source["id"],
        "target": target["id"],
        "kind": kind.name,
        "permits": ";".join(sorted(permits)) or None,
        "matter": draw(maybe(st.sampled_from(matters))) if matters else None,
        "data": draw(maybe(st.sampled_from(["register", "名册"]))),
        "limit_hours": draw(maybe(_numbers())),
        "probability": draw(maybe(st.sampled_from([0.0, 0.5, 1.0]))),
        "mode": draw(maybe(st.sampled_from(modes))),
        **_common(draw),
    }


def _once(table: str, rows: list[Row]) -> list[Row]:
    """Drop empty rows and rows that repeat a key."""
    kept = {tuple(row.get(c) for c in ALL_TABLES[table].key): row for row in rows if row}
    return list(kept.values())


def _rows(draw: st.DrawFn, table: str, fields: dict[str, Any], most: int = 5) -> list[Row]:
    """Rows of a plain table, each field drawn from its own strategy."""
    return _once(
        table,
        [
            {name: draw(strategy) for name, strategy in fields.items()} | _common(draw)
            for _ in range(draw(st.integers(0, most)))
        ],
    )


def _duty_tables(draw: st.DrawFn, pool: dict[str, list[str]]) -> dict[str, list[Row]]:
    unit, matter = st.sampled_from(pool["units"]), st.sampled_from(pool["matters"])
    area = maybe(st.sampled_from(pool["areas"])) if pool["areas"] else st.none()
    power = st.sampled_from([*words("power"), "data:register", "自定义"])
    number = maybe(_numbers())
    role = st.sampled_from(words("role"))
    found = {
        "duties": _rows(
            draw,
            "duties",
            {"unit": unit, "matter": matter, "role": role, "area": area, "hours": number},
            8,
        ),
        "powers": _rows(
            draw,
            "powers",
            {
                "unit": unit,
                "power": power,
                "matter": maybe(matter),
                "area": area,
                "mode": maybe(st.sampled_from(words("mode_power"))),
            },
        ),
        "needs": _rows(draw, "needs", {"matter": matter, "power": power}),
        "depends": _rows(draw, "depends", {"before": matter, "after": matter}),
        "goals": _rows(
            draw,
            "goals",
            {
                "unit": unit,
                "objective": names(),
                "sign": st.sampled_from([-1.0, 1.0]),
                "weight": number,
                "assessor": maybe(unit),
                "veto": maybe(st.booleans()),
                "matter": maybe(matter),
            },
        ),
    }
    if pool["areas"]:
        found["demand"] = _rows(
            draw,
            "demand",
            {
                "matter": matter,
                "area": st.sampled_from(pool["areas"]),
                "cases": _numbers(),
                "door": maybe(unit),
            },
        )
    return found


@st.composite
def tables(draw: st.DrawFn, max_units: int = 8) -> dict[str, list[Row]]:
    """Rows of every table of a valid structure."""
    levels, grades = _ids("L", draw(st.integers(0, 3))), _ids("G", draw(st.integers(1, 3)))
    areas = _ids("A", draw(st.integers(0, 5))) if levels else []
    own = [draw(st.integers(0, len(levels) - 1)) for _ in areas]
    lines = _ids("T", draw(st.integers(0, 3)))
    matters = _ids("M", draw(st.integers(0, 3)))
    pool = {"levels": levels, "areas": areas, "lines": lines, "matters": matters}
    pool["units"] = _ids("U", draw(st.integers(1, max_units)))
    named = st.fixed_dictionaries({"name": names(), "name_en": maybe(names())})
    units = _units(draw, pool["units"], pool)
    rank = {level: i for i, level in enumerate(levels)}
    relations = [_relation(draw, units, rank, matters) for _ in range(draw(st.integers(0, 12)))]
    found = {
        "levels": [{"id": i, **draw(named), "rank": float(rank[i])} for i in levels],
        "grades": [{"id": i, **draw(named), "rank": float(i[1:])} for i in grades],
        "areas": _tree(draw, areas, levels, own),
        "lines": [{"id": i, **draw(named)} for i in lines],
        "units": units,
        "relations": _once("relations", relations),
        "matters": [{"id": i, **draw(named), "hours": draw(maybe(_numbers()))} for i in matters],
        "posts": _rows(
            draw,
            "posts",
            {
                "unit": st.sampled_from(pool["units"]),
                "grade": st.sampled_from(grades),
                "kind": maybe(st.sampled_from(words("post_kind"))),
                "quota": maybe(_numbers()),
                "filled": maybe(_numbers()),
            },
        ),
    }
    if lines:
        pairs = {"unit": st.sampled_from(pool["units"]), "line": st.sampled_from(lines)}
        found["unit_lines"] = _rows(draw, "unit_lines", pairs, 3)
    if matters:
        found |= _duty_tables(draw, pool)
    return found


def built(rows: dict[str, list[Row]], **about: str) -> Structure:
    """The structure of the rows."""
    builder = Builder(**about)
    for table in TABLES:
        for row in rows.get(table, []):
            builder.add(table, **row)
    return builder.build()


@st.composite
def structures(draw: st.DrawFn, max_units: int = 8) -> Structure:
    """Valid structures."""
    title = draw(names())
    return built(draw(tables(max_units)), title=title, status="synthetic")
