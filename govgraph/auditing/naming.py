"""Ids as names, in one language: what the sentences of findings are made of."""

from collections.abc import Iterable, Iterator, Mapping

from govgraph.auditing.evidence import Evidence, Named
from govgraph.model.arrays import MANY, Text, as_text_array
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.text import Language, label, say, words

#: Names that a sentence spells out; of a longer list it gives the first and the count.
SHOWN = 4


def names(structure: Structure, group: str, ids: Iterable[str], lang: Language) -> list[str]:
    """Return the names of ids of a table, or the terms of words of a glossary group."""
    if group == "power":
        return [_power(word, lang) for word in ids]
    if group not in TABLES:
        return [label(group, word, lang) for word in ids]
    known = table_names(structure, group, lang)
    return [known.get(i, i) for i in ids]


def _power(word: str, lang: Language) -> str:
    """Return a power as a sentence names it; ``data:register`` is access to a data set."""
    kind, _, data = word.partition(":")
    if kind == "data":
        shown = label("data_set", data, lang) if data else label("power", kind, lang)
        return say("auditing.data_power", lang, data=shown)
    if word not in words("power"):
        return say("auditing.other_power", lang, power=word)
    return say("auditing.power", lang, power=label("power", word, lang))


def table_names(structure: Structure, table: str, lang: Language) -> Mapping[str, str]:
    """Return the names of all rows of a table by id, in one language or else the other."""

    def compute() -> Mapping[str, str]:
        frame = structure.table(table)
        shown = frame["name"] if lang == "zh" else frame["name_en"].fillna(frame["name"])
        if len(frame) >= MANY:
            return _Names(row_numbers(structure, table), as_text_array(shown))
        return dict(zip(frame["id"].tolist(), shown.tolist(), strict=True))

    return structure.derive(("names", table, lang), compute)


def row_numbers(structure: Structure, table: str) -> Mapping[str, int]:
    """Return the position of every row of a table by id."""

    def compute() -> dict[str, int]:
        ids = structure.table(table)["id"].tolist()
        return dict(zip(ids, range(len(ids)), strict=True))

    return structure.derive(("row numbers", table), compute)


class _Names(Mapping[str, str]):
    """Names that are looked up one by one, where spelling out a million takes longer."""

    def __init__(self, rows: Mapping[str, int], cells: Text) -> None:
        self._rows, self._cells = rows, cells

    def __getitem__(self, item: str) -> str:
        name: str = self._cells[self._rows[item]].as_py()
        return name

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def enumerated(shown: list[str], lang: Language, joint: str = "") -> str:
    """Return names as running text: “A, B and C”, “A、B、C”; long lists give their count.

    Examples
    --------
    >>> from govgraph.auditing.naming import enumerated
    >>> enumerated(["A", "B", "C"], "en"), enumerated(["A", "B", "C"], "zh")
    ('A, B and C', 'A、B、C')
    """
    if joint:
        return joint.join(shown)
    if len(shown) > SHOWN + 1:
        first = say("auditing.comma", lang).join(shown[:SHOWN])
        return say("auditing.and_more", lang, shown=first, more=len(shown) - SHOWN, all=len(shown))
    if len(shown) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(shown)
    return say("auditing.and", lang).join([say("auditing.comma", lang).join(shown[:-1]), shown[-1]])


def placeholders(structure: Structure, evidence: Evidence, lang: Language) -> dict[str, str]:
    """Return the text of every placeholder that a sentence about `evidence` may use."""
    texts = {
        table: enumerated(names(structure, table, getattr(evidence, table), lang), lang)
        for table in ("units", "matters", "areas", "lines")
    }
    texts["in_areas"] = (
        say("auditing.in_areas", lang, areas=texts["areas"]) if evidence.areas else ""
    )
    texts |= {name: _value(structure, value, lang) for name, value in evidence.values.items()}
    return texts


def _value(structure: Structure, value: object, lang: Language) -> str:
    if isinstance(value, Named):
        return enumerated(names(structure, value.group, value.ids, lang), lang, value.joint)
    if isinstance(value, float):
        return f"{value:,.4g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
