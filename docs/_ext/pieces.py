"""What pages of catalogues are made of, as lines of MyST's Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, and an empty one."""
    yield row(headings)
    yield "|" + "---|" * len(headings)
    yield from map(row, rows)
    yield ""


def row(cells: Sequence[str]) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def opening(anchor: str, title: str, name: str, definition: str, formula: str) -> Iterator[str]:
    """Yield how an entry begins: its title, name, definition and formula."""
    yield from (f"({anchor})=", f"### {title}", "", f"`{name}`", "")
    yield from (definition, "", "$$", formula, "$$", "")


def facts(known: Mapping[str, str]) -> Iterator[str]:
    """Yield what is known of an entry, by label; what is empty is left out."""
    yield from (":::{container} facts", "")
    yield from (f":{label}: {text}" for label, text in known.items() if text)
    yield from ("", ":::", "")


def cited(keys: Iterable[str]) -> str:
    """Return sources by their bibliography keys."""
    return ", ".join(f"{{cite:t}}`{key}`" for key in keys)
