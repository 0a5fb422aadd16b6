"""The data of a UCINET DL file: full and half matrices, lists of edges, lists of nodes."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from govgraph.io.dl_header import MATRIX_FORMATS, Header, Token, tokens
from govgraph.io.multigraph import NODE_LIMIT, Relation, of_matrix, ties
from govgraph.model.coerce import visible

_MISSING = frozenset(("na", "."))
_SHOWN = 200


def read_data(header: Header) -> tuple[list[str], list[Relation], tuple[str, ...]]:
    """Return labels, relations, and what was left out; problems are added to the header's.

    Parameters
    ----------
    header : Header
        The head of the file, which holds the text of the data.
    """
    if header.form in MATRIX_FORMATS:
        return _Matrices(header).read()
    labels, relations = _Lists(header).read()
    return labels, relations, ()


def _name(header: Header, position: int) -> str:
    labels = header.labels.get("matrix", [])
    return labels[position] if position < len(labels) else ""


def _sheet(header: Header, position: int) -> str:
    return visible(_name(header, position)) or str(position + 1)


class _Matrices:
    """Reads matrices, whose rows may run over several lines."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.size = header.sizes.get("n", 0)
        self.labels: dict[str, list[str]] = dict(header.labels)
        self.widths = [len(self._columns(row)) for row in range(self.size)]

    def read(self) -> tuple[list[str], list[Relation], tuple[str, ...]]:
        """Read all matrices, or none when their cells are not as many as declared."""
        if "n" not in self.header.sizes:
            self.header.report("io_network.no_size", 1)
            return [], [], ()
        cells = self._cells()
        if cells is None:
            return self._nodes(), [], ()
        each = np.split(cells, self.header.matrices)
        found = [
            of_matrix(_name(self.header, i), self._matrix(own), _sheet(self.header, i))
            for i, own in enumerate(each)
        ]
        full = self.header.form == "fullmatrix"
        relations = [replace(one, directed=full) for one, _ in found]
        return self._nodes(), relations, tuple(note for _, notes in found for note in notes)

    def _columns(self, row: int) -> range:
        """Return the columns of which the file holds the cells in a row."""
        gap = 0 if self.header.diagonal else 1
        if self.header.form == "upperhalf":
            return range(row + gap, self.size)
        if self.header.form == "lowerhalf":
            return range(row + 1 - gap)
        return range(self.size - gap)

    def _cells(self) -> NDArray[np.float64] | None:
        """Return the cells of all matrices, one after the other."""
        expected = self.header.matrices * (sum(self.widths) + self.size * len(self.header.embedded))
        plain = None if self.header.embedded else _plain_numbers(self.header.data)
        if plain is not None and len(plain) == expected:
            return plain
        words = tokens(self.header.data, self.header.line)
        if len(words) != expected:
            self.header.report(
                "io_network.wrong_count", self.header.line, found=len(words), expected=expected
            )
            return None
        stream = iter(words)
        return np.array(
            [cell for _ in range(self.header.matrices) for cell in self._row_by_row(stream)]
        )

    def _row_by_row(self, stream: Iterator[Token]) -> Iterator[float]:
        """Yield the cells of one matrix, setting labels aside."""
        if "column" in self.header.embedded:
            self.labels["column"] = [token.text for token in islice(stream, self.size)]
        rows = []
        for width in self.widths:
            if "row" in self.header.embedded:
                rows.append(next(stream).text)
            yield from (number(self.header, word) for word in islice(stream, width))
        if rows:
            self.labels["row"] = rows

    def _matrix(self, cells: NDArray[np.float64]) -> NDArray[np.float64]:
        matrix = np.zeros((self.size, self.size))
        if self.header.form != "fullmatrix":
            for row, own in enumerate(np.split(cells, np.cumsum(self.widths)[:-1])):
                matrix[row, self._columns(row)] = own
        elif self.header.diagonal:
            matrix = cells.reshape(self.size, self.size)
        else:
            matrix[~np.eye(self.size, dtype=bool)] = cells
        return matrix

    def _nodes(self) -> list[str]:
        """Return the labels; rows and columns must be the same nodes."""
        row, column = self.labels.get("row"), self.labels.get("column")
        if row and column and row != column:
            other = next((a for a, b in zip(row, column, strict=False) if a != b), "")
            self.header.report("io_network.labels_differ", self.header.line, other)
        labels = row or column or []
        return [*labels[: self.size], *[""] * (self.size - len(labels))]


