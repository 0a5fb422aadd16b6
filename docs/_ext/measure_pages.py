"""The catalogue of measures as pages: an index, then one page for each theme, in both languages."""

from collections.abc import Iterator
from itertools import groupby

from disagreements import differences, other_keys
from oracle_status import Status, status
from parameters import meaning, shown
from pieces import cited, facts, opening, table

import govgraph as gg
from govgraph.measures.catalogue import THEMES, Family, Measure
from govgraph.text import Language, say

WORDING: dict[str, dict[Language, str]] = {
    "title": {"en": "Measures", "zh": "指标目录"},
    "columns": {
        "en": "measure | name | one number per | range | higher means | known values",
        "zh": "指标 | 名称 | 计量对象 | 取值范围 | 数值越大 | 已知值",
    },
    "per": {"en": "One number per", "zh": "计量对象"},
    "structure": {"en": "structure", "zh": "整个结构"},
    "unit": {"en": "unit", "zh": "单位"},
    "matter": {"en": "matter and area", "zh": "事项与区域"},
    "pair": {"en": "two units", "zh": "两个单位"},
    "numbers": {"en": "set of numbers (no structure)", "zh": "一组参数（不读取结构）"},
    "range": {"en": "Range", "zh": "取值范围"},
    "reading": {"en": "Reading", "zh": "解读"},
    "higher": {"en": "Direction", "zh": "方向"},
    "better": {"en": "better", "zh": "越好"},
    "worse": {"en": "worse", "zh": "越差"},
    "depends": {"en": "depends", "zh": "视目标而定"},
    "undefined": {"en": "Without a value", "zh": "无定义情形"},
    "one_more": {"en": "One more tie", "zh": "增加一条关系"},
    "rises": {
        "en": "between units that are there never lowers it.",
        "zh": "（在已有单位之间）不会使其降低。",
    },
    "falls": {
        "en": "between units that are there never raises it.",
        "zh": "（在已有单位之间）不会使其升高。",
    },
    "limit": {"en": "Large structures", "zh": "大型结构"},
    "above": {
        "en": "with more than {limit:,} units it is taken only when named.",
        "zh": "单位数超过 {limit:,} 个时，仅在指明该指标时计算。",
    },
    "above_in_area": {
        "en": "where more than {limit:,} units are of one area, or of none, it is taken only when"
        " named.",
        "zh": "同一区域的单位（或不属于任何区域的单位）超过 {limit:,} 个时，仅在指明该指标时计算。",
    },
    "graph": {"en": "Reads", "zh": "读取"},
    "reads_graph": {"en": "a structure or a networkx graph", "zh": "结构，或 networkx 图"},
    "reads_structure": {"en": "a structure", "zh": "结构"},
    "parameters": {"en": "Conventions", "zh": "口径（参数）"},
    "sources": {"en": "Sources", "zh": "来源"},
    "known": {"en": "Known values", "zh": "已知值"},
    "differ": {"en": "Where programs differ", "zh": "软件之间的差异"},
    "oracles": {
        "en": "oracles: {count}, on graphs or inputs: {graphs} ({parts})",
        "zh": "{graphs} 个图或输入上的基准值 {count} 个（{parts}）",
    },
    "published": {"en": "{count} published", "zh": "已发表 {count} 个"},
    "software": {
        "en": "{count} from other software ({names})",
        "zh": "其他软件 {count} 个（{names}）",
    },
    "second": {
        "en": "{count} from a second implementation of our own",
        "zh": "自有第二实现 {count} 个",
    },
    "closed": {
        "en": "known in advance: {count} ({parts})",
        "zh": "事先已知的值 {count} 个（{parts}）",
    },
    "closed form": {"en": "{count} by closed form", "zh": "解析式 {count} 个"},
    "by hand": {"en": "{count} by hand", "zh": "手算 {count} 个"},
    "published value": {"en": "{count} published", "zh": "已发表 {count} 个"},
    "other software": {"en": "{count} from other software", "zh": "其他软件 {count} 个"},
    "defined": {
        "en": "compared on generated inputs with a slow definition written out in the tests",
        "zh": "在生成的输入上与测试中逐句写出的慢速定义比对",
    },
    "stop": {"en": ".", "zh": "。"},
    "join": {"en": ", ", "zh": "，"},
    "between": {"en": "; ", "zh": "；"},
    "intro": {
        "en": "Every number is traceable: each entry names its definition, its sources, and the "
        "known values that test it. Known values are published numbers, values computed by other "
        "software, values of a second implementation of our own, closed forms, and values worked "
        "out by hand. `gg.measures.explain(name, structure, unit)` says in words what a value "
        "means.",
        "zh": "每个数值均可追溯：各条目列出定义、来源和检验它的已知值。"
        "已知值包括已发表的数值、其他软件计算的数值、自有第二实现的数值、解析式和手算值。"
        '`gg.measures.explain(name, structure, unit, lang="zh")` 用文字说明某个数值的含义。',
    },
    "inference": {"en": "Inference and case work", "zh": "统计推断与办件模型"},
    "inference_intro": {
        "en": "Functions of `govgraph.inference`, which compare, permute and resample rather than "
        "measure, and of `govgraph.casework`, which answer for queues and ways of cases; see "
        "{doc}`/reference/python`.",
        "zh": "`govgraph.inference` 的函数用于比较、置换和重抽样，`govgraph.casework` 的函数用于"
        "排队和办件流转的解析计算，本身不是指标；参见 {doc}`/reference/python`。",
    },
}

