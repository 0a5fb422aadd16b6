"""The tables of the model as reference pages, written from the schema and the glossary."""

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from govgraph.model.schema import ABOUT, COMMON, TABLES, WORKLOAD_TABLES, Column, Table
from govgraph.text import LANGUAGES, Language, label, term, words

WORDING: dict[str, dict[Language, str]] = {
    "title": {"en": "Tables and columns", "zh": "表与列"},
    "columns": {"en": "column | header | holds | meaning", "zh": "列 | 表头 | 内容 | 含义"},
    "common": {"en": "Columns that every row may carry", "zh": "每一行都可带有的列"},
    "key": {"en": "May not repeat together", "zh": "合起来不得重复"},
    "principal": {"en": "`low` and `high` bound", "zh": "`low`、`high` 为其上下限"},
    "required": {"en": "required", "zh": "必填"},
    "id": {"en": "id", "zh": "编号"},
    "text": {"en": "text", "zh": "文本"},
    "word": {"en": "one of", "zh": "取其一"},
    "words": {"en": "some of", "zh": "可取多项"},
    "open": {"en": "or a word of your own", "zh": "也可自定"},
    "number": {"en": "number", "zh": "数字"},
    "flag": {"en": "yes or no", "zh": "是或否"},
    "date": {"en": "date: 2023, 2023-06 or 2023-06-30", "zh": "日期：2023、2023-06 或 2023-06-30"},
    "refers": {"en": "id of", "zh": "编号，见表"},
    "default": {"en": "empty means", "zh": "留空为"},
    "structure": {"en": "The structure", "zh": "结构"},
    "workload": {"en": "The workload", "zh": "工作量"},
}


def schema_page(lang: Language) -> str:
    """Return the page that describes every table and column, as Markdown."""
    lines = [f"# {WORDING['title'][lang]}", "", f"## {WORDING['structure'][lang]}", ""]
    lines += _table(ABOUT, ABOUT.columns, lang)
    for table in TABLES.values():
        lines += _table(table, _own(table), lang)
    lines += [f"## {WORDING['workload'][lang]}", ""]
    for table in WORKLOAD_TABLES.values():
        lines += _table(table, _own(table), lang)
    lines += [f"## {WORDING['common'][lang]}", "", *_columns(COMMON, lang), ""]
    return "\n".join(lines)


def _own(table: Table) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if column not in COMMON)


def _table(table: Table, columns: tuple[Column, ...], lang: Language) -> Iterator[str]:
    other: Language = "zh" if lang == "en" else "en"
    names = f"{label('table', table.name, lang)} · {label('table', table.name, other)}"
    yield from (f"### `{table.name}`: {names}", "")
    if table.key:
        yield from (f"{WORDING['key'][lang]}: {_listed(table.key)}", "")
    if table.principal:
        yield from (f"{WORDING['principal'][lang]}: `{table.principal}`", "")
    yield from _columns(columns, lang)
    yield ""


def _columns(columns: tuple[Column, ...], lang: Language) -> Iterator[str]:
    other: Language = "zh" if lang == "en" else "en"
    yield f"| {WORDING['columns'][lang]} |"
    yield "|---|---|---|---|"
    for column in columns:
        entry = term(f"column.{column.name}")
        headers = f"{entry.label(lang)} · {entry.label(other)}"
        yield f"| `{column.name}` | {headers} | {_holds(column, lang)} | {entry.note(lang)} |"


def _holds(column: Column, lang: Language) -> str:
    if column.refers:
        parts = [f"{WORDING['refers'][lang]} `{column.refers}`"]
    elif column.vocabulary:
        parts = [f"{WORDING[column.kind][lang]} {_listed(words(column.vocabulary))}"]
    elif column.kind == "number" and {column.low, column.high, column.above} != {None}:
        parts = [f"{WORDING['number'][lang]} {column.range}"]
    else:
        parts = [WORDING[column.kind][lang]]
    if column.open:
        parts.append(WORDING["open"][lang])
    if column.default is not None:
        parts.append(f"{WORDING['default'][lang]} {column.default:g}")
    if column.required:
        parts.append(f"**{WORDING['required'][lang]}**")
    return "; ".join(parts) if lang == "en" else "；".join(parts)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def write_pages(app: Sphinx) -> None:
    """Write the page in both languages before Sphinx reads the sources."""
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        path, text = folder / f"tables_{lang}.md", schema_page(lang)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the pages when the build starts."""
    app.connect("builder-inited", write_pages, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
