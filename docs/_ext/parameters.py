"""What a measure's parameters mean: from docstrings in English, from a list in Chinese."""

import inspect
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import govgraph as gg
from govgraph.measures.catalogue import Measure
from govgraph.text import Language

_PARAMETER = re.compile(r"^(\S[^\n]*)\n((?:(?: +[^\n]*)?\n?)*)", re.MULTILINE)
CHINESE = Path(__file__).parents[1] / "conventions.toml"


def meaning(entry: Measure, parameter: str, lang: Language) -> str:
    """Return what a parameter of a measure means.

    Functions that share their parameters with another one of their module document them there.
    """
    english = _english(entry, parameter)
    if lang == "en":
        return english
    choices = re.match("`[^`]*`: ", english)
    known = _chinese()
    own = known.get(f"{entry.family}.{parameter}") or known[parameter]
    return f"{choices[0] if choices else ''}{own}"


def _english(entry: Measure, parameter: str) -> str:
    alike = [m for m in gg.measures.catalogue().values() if parameter in m.conventions]
    for measure in (entry, *alike):
        for function in (measure.function, *_beside(measure.function)):
            found = _documented(function).get(parameter, "")
            if found and not found.startswith("As in"):
                return found
    return ""


def shown(name: str, default: object) -> str:
    """Return a parameter with its default, as code."""
    if default is inspect.Parameter.empty:
        return f"`{name}`"
    if isinstance(default, Mapping):
        return f"`{name}={dict(default)!r}`"
    return f"`{name}={default!r}`"


@cache
def _chinese() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(CHINESE.read_text("utf-8"))
    return found


@cache
def _beside(function: Callable[..., Any]) -> tuple[Callable[..., Any], ...]:
    """Return the public functions of the same module."""
    module = inspect.getmodule(function)
    return tuple(
        one
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if inspect.getmodule(one) is module and not name.startswith("_")
    )


@cache
def _documented(function: Callable[..., Any]) -> dict[str, str]:
    """Return the text of each documented parameter, its choices first."""
    text = inspect.getdoc(function) or ""
    section = re.search(
        r"^Parameters\n-+\n(.*?)(?=^\w[^\n]*\n-+$|\Z)", text, re.DOTALL | re.MULTILINE
    )
    found: dict[str, str] = {}
    for heading, body in _PARAMETER.findall(section[1] if section else ""):
        names, _, kind = heading.partition(" : ")
        choices = f"`{kind.removesuffix(', optional')}`: " if kind.startswith("{") else ""
        words = choices + " ".join(body.split())
        found |= dict.fromkeys((one.strip() for one in names.split(",")), words)
    return found
