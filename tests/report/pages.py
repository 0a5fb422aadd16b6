"""Reads a page as a browser's parser would: elements, attributes, text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})


@dataclass
class Element:
    """One element with its attributes, its texts and what it holds."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    texts: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """Every element below with that tag and those attributes."""
        found = [
            child
            for child in self.children
            if (not tag or child.tag == tag)
            and all(child.attributes.get(name.rstrip("_")) == v for name, v in wanted.items())
        ]
        return found + [deep for child in self.children for deep in child.all(tag, **wanted)]

    @property
    def text(self) -> str:
        """All text inside, spaces collapsed."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> list[str]:
        return [
            text
            for part in self.texts_and_children
            for text in ([part] if isinstance(part, str) else part.pieces())
        ]

    texts_and_children: list["str | Element"] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        self.at.texts_and_children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.texts.append(data)
        self.at.texts_and_children.append(data)


def parse(html: str) -> Element:
    """Parse a page; every element must be closed by its own end tag."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root
    return reader.root
