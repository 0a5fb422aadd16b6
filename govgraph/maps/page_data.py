"""What the page's script reads: one document of plain lists, texts pooled, nothing volatile."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from govgraph.maps.difference import CHANGES, VERSIONS, WHAT, Version
from govgraph.maps.layout import PADDING, Layout
from govgraph.maps.layout_kuai import TITLE
from govgraph.maps.layout_matrix import GUTTER
from govgraph.maps.matter_paths import STAGES
from govgraph.maps.palette import BOXES, HEADS, TIES
from govgraph.maps.palette import CHANGES as CHANGE_LOOKS
from govgraph.maps.picture import Picture
from govgraph.maps.svg_legend import look_label
from govgraph.model.authority import AUTHORITY
from govgraph.text import keys, label, say

Document = dict[str, Any]


class Pool:
    """Texts that many rows share, each kept once; rows hold numbers, −1 for nothing."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def number(self, text: object) -> int:
        """Return the number of a text, −1 for a missing or empty one."""
        if text is None or text != text or text == "":  # noqa: PLR0124
            return -1
        return self.texts.setdefault(str(text), len(self.texts))


def page_data(
    picture: Picture, layout: str, pool: Pool, version: Version = "difference"
) -> Document:
    """Return everything the page shows besides units and relations.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    layout : {"matrix", "kuai"}
        The layout shown first.
    pool : Pool
        Texts that rows name by number; grows.
    version : {"difference", "before", "after"}
        The view of a map of two structures shown first.
    """
    structure, lang = picture.structure, picture.lang
    facts = picture.facts
    return {
        "lang": lang,
        "layout": layout,
        "facts": {"title": facts.title, "line": facts.line, "made": facts.made, "mark": facts.mark,
                  "status": facts.status, "coverage": facts.coverage, "asOf": facts.as_of,
                  "units": f"{len(picture.names):,}", "ties": f"{len(picture.ties):,}"},
        "text": {k.partition(".")[2]: say(k, lang) for k in keys() if k.startswith("map_page.")},
        "box": {"pad": PADDING, "title": TITLE, "gutter": GUTTER},
        "kinds": _kinds(picture),
        "slots": list(AUTHORITY),
        "heads": {name: [d, filled] for name, (d, filled) in HEADS.items()},
        "looks": _looks(picture),
        "levels": unit_levels(picture)[0],
        "columns": [[c.name, c.name_en] for c in picture.places.columns],
        "bands": [[b.name, b.name_en] for b in picture.places.bands],
        "blocks": [[b.name, b.name_en, b.parent, b.depth, b.band] for b in picture.places.blocks],
        "opened": [int(flag) for flag in picture.opened],
        "drawn": [int(kind in picture.drawn) for kind in AUTHORITY if kind in picture.kinds],
        "layouts": {name: _layout(found) for name, found in picture.layouts.items()},
        "matters": _named(structure.matters),
        "roles": [_role(stage, picture) for stage in STAGES],
        "paths": _paths(picture, pool),
        "duties": _duties(picture, pool),
        "powers": _powers(picture, pool),
        **_difference(picture, version, pool),
        "pool": list(pool.texts),
    }  # fmt: skip


def _difference(picture: Picture, version: Version, pool: Pool) -> Document:
    """Return what became of rows: looks and words of changes, notes by unit, counts.

    A map of one structure has none of it.
    """
    difference = picture.difference
    if difference is None:
        return {}
    changes: list[Document] = []
    for change in CHANGES:
        look = CHANGE_LOOKS[change]
        changes.append(
            {
                "key": change,
                "label": say(f"maps.change_{change}", picture.lang),
                "colour": list(look.colour),
                "fill": list(look.fill),
                "dash": list(look.dash),
                "sign": look.sign,
                "width": look.width,
                **{what: difference.count(what, change) for what in WHAT},
            }
        )
    found: Document = {
        "version": version,
        "quiet": int(picture.crowded),
        "changes": changes,
        "notes": [[pool.number(note) for note in notes] for notes in difference.unit_notes],
        "paths": [VERSIONS.index(one) for one in picture.versions],
        "duties": [CHANGES.index(change) for change in difference.duties],
        "powers": [CHANGES.index(change) for change in difference.powers],
    }
    return {"difference": found}


def _kinds(picture: Picture) -> list[Document]:
    found = []
    for kind in AUTHORITY:
        if kind in picture.kinds:
            style = TIES[kind]
            found.append(
                {
                    "key": kind,
                    "label": label("relation_kind", kind, picture.lang),
                    "out": say(f"maps.out_{kind}", picture.lang),
                    "into": say(f"maps.in_{kind}", picture.lang),
                    "colour": [style.colour, style.dark],
                    "dash": list(style.dash),
                    "head": style.head,
                    "width": style.width,
                }
            )
    return found


