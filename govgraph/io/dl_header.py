"""The head of a UCINET DL file: sizes, format, labels; everything before ``DATA:``."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from govgraph.errors import Place, Problem
from govgraph.io.archives import refuse
from govgraph.io.multigraph import CELL_LIMIT, NODE_LIMIT
from govgraph.model.coerce import visible

_START = re.compile(r"\s*dl\b", re.IGNORECASE)
_DATA = re.compile(r'"(?:[^"\n]|"")*"|\bdata[ \t]*:', re.IGNORECASE)
_TOKEN = re.compile(r'"((?:[^"\n]|"")*)"|([^\s,=]+)')

MATRIX_FORMATS = {
    "fullmatrix": "fullmatrix",
    "fm": "fullmatrix",
    "upperhalf": "upperhalf",
    "uh": "upperhalf",
    "lowerhalf": "lowerhalf",
    "lh": "lowerhalf",
}
LIST_FORMATS = {
    "edgelist1": "edgelist1",
    "edgelist": "edgelist1",
    "el1": "edgelist1",
    "nodelist1": "nodelist1",
    "nodelist": "nodelist1",
    "nl1": "nodelist1",
    "nodelist1b": "nodelist1b",
    "nl1b": "nodelist1b",
}
FORMATS = MATRIX_FORMATS | LIST_FORMATS
_SIZES = {"n": "n", "nr": "rows", "nc": "columns", "nm": "matrices", "nl": "matrices"}
_WHOSE = {
    "row": "row",
    "rows": "row",
    "column": "column",
    "columns": "column",
    "col": "column",
    "cols": "column",
    "matrix": "matrix",
    "matrices": "matrix",
    "level": "matrix",
}


@dataclass(frozen=True)
class Token:
    """One word of the file: its text, whether it stood in quotes, and its line."""

    text: str
    quoted: bool
    line: int

    @property
    def word(self) -> str:
        """The text as a keyword; empty for quoted text."""
        return "" if self.quoted else self.text.casefold()


def tokens(text: str, line: int) -> list[Token]:
    """Return the words of a text whose first line has the number `line`.

    Words are separated by spaces, line breaks, commas and equal signs; one in quotes may hold
    them, a quote in it being written twice.

    Examples
    --------
    >>> [token.text for token in tokens('a,"b c" d="e ""f"" g"', 1)]
    ['a', 'b c', 'd', 'e "f" g']
    """
    found = []
    at = 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        quoted, plain = match.groups()
        word = plain if quoted is None else quoted.replace('""', '"')
        found.append(Token(word, quoted is not None, line))
    return found


@dataclass
class Header:
    """What the head of the file says.

    Attributes
    ----------
    file : str
        Name of the file.
    data : str
        The text behind ``DATA:``.
    line : int
        The line on which it begins.
    sizes : dict of str to int
        ``n``, ``rows``, ``columns``, ``matrices`` as far as given.
    form : str
        One of the values of `FORMATS`.
    diagonal : bool
        Whether matrices hold their diagonal.
    labels : dict of str to list of str
        Labels by ``row``, ``column`` and ``matrix``.
    embedded : set of str
        Which of ``row`` and ``column`` have their labels among the data.
    title : str
        Title, where there is one.
    problems : list of Problem
        What is wrong with the head.
    """

    file: str
    data: str
    line: int
    sizes: dict[str, int] = field(default_factory=dict)
    form: str = "fullmatrix"
    diagonal: bool = True
    labels: dict[str, list[str]] = field(default_factory=dict)
    embedded: set[str] = field(default_factory=set)
    title: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def matrices(self) -> int:
        """Number of matrices."""
        return self.sizes.get("matrices", 1)

    def report(self, key: str, line: int, value: str = "", **params: object) -> None:
        """Add a problem on a line of the file."""
        place = Place("", line, "", self.file)
        self.problems.append(Problem(key, place, visible(value), params))


def read_header(text: str, file: str) -> Header:
    """Read the head of a DL file.

    Parameters
    ----------
    text : str
        The whole file.
    file : str
        Its name, for places.

    Raises
    ------
    ReadError
        When the file is no DL file, or holds two sets of nodes.
    """
    start = _START.match(text)
    if start is None:
        raise refuse(file, "io_network.not_dl")
    found = (m for m in _DATA.finditer(text, start.end()) if not m[0].startswith('"'))
    data = next(found, None)
    if data is None:
        raise refuse(file, "io_network.no_data")
    first = text.count("\n", 0, start.end()) + 1
    header = Header(file, text[data.end() :], text.count("\n", 0, data.end()) + 1)
    _Reading(header, tokens(text[start.end() : data.start()], first)).read()
    _check_sizes(header)
    return header


def _check_sizes(header: Header) -> None:
    sizes = header.sizes
    rows, columns = (sizes.get(name, sizes.get("n")) for name in ("rows", "columns"))
    if rows != columns:
        raise refuse(header.file, "io_network.two_mode", rows=rows or "?", columns=columns or "?")
    if rows is not None:
        sizes["n"] = rows
    count = sizes.get("n", 0)
    if max(count, header.matrices) > NODE_LIMIT:
        most = max(count, header.matrices)
        raise refuse(header.file, "io_network.too_many_nodes", count=most, limit=NODE_LIMIT)
    if header.form in MATRIX_FORMATS and count**2 * header.matrices > CELL_LIMIT:
        cells = count**2 * header.matrices
        raise refuse(header.file, "io_network.too_many_cells", count=cells, limit=CELL_LIMIT)


class _Reading:
    """One pass through the words of the head."""

    def __init__(self, header: Header, words: list[Token]) -> None:
        self.header = header
        self.words = words
        self.at = 0

    def read(self) -> None:
        """Read all words; each that is not understood is a problem."""
        while (token := self._next()) is not None:
            word = token.word.rstrip(":")
            handle = self._handler(word)
            if handle is None:
                self.header.report("io_network.unknown_word", token.line, token.text)
            else:
                handle(word, token)

    def _handler(self, word: str) -> Callable[[str, Token], None] | None:
        if word in _SIZES:
            return self._size
        if word in _WHOSE:
            return self._whose
        if word in FORMATS:
            return self._format_alone
        plain = {
            "format": self._format,
            "labels": self._labels_of_both,
            "diagonal": self._diagonal,
            "title": self._title,
            "datafile": self._external,
            "external": self._external,
        }
        return plain.get(word)

    def _next(self) -> Token | None:
        if self.at == len(self.words):
            return None
        self.at += 1
        return self.words[self.at - 1]

    def _peek(self) -> str:
        return self.words[self.at].word if self.at < len(self.words) else ""

    def _size(self, word: str, token: Token) -> None:
        value = self._next()
        number = value.text.rstrip(":") if value is not None else ""
        if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004
            self.header.report("io_network.bad_number", token.line, number)
            return
        self.header.sizes[_SIZES[word]] = int(number)

    def _format(self, word: str, token: Token) -> None:  # noqa: ARG002 - as all handlers
        value = self._next()
        name = "" if value is None else value.word
        if name not in FORMATS:
            shown = ", ".join(sorted(set(FORMATS.values())))
            self.header.report("io_network.unknown_dl_format", token.line, name, formats=shown)
            return
        self.header.form = FORMATS[name]

    def _format_alone(self, word: str, token: Token) -> None:  # noqa: ARG002 - as all handlers
        self.header.form = FORMATS[word]

    def _diagonal(self, word: str, token: Token) -> None:  # noqa: ARG002 - as all handlers
        value = self._next()
        name = "" if value is None else value.word
        if name not in ("present", "absent"):
            self.header.report("io_network.unknown_word", token.line, name)
        self.header.diagonal = name != "absent"

    def _title(self, word: str, token: Token) -> None:  # noqa: ARG002 - as all handlers
        value = self._next()
        self.header.title = "" if value is None else value.text

    def _external(self, word: str, token: Token) -> None:  # noqa: ARG002 - as all handlers
        self.header.report("io_network.external_data", token.line, self._peek())
        self._next()

    def _whose(self, word: str, token: Token) -> None:
        if self._peek().rstrip(":") != "labels":
            self.header.report("io_network.unknown_word", token.line, token.text)
            return
        self._next()
        self._labels((_WHOSE[word],), token)

    def _labels_of_both(self, word: str, token: Token) -> None:  # noqa: ARG002 - as all handlers
        self._labels(("row", "column"), token)

    def _labels(self, whose: tuple[str, ...], token: Token) -> None:
        """Read labels up to their number, or note that they stand among the data."""
        if self._peek().rstrip(":") == "embedded":
            self._next()
            self.header.embedded.update(whose)
            return
        sizes = self.header.sizes
        own = {"row": "rows", "column": "columns", "matrix": "matrices"}[whose[0]]
        expected = self.header.matrices if own == "matrices" else sizes.get(own, sizes.get("n"))
        if expected is None:
            self.header.report("io_network.no_size", token.line)
            expected = len(self.words)
        found: list[str] = []
        while len(found) < expected and not self._begins_something():
            label = self._next()
            if label is None:
                break
            found.append(label.text)
        if len(found) < min(expected, len(self.words)):
            self.header.report(
                "io_network.too_few_labels", token.line, found=len(found), expected=expected
            )
        for name in whose:
            self.header.labels[name] = found

    def _begins_something(self) -> bool:
        """Tell whether the next words open another list of labels."""
        here = self._peek()
        after = self.words[self.at + 1].word if self.at + 1 < len(self.words) else ""
        return here == "labels:" or (here in _WHOSE and after in ("labels:", "labels"))
