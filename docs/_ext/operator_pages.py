"""The pages of operators: what each does, its fields, a step as a file writes it, a picture."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from operator_samples import STEPS, county, sample

from govgraph.maps import draw_difference
from govgraph.reforms.catalogue import SUBJECTS, Operator, operators
from govgraph.reforms.fields import Holds, held, required
from govgraph.text import LANGUAGES, Language, label, say

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TITLES: dict[Language, str] = {"en": "Reform operators", "zh": "改革操作"}
INTRODUCTION: dict[Language, str] = {
    "en": "A step of a proposal is one operator with its fields; {doc}`/guides/reforms` says how "
    "proposals are written, checked and compared. Each picture lays before and after over each "
    "other: blue and + is added, orange, dashed and − is removed, black and → is moved, black, "
    "dotted and ~ is changed. Measures that move *by construction* show that a step was taken, not "
    "that it helps.",
    "zh": "方案的每一步为一项操作及其字段；方案的编写、检查与比较见 {doc}`/guides/reforms`。"
    "每幅图将改革前后叠加：蓝色与“+”表示新增，橙色虚线与“−”表示取消，黑色与“→”表示调整隶属，"
    "黑色点线与“~”表示内容调整。*机械变动*的指标只说明步骤已实施，不说明其有效。",
}
LABELS: dict[str, dict[Language, str]] = {
    "field": {"en": "field", "zh": "字段"},
    "holds": {"en": "holds", "zh": "取值"},
    "required": {"en": "required", "zh": "必填"},
    "meaning": {"en": "meaning", "zh": "含义"},
    "mechanical": {"en": "Moves by construction", "zh": "机械变动的指标"},
    "uk": {"en": "British machinery of government", "zh": "对应英国政府机构变动"},
    "picture": {"en": "{title}: before and after", "zh": "{title}：改革前后"},
}


def write_pages(app: "Sphinx") -> None:
    """Write the pages and the pictures of all operators."""
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        text = "\n".join(page(lang)) + "\n"
        _write_if_changed(folder / f"operators_{lang}.md", text)
        for name in operators():
            if name in STEPS:
                _write_if_changed(folder / f"operator_{name}_{lang}.svg", picture(name, lang))


def _write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def picture(name: str, lang: Language) -> str:
    """Return the picture of an operator: its sample step, before and after over each other."""
    before, title = county(), operators()[name].wording(lang).title
    enacted = sample(name).enact(before)
    ids = enacted.ledger.entries.query("column == 'id'")
    renamed = dict(zip(ids["before"], ids["after"], strict=True))
    drawn = draw_difference(before, enacted.structure, lang=lang, title=title, renamed=renamed)
    return drawn.svg() + "\n"


def page(lang: Language) -> Iterator[str]:
    """Yield the lines of the page in one language, subject by subject."""
    yield from (f"# {TITLES[lang]}", "", INTRODUCTION[lang], "")
    known = operators()
    for subject in SUBJECTS:
        yield from (f"## {_capital(say(f'reforms.subject_{subject}', lang))}", "")
        for one in known.values():
            if one.subject == subject:
                yield from entry(one, lang)


def entry(one: Operator, lang: Language) -> Iterator[str]:
    """Yield the lines of one operator."""
    wording, needed = one.wording(lang), set(required(one.reform))
    yield from (f"(operator-{one.name}-{lang})=", f"### {wording.title}", "", f"`{one.name}`", "")
    yield from (wording.definition, "")
    heads = ("field", "holds", "required", "meaning")
    yield f"| {' | '.join(LABELS[head][lang] for head in heads)} |"
    yield "|---|---|---|---|"
    for field, holds in held(one.reform).items():
        must = say("comparison.yes" if field in needed else "comparison.no", lang)
        yield f"| `{field}` | {_holds(holds, lang)} | {must} | {wording.fields[field]} |"
    yield ""
    if one.name in STEPS:
        alt = LABELS["picture"][lang].format(title=wording.title)
        yield from ("```yaml", f"- {one.name}: {STEPS[one.name]}", "```", "")
        yield from (f"```{{image}} operator_{one.name}_{lang}.svg", f":alt: {alt}", "```", "")
    facts = {"mechanical": ", ".join(f"`{n}`" for n in one.mechanical), "uk": ", ".join(one.uk)}
    for key, text in facts.items():
        if text:
            yield f":{LABELS[key][lang]}: {text}"
    yield ""


def _holds(holds: Holds, lang: Language) -> str:
    kind = say(f"reforms.holds_{holds.kind}", lang)
    return f"{kind} · {label('table', holds.table, lang)}" if holds.table else kind


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def setup(app: "Sphinx") -> dict[str, bool]:
    """Write the pages when the build starts."""
    app.connect("builder-inited", write_pages, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
