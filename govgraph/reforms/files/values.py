"""Fields of a step: what a line of a proposal means for the operator it names."""

import math
import re
from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from govgraph.errors import Words
from govgraph.errors.base import nearest
from govgraph.reforms.fields import Holds
from govgraph.reforms.files.crosswalks import read_crosswalk
from govgraph.reforms.files.nodes import Node, Parser
from govgraph.reforms.selection import Where
from govgraph.text import match, spellings, words

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_YES, _NO = {"true", "yes", "是"}, {"false", "no", "否"}
SELECTORS = tuple(one.name for one in dataclass_fields(Where))


class Values:
    """Reads values by what the fields of operators hold.

    Parameters
    ----------
    parser : Parser
        Where problems are kept.
    folder : Path or None
        Folder of the proposal, where the files it names stand; None where there is none.
    """

    def __init__(self, parser: Parser, folder: Path | None) -> None:
        self._parser = parser
        self._folder = folder

    def read(self, name: str, node: Node, holds: Holds) -> Any:  # noqa: ANN401 - as the field says
        """Return the value of a field; None when it cannot be understood, which is reported."""
        if holds.kind == "targets":
            return self._selection(name, node)
        if holds.kind == "crosswalk":
            return self._crosswalk(name, node, holds)
        if holds.kind == "words" and node.items is not None:
            return ";".join(self._word(name, one, holds) or "" for one in node.items)
        if node.text is None:
            self._parser.report("not_a_text", node.line, name)
            return None
        readers: dict[str, Callable[[str, Node, Holds], Any]] = {
            "word": self._word,
            "words": self._words,
            "number": self._number,
            "flag": self._flag,
            "date": self._date,
        }
        plain: Callable[[str, Node, Holds], Any] = self._text
        return readers.get(holds.kind, plain)(name, node, holds)

    def date(self, name: str, node: Node) -> str:
        """Return a date; empty when it is none, which is reported."""
        return self._date(name, node, Holds("date")) or ""

    @staticmethod
    def _text(name: str, node: Node, holds: Holds) -> str:  # noqa: ARG004 - as the others
        return node.text or ""

    def _selection(self, name: str, node: Node) -> str | tuple[str, ...] | Where | None:
        if node.text is not None:
            return node.text
        if node.items is not None:
            ids = [one.text for one in node.items]
            if None in ids:
                self._parser.report("not_a_text", node.line, name)
                return None
            return tuple(str(one) for one in ids)
        return self._where(node.fields or {}, node.line)

    def _where(self, given: dict[str, Node], line: int) -> Where | None:
        found: dict[str, str] = {}
        for key, node in given.items():
            selector = key.replace(" ", "_").replace("-", "_")
            if selector not in SELECTORS:
                near = nearest(selector, SELECTORS) or ""
                known = ", ".join(SELECTORS)
                self._parser.report("unknown_selector", node.line, key, near, known=known)
            elif not node.text:
                self._parser.report("not_a_text", node.line, key)
            else:
                found[selector] = node.text
        if not given:
            self._parser.report("empty_selection", line)
        return Where(**found) if found else None

    def _crosswalk(self, name: str, node: Node, holds: Holds) -> dict[str, str] | None:
        if node.fields is not None:
            pairs = {old: new.text for old, new in node.fields.items()}
            if all(pairs.values()):
                return {old: str(new) for old, new in pairs.items()}
        elif node.text:
            return read_crosswalk(
                node.text, self._folder, self._parser, node.line, names=not holds.table
            )
        self._parser.report("not_a_crosswalk", node.line, name)
        return None

    def _word(self, name: str, node: Node, holds: Holds) -> str | None:
        text = node.text or ""
        found = match(holds.words, text)
        if found is None and holds.words != "power":
            known = {"words": Words(holds.words, words(holds.words)), "field": name}
            near = nearest(text, spellings(holds.words)) or ""
            self._parser.report("not_a_word", node.line, text, near, **known)
        return found or text

    def _words(self, name: str, node: Node, holds: Holds) -> str:
        parts = [part.strip() for part in (node.text or "").split(";") if part.strip()]
        return ";".join(self._word(name, Node(node.line, part), holds) or "" for part in parts)

    def _number(self, name: str, node: Node, holds: Holds) -> float | None:
        try:
            value = float(node.text or "")
        except ValueError:
            value = math.nan
        low = -math.inf if holds.low is None else holds.low
        high = math.inf if holds.high is None else holds.high
        if not low <= value <= high or math.isinf(value):
            bounds = f"{low:g} … {high:g}".replace("inf", "∞")
            self._parser.report(
                "not_a_number", node.line, node.text or "", field=name, range=bounds
            )
            return None
        return value

    def _flag(self, name: str, node: Node, holds: Holds) -> bool | None:  # noqa: ARG002 - as others
        text = (node.text or "").casefold()
        if text not in _YES | _NO:
            self._parser.report("not_a_flag", node.line, node.text or "", field=name)
            return None
        return text in _YES

    def _date(self, name: str, node: Node, holds: Holds) -> str | None:  # noqa: ARG002 - as others
        if not _DATE.fullmatch(node.text or ""):
            self._parser.report("not_a_date", node.line, node.text or "", field=name)
            return None
        return node.text
