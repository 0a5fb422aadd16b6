"""Networks and partitions in the lines of a Pajek file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from govgraph.errors import Place, Problem
from govgraph.io.archives import refuse
from govgraph.io.multigraph import CELL_LIMIT, NODE_LIMIT, Relation, of_matrix, ties
from govgraph.model.coerce import visible

_SECTION = re.compile(r"\s*\*\s*([A-Za-z]+)\s*(.*)")
_RELATION = re.compile(r":?\s*(\d+)(?:\s+(?:\"([^\"]*)\"|(\S.*)))?")
_VERTEX = re.compile(r'\s*(\d{1,9})(?:\s+(?:"([^"]*)"|(\S+)))?')
_NUMBERED = re.compile(r"\s*(\d+)\s*:(.*)")
_ENTITY = re.compile(r"&#(\d{1,7});")
_LINES = {"arcs": True, "edges": False}
_LISTS = {"arcslist": True, "edgeslist": False}
#: Parts of a project that say nothing of ties.
_PASSED = ("vector", "permutation", "cluster", "hierarchy", "events", "timeevents")
_SHOWN = 200

Key = tuple[str, bool, str]


@dataclass
class PajekNetwork:
    """One network of a file.

    Attributes
    ----------
    name : str
        What the file calls it.
    labels : list of str
        Label of each vertex, empty where there is none.
    relations : list of Relation
        Arcs and edges by relation, in the order of the file.
    notes : list of str
        What was left out.
    """

    name: str = ""
    labels: list[str] | None = None
    relations: list[Relation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Project:
    """What a file holds.

    Attributes
    ----------
    networks : list of PajekNetwork
        In the order of the file.
    partitions : dict of str to list of str
        Classes of the vertices by name.
    problems : list of Problem
        What is wrong with it.
    """

    networks: list[PajekNetwork] = field(default_factory=list)
    partitions: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_project(text: str, file: str) -> Project:
    """Read the lines of a ``.net``, ``.paj`` or ``.clu`` file.

    Parameters
    ----------
    text : str
        The file.
    file : str
        Its name, for places; a partition without a name is called by it.

    Raises
    ------
    ReadError
        When the file declares more than is read, or two sets of nodes.
    """
    return _Reading(file).read(text)


class _Reading:
    """One pass through the lines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found = Project()
        self.part = "network"
        self.network = PajekNetwork()
        self.partition: str | None = None
        self.classes: list[str] = []
        self.names: dict[str, str] = {}
        self.ties: dict[Key, list[tuple[int, int, float, int]]] = {}
        self.rows: list[list[float]] = []
        self.key: Key = ("", True, "")
        self.handle: Callable[[str, int], None] = self._nothing

    def read(self, text: str) -> Project:
        """Read all lines."""
        for number, line in enumerate(text.split("\n"), 1):
            plain = line.strip()
            if not plain or plain.startswith("%"):
                continue
            section = _SECTION.match(line) if plain.startswith("*") else None
            if section is None:
                self.handle(plain, number)
            else:
                self._end_matrix(number)
                self._section(section[1].casefold(), section[2].strip(), number)
        self._end_matrix(text.count("\n") + 1)
        self._end()
        return self.found

    def _report(self, key: str, number: int, value: str = "", **params: object) -> None:
        if len(self.found.problems) < _SHOWN:
            place = Place("", number, "", self.file)
            self.found.problems.append(Problem(key, place, visible(value), params))

    def _section(self, word: str, rest: str, number: int) -> None:
        self.handle = self._nothing
        if word in ("network", "partition", *_PASSED):
            self._end()
            self.part = word
            self.network = PajekNetwork(name=rest if word == "network" else "")
            self.partition = rest or self.file.rpartition(".")[0] if word == "partition" else None
        elif word in ("vertices", "vertex"):
            self._vertices(rest, number)
        elif word in _LINES or word in _LISTS or word == "matrix":
            self._ties_begin(word, rest, number)
        else:
            self._report("io_network.unknown_section", number, f"*{word}")

    def _vertices(self, rest: str, number: int) -> None:
        sizes = rest.split()
        if self.part in _PASSED:
            return
        if not sizes or not all(s.isascii() and s.isdigit() and len(s) < 10 for s in sizes[:2]):  # noqa: PLR2004
            self._report("io_network.bad_number", number, rest)
            return
        if len(sizes) > 1:
            rows, columns = int(sizes[1]), int(sizes[0]) - int(sizes[1])
            raise refuse(self.file, "io_network.two_mode", rows=rows, columns=columns)
        count = int(sizes[0])
        if count > NODE_LIMIT:
            limit = NODE_LIMIT
            raise refuse(self.file, "io_network.too_many_nodes", count=count, limit=limit)
        if self.partition is None and self.network.labels is not None:
            self._end()
            self.network = PajekNetwork()
        self.network.labels = [""] * count
        self.classes = []
        self.handle = self._vertex if self.partition is None else self._class

    def _nothing(self, line: str, number: int) -> None:
        """Pass over a line of a part that is not read."""

    def _vertex(self, line: str, number: int) -> None:
        labels = self.network.labels or []
        found = _VERTEX.match(line)
        position = int(found[1]) if found else 0
        if found is None or not 0 < position <= len(labels):
            self._report("io_network.bad_vertex", number, line, count=len(labels))
            return
        label = found[3] if found[2] is None else found[2]
        labels[position - 1] = _ENTITY.sub(_character, label or "")

    def _class(self, line: str, number: int) -> None:  # noqa: ARG002 - as all handlers
        self.classes.append(line)

    def _ties_begin(self, word: str, rest: str, number: int) -> None:
        if self.network.labels is None:
            self._report("io_network.before_vertices", number, f"*{word}")
            return
        found = _RELATION.match(rest)
        relation = found[1] if found else ""
        if found and (found[2] or found[3]):
            self.names[relation] = (found[2] or found[3]).strip()
        if word == "matrix":
            self.key = (relation, True, "matrix")
            self.handle = self._matrix_row
        else:
            directed = _LINES.get(word, _LISTS.get(word, True))
            self.key = (relation, directed, "list")
            self.handle = self._tie if word in _LINES else self._neighbours
        self.ties.setdefault(self.key, [])

    def _tie(self, line: str, number: int) -> None:
        key = self.key
        numbered = _NUMBERED.match(line)
        if numbered:
            key, line = (numbered[1], key[1], key[2]), numbered[2]
        parts = line.split()
        if len(parts) < 2:  # noqa: PLR2004 - two ends
            self._report("io_network.two_ends", number, line)
            return
        ends = [self._node(part, number) for part in parts[:2]]
        weight = self._number(parts[2], number) if len(parts) > 2 else 1.0  # noqa: PLR2004
        if None not in ends and weight is not None:
            self.ties.setdefault(key, []).append((ends[0] or 0, ends[1] or 0, weight, number))

    def _neighbours(self, line: str, number: int) -> None:
        nodes = [self._node(part, number) for part in line.split()]
        source = nodes[0]
        if source is not None:
            self.ties[self.key] += [(source, t, 1.0, number) for t in nodes[1:] if t is not None]

    def _node(self, text: str, number: int) -> int | None:
        size = len(self.network.labels or [])
        plain = text.removeprefix("-")
        if plain.isascii() and plain.isdigit() and len(plain) < 10 and 0 < int(plain) <= size:  # noqa: PLR2004
            return int(plain) - 1
        self._report("io_network.no_such_node", number, text, count=size)
        return None

    def _number(self, text: str, number: int) -> float | None:
        try:
            value = float(text)
        except ValueError:
            if text.isalpha():
                return 1.0
            value = np.nan
        if not np.isfinite(value):
            self._report("io_network.bad_number", number, text)
            return None
        return value

    def _matrix_row(self, line: str, number: int) -> None:
        size = len(self.network.labels or [])
        if size * size > CELL_LIMIT:
            raise refuse(
                self.file, "io_network.too_many_cells", count=size * size, limit=CELL_LIMIT
            )
        cells = [self._number(part, number) for part in line.split()]
        self.rows.append([np.nan if cell is None else cell for cell in cells])

    def _end_matrix(self, number: int) -> None:
        if not self.rows:
            return
        size = len(self.network.labels or [])
        cells = np.array([cell for row in self.rows for cell in row])
        self.rows = []
        if len(cells) != size * size:
            found, expected = len(cells), size * size
            self._report("io_network.wrong_count", number, found=found, expected=expected)
            return
        name = self.names.get(self.key[0], "")
        relation, notes = of_matrix(name, cells.reshape(size, size), name or self.key[0] or "1")
        self.network.relations.append(relation)
        self.network.notes += notes

    def _end(self) -> None:
        """Close the network or partition that is open."""
        if self.partition is not None:
            self.found.partitions[self.partition] = self.classes
        elif self.network.labels is not None:
            for (relation, directed, form), own in self.ties.items():
                frame = ties(*np.array(own, dtype=float).reshape(-1, 4).T)
                if form == "list" and (own or relation):
                    name = self.names.get(relation, relation)
                    self.network.relations.append(Relation(name, frame, directed))
            self.found.networks.append(self.network)
        self.ties, self.names, self.partition, self.classes = {}, {}, None, []


def _character(found: re.Match[str]) -> str:
    number = int(found[1])
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]  # noqa: PLR2004 - Unicode
