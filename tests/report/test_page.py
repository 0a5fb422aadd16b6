import base64
import hashlib
import re

import pytest

from govgraph.auditing.catalogue import SEVERITIES
from govgraph.report.gathering import gather
from govgraph.report.measured import measured
from govgraph.report.page import CAP, page
from govgraph.text import say
from tests.report.pages import parse
from tests.report.synthetic import audited, county


@pytest.fixture(scope="module")
def root(html):
    return parse(html)


def summary(lang):
    audit = audited()
    return gather(audit, measured(audit.structure, lang), lang, {})


def test_ids_are_unique_and_every_inner_link_leads_somewhere(root):
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = [link.attributes["href"] for link in root.all("a")]
    assert targets
    assert {t[1:] for t in targets if t.startswith("#")} <= set(ids)


def test_links_lead_to_files_that_were_written(root, folder):
    outside = {link.attributes["href"] for link in root.all("a")}
    files = {target for target in outside if not target.startswith("#")}
    assert "map.html" in files
    assert all((folder / name).is_file() for name in files)


def test_language_and_title(root, lang):
    assert root.all("html")[0].attributes["lang"] == ("zh-CN" if lang == "zh" else "en")
    assert ("甲县" if lang == "zh" else "County A") in root.all("title")[0].text


def test_policy_stands_first_and_allows_exactly_what_is_inside(root):
    first = root.all("head")[0].children[0]
    assert first.attributes["http-equiv"] == "Content-Security-Policy"
    policy = dict(part.strip().split(" ", 1) for part in first.attributes["content"].split(";"))
    assert policy["default-src"] == policy["connect-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in first.attributes["content"]
    for tag in ("script", "style"):
        for element in root.all(tag):
            text = "".join(element.texts)
            code = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{code}'" in policy[f"{tag}-src"].split()


def test_no_handlers_no_style_attributes_nothing_from_outside(root):
    for element in root.all():
        assert not [name for name in element.attributes if name.startswith("on")]
        if element.tag != "iframe":
            assert "style" not in element.attributes
        for name in ("src", "href"):
            assert not re.match(r"\s*(https?:|//|javascript:)", element.attributes.get(name, ""))


def test_numbers_on_the_page_are_those_of_the_audit(root, lang):
    audit = audited()
    tiles = {tile.all("dt")[0].text: tile.all("dd")[0].text for tile in root.all("dl")[1].children}
    for severity in SEVERITIES:
        assert tiles[say(f"report.severity_tile_{severity}", lang)] == str(audit.count(severity))
    for outcome in ("pass", "finding", "not_applicable"):
        count = sum(result.outcome == outcome for result in audit.results)
        assert tiles[say(f"report.outcome_{outcome}", lang)] == str(count)


def test_every_finding_is_shown_with_its_sentence_and_units(root, lang):
    audit = audited()
    rows = {row.attributes["id"]: row for row in root.all("tr") if "id" in row.attributes}
    shown = [row.text for key, row in rows.items() if key.startswith("f-GG")]
    assert len(shown) == len(audit.findings)
    for finding in audit.findings:
        sentence = " ".join(audit.sentence(finding, lang).split())
        assert sum(sentence in text for text in shown) == 1


def test_more_rows_than_the_cap_are_counted_not_dropped():
    told = summary("en")
    most = max(told.groups, key=lambda group: len(group.rows))
    root = parse(page(told, cap=2))
    article = root.all("article", id=f"rule-{most.code}")[0]
    assert len([row for row in article.all("tr") if "id" in row.attributes]) == 2
    assert str(len(most.rows) - 2) in article.all("p", class_="more")[0].text
    assert CAP > 2


def test_units_link_back_to_the_findings_that_name_them(root):
    for row in root.all("tr"):
        if not row.attributes.get("id", "").startswith("unit-"):
            continue
        own = "#" + row.attributes["id"]
        for link in row.all("a"):
            if link.attributes["href"].startswith("#f-"):
                found = root.all("tr", id=link.attributes["href"][1:])[0]
                named = {a.attributes["href"] for a in found.all("a")}
                assert own in named or len(found.all("a")) >= 4


def test_accepted_switched_off_and_unjudged_rules_are_told(root, lang):
    text = root.all("section", id="rules")[0].text
    assert "条例修订前维持现状" in text
    assert "2024-05-01" in text
    assert "GG402" in text
    for result in audited().results:
        if result.outcome == "not_applicable":
            assert result.explain(lang) in text


def test_the_chinese_page_holds_no_english_words():
    root = parse(page(summary("zh")))
    for part in root.all("section"):
        if part.attributes["id"] not in {"provenance", "references"}:
            text = "".join(_own_words(part))
            for name in ("findings.csv", "measures.csv", "audit.xlsx"):
                text = text.replace(name, "")
            assert re.findall(r"[a-z]{4,}", text) == []


def _own_words(element):
    """Texts, without identifiers, formulas and works cited."""
    if element.tag == "math" or element.attributes.get("class") in {"code", "sources"}:
        return []
    if element.tag == "a" and element.attributes["href"].startswith("#ref-"):
        return []
    return [
        text
        for part in element.texts_and_children
        for text in ([part] if isinstance(part, str) else _own_words(part))
    ]


def test_a_date_is_printed_only_when_given():
    told = summary("en")
    assert "2025-01-31" not in page(told)
    assert "2025-01-31" in page(told, date="2025-01-31")


def test_units_beyond_the_cap_are_listed_only_where_named(monkeypatch):
    monkeypatch.setattr("govgraph.report.page.MOST_UNITS", 3)
    root = parse(page(summary("en")))
    units = [r for r in root.all("tr") if r.attributes.get("id", "").startswith("unit-")]
    assert 0 < len(units) < len(county().units)
    assert str(len(county().units)) in root.all("section", id="units")[0].text
    ids = {element.attributes.get("id") for element in root.all()}
    assert {a.attributes["href"][1:] for a in root.all("a") if "#" in a.attributes["href"]} <= ids
