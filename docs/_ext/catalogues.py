"""Reference pages written from the catalogues: measures, rules and glossary in both languages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx

import govgraph as gg
from govgraph.auditing.catalogue import Rule
from govgraph.measures.catalogue import Measure
from govgraph.text import LANGUAGES, Language, Term, terms

TITLES: dict[str, dict[Language, str]] = {
    "measures": {"en": "Measures", "zh": "指标目录"},
    "rules": {"en": "Audit rules", "zh": "审计规则"},
    "glossary": {"en": "Glossary", "zh": "术语表"},
}
LABELS: dict[str, dict[Language, str]] = {
    "reading": {"en": "Reading", "zh": "解读"},
    "undefined": {"en": "Without a value", "zh": "无值情形"},
    "range": {"en": "Range", "zh": "取值范围"},
    "per": {"en": "One number per", "zh": "每个数对应"},
    "structure": {"en": "structure", "zh": "整个结构"},
    "unit": {"en": "unit", "zh": "单位"},
    "matter": {"en": "matter and area", "zh": "事项与区域"},
    "pair": {"en": "pair of units", "zh": "两个单位"},
    "numbers": {"en": "set of numbers", "zh": "一组参数"},
    "conventions": {"en": "Conventions", "zh": "可选约定"},
    "sources": {"en": "Sources", "zh": "来源"},
    "why": {"en": "Why it matters", "zh": "为什么重要"},
    "remedy": {"en": "Remedy", "zh": "改进办法"},
    "severity": {"en": "Severity", "zh": "严重程度"},
    "high": {"en": "high", "zh": "高"},
    "medium": {"en": "medium", "zh": "中"},
    "low": {"en": "low", "zh": "低"},
    "thresholds": {"en": "Thresholds", "zh": "阈值"},
}


def write_pages(app: Sphinx) -> None:
    """Write every generated page before Sphinx reads the sources."""
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    makers = {"measures": _measures, "rules": _rules, "glossary": _glossary}
    for subject, make in makers.items():
        for lang in LANGUAGES:
            lines = [f"# {TITLES[subject][lang]}", "", *make(lang)]
            _write_if_changed(folder / f"{subject}_{lang}.md", "\n".join(lines) + "\n")


def _write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def _measures(lang: Language) -> Iterator[str]:
    for entry in gg.measures.catalogue().values():
        yield from _measure(entry, lang)


def _measure(entry: Measure, lang: Language) -> Iterator[str]:
    wording = entry.wording(lang)
    yield from (f"(measure-{entry.name}-{lang})=", f"## {wording.title}", "")
    yield from (f"`{entry.name}`", "", wording.definition, "", "$$", entry.formula, "$$", "")
    low, high = ("∞" if bound is None else f"{bound:g}" for bound in entry.range)
    low = "−∞" if entry.range[0] is None else low
    conventions = ", ".join(f"`{name}={value!r}`" for name, value in entry.conventions.items())
    yield from _facts(
        lang,
        per=LABELS[entry.per][lang],
        range=f"{low} … {high}",
        reading=wording.reading,
        undefined=wording.undefined,
        conventions=conventions,
        sources=_cited(entry.sources),
    )


def _rules(lang: Language) -> Iterator[str]:
    for entry in gg.rules().values():
        yield from _rule(entry, lang)


def _rule(entry: Rule, lang: Language) -> Iterator[str]:
    wording = entry.wording(lang)
    yield from (f"(rule-{entry.code}-{lang})=", f"## {entry.code} {wording.title}", "")
    yield from (f"`{entry.name}`", "")
    thresholds = ", ".join(f"`{name} = {value:g}`" for name, value in entry.thresholds.items())
    yield from _facts(
        lang,
        severity=LABELS[entry.severity][lang],
        why=wording.why,
        remedy=wording.remedy,
        thresholds=thresholds,
        sources=_cited(entry.sources),
    )


def _glossary(lang: Language) -> Iterator[str]:
    other: Language = "zh" if lang == "en" else "en"
    groups: dict[str, list[Term]] = {}
    for entry in terms():
        groups.setdefault(entry.key.partition(".")[0], []).append(entry)
    for group, entries in groups.items():
        yield from (f"## {group}", "")
        for entry in entries:
            yield entry.label(lang)
            note = f". {entry.note(lang)}" if entry.note(lang) else ""
            yield from (f": {entry.label(other)} · `{entry.word}`{note}", "")


def _facts(lang: Language, **facts: str) -> Iterator[str]:
    for label, text in facts.items():
        if text:
            yield from (f":{LABELS[label][lang]}: {text}",)
    yield ""


def _cited(keys: Iterable[str]) -> str:
    return ", ".join(f"{{cite:t}}`{key}`" for key in keys)


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the pages when the build starts."""
    app.connect("builder-inited", write_pages, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
