"""Forms in which a data frame of measures is printed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import govgraph as gg
from govgraph.cli.console import Output

if TYPE_CHECKING:
    import pandas as pd

Form = Literal["table", "csv", "json", "markdown", "latex"]
_SHOWN = ["name", "title", "value", "dimension", "reason"]
_UNDEFINED = "–"


def _as_table(frame: "pd.DataFrame", console: Output) -> None:
    per_structure = set(_SHOWN) <= set(frame.columns)
    shown = frame[_SHOWN] if per_structure else _flat(frame)
    table = console.table()
    for column in shown.columns:
        heading = console.say(f"cli.column_{column}") if per_structure else str(column)
        number = shown[column].dtype.kind == "f"
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in _cells(shown):
        table.add_row(*row)
    console.show(table)
    for name, reason in frame.attrs.get("reasons", {}).items():
        console.show(f"{name}: {reason}")


def _as_csv(frame: "pd.DataFrame", console: Output) -> None:
    console.write(_flat(frame).to_csv(index=False, lineterminator="\n"))


def _as_json(frame: "pd.DataFrame", console: Output) -> None:
    console.write(_flat(frame).to_json(orient="records", force_ascii=False, indent=2))


def _as_markdown(frame: "pd.DataFrame", console: Output) -> None:
    console.write(gg.to_markdown(frame))


def _as_latex(frame: "pd.DataFrame", console: Output) -> None:
    console.write(gg.to_latex(frame))


def _flat(frame: "pd.DataFrame") -> "pd.DataFrame":
    return frame if frame.index.names == [None] else frame.reset_index()


def _cells(frame: "pd.DataFrame") -> list[list[str]]:
    return [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 - nan
        return _UNDEFINED
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


FORMS: dict[Form, "Callable[[pd.DataFrame, Output], None]"] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
    "markdown": _as_markdown,
    "latex": _as_latex,
}
