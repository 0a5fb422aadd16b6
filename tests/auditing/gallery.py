"""Reads the cases of the rules: small structures with the evidence that they must give."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govgraph.auditing.configuration import Configuration, read_configuration
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One structure and what one rule makes of it; see ``cases/README.md``."""

    code: str
    name: str
    outcome: str
    expect: tuple[str, ...]
    basis: tuple[str, ...]
    tables: dict[str, str]
    audit: dict[str, Any]

    @property
    def configuration(self) -> Configuration:
        return read_configuration({"audit": {"select": [self.code], **self.audit}})

    def structure(self, *, reverse: bool = False) -> Structure:
        builder = Builder(title=self.name, status="synthetic")
        for table, text in self.tables.items():
            found = rows(table, text)
            for row in reversed(found) if reverse else found:
                builder.add(table, **row)
        return builder.build()


def rows(table: str, text: str) -> list[dict[str, str]]:
    """Rows of a table written in columns; ``-`` is an empty cell, a missing name is the id."""
    header, *lines = (line.split() for line in text.strip().splitlines())
    found = [dict(zip(header, line, strict=True)) for line in lines]
    cells = [{k: v for k, v in row.items() if v != "-"} for row in found]
    if "name" in TABLES[table].names:
        cells = [{"name": row["id"].title(), **row} for row in cells]
    if table == "levels":
        cells = [{"rank": str(i), **row} for i, row in enumerate(cells)]
    return cells


def cases(code: str) -> list[Case]:
    """All cases of one rule."""
    path = FOLDER / f"{code}.toml"
    if not path.is_file():
        return []
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return [
        Case(
            code,
            entry["name"],
            entry["outcome"],
            tuple(entry.get("expect", ())),
            tuple(entry.get("basis", ())),
            entry["tables"],
            entry.get("audit", {}),
        )
        for entry in entries
    ]
