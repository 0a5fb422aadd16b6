"""Suggestions in the report: what they remove, what they worsen, and where their proposals are."""

import re

import pytest

import govgraph as gg
from govgraph.auditing.configuration import Configuration
from govgraph.report.suggested import advised
from govgraph.text import say
from tests.measures.samples import tie


@pytest.fixture(scope="module")
def found():
    """A government over four bureaus that all work one matter: its span is too wide for three."""
    build = gg.Builder(title="County", as_of="2024-01-01")
    build.add("units", id="gov", name="政府", name_en="Government", kind="government")
    build.add("matters", id="wells", name="水井", name_en="Wells")
    build.add("duties", unit="gov", matter="wells", role="lead")
    for unit in ("a", "b", "c", "d"):
        build.add("units", id=unit, name=unit.upper(), kind="department", filled=5)
        tie(build, "leads", "gov", unit, basis="Plan")
    for unit in ("a", "b"):
        build.add("duties", unit=unit, matter="wells", role="assist")
    return gg.audit(build.build(), Configuration(thresholds={"GG402": {"high": 3}}))


@pytest.fixture(scope="module")
def suggestions(found):
    return gg.suggest(found)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_what_is_worse_and_links_every_proposal(found, suggestions, lang, tmp_path):
    (first, *_) = gg.write_report(found, tmp_path, lang=lang, suggestions=suggestions)
    written = gg.write_suggestions(suggestions, tmp_path / "suggestions", lang=lang)
    page = first.read_text(encoding="utf-8")
    links = set(re.findall(r'href="(suggestions/[^"]+)"', page))
    assert {f"suggestions/{one.file}" for one in suggestions.best if one.file} <= links
    assert {tmp_path / link for link in links} <= set(written)
    assert any(one.harm for one in suggestions.best)
    assert say("report.makes_worse", lang) in page
    assert "{" not in page.split('id="suggestions"')[1].split("</section>")[0]


def test_without_suggestions_there_is_no_such_section(found, tmp_path):
    page = gg.write_report(found, tmp_path)[0].read_text(encoding="utf-8")
    assert 'id="suggestions"' not in page
    assert advised(None, "en") is None


def test_groups_stand_by_severity_the_best_way_alone(suggestions):
    shown = advised(suggestions, "en")
    assert len(shown.rows) == len(suggestions.best)
    order = ["high", "medium", "low"]
    ranks = [order.index(row.severity) for row in shown.rows]
    assert ranks == sorted(ranks)
    assert sum(row.others + 1 for row in shown.rows) == len(suggestions.items)


def test_an_interrupt_keeps_what_was_found(found, suggestions):
    def stop(done, total):
        raise KeyboardInterrupt

    stopped = gg.suggest(found, measures=(), progress=stop)
    assert stopped.interrupted
    assert len(stopped.best) == 1
    assert stopped.left == len(suggestions.best) + len(suggestions.helpless) - 1
    assert stopped.items[0].steps == suggestions.items[0].steps
