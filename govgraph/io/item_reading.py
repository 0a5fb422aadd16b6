"""One pass through an item list: rows become matters, units, duties and powers."""

import logging
from collections import Counter
from collections.abc import Mapping

import pandas as pd

from govgraph.errors import Problem
from govgraph.io.flat import Flat
from govgraph.io.item_columns import SYNONYMS
from govgraph.io.item_rows import Part, handover, one_line, parts, power
from govgraph.io.item_units import Registry
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible
from govgraph.model.structure import Structure
from govgraph.text import Language, label, match, say, words

_log = logging.getLogger("govgraph")

Row = dict[str, str]


class Items:
    """What an item list says.

    Parameters
    ----------
    table : Flat
        The list.
    columns : mapping of str to str
        Column of each meaning.
    defaults : mapping of str to str
        Values for empty cells, by meaning.
    structure : Structure or None
        What the items will be added to.
    """

    def __init__(
        self,
        table: Flat,
        columns: Mapping[str, str],
        defaults: Mapping[str, str],
        structure: Structure | None,
    ) -> None:
        self.table = table
        self.columns = columns
        self.defaults = defaults
        self.registry = Registry(structure)
        self.problems: list[Problem] = []
        self.tables: dict[str, list[tuple[int, Row]]] = {"matters": [], "duties": [], "powers": []}
        self.categories: Counter[str] = Counter()
        self._matters: dict[str, tuple[str, int]] = {}
        self._by_name: dict[str, str] = {}
        self._seen: set[tuple[str, ...]] = set()
        self._scopes: set[tuple[str, ...]] = set()
        if structure is not None:
            self._learn(structure)

    def _learn(self, structure: Structure) -> None:
        known = structure.matters
        self._by_name = dict(zip(known["name"], known["id"], strict=True))
        self._matters = dict.fromkeys(known["id"], ("", -1))
        for name, key in (("duties", "role"), ("powers", "power")):
            frame = structure.table(name)[["unit", "matter", key, "area"]].fillna("")
            self._seen |= {(name, *row) for row in frame.itertuples(index=False, name=None)}

    def read(self) -> None:
        """Read every row."""
        frame = self.table.frame
        cells = {m: frame[self.columns[m]].tolist() for m in SYNONYMS if m in self.columns}
        for position in range(len(frame)):
            row = dict.fromkeys(SYNONYMS, "") | {m: column[position] for m, column in cells.items()}
            row |= {m: text for m, text in self.defaults.items() if not row[m]}
            self._row(position, row)

    def _row(self, position: int, row: Row) -> None:
        category = self._category(position, row["category"])
        matter = self._matter(position, row)
        if category is None or matter is None:
            return
        if category in ("basic", "assisting") and not row["township"]:
            raise self.table.refuse("io_graph.no_township", category=label("duty_list", category))
        self.categories[category] += 1
        area = self.registry.area(row["area"], row["area_name"])
        scope = (matter, row["township"], area)
        within = self._township_area(row["township"]) if category else ""
        for part in parts(row, category):
            unit = self._unit(position, part, "" if part.meaning == "township" else area)
            if unit:
                note = self._note(row, category, part)
                where = "" if part.meaning == "township" else within
                duty = {"unit": unit, "matter": matter, "role": part.role, "area": where}
                self._put("duties", position, scope, duty, {"basis": row["basis"], "note": note})
                if row["power"] and part.role == "lead":
                    held = {"unit": unit, "matter": matter, "power": power(row["power"])}
                    held["area"] = where
                    self._put("powers", position, scope, held, {"basis": row["basis"]})

    def _category(self, position: int, text: str) -> str | None:
        """Return the duty list of a row, empty for an item of a department, None for nonsense."""
        found = match("duty_list", text) if text else ""
        if found is None:
            known = [label("duty_list", word, "zh") for word in words("duty_list")]
            params: dict[str, object] = {"words": ", ".join([*words("duty_list"), *known])}
            self._problem("model.not_a_word", position, "category", text, params)
        return found

    def _matter(self, position: int, row: Row) -> str | None:
        name = one_line(row["item"])
        if not name:
            self._problem("model.missing_value", position, "item")
            return None
        matter = one_line(row["code"]) or self._by_name.get(name, name)
        if matter not in self._matters:
            self._matters[matter] = (name, position)
            self.tables["matters"].append((position, {"id": matter, "name": name}))
        known, first = self._matters[matter]
        if first >= 0 and known != name:
            place = self.table.place(first, self.columns["item"]).render()
            params: dict[str, object] = {"code": visible(matter), "known": visible(known)}
            self._problem(
                "io_graph.item_renamed", position, "item", name, params | {"first": place}
            )
            return None
        return matter

    def _township_area(self, township: str) -> str:
        if not township:
            return ""
        return self.registry.area_of(self.registry.unit(township, "", _kind(township)).unit)

    def _unit(self, position: int, part: Part, area: str) -> str:
        kind = _kind(part.name) if part.meaning == "township" else "department"
        found = self.registry.unit(one_line(part.name), area, kind)
        if not found.unit:
            params: dict[str, object] = {"units": ", ".join(map(visible, found.fitting))}
            self._problem("io_graph.unit_ambiguous", position, part.meaning, part.name, params)
        return found.unit

    def _note(self, row: Row, category: str, part: Part) -> str:
        if category != "taken_back" or part.role != "lead":
            return handover(row["department"])[1] if part.meaning == "department" else ""
        lang: Language = "en" if row["item"].isascii() else "zh"
        said = say("io_graph.taken_back", lang, township=row["township"])
        return f"{said}{handover(row['department'])[1]}"

    def _put(self, table: str, position: int, scope: tuple[str, ...], key: Row, rest: Row) -> None:
        """Note a row; what another township's row or the structure says already counts once."""
        identity = (table, *key.values())
        in_scope = (*scope, *identity)
        if identity in self._seen and in_scope not in self._scopes:
            self._scopes.add(in_scope)
            return
        self._seen.add(identity)
        self._scopes.add(in_scope)
        self.tables[table].append((position, key | rest))

    def _problem(
        self,
        key: str,
        position: int,
        meaning: str,
        value: str = "",
        params: dict[str, object] | None = None,
    ) -> None:
        place = self.table.place(position, self.columns.get(meaning, ""))
        self.problems.append(Problem(key, place, visible(value), params or {}))

    def add_to(self, builder: Builder) -> None:
        """Add what was read to a builder."""
        for name in ("levels", "areas", "units"):
            rows = getattr(self.registry, name)
            if rows:
                builder.add_table(name, pd.DataFrame(rows))
        for name, found in self.tables.items():
            if found:
                origin = self.table.origin(position for position, _ in found)
                builder.add_table(name, pd.DataFrame([row for _, row in found]), origin)
        for problem in self.problems:
            builder.report(problem)

    def summary(self) -> str:
        """Return what was found as a sentence, and log it."""
        counts = [
            f"{label('duty_list', c) if c else say('io_graph.items')}: {n:,}"
            for c, n in sorted(self.categories.items())
        ]
        said = say(
            "io_graph.items_read",
            counts=", ".join(counts) or "0",
            matters=f"{len(self.tables['matters']):,}",
            units=f"{len(self.registry.units):,}",
        )
        _log.info(said)
        return said


def _kind(name: str) -> str:
    street = "街道" in name or "street" in name.casefold()
    return "street_office" if street else "government"
