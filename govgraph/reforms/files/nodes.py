"""A YAML or JSON text as nodes that know their line: plain texts, lists and mappings, no more."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from govgraph.errors import Place, Problem

#: Largest file that is read, and deepest nesting in it.
LARGEST, DEEPEST = 5_000_000, 12


@dataclass(frozen=True)
class Node:
    """One value of a file.

    Attributes
    ----------
    line : int
        Line it stands in, from 1.
    value : str or tuple of Node or dict of str to Node
        A text (numbers and dates too: what they mean is for the reader to say), a list, or a
        mapping.
    """

    line: int
    value: "str | tuple[Node, ...] | dict[str, Node]"

    @property
    def text(self) -> str | None:
        """The text; None for a list or a mapping."""
        return self.value if isinstance(self.value, str) else None

    @property
    def items(self) -> "tuple[Node, ...] | None":
        """The list; None for a text or a mapping."""
        return self.value if isinstance(self.value, tuple) else None

    @property
    def fields(self) -> "dict[str, Node] | None":
        """The mapping; None for a text or a list."""
        return self.value if isinstance(self.value, dict) else None


class Parser:
    """Turns a text into nodes and keeps the problems found on the way.

    Anchors, aliases, tags and merge keys are refused: a proposal is read line by line by people.

    Parameters
    ----------
    file : str
        Name of the file, for the place of a problem.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, key: str, line: int, value: str = "", near: str = "", **more: object) -> None:
        """Keep a problem of a line."""
        place = Place(row=line, file=self.file)
        self.problems.append(Problem(f"proposals.{key}", place, value, dict(more), near))

    def parse(self, text: str) -> Node | None:
        """Return the document; None when there is none, or it cannot be read."""
        if len(text) > LARGEST:
            self.report("too_large", 1, size=len(text), limit=LARGEST)
            return None
        try:
            self._refuse_references(text)
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or str(error).splitlines()[0]
            self.report("bad_yaml", mark.line + 1 if mark else 1, reason=reason)
            return None
        return None if root is None or self.problems else self._node(root, 1)

    def _refuse_references(self, text: str) -> None:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self.report("alias", line)
            elif tag := getattr(event, "tag", None):
                self.report("tag", line, str(tag))

    def _node(self, node: yaml.Node, depth: int) -> Node:
        line = node.start_mark.line + 1
        if depth > DEEPEST:
            self.report("too_deep", line, limit=DEEPEST)
            return Node(line, "")
        if isinstance(node, yaml.SequenceNode):
            return Node(line, tuple(self._node(one, depth + 1) for one in node.value))
        if isinstance(node, yaml.MappingNode):
            return Node(line, dict(self._fields(node, depth)))
        return Node(line, "" if node.tag.endswith(":null") else str(node.value).strip())

    def _fields(self, node: yaml.MappingNode, depth: int) -> Iterator[tuple[str, Node]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.report("bad_key", line)
                continue
            name = str(key.value).strip()
            if name in seen:
                self.report("repeated_key", line, name, first=seen[name])
                continue
            seen[name] = line
            found = self._node(value, depth + 1)
            yield name, Node(line, found.value) if found.text is not None else found
