"""The report of a simulation as one page: offline, with a policy for its own scripts only."""

from markupsafe import Markup

from govgraph.report.pieces import Pieces
from govgraph.report.provenance import govgraph_version
from govgraph.report.rendering import environment
from govgraph.report.shell import policy, resource, style_sheet
from govgraph.report.simulating.content import Simulated
from govgraph.text import say

_SECTIONS = (
    "summary", "findings", "ways", "backlog", "waiting", "desks", "yardsticks", "check",
    "assumptions", "method", "provenance",
)  # fmt: skip


def page(report: Simulated, *, date: str | None = None) -> str:
    """Return the report as one HTML page.

    Parameters
    ----------
    report : Simulated
        What it says.
    date : str, optional
        Date to print under the title; none by default, so that the same input gives the same page.
    """
    style, script = style_sheet("simulate.css"), resource("audit.js")
    text = (
        environment(report.lang, Pieces(report.lang, frozenset(), frozenset()))
        .get_template("simulate.html.j2")
        .render(
            s=report,
            html_lang="zh-CN" if report.lang == "zh" else "en",
            policy=policy(script, style, {}),
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
            version=govgraph_version(),
            date=date,
            sections=[
                (key, say(f"simulate_page.section_{key}", report.lang))
                for key in _SECTIONS
                if _has(report, key)
            ],
            several=len(report.scenarios) > 1,
        )
    )
    return text + "\n"


def _has(report: Simulated, section: str) -> bool:
    figures = {figure.name.partition("_")[0] for one in report.scenarios for figure in one.figures}
    return section in figures or section not in ("ways", "backlog", "waiting")
