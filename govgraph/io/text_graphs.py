"""Small excerpts as text: DOT for Graphviz, Mermaid for web pages and notes; written only."""

from collections.abc import Iterable
from pathlib import Path

from govgraph.io.atomic import write_text
from govgraph.io.formats import Writing, writer
from govgraph.io.graphs import Row, label, rows
from govgraph.model.structure import Structure
from govgraph.text import Language
from govgraph.text import label as term_label

#: Characters that mean something to Mermaid, even between quotes.
_MERMAID = frozenset("\"#&<>;`'\\[](){}|%=:/*_~$@\n\r\t")


def to_dot(
    structure: Structure,
    *,
    units: Iterable[str] | None = None,
    relations: Iterable[str] | None = None,
    lang: Language = "en",
) -> str:
    r"""Return a structure, or an excerpt of it, in Graphviz' DOT language.

    Parameters
    ----------
    structure : Structure
        A structure.
    units : iterable of str, optional
        Ids of the units to show; all by default.
    relations : iterable of str, optional
        Kinds of relation to show; all by default.
    lang : {"en", "zh"}
        Language of names and kinds.

    Returns
    -------
    str
        The text; ``dot -Tsvg`` draws it.

    Examples
    --------
    >>> import govgraph as gg
    >>> build = gg.Builder().add("units", id="gov", name='The "County"', kind="government")
    >>> build = build.add("units", id="env", name="Environment", kind="department")
    >>> structure = build.add("relations", source="gov", target="env", kind="leads").build()
    >>> print(to_dot(structure))
    digraph structure {
      "env" [label="Environment"];
      "gov" [label="The \"County\""];
      "gov" -> "env" [label="leads"];
    }
    """
    nodes, ties = _excerpt(structure, units, relations)
    lines = [f"  {_dot(row['id'])} [label={_dot(label(row, lang))}];" for row in nodes]
    for tie in ties:
        kind = _dot(term_label("relation_kind", tie["kind"], lang))
        lines.append(f"  {_dot(tie['source'])} -> {_dot(tie['target'])} [label={kind}];")
    return "\n".join(["digraph structure {", *lines, "}"])


def to_mermaid(
    structure: Structure,
    *,
    units: Iterable[str] | None = None,
    relations: Iterable[str] | None = None,
    lang: Language = "en",
) -> str:
    """Return a structure, or an excerpt of it, as a Mermaid flow chart.

    Parameters
    ----------
    structure : Structure
        A structure.
    units : iterable of str, optional
        Ids of the units to show; all by default.
    relations : iterable of str, optional
        Kinds of relation to show; all by default.
    lang : {"en", "zh"}
        Language of names and kinds.

    Returns
    -------
    str
        The text; units are numbered, every character with a meaning is written as its number.

    Examples
    --------
    >>> import govgraph as gg
    >>> build = gg.Builder().add("units", id="gov", name="County <1>", kind="government")
    >>> build = build.add("units", id="env", name="Environment", kind="department")
    >>> structure = build.add("relations", source="gov", target="env", kind="leads").build()
    >>> print(to_mermaid(structure))
    flowchart TB
      n0["Environment"]
      n1["County #60;1#62;"]
      n1 -->|"leads"| n0
    """
    nodes, ties = _excerpt(structure, units, relations)
    number = {row["id"]: f"n{position}" for position, row in enumerate(nodes)}
    lines = [f'  {number[row["id"]]}["{_mermaid(label(row, lang))}"]' for row in nodes]
    for tie in ties:
        kind = _mermaid(term_label("relation_kind", tie["kind"], lang))
        lines.append(f'  {number[tie["source"]]} -->|"{kind}"| {number[tie["target"]]}')
    return "\n".join(["flowchart TB", *lines])


def _excerpt(
    structure: Structure, units: Iterable[str] | None, relations: Iterable[str] | None
) -> tuple[list[Row], list[Row]]:
    table = structure.units
    if units is not None:
        shown = list(units)
        table = table.iloc[sorted({structure.topology.unit_code(unit) for unit in shown})]
    ties = structure.relations
    ties = ties[ties["source"].isin(table["id"]) & ties["target"].isin(table["id"])]
    if relations is not None:
        ties = ties[ties["kind"].isin(list(relations))]
    return rows(table), rows(ties)


def _dot(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n")
    return f'"{escaped}"'


def _mermaid(text: str) -> str:
    return "".join(f"#{ord(c)};" if c in _MERMAID else c for c in text)


@writer("dot", ".dot", ".gv", keeps="network")
def write_dot(structure: Structure, path: Path, writing: Writing) -> None:
    """Write the whole structure in DOT; see `to_dot`."""
    write_text(path, to_dot(structure, lang=writing.lang) + "\n")


@writer("mermaid", ".mmd", keeps="network")
def write_mermaid(structure: Structure, path: Path, writing: Writing) -> None:
    """Write the whole structure as a Mermaid flow chart; see `to_mermaid`."""
    write_text(path, to_mermaid(structure, lang=writing.lang) + "\n")