def _looks(picture: Picture) -> list[Document]:
    return [
        {
            "key": look,
            "label": look_label(look, picture),
            "fill": list(style.fill),
            "edge": list(style.edge),
            "ink": list(style.ink),
            "dash": list(style.dash),
            "radius": style.radius,
        }
        for look, style in BOXES.items()
        if look in picture.looks
    ]


def unit_levels(picture: Picture) -> tuple[list[str], list[int]]:
    """Return the names of the levels in use and every unit's level, −1 for none.

    A unit without a level of its own stands at the level of its area.
    """
    structure = picture.structure
    units, levels = structure.units, structure.levels
    of_area = structure.areas.set_index("id")["level"]
    level = units["level"].fillna(units["area"].map(of_area).astype("str"))
    used = [i for i in levels["id"] if (level == i).any()]
    named = levels.set_index("id").loc[used]
    names = [
        picture.pick(zh, en)
        for zh, en in zip(named["name"].fillna(""), named["name_en"].fillna(""), strict=True)
    ]
    number = {i: position for position, i in enumerate(used)}
    return names, [number.get(i, -1) for i in level]


def _layout(layout: Layout) -> Document:
    return {
        "width": layout.width,
        "head": layout.head,
        "margin": layout.margin,
        "unit": layout.unit,
        "gaps": layout.gaps,
        "frames": [[f.strip, f.x, f.width, f.height, f.closed] for f in layout.frames],
        "columns": [[c.start, c.size] for c in layout.columns],
        "bands": [[b.start, b.size] for b in layout.bands],
    }


def _named(frame: pd.DataFrame) -> list[list[str]]:
    columns = [frame[name].fillna("").tolist() for name in ("name", "name_en", "id")]
    return [list(row) for row in zip(*columns, strict=True)]


def _role(stage: str, picture: Picture) -> str:
    if stage == "door":
        return label("column", "door", picture.lang)
    return label("role", stage, picture.lang)


def _area_numbers(picture: Picture, pool: Pool, areas: pd.Series) -> list[int]:
    """Return the pool's number of each area's name in the page's language, −1 for none."""
    names = {row[2]: picture.pick(row[0], row[1]) for row in _named(picture.structure.areas)}
    return [pool.number(names.get(area)) for area in areas]


def _paths(picture: Picture, pool: Pool) -> list[list[Any]]:
    ids = picture.structure.areas["id"]
    areas = pd.Series([ids[p.area] if p.area >= 0 else None for p in picture.paths], dtype=object)
    return [
        [
            path.matter,
            area,
            path.cases if path.cases >= 0 else None,
            [
                [step.unit, [STAGES.index(role) for role in step.roles], int(step.handed)]
                for step in path.steps
            ],
        ]
        for path, area in zip(picture.paths, _area_numbers(picture, pool, areas), strict=True)
    ]


def _codes(values: pd.Series, ids: Sequence[str]) -> list[int]:
    return [int(code) for code in pd.Index(ids).get_indexer(pd.Index(values))]


def _duties(picture: Picture, pool: Pool) -> list[list[int]]:
    structure = picture.structure
    duties = structure.duties
    roles = [label("role", role, picture.lang) for role in duties["role"]]
    return [
        list(row)
        for row in zip(
            _codes(duties["unit"], structure.units["id"].tolist()),
            _codes(duties["matter"], structure.matters["id"].tolist()),
            map(pool.number, roles),
            _area_numbers(picture, pool, duties["area"]),
            map(pool.number, duties["basis"]),
            strict=True,
        )
    ]


def _powers(picture: Picture, pool: Pool) -> list[list[int]]:
    structure, lang = picture.structure, picture.lang
    powers = structure.powers
    mode = [label("mode_power", m, lang) if isinstance(m, str) else "" for m in powers["mode"]]
    lines = {c[2]: picture.pick(c[0], c[1]) for c in _named(structure.lines)}
    return [
        list(row)
        for row in zip(
            _codes(powers["unit"], structure.units["id"].tolist()),
            (pool.number(_power(power, picture)) for power in powers["power"]),
            map(pool.number, mode),
            _codes(powers["matter"], structure.matters["id"].tolist()),
            (pool.number(lines.get(line, "")) for line in powers["line"]),
            _area_numbers(picture, pool, powers["area"]),
            map(pool.number, powers["basis"]),
            strict=True,
        )
    ]


def _power(power: str, picture: Picture) -> str:
    word, _, rest = power.partition(":")
    name = label("power", word, picture.lang)
    return say("maps.power_of", picture.lang, power=name, rest=rest) if rest else name
