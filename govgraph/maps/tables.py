"""The tables under the map: every unit and every relation as text, with links between them."""

from typing import Any

from govgraph.maps.containers import Row
from govgraph.maps.difference import CHANGES
from govgraph.maps.picture import Picture
from govgraph.maps.svg_legend import look_label
from govgraph.text import label, say


def tables(picture: Picture, units: list[Row], relations: list[Row], pool: list[str]) -> Row:
    """Return heads and rows of the two tables.

    Parameters
    ----------
    picture : Picture
        What the map is made of.
    units, relations : list of dict
        Rows of the containers.
    pool : list of str
        The texts that rows name by number.
    """
    lang = picture.lang
    more = [say("maps.column_change", lang)] if picture.difference else []
    return {
        "unit_head": say("maps.unit_columns", lang).split("|") + more,
        "units": [_unit(picture, row) for row in units],
        "relation_head": say("maps.relation_columns", lang).split("|") + more,
        "relations": _grouped(picture, relations, pool),
    }


def _unit(picture: Picture, row: Row) -> list[Any]:
    places = picture.places
    block = places.blocks[row["block"]]
    own = picture.name(row["id"])
    other = row["en"] if picture.lang == "zh" else row["zh"]
    return [
        own,
        "" if other == own else other,
        row["key"],
        look_label(picture.looks[row["id"]], picture),
        row["line"],
        picture.pick(block.name, block.name_en),
        *_change(picture, row),
    ]


def _change(picture: Picture, row: Row) -> list[str]:
    """Return what became of a unit or relation, for a map of two structures."""
    if row["change"] is None:
        return []
    return [say(f"maps.change_{CHANGES[row['change']]}", picture.lang)]


def _grouped(picture: Picture, relations: list[Row], pool: list[str]) -> list[Row]:
    """Return one row per source, kind, basis and particulars, with all targets they share."""
    rows: dict[tuple[int, str, int, int, str], list[int]] = {}
    for row, tie in zip(relations, picture.ties, strict=True):
        change = "".join(_change(picture, row))
        same = (row["from"], tie.kind, row["basis"], row["more"], change)
        rows.setdefault(same, []).append(row["to"])
    return [
        {
            "source": source,
            "name": picture.name(source),
            "kind": label("relation_kind", kind, picture.lang),
            "targets": [(target, picture.name(target)) for target in targets],
            "basis": pool[basis] if basis >= 0 else "",
            "more": pool[more] if more >= 0 else "",
            "change": change,
        }
        for (source, kind, basis, more, change), targets in rows.items()
    ]
