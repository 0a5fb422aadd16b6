"""Tables for papers: a data frame as Markdown or LaTeX, with everything special escaped."""

from collections.abc import Iterable

import pandas as pd

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MARKDOWN = {"\\": "\\\\", "|": "\\|", "<": "&lt;", ">": "&gt;", "*": "\\*", "_": "\\_", "`": "\\`"}


def to_markdown(frame: pd.DataFrame, *, digits: int = 3) -> str:
    r"""Return a data frame as a Markdown table.

    Parameters
    ----------
    frame : DataFrame
        The table; a named index becomes the first columns.
    digits : int
        Decimals of numbers that are not whole.

    Returns
    -------
    str
        The table, ending with a line break. Missing values are shown as a dash.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.measures.exports import to_markdown
    >>> print(to_markdown(pd.DataFrame({"name": ["a|b"], "value": [0.25]})), end="")
    | name | value |
    | --- | ---: |
    | a\|b | 0.250 |
    """
    flat, numeric = _flat(frame)
    rows = [[_escape(cell, _MARKDOWN) for cell in row] for row in _rows(flat, digits)]
    ruler = ["---:" if number else "---" for number in numeric]
    heading = [_escape(str(name), _MARKDOWN) for name in flat.columns]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [heading, ruler, *rows])


def to_latex(frame: pd.DataFrame, *, digits: int = 3) -> str:
    r"""Return a data frame as a LaTeX ``tabular`` with rules of the booktabs package.

    Parameters
    ----------
    frame : DataFrame
        The table; a named index becomes the first columns.
    digits : int
        Decimals of numbers that are not whole.

    Returns
    -------
    str
        The table, ending with a line break. Missing values are shown as a dash.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.measures.exports import to_latex
    >>> print(to_latex(pd.DataFrame({"share": ["50 %"]})), end="")
    \begin{tabular}{l}
    \toprule
    share \\
    \midrule
    50 \% \\
    \bottomrule
    \end{tabular}
    """
    flat, numeric = _flat(frame)
    shape = "".join("r" if number else "l" for number in numeric)
    heading = [str(name) for name in flat.columns]
    body = [_latex_row(row) for row in _rows(flat, digits)]
    lines = [f"\\begin{{tabular}}{{{shape}}}", r"\toprule", _latex_row(heading), r"\midrule"]
    return "\n".join([*lines, *body, r"\bottomrule", r"\end{tabular}", ""])


def _latex_row(cells: Iterable[str]) -> str:
    return " & ".join(_escape(cell, _LATEX) for cell in cells) + r" \\"


def _flat(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[bool]]:
    named = any(name is not None for name in frame.index.names)
    flat = frame.reset_index() if named else frame
    return flat, [bool(pd.api.types.is_numeric_dtype(kind)) for kind in flat.dtypes]


def _rows(frame: pd.DataFrame, digits: int) -> list[list[str]]:
    columns = [[_shown(value, digits) for value in frame[name]] for name in frame.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _shown(value: object, digits: int) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "–"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.{digits}f}"
    return " ".join(str(value).split())


def _escape(text: str, marks: dict[str, str]) -> str:
    return "".join(marks.get(character, character) for character in text)
