"""Which known values test an entry, and where they come from: read from the tests themselves."""

import ast
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
_PUBLISHED = re.compile(r"quoted-from|toolbox notebook prints|worked example")
_SOFTWARE = {
    r"R sna|gcor": "R sna 2.7-1",
    r"networkx": "networkx 3.6.1",
    r"igraph 1\.": "igraph 1.0.0",
    r"keyplayer": "R keyplayer 1.0.4",
    r"scipy\.stats": "SciPy 1.17.1",
}
ORIGINS = ("published", "software", "second")


@dataclass
class Status:
    """The known values of one entry.

    Attributes
    ----------
    oracles : Counter
        Number of oracles by origin: published, other software, own second implementation.
    software : Counter
        Number of oracles by program.
    graphs : set of str
        Graphs and matrices that they are on.
    closed : Counter
        Number of values known in advance, by origin.
    defined : bool
        Whether a slow definition stands beside the fast code in the tests.
    """

    oracles: Counter[str] = field(default_factory=Counter)
    software: Counter[str] = field(default_factory=Counter)
    graphs: set[str] = field(default_factory=set)
    closed: Counter[str] = field(default_factory=Counter)
    defined: bool = False

    @property
    def count(self) -> int:
        """Number of all known values."""
        return self.oracles.total() + self.closed.total()


@cache
def oracles() -> dict[str, Any]:
    """Return the content of ``oracles.json``."""
    found: dict[str, Any] = json.loads((TESTS / "oracles.json").read_text("utf-8"))
    return found


@cache
def _closed_forms() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for file in sorted((TESTS / "measures" / "closed_forms").glob("*.toml")):
        for value in tomllib.loads(file.read_text("utf-8"))["value"]:
            found.setdefault(value["measure"], Counter())[value["origin"]] += 1
    return found


@cache
def _definitions(family: str) -> set[str]:
    file = TESTS / "measures" / "definitions" / f"{family}.py"
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text("utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return {name.removesuffix("_") for name in names}


def status(name: str, keys: Iterable[str], other: Iterable[str] = ()) -> Status:
    """Return the status of a measure, or of a function that is tested by oracles alone.

    Parameters
    ----------
    name : str
        Name of the measure.
    keys : iterable of str
        Keys of its oracles.
    other : iterable of str
        Those of them that hold another definition.
    """
    family, _, own = name.rpartition(".")
    found = Status(closed=_closed_forms().get(name, Counter()), defined=own in _definitions(family))
    wanted = set(keys) - set(other)
    for oracle in oracles()["oracles"]:
        if oracle["measure"] in wanted:
            programs = _programs(oracle)
            found.oracles[_origin(oracle, programs)] += 1
            found.software.update(programs)
            found.graphs.add(str(oracle["graph"] or oracle["params"]))
    return found


def _said(oracle: dict[str, Any]) -> str:
    return " ".join([oracle["status"], oracle["source"], *oracle["cross_checks"]])


def _programs(oracle: dict[str, Any]) -> set[str]:
    said = _said(oracle)
    return {program for pattern, program in _SOFTWARE.items() if re.search(pattern, said)}


def _origin(oracle: dict[str, Any], programs: set[str]) -> str:
    if _PUBLISHED.search(_said(oracle)):
        return "published"
    return "software" if programs else "second"
