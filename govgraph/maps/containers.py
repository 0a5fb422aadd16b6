"""Units and relations as the page's rows: what the container of nodes and edges is filled with."""

from importlib.util import find_spec
from typing import Any

from govgraph.maps.difference import CHANGES, What
from govgraph.maps.layout import Layout, heights
from govgraph.maps.page_data import Pool, unit_levels
from govgraph.maps.palette import BOXES
from govgraph.maps.picture import Picture
from govgraph.model.authority import AUTHORITY
from govgraph.text import Language, label, say

Row = dict[str, Any]


def unit_rows(picture: Picture) -> list[Row]:
    """Return one row per unit: number, names, look, place, coordinates in both layouts."""
    units = picture.structure.units
    looks = [look for look in BOXES if look in picture.looks]
    matrix = _centres(picture, picture.layouts["matrix"])
    kuai = _centres(picture, picture.layouts["kuai"])
    levels = unit_levels(picture)[1]
    pinyin = _pinyin(picture)
    lines = _lines(picture)
    sizes = [[_number(value) for value in units[name]] for name in ("quota", "filled")]
    changes = _changes(picture, "units", len(units))
    return [
        {
            "id": unit,
            "key": key,
            "zh": names.zh,
            "en": names.en,
            "sz": _shortened(names.zh, names.short_zh),
            "se": _shortened(names.en, names.short_en),
            "py": pinyin[unit],
            "look": looks.index(picture.looks[unit]),
            "level": levels[unit],
            "line": lines[unit],
            "col": picture.places.column[unit],
            "block": picture.places.block[unit],
            "quota": sizes[0][unit],
            "filled": sizes[1][unit],
            "x": _number(matrix[unit][0]),
            "y": _number(matrix[unit][1]),
            "kx": _number(kuai[unit][0]),
            "ky": _number(kuai[unit][1]),
            "change": changes[unit],
        }
        for unit, (key, names) in enumerate(zip(units["id"], picture.names, strict=True))
    ]


def relation_rows(picture: Picture, pool: Pool) -> list[Row]:
    """Return one row per relation: ends, kind, copy, whether implied, basis and particulars."""
    kinds = [kind for kind in AUTHORITY if any(tie.kind == kind for tie in picture.ties)]
    relations = picture.structure.relations
    basis = relations["basis"].tolist()
    matters = {i: n for n, i in enumerate(picture.structure.matters["id"])}
    matter = [matters.get(m, -1) for m in relations["matter"]]
    details = _particulars(picture)
    changes = _changes(picture, "ties", len(relations))
    notes = picture.difference.tie_notes if picture.difference else ((),) * len(relations)
    return [
        {
            "from": tie.source,
            "to": tie.target,
            "kind": kinds.index(tie.kind),
            "copy": tie.copy,
            "implied": int(tie.implied),
            "basis": pool.number(basis[tie.row]),
            "matter": matter[tie.row],
            "more": pool.number(_joined(details[tie.row], notes[tie.row], picture.lang)),
            "change": changes[tie.row],
        }
        for tie in picture.ties
    ]


def _changes(picture: Picture, what: What, count: int) -> list[int] | list[None]:
    """Return what became of every row, as its place among `CHANGES`; nothing for one structure."""
    if picture.difference is None:
        return [None] * count
    return [CHANGES.index(change) for change in getattr(picture.difference, what)]


def _joined(details: str, notes: tuple[str, ...], lang: Language) -> str:
    return say("maps.semicolon", lang).join(filter(None, (details, *notes)))


def _number(value: float) -> float | None:
    """Return a number as short as it can be written, None for a missing one."""
    if value != value:  # noqa: PLR0124
        return None
    return int(value) if value == int(value) else round(value, 2)


def _shortened(name: str, short: str) -> str | int:
    """Return a short name, as a number when it is the full name without so many first letters."""
    return len(name) - len(short) if short and name.endswith(short) else short


def _centres(picture: Picture, layout: Layout) -> list[tuple[float, float]]:
    """Return the centres when every block is open."""
    blocks = len(layout.frames)
    strips = heights(layout, [True] * blocks, [False] * blocks)
    return [
        (spot.x, strips.top[layout.frames[block].strip] + spot.dy)
        for spot, block in zip(layout.spots, picture.places.block, strict=True)
    ]


def _particulars(picture: Picture) -> list[str]:
    """Return what a relation says besides its ends and basis, in the page's language."""
    relations, lang = picture.structure.relations, picture.lang
    mode_group = {kind.name: kind.modes for kind in AUTHORITY.values()}
    columns = ["kind", "permits", "primary", "data", "limit_hours", "probability", "mode"]
    found = []
    for row in relations[columns].to_dict("records"):
        parts = []
        if isinstance(row["permits"], str):
            parts.append(_list([label("permit", w, lang) for w in row["permits"].split(";")], lang))
        if row["primary"] is True:
            parts.append(say("maps.primary", lang))
        if isinstance(row["data"], str):
            parts.append(say("maps.data_set", lang, data=row["data"]))
        if isinstance(row["mode"], str):
            parts.append(label(mode_group[row["kind"]] or "mode", row["mode"], lang))
        if row["limit_hours"] == row["limit_hours"]:
            parts.append(say("maps.limit", lang, hours=f"{row['limit_hours']:g}"))
        if row["probability"] == row["probability"]:
            parts.append(say("maps.probability", lang, share=f"{row['probability']:.0%}"))
        found.append(say("maps.semicolon", lang).join(parts))
    return found


def _list(words: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(words)


def _lines(picture: Picture) -> list[str]:
    """Return the names of each unit's lines, those of merged departments included."""
    structure = picture.structure
    lines = structure.lines
    name = {
        line: picture.pick(zh, en)
        for line, zh, en in zip(
            lines["id"], lines["name"].fillna(""), lines["name_en"].fillna(""), strict=True
        )
    }
    more = structure.unit_lines.groupby("unit")["line"].agg(list).to_dict()
    units = structure.units
    return [
        _list(
            [name[i] for i in dict.fromkeys([own, *more.get(unit, [])]) if i in name], picture.lang
        )
        for unit, own in zip(units["id"], units["line"], strict=True)
    ]


def _pinyin(picture: Picture) -> list[str]:
    """Return pinyin initials of the Chinese names, empty without the pinyin extra."""
    if find_spec("pypinyin") is None:
        return [""] * len(picture.names)
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - optional

    return [
        "".join(lazy_pinyin(names.zh, Style.FIRST_LETTER, errors="ignore"))
        if any(ord(c) > 0x2E80 for c in names.zh)  # noqa: PLR2004 - the first Chinese characters
        else ""
        for names in picture.names
    ]
