"""Reference pages written from the catalogues: measures, rules and glossary in both languages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from measure_pages import pages as measure_pages
from sphinx.application import Sphinx
from yardstick_pages import page as yardstick_page

import govgraph as gg
from govgraph.auditing.catalogue import Rule
from govgraph.text import LANGUAGES, Language, Term, terms

TITLES: dict[str, dict[Language, str]] = {
    "rules": {"en": "Audit rules", "zh": "审计规则"},
    "glossary": {"en": "Glossary", "zh": "术语表"},
}
LABELS: dict[str, dict[Language, str]] = {
    "sources": {"en": "Sources", "zh": "来源"},
    "why": {"en": "Why it matters", "zh": "为什么重要"},
    "remedy": {"en": "Remedy", "zh": "改进办法"},
    "severity": {"en": "Severity", "zh": "严重程度"},
    "high": {"en": "high", "zh": "高"},
    "medium": {"en": "medium", "zh": "中"},
    "low": {"en": "low", "zh": "低"},
    "thresholds": {"en": "Thresholds", "zh": "阈值"},
}

GLOSSARY_COLUMNS: dict[Language, str] = {
    "en": "term | 中文 | in govgraph | note",
    "zh": "术语 | English | govgraph 中的表示 | 说明",
}
#: Groups of the glossary in the order of the page: the field first, then the words of the data.
GROUPS: dict[str, dict[Language, str]] = {
    "concept": {"en": "Concepts", "zh": "基本概念"},
    "field": {"en": "Terms of the field", "zh": "学科与实务术语"},
    "unit_kind": {"en": "Kinds of unit", "zh": "单位类型"},
    "relation_kind": {"en": "Kinds of relation", "zh": "关系类型"},
    "permit": {"en": "What a relation permits", "zh": "关系所含权能"},
    "mode_joins": {"en": "Ways to join a body", "zh": "参加议事协调机构的方式"},
    "mode_serves": {"en": "Ways to serve the public", "zh": "服务公众的方式"},
    "mode_power": {"en": "Ways to hold a power", "zh": "持有权力的方式"},
    "role": {"en": "Roles in a duty", "zh": "职责角色"},
    "power": {"en": "Powers", "zh": "权力类型"},
    "sector": {"en": "Sectors", "zh": "部门性质"},
    "post_kind": {"en": "Kinds of post", "zh": "编制类型"},
    "status": {"en": "Status of a structure", "zh": "结构的性质"},
    "duty_list": {"en": "Categories of township duty lists", "zh": "乡镇履职事项清单类别"},
    "data_set": {"en": "Data sets", "zh": "数据资源"},
    "objective": {"en": "Objectives", "zh": "目标"},
    "case_phase": {"en": "What a unit does with a case", "zh": "办理环节"},
    "case_action": {"en": "How a case leaves a unit", "zh": "办件去向"},
    "case_end": {"en": "How the way of a case ends", "zh": "办件的结局"},
    "table": {"en": "Tables", "zh": "表"},
    "column": {"en": "Columns", "zh": "列"},
    "workbook": {"en": "Words of workbooks", "zh": "工作簿用语"},
}


def write_pages(app: Sphinx) -> None:
    """Write every generated page before Sphinx reads the sources."""
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    makers = {"rules": _rules, "glossary": _glossary}
    for subject, make in makers.items():
        for lang in LANGUAGES:
            lines = [f"# {TITLES[subject][lang]}", "", *make(lang)]
            _write_if_changed(folder / f"{subject}_{lang}.md", "\n".join(lines) + "\n")
    for lang in LANGUAGES:
        for name, lines in measure_pages(lang):
            _write_if_changed(folder / f"{name}.md", "\n".join(lines) + "\n")
        text = "\n".join(yardstick_page(lang)) + "\n"
        _write_if_changed(folder / f"yardsticks_{lang}.md", text)


def _write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


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
    for group in GROUPS:
        yield from (f"## {GROUPS[group][lang]}", "")
        yield from (":::{container} glossary", "")
        yield from (f"| {GLOSSARY_COLUMNS[lang]} |", "|---|---|---|---|")
        yield from (_term(entry, lang, other) for entry in groups[group])
        yield from ("", ":::", "")


def _term(entry: Term, lang: Language, other: Language) -> str:
    names = entry.encoding.split(", ") if entry.encoding else _own_word(entry)
    encoding = ", ".join(f"`{name}`" for name in names)
    note = entry.note(lang) + (f" {{cite:t}}`{entry.source}`" if entry.source else "")
    return f"| {entry.label(lang)} | {entry.label(other)} | {encoding} | {note} |"


def _own_word(entry: Term) -> list[str]:
    """Return the word that data hold; a term of the field that nothing holds has none."""
    return [] if entry.key.partition(".")[0] in ("concept", "field") else [entry.word]


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
