"""Defaults of the command line, from ``govgraph.toml`` found upward and from the environment."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govgraph.errors import ConfigurationError
from govgraph.text import LANGUAGES, Language

FILE_NAME = "govgraph.toml"
LEVELS = ("low", "medium", "high")
_CHOICES: dict[str, tuple[str, ...]] = {"lang": LANGUAGES, "fail_on": LEVELS, "out": ()}


@dataclass(frozen=True)
class Settings:
    """Defaults that options of the command line override.

    Attributes
    ----------
    file : Path or None
        The ``govgraph.toml`` that was found.
    lang : {"en", "zh"}
        Language.
    out : Path
        Folder for reports.
    fail_on : {"low", "medium", "high"} or None
        Lowest severity that makes an audit fail; None never does.
    """

    file: Path | None = None
    lang: Language = "en"
    out: Path = Path("govgraph-report")
    fail_on: str | None = None


def find_file(start: Path) -> Path | None:
    """Return the nearest ``govgraph.toml`` in `start` or a folder above it."""
    folders = (start, *start.parents)
    return next((f / FILE_NAME for f in folders if (f / FILE_NAME).is_file()), None)


def settings(start: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the defaults that hold in a folder.

    Parameters
    ----------
    start : Path, optional
        Folder to look from; the current one by default.
    environment : mapping
        Where ``GOVGRAPH_LANG`` is looked up; it overrides the file.

    Returns
    -------
    Settings
        The defaults.

    Raises
    ------
    ConfigurationError
        When the file is not valid TOML or its ``[defaults]`` hold an unknown name or value.
    """
    file = find_file(start or Path.cwd())
    values = _defaults(file) if file is not None else {}
    if language := environment.get("GOVGRAPH_LANG"):
        values["lang"] = _checked("GOVGRAPH_LANG", "lang", language)
    if file is not None and "out" in values:
        values["out"] = file.parent / values["out"]
    return Settings(file=file, **values)


def _defaults(file: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError("cli.bad_toml", file=file, reason=error) from error
    values = content.get("defaults", {})
    if not isinstance(values, dict):
        raise ConfigurationError("cli.bad_section", file=file)
    return {name: _checked(file, name, value) for name, value in values.items()}


def _checked(place: object, name: str, value: object) -> object:
    if name not in _CHOICES:
        known = ", ".join(_CHOICES)
        raise ConfigurationError("cli.unknown_default", file=place, name=name, known=known)
    choices = _CHOICES[name]
    if not isinstance(value, str) or (choices and value not in choices):
        known = ", ".join(choices) or "text"
        raise ConfigurationError("cli.bad_default", file=place, name=name, value=value, known=known)
    return value
