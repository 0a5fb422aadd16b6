"""Commands that a page shows are run when it is built, and the page shows what they printed.

What they write into a folder ``report`` is published under ``reports/<page>``.

A block ``session`` holds commands, each after ``$``. A command that ends otherwise than the option
``exit`` says (0 without it) stops the build. ``session-table`` shows a table that a command wrote,
``session-time`` how long the commands of the page took.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from terminal import Ran, run, workplace

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SESSIONS = "generated/sessions"
TOOK = {
    "en": "The commands of this page took {seconds:.0f} seconds together when it was built, {n} of "
    "them.",
    "zh": "本页共 {n} 条命令，构建页面时合计用时 {seconds:.0f} 秒。",
}


class _OfPage(SphinxDirective):
    """What belongs to one page: its folder and its commands so far."""

    @property
    def folder(self) -> Path:
        """The folder that commands of the page run in."""
        return Path(self.env.srcdir) / SESSIONS / Path(self.env.docname).name

    @property
    def ran(self) -> list[Ran]:
        """The commands of the page so far."""
        if "ran" not in self.env.temp_data:
            workplace(self.folder)
            self.env.temp_data["ran"] = []
        return self.env.temp_data["ran"]


class Session(_OfPage):
    """Commands and what they print."""

    has_content = True
    option_spec: ClassVar = {"exit": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        """Run the commands of the block."""
        ran, shown = self.ran, list[str]()
        for line in self.content:
            one = run(line.removeprefix("$ "), self.folder)
            if one.status != self.options.get("exit", 0):
                message = f"{one.command}: ended with {one.status}\n{one.output}"
                raise self.error(message)
            ran.append(one)
            shown += one.lines()
        text = "\n".join(shown)
        return [nodes.literal_block(text, text, language="console", classes=["session"])]


class SessionTable(_OfPage):
    """Rows and columns of a CSV file that a command wrote."""

    required_arguments = 1
    option_spec: ClassVar = {
        "columns": directives.unchanged_required,
        "where": directives.unchanged,
        "rows": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Show the table."""
        frame = pd.read_csv(self.folder / self.arguments[0])
        if "where" in self.options:
            column, value = self.options["where"].split("=")
            frame = frame[frame[column] == value]
        columns = [name.strip() for name in self.options["columns"].split(";")]
        frame = frame[columns].head(self.options.get("rows", len(frame)))
        if frame.empty:
            message = f"{self.arguments[0]}: no rows"
            raise self.error(message)
        return [_table(frame)]


class SessionTime(_OfPage):
    """How long the commands of the page took."""

    def run(self) -> list[nodes.Node]:
        """Say so in the language of the page."""
        lang = "zh" if self.env.docname.endswith("_zh") else "en"
        seconds = sum(one.seconds for one in self.ran)
        text = TOOK[lang].format(n=len(self.ran), seconds=seconds)
        return [nodes.paragraph(text, text)]


def _table(frame: pd.DataFrame) -> nodes.table:
    group = nodes.tgroup(cols=len(frame.columns))
    group += [nodes.colspec(colwidth=1) for _ in frame.columns]
    head, body = nodes.thead(), nodes.tbody()
    head += _row(frame.columns)
    body += [_row(row) for row in frame.itertuples(index=False)]
    group += [head, body]
    return nodes.table("", group, classes=["session-table"])


def _row(cells: "tuple[object, ...] | pd.Index") -> nodes.row:
    entries = [nodes.entry("", nodes.paragraph("", _text(cell))) for cell in cells]
    return nodes.row("", *entries)


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return "" if pd.isna(cell) else f"{cell:.4g}"
    return str(cell)


def publish(app: "Sphinx", failed: Exception | None) -> None:
    """Put the reports that commands wrote beside the pages."""
    if failed is None:
        for report in Path(app.srcdir, SESSIONS).glob("*/report"):
            shutil.copytree(
                report, Path(app.outdir, "reports", report.parent.name), dirs_exist_ok=True
            )


def setup(app: "Sphinx") -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("session", Session)
    app.add_directive("session-table", SessionTable)
    app.add_directive("session-time", SessionTime)
    app.connect("build-finished", publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
