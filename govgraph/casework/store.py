"""Answers of a sweep on disk, so that an interrupted one goes on where it stopped."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_TABLE = """
create table if not exists answers (
    sweep text not null, draw integer not null, answer text not null, primary key (sweep, draw)
)
"""


@dataclass(frozen=True)
class Store:
    """A file of answers; several sweeps may share it.

    Attributes
    ----------
    path : Path
        The SQLite file, made when first written to.
    sweep : str
        Fingerprint of everything that the answers depend on.
    """

    path: Path
    sweep: str

    def known(self) -> dict[int, dict[str, float]]:
        """Return the answers already there, by draw."""
        if not self.path.exists():
            return {}
        with closing(self._open()) as file:
            rows = file.execute("select draw, answer from answers where sweep = ?", (self.sweep,))
            return {number: _read(answer) for number, answer in rows}

    def keep(self, answers: Iterable[tuple[int, Mapping[str, float]]]) -> None:
        """Write answers, all or none."""
        rows = [(self.sweep, number, json.dumps(dict(answer))) for number, answer in answers]
        with closing(self._open()) as file, file:
            file.executemany("insert or replace into answers values (?, ?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path)
        file.execute(_TABLE)
        return file


def _read(answer: str) -> dict[str, float]:
    return {name: float(value) for name, value in json.loads(answer).items()}
