"""Texts that attack what shows, stores or runs them; every reader and output must bear them.

`SHOWN` must come through unchanged and be shown literally; `REFUSED` must be refused in names and
ids, with the rule ``model.bad_character``.
"""

from typing import Any

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

#: Come through every reader and writer as they are.
SHOWN = (
    "</script><script>window.__pwn=1</script>",
    "<img src=x onerror=window.__pwn=1>",
    "<svg/onload=window.__pwn=1>",
    "<!--<script>",
    "]]>",
    "]]><x/>",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "&amp;&lt;&#60;&nbsp;",
    "\"'",
    "\"' onmouseover='window.__pwn=1",
    "`${window.__pwn=1}`",
    "{{7*7}}",
    "{% raw %}",
    "{0}{name}%s%(x)s",
    "<a href=x>y</a>",
    "javascript:window.__pwn=1",
    "data:text/html,<script>window.__pwn=1</script>",
    "__proto__",
    "constructor",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "'=1+1",
    "''",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "＝cmd|' /C calc'!A0",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "%0A%0D",
    "a,b;c d|e",
    "甲、乙；丙",
    "\\",
    "back\\slash\\",
    "\\N\\n\\l",
    "C:\\Windows\\nul",
    "../../etc/passwd",
    "$(id) `id` ;id",
    "' OR 1=1 --",
    "👩‍👩‍👧‍👦🏛️🇨🇳",
    "مكتب البلدية",
    "משרד הבינוי",
    "é e\u0301",
    "Ａ１ ﬁ",
    "一\u3000二",
    "line\u2028and\u2029separators",
    "𠮷野家",
    "007",
    "1e5",
    "1.0",
    "TRUE",
    "NaN",
    "nan",
    "None",
    "NULL",
    "N/A",
    "2023-06-30",
    "x" * 2_000,
)

#: Never accepted in ids and names: what cannot be seen or turns text round.
REFUSED = (
    "nul\x00",
    "bell\x07",
    "line\nfeed",
    "carriage\rreturn",
    "tab\tstop",
    "delete\x7f",
    "next\x85line",
    "left\u202ainsulating",
    "override\u202etxt.exe",
    "isolate\u2066x\u2069",
    "mark\u200e",
    "mark\u200f",
    "byte\ufefforder",
    "not\uffffcharacter",
)

#: Accepted in prose (basis, origin, note), where line breaks are part of the text.
PROSE = ("first line\nsecond line", "tab\tstop", "old\r\nbreaks", "alone\rhere")


def hostile_structure() -> Structure:
    """A structure in which every hostile text stands as an id, as names and as prose."""
    builder = Builder(title=SHOWN[0], title_en=SHOWN[1], status="synthetic", note=SHOWN[12])
    builder.add("levels", id="=1", name="<b>level</b>")
    builder.add("areas", id="<area>", name="&area;", level="=1")
    builder.add("lines", id="'line'", name="<i>line</i>")
    builder.add("units", id="root", name="root", kind="government")
    for text in SHOWN:
        builder.add(
            "units", id=text, name=text, name_en=text, short=text, kind="department", site=text
        )
        builder.add("relations", **_tie("root", text), basis=text, origin=text, note=text)
        builder.add("matters", id=text, name=text, name_en=text, line="'line'")
        builder.add("duties", unit=text, matter=text, role="lead", area="<area>", basis=text)
        builder.add("goals", unit=text, objective=text, sign=1)
    for text in PROSE:
        builder.add("units", id=repr(text), name=repr(text), kind="department", note=text)
    return builder.build()


def _tie(source: str, target: str) -> dict[str, Any]:
    return {"source": source, "target": target, "kind": "leads", "data": target}
