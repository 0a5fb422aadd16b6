"""The report of a comparison as one page: offline, with a policy for its own scripts only."""

from collections.abc import Mapping

from markupsafe import Markup

from govgraph.report.comparing.content import Compared
from govgraph.report.pieces import Pieces
from govgraph.report.provenance import govgraph_version
from govgraph.report.rendering import environment, picture
from govgraph.report.shell import Embedded, policy, resource, style_sheet
from govgraph.text import say

_SECTIONS = (
    "summary", "steps", "measures", "supervision", "paths", "findings", "effects", "percentiles",
    "attribution", "transition", "sensitivity", "map", "rows", "ledger", "method", "provenance",
    "references", "glossary",
)  # fmt: skip


def page(report: Compared, maps: Mapping[str, Embedded], *, date: str | None = None) -> str:
    """Return the report as one HTML page.

    Parameters
    ----------
    report : Compared
        What it says.
    maps : mapping of str to Embedded
        Difference maps by name of the option.
    date : str, optional
        Date to print under the title; none by default, so that the same input gives the same page.
    """
    style, script = style_sheet("compare.css"), resource("audit.js")
    pieces = Pieces(report.lang, frozenset(), frozenset())
    allowed = next((one.hashes for one in maps.values()), {})
    text = (
        environment(report.lang, pieces)
        .get_template("compare.html.j2")
        .render(
            c=report,
            html_lang="zh-CN" if report.lang == "zh" else "en",
            policy=policy(script, style, allowed),
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
            version=govgraph_version(),
            date=date,
            sections=[
                (key, say(f"compare_page.section_{key}", report.lang))
                for key in _present(report, maps)
            ],
            maps={name: one.html for name, one in maps.items()},
            pictures={name: picture(one.svg) for name, one in maps.items()},
            several=len(report.options) > 1,
        )
    )
    return text + "\n"


def _present(report: Compared, maps: Mapping[str, Embedded]) -> list[str]:
    """Return the anchors of the sections that this report has."""
    guards = report.guards
    has = {
        "steps": any(part.steps for part in report.options),
        "paths": any(part.slope for part in report.options),
        "percentiles": guards.percentiles is not None,
        "attribution": guards.attribution is not None,
        "transition": guards.transition is not None,
        "sensitivity": guards.sensitivity is not None,
        "map": bool(maps),
        "ledger": any(part.ledger.total for part in report.options),
        "references": bool(report.references),
        "glossary": bool(report.glossary),
    }
    return [key for key in _SECTIONS if has.get(key, True)]
