"""Every message stands in both languages, is used, and is written as its language writes."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import govgraph
from govgraph.text import LANGUAGES, keys, say, terms
from govgraph.text import messages as messages_package

PACKAGE = Path(govgraph.__file__).parent
FOLDER = Path(messages_package.__file__).parent
CJK = r"[\u3400-\u9fff]"
ASCII_BESIDE_CJK = re.compile(rf"{CJK}\s*[,;:?!]|[,;:?!]\s*{CJK}|{CJK}\(|\){CJK}|\({CJK}")
KEY = re.compile(r"[a-z_]+\.[a-z0-9_]+")


@cache
def wordings(subject: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(FOLDER.joinpath(f"{subject}.toml").read_text(encoding="utf-8"))


def wording(key: str) -> dict[str, str]:
    subject, _, entry = key.partition(".")
    return wordings(subject)[entry]


def placeholders(text: str) -> set[str]:
    fields = (field for _, field, _, _ in string.Formatter().parse(text) if field is not None)
    return {re.split(r"[.\[]", field)[0] for field in fields}


def strings_in_code() -> Iterator[tuple[str, str]]:
    """Yield file and value of every text in the code; docstrings and parts of texts left out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        } | {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in prose:
                yield str(path.relative_to(PACKAGE)), node.value


def patterns_in_code() -> Iterator[re.Pattern[str]]:
    """Yield a pattern for every f-string that may make a key, ``f"model.as_{table}"`` say."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9_]+"
                    for part in node.values
                ]
                if isinstance(node.values[0], ast.Constant) and "." in str(node.values[0].value):
                    yield re.compile("".join(parts))


def words_in_pages() -> set[str]:
    """Return every word in the scripts and templates, which get some subjects as a whole."""
    pages = (path for path in PACKAGE.rglob("*") if path.suffix in {".js", ".j2", ".html"})
    return {word for page in pages for word in re.findall(r"\w+", page.read_text("utf-8"))}


@pytest.mark.parametrize("key", keys())
def test_a_message_has_both_languages_and_the_same_placeholders(key: str) -> None:
    text = wording(key)
    assert set(text) == set(LANGUAGES)
    assert all(text.values())
    english, chinese = (placeholders(text[lang]) for lang in LANGUAGES)
    # A group's name stands beside its English one; of a list cut short, Chinese gives the number
    # of all its items (等 5 项) where English gives the number left out (and 2 more).
    left_out = {"more", "count"} & english if "all" in chinese - english else set()
    assert english - left_out == {name.removesuffix("_zh") for name in chinese} - (
        {"all"} if left_out else set()
    )


@pytest.mark.parametrize("key", keys())
def test_chinese_messages_are_written_with_chinese_punctuation(key: str) -> None:
    assert not ASCII_BESIDE_CJK.search(wording(key)["zh"])


def test_every_key_in_the_code_exists() -> None:
    subjects = {key.partition(".")[0] for key in keys()}
    known = set(keys())
    lost = {
        (file, text)
        for file, text in strings_in_code()
        if KEY.fullmatch(text) and text.partition(".")[0] in subjects and text not in known
    }
    assert not {(file, text) for file, text in lost if not is_other_name(text)}


def is_other_name(text: str) -> bool:
    """Tell whether a text that looks like a key is a measure, a glossary term or a file."""
    names = {*govgraph.measures.catalogue(), *(entry.key for entry in terms())}
    return text in names or text.endswith((".toml", ".csv", ".json"))


def test_every_message_is_used() -> None:
    texts = {text for _, text in strings_in_code()}
    patterns = list(patterns_in_code())
    in_pages = words_in_pages()
    unused = [
        key
        for key in keys()
        if key not in texts
        and not any(pattern.fullmatch(key) for pattern in patterns)
        and not (f"{key.partition('.')[0]}." in texts and key.partition(".")[2] in in_pages)
    ]
    assert not unused


@pytest.mark.parametrize("entry", terms(), ids=lambda entry: entry.key)
def test_a_term_has_both_languages(entry) -> None:
    assert entry.en
    assert re.search(CJK, entry.zh)
    assert bool(entry.note_en) == bool(entry.note_zh)
    assert not ASCII_BESIDE_CJK.search(entry.zh + entry.note_zh)


def test_a_message_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        say("model.no_such_message")
