"""The report as one page: offline, with a policy that lets nothing run but its own scripts."""

from markupsafe import Markup

from govgraph.report.directory import CAP
from govgraph.report.pieces import Pieces
from govgraph.report.provenance import govgraph_version
from govgraph.report.rendering import environment, picture
from govgraph.report.shell import Embedded, policy, resource, style_sheet
from govgraph.report.summary import Summary

#: Units that the page lists; where there are more, only those are listed that the page names.
MOST_UNITS = 600


def page(
    summary: Summary, drawn: Embedded | None = None, *, date: str | None = None, cap: int = CAP
) -> str:
    """Return the report as one HTML page.

    Parameters
    ----------
    summary : Summary
        What it says.
    drawn : Embedded, optional
        The map.
    date : str, optional
        Date to print under the title; none by default, so that the same input gives the same page.
    cap : int
        Evidence rows shown for each rule.

    Returns
    -------
    str
        The page.
    """
    style, script = style_sheet(), resource("audit.js")
    allowed = drawn.hashes if drawn else {}
    listed = _listed(summary, cap)
    pieces = Pieces(summary.lang, listed, _shown_rows(summary, cap))
    text = (
        environment(summary.lang, pieces)
        .get_template("audit.html.j2")
        .render(
            s=summary,
            html_lang="zh-CN" if summary.lang == "zh" else "en",
            policy=policy(script, style, allowed),
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
            version=govgraph_version(),
            date=date,
            cap=cap,
            listed=listed,
            sections=_sections(summary, drawn),
            map_page=drawn.html if drawn else "",
            map_picture=picture(drawn.svg) if drawn else "",
        )
    )
    return text + "\n"


def _sections(summary: Summary, drawn: Embedded | None) -> tuple[str, ...]:
    """Return the anchors of the sections that this report has."""
    drawn_ones = {figure.name for figure in summary.figures}
    present = {
        "profile": bool(drawn_ones & {"profile", "spans", "distances"}),
        "suggestions": summary.advised is not None,
        "measures": bool(summary.families),
        "matrix": any(name.startswith("heatmap") for name in drawn_ones),
        "map": drawn is not None,
        "references": bool(summary.references),
        "glossary": bool(summary.glossary),
    }
    order = (
        "summary", "profile", "findings", "suggestions", "rules", "measures", "matrix", "map",
        "units", "provenance", "references", "glossary",
    )  # fmt: skip
    return tuple(key for key in order if present.get(key, True))


def _listed(summary: Summary, cap: int) -> frozenset[str]:
    """Return the anchors of the units that the page lists."""
    if len(summary.units) <= MOST_UNITS:
        return frozenset(entry.unit.anchor for entry in summary.units)
    rows = [row for group in summary.groups for row in group.rows[:cap]]
    named = {unit.anchor for row in (*rows, *summary.accepted[:cap]) for unit in row.units}
    return frozenset(named - {""})


def _shown_rows(summary: Summary, cap: int) -> frozenset[str]:
    return frozenset(row.anchor for group in summary.groups for row in group.rows[:cap])