#: Functions outside the catalogue that oracles test, with their keys.
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "qap_correlation": ("qap_exact", "qap_correlation"),
    "qap_regression": ("mrqap_dsp",),
    "expected_mutual": ("cug_edges_expected_mutual",),
    "jackknife": ("jackknife_se",),
    "bootstrap": ("vertex_bootstrap_se",),
    "casework.chains.Chain": ("absorbing_markov_chain",),
    "casework.queues.Queue": ("erlang_B_C",),
    "casework.queues.erlang_c": ("erlang_C",),
    "casework.queues.priority_waits": ("cobham_priority_wait",),
    "casework.networks.QueueNetwork": ("open_jackson",),
}


def pages(lang: Language) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each page and its lines: the index first."""
    yield f"measures_{lang}", list(_index(lang))
    for theme in THEMES:
        yield f"measures_{theme}_{lang}", list(_theme(theme, lang))


def _entries(theme: str) -> list[Measure]:
    found = gg.measures.catalogue().values()
    return [one for one in found if one.belongs.theme == theme]


def status_of(entry: Measure) -> Status:
    """Return the status of a measure."""
    return status(entry.name, entry.oracles, other_keys(entry.name))


def _word(key: str, lang: Language, **params: object) -> str:
    text = WORDING[key][lang]
    return text.format(**params) if params else text


def _index(lang: Language) -> Iterator[str]:
    yield from (f"# {_word('title', lang)}", "", _word("intro", lang), "")
    yield from ("```{toctree}", ":hidden:", "")
    yield from (f"measures_{theme}_{lang}" for theme in THEMES)
    yield from ("```", "")
    columns = _word("columns", lang).split(" | ")
    for theme in THEMES:
        yield from (f"## {say(f'measures.theme_{theme}', lang)}", "")
        yield from table(columns, (_cells(entry, lang) for entry in _entries(theme)))
    yield from _inference(lang)


def _cells(entry: Measure, lang: Language) -> tuple[str, ...]:
    return (
        f"[{entry.wording(lang).title}](#{_anchor(entry, lang)})",
        f"`{entry.name}`",
        _word(entry.per, lang),
        _range(entry),
        _word(entry.higher, lang),
        str(status_of(entry).count),
    )


def _anchor(entry: Measure, lang: Language) -> str:
    return f"measure-{entry.name}-{lang}"


def _range(entry: Measure) -> str:
    low, high = entry.range
    shown_low = "−∞" if low is None else f"{low:g}".replace("-", "−")
    return f"{shown_low}\u00a0…\u00a0{'∞' if high is None else f'{high:g}'}"


def _theme(theme: str, lang: Language) -> Iterator[str]:
    yield from (f"# {say(f'measures.theme_{theme}', lang)}", "")
    families = groupby(_entries(theme), key=lambda entry: entry.belongs)
    for family, entries in families:
        yield from _family(family, list(entries), lang)


def _family(family: Family, entries: list[Measure], lang: Language) -> Iterator[str]:
    yield from (f"## {family.title(lang)}", "")
    for entry in entries:
        yield from _measure(entry, lang)


def _measure(entry: Measure, lang: Language) -> Iterator[str]:
    wording = entry.wording(lang)
    anchor = _anchor(entry, lang)
    yield from opening(anchor, wording.title, entry.name, wording.definition, entry.formula)
    known = {
        "per": _word(entry.per, lang),
        "range": _range(entry),
        "reading": wording.reading,
        "higher": say(f"measures.explain_{entry.higher}", lang),
        "undefined": wording.undefined,
        "one_more": "" if entry.with_ties == "varies" else _word(entry.with_ties, lang),
        "limit": _limit(entry, lang),
        "graph": _reads(entry, lang),
        "sources": cited(entry.sources),
        "known": _known(status_of(entry), lang),
    }
    yield from facts({_word(label, lang): text for label, text in known.items()})
    yield from _parameters(entry, lang)
    yield from _differences(entry.name, lang)


def _limit(entry: Measure, lang: Language) -> str:
    if entry.limit is None:
        return ""
    within = "above" if entry.limit_within == "structure" else "above_in_area"
    return _word(within, lang, limit=entry.limit)


def _reads(entry: Measure, lang: Language) -> str:
    if entry.per == "numbers":
        return ""
    return _word("reads_graph" if entry.graph else "reads_structure", lang)


def _known(found: Status, lang: Language) -> str:
    """Return where the values come from that test an entry."""
    parts = []
    if found.oracles:
        counted = [
            _word(origin, lang, count=count, names=", ".join(sorted(found.software)))
            for origin, count in found.oracles.items()
        ]
        joined = _word("join", lang).join(sorted(counted))
        count, graphs = found.oracles.total(), len(found.graphs)
        parts.append(_word("oracles", lang, count=count, graphs=graphs, parts=joined))
    if found.closed:
        names = {"published": "published value"}
        counted = [_word(names.get(o, o), lang, count=c) for o, c in found.closed.items()]
        joined = _word("join", lang).join(counted)
        parts.append(_word("closed", lang, count=found.closed.total(), parts=joined))
    if found.defined:
        parts.append(_word("defined", lang))
    return _word("between", lang).join(parts) + _word("stop", lang) if parts else ""


def _parameters(entry: Measure, lang: Language) -> Iterator[str]:
    if not entry.conventions:
        return
    yield from (f"**{_word('parameters', lang)}**", "")
    for name, default in entry.conventions.items():
        yield f"- {shown(name, default)}: {meaning(entry, name, lang)}"
    yield ""


def _differences(name: str, lang: Language) -> Iterator[str]:
    for text in differences(name, lang):
        yield from (f":::{{admonition}} {_word('differ', lang)}", text, ":::", "")


def _inference(lang: Language) -> Iterator[str]:
    yield from (f"## {_word('inference', lang)}", "", _word("inference_intro", lang), "")
    for name, keys in FUNCTIONS.items():
        known = _known(status(name, keys), lang)
        yield from (f"`{name}`", f": {known}", "")
        for text in differences(name, lang):
            yield from (text, "")
