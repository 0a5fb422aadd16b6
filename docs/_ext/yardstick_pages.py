"""The catalogue of yardsticks as a page, in both languages."""

from collections.abc import Iterator
from itertools import groupby

from pieces import cited, facts, opening, table

from govgraph.casework.yardsticks import yardsticks
from govgraph.casework.yardsticks.catalogue import Yardstick
from govgraph.text import Language

WORDING: dict[str, dict[Language, str]] = {
    "title": {"en": "Yardsticks of case work", "zh": "办件考核指标"},
    "intro": {
        "en": "What the field is judged by, computed by `govgraph.casework.yardsticks` from an "
        "event log, simulated or real: {doc}`/guides/event_logs` says what a log holds. Where no "
        "official definition was found, the definition is this library's own, and says what it "
        "counts. $C$ are all cases $c$ of the log, $E$ those that have ended in any way, $S$ "
        "those settled; $v$ are their visits to units $u(v)$ of organisations $o(v)$ at sites "
        "$s(v)$, which end by actions $a(v)$; $h$ are hours, $\\ell$ time limits, $p$ "
        "petitioners, $m$ matters in their areas, $n_u$ the officials of a unit, $L$ the units of "
        "the territory, $N$ the days in which a matter brought again counts, and $T$ is the end "
        "or the length of the log. A yardstick without a value is missing, with the reason, and "
        "never 0.",
        "zh": "实务中的考核指标，由 `govgraph.casework.yardsticks` 根据事件日志（仿真或真实）"
        "计算，日志内容见 {doc}`事件日志与考核指标 </guides/event_logs>`。"
        "未见官方定义的，采用本库自拟定义并写明计算口径。$C$ 为日志中全部办件 $c$，"
        "$E$ 为已结束的，$S$ 为已办结的；"
        "$v$ 为办件的一次流转，承办单位为 $u(v)$，所属单位为 $o(v)$，到场地点为 $s(v)$，"
        "去向为 $a(v)$；$h$ 为时长，$\\ell$ 为时限，$p$ 为当事人，$m$ 为事项及区域，"
        "$n_u$ 为单位人数，$L$ 为本地单位，$N$ 为重复提出的计算天数，"
        "$T$ 为日志截止时间或时段长度。无法计算的指标留空并说明原因，绝不记为 0。",
    },
    "columns": {
        "en": "yardstick | name | one number per | counts | higher means | analysis",
        "zh": "指标 | 名称 | 计量对象 | 计量 | 数值越大 | 解析值",
    },
    "all": {"en": "log", "zh": "日志"},
    "unit": {"en": "unit", "zh": "单位"},
    "share": {"en": "share", "zh": "比例"},
    "cases": {"en": "cases", "zh": "件数"},
    "number": {"en": "number", "zh": "次数"},
    "hours": {"en": "hours", "zh": "小时"},
    "better": {"en": "better", "zh": "越好"},
    "worse": {"en": "worse", "zh": "越差"},
    "depends": {"en": "depends", "zh": "视情况而定"},
    "yes": {"en": "yes", "zh": "有"},
    "reading": {"en": "Reading", "zh": "解读"},
    "undefined": {"en": "Without a value", "zh": "无定义情形"},
    "counterpart": {"en": "In the analysis", "zh": "解析值"},
    "has": {
        "en": "the value in the long run, beside the one of the log.",
        "zh": "长期均衡值，与日志值并列。",
    },
    "sources": {"en": "Sources", "zh": "来源"},
    "reception": {"en": "Where cases are lodged and settled", "zh": "在何处提出、在何处化解"},
    "numbers": {"en": "Four different counts", "zh": "四种件数"},
    "attendance": {"en": "Places and visits", "zh": "跑几地、访几次"},
    "repeating": {"en": "Hand-offs, returns and repeats", "zh": "转手、退单与重复访"},
    "times": {"en": "Time", "zh": "时长"},
    "holding": {"en": "Who has the cases", "zh": "办件在谁手上"},
}


def page(lang: Language) -> Iterator[str]:
    """Yield the lines of the page in one language."""
    yield from (f"# {WORDING['title'][lang]}", "", WORDING["intro"][lang], "")
    entries = yardsticks().values()
    columns = WORDING["columns"][lang].split(" | ")
    yield from table(columns, (_cells(one, lang) for one in entries))
    for theme, members in groupby(entries, key=lambda one: one.theme):
        yield from (f"## {WORDING[theme][lang]}", "")
        for one in members:
            yield from _entry(one, lang)


def _cells(one: Yardstick, lang: Language) -> tuple[str, ...]:
    return (
        f"[{one.wording(lang).title}](#yardstick-{one.name}-{lang})",
        f"`{one.name}`",
        WORDING[one.per][lang],
        WORDING[one.holds][lang],
        WORDING[one.higher][lang],
        WORDING["yes"][lang] if one.analytic else "–",
    )


def _entry(one: Yardstick, lang: Language) -> Iterator[str]:
    wording = one.wording(lang)
    anchor = f"yardstick-{one.name}-{lang}"
    yield from opening(anchor, wording.title, one.name, wording.definition, one.formula)
    known = {
        "reading": wording.reading,
        "undefined": wording.undefined,
        "counterpart": WORDING["has"][lang] if one.analytic else "",
        "sources": cited(one.sources),
    }
    yield from facts({WORDING[label][lang]: text for label, text in known.items()})
