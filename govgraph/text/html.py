"""A small table in HTML, for notebooks: everything in it is escaped."""

from collections.abc import Iterable, Sequence
from html import escape


def table_html(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = ""
) -> str:
    """Return a plain HTML table; text, numbers and None are shown as they are, escaped.

    Parameters
    ----------
    columns : sequence of str
        Headings.
    rows : iterable of sequence
        Cells, row by row.
    caption : str
        Text above the table; none when empty.

    Returns
    -------
    str
        A ``<table>`` element.

    Examples
    --------
    >>> from govgraph.text.html import table_html
    >>> table_html(["unit"], [["<b>"], [None]])
    '<table><thead><tr><th>unit</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr><tr><td></td></tr></tbody></table>'
    """
    head = f"<caption>{escape(caption)}</caption>" if caption else ""
    head += f"<thead><tr>{_cells('th', columns)}</tr></thead>"
    body = "".join(f"<tr>{_cells('td', row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _cells(tag: str, values: Sequence[object]) -> str:
    shown = ("" if value is None else escape(str(value)) for value in values)
    return "".join(f"<{tag}>{text}</{tag}>" for text in shown)