def _plain_numbers(text: str) -> NDArray[np.float64] | None:
    """Return a text of numbers, None where it holds anything else."""
    try:
        return np.array(text.replace(",", " ").split(), dtype=float)
    except ValueError:
        return None


def number(header: Header, word: Token) -> float:
    """Return a number, ``nan`` for a missing value and for what is reported to be none."""
    if word.text.casefold() in _MISSING:
        return np.nan
    try:
        return float(word.text)
    except ValueError:
        if len(header.problems) < _SHOWN:
            header.report("io_network.bad_number", word.line, word.text)
        return np.nan


class _Lists:
    """Reads lists, one line at a time."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.embedded = bool(header.embedded)
        given = header.labels.get("row") or header.labels.get("column") or []
        self.labels = list(given)
        self.known = {label: i for i, label in enumerate(given)}
        self.found: list[list[tuple[int, int, float, int]]] = [[]]
        self.row = 0

    def read(self) -> tuple[list[str], list[Relation]]:
        """Read every line."""
        if not self.embedded and "n" not in self.header.sizes:
            self.header.report("io_network.no_size", 1)
            return [], []
        for line, text in enumerate(self.header.data.split("\n"), self.header.line):
            if text.strip() == "!" and self.header.matrices > 1:
                self.found.append([])
                self.row = 0
            elif text.strip() and not text.lstrip().startswith("!"):
                self._line(tokens(text, line))
        self._count()
        frames = [np.array(t, dtype=float).reshape(-1, 4).T for t in self.found]
        relations = [
            Relation(_name(self.header, i), ties(*frame)) for i, frame in enumerate(frames)
        ]
        size = max(self.header.sizes.get("n", 0) if not self.embedded else 0, len(self.labels))
        return [*self.labels, *[""] * (size - len(self.labels))], relations

    def _count(self) -> None:
        declared = self.header.sizes.get("n", NODE_LIMIT)
        if len(self.labels) > declared:
            self.header.report(
                "io_network.too_many_nodes",
                self.header.line,
                count=len(self.labels),
                limit=declared,
            )
        if len(self.found) > self.header.matrices:
            self.header.report(
                "io_network.many_matrices",
                self.header.line,
                found=len(self.found),
                expected=self.header.matrices,
            )

    def _line(self, words: list[Token]) -> None:
        if not words:
            return
        if self.header.form == "edgelist1":
            self._edge(words)
        elif self.header.form == "nodelist1":
            self._neighbours(self._node(words[0]), words[1:], words[0].line)
        else:
            self._neighbours(self.row, words[1:], words[0].line)
            if words[0].text != str(len(words) - 1):
                self.header.report(
                    "io_network.wrong_count",
                    words[0].line,
                    found=len(words) - 1,
                    expected=visible(words[0].text),
                )
            self.row += 1

    def _edge(self, words: list[Token]) -> None:
        if len(words) not in (2, 3):
            text = " ".join(word.text for word in words)
            self.header.report("io_network.two_ends", words[0].line, text)
            return
        source, target = self._node(words[0]), self._node(words[1])
        weight = number(self.header, words[2]) if len(words) == 3 else 1.0  # noqa: PLR2004
        if source is not None and target is not None and not np.isnan(weight) and weight:
            self.found[-1].append((source, target, weight, words[0].line))

    def _neighbours(self, source: int | None, words: list[Token], line: int) -> None:
        targets = [self._node(word) for word in words]
        if source is not None:
            self.found[-1] += [(source, t, 1.0, line) for t in targets if t is not None]

    def _node(self, word: Token) -> int | None:
        """Return the position of a node; a new label is a new node where labels are embedded."""
        if self.embedded:
            return self._labelled(word)
        size = self.header.sizes["n"]
        text = word.text
        if text.isascii() and text.isdigit() and len(text) < 10 and 0 < int(text) <= size:  # noqa: PLR2004
            return int(text) - 1
        self._report("io_network.no_such_node", word, count=size)
        return None

    def _labelled(self, word: Token) -> int | None:
        if word.text not in self.known:
            if self.header.labels:
                self._report("io_network.unknown_label", word)
                return None
            self.known[word.text] = len(self.labels)
            self.labels.append(word.text)
        return self.known[word.text]

    def _report(self, key: str, word: Token, **params: object) -> None:
        if len(self.header.problems) < _SHOWN:
            self.header.report(key, word.line, word.text, **params)
