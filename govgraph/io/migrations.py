"""Older documents are lifted, one version at a time, to the layout of today.

Version 0 is the layout of the drafts before the first release: the tables stood beside ``about``
at the top of the document, relations ran ``from`` one unit ``to`` another, and every row named
where it came from as its ``source``, which is now the start of a relation.
"""

from collections.abc import Callable, Mapping
from typing import Any

from govgraph.model.schema import SCHEMA_VERSION

Document = dict[str, Any]

_DRAFT_FIELDS = {"source": "origin", "from": "source", "to": "target"}


def migrate(document: Document, version: int) -> Document:
    """Return a document in the layout of the current version.

    Parameters
    ----------
    document : dict
        A document of an older version; what is wrong in it stays wrong and is reported by the
        reader.
    version : int
        Its version.

    Returns
    -------
    dict
        A document of version `SCHEMA_VERSION`.

    Examples
    --------
    >>> draft = {"govgraph": 0, "relations": [{"from": "a", "to": "b", "kind": "leads"}]}
    >>> migrate(draft, 0)["tables"]["relations"]
    [{'source': 'a', 'target': 'b', 'kind': 'leads'}]
    """
    for step in range(version, SCHEMA_VERSION):
        document = _STEPS[step](document)
    return document


def _from_draft(document: Document) -> Document:
    kept: Document = {name: document[name] for name in ("govgraph", "about") if name in document}
    tables = {
        name: [_renamed(row) for row in rows] if isinstance(rows, list) else rows
        for name, rows in document.items()
        if name not in kept
    }
    return {**_with_origin(kept), "govgraph": 1, "tables": tables}


def _renamed(row: object) -> object:
    if not isinstance(row, Mapping):
        return row
    return {_DRAFT_FIELDS.get(name, name): value for name, value in row.items()}


def _with_origin(kept: Document) -> Document:
    about = kept.get("about")
    return {**kept, "about": _renamed(about)} if isinstance(about, Mapping) else kept


_STEPS: dict[int, Callable[[Document], Document]] = {0: _from_draft}
