"""Which rules run, how severe, with which thresholds, and which findings are accepted."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govgraph.auditing.catalogue import Rule, Severity
from govgraph.auditing.reading import Reader
from govgraph.auditing.result import Accepted
from govgraph.errors import InvalidConfigurationError, Place, Problem


@dataclass(frozen=True)
class Configuration:
    """How to audit.

    Attributes
    ----------
    select : tuple of str
        Codes, beginnings of codes (``"GG1"``) or names of the rules that run; empty for all.
    ignore : tuple of str
        The same, of rules that do not run.
    severity : mapping of str to {"high", "medium", "low"}
        Severities by code that replace the rules' own.
    thresholds : mapping of str to mapping of str to float
        Thresholds by code and name that replace the rules' own.
    accepted : tuple of Accepted
        Findings that are accepted, with reason and date.

    Examples
    --------
    >>> from govgraph.auditing.configuration import Configuration
    >>> Configuration(select=("GG1",), thresholds={"GG402": {"high": 15}}).select
    ('GG1',)
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    thresholds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()

    def chooses(self, rule: Rule) -> bool:
        """Tell whether a rule runs."""
        wanted = not self.select or _named(rule, self.select)
        return wanted and not _named(rule, self.ignore)


def _named(rule: Rule, selectors: tuple[str, ...]) -> bool:
    return any(rule.code.startswith(word) or rule.name == word for word in selectors)


def load_configuration(path: Path | str | None = None) -> Configuration:
    """Read the ``[audit]`` section of a TOML file; other sections are left alone.

    Parameters
    ----------
    path : path, optional
        The file; all rules with their defaults when left out.

    Returns
    -------
    Configuration
        What the section says.

    Raises
    ------
    InvalidConfigurationError
        With every problem: unknown keys, rules and thresholds (and the nearest valid name),
        values of a wrong type, acceptances without a reason or a date.
    """
    if path is None:
        return Configuration()
    return read_configuration(_document(Path(path)), Path(path).name)


def read_configuration(document: Mapping[str, Any], name: str = "") -> Configuration:
    """Return the configuration that a parsed TOML document holds; see `load_configuration`.

    Parameters
    ----------
    document : mapping
        The whole document, of which the ``audit`` section is read.
    name : str
        What to call the document in an error.

    Examples
    --------
    >>> from govgraph.auditing.configuration import read_configuration
    >>> read_configuration({"audit": {"ignore": ["span_out_of_band"]}}).ignore
    ('span_out_of_band',)
    """
    reader = Reader(name)
    section = reader.table(document, "audit", (), known=None)
    configuration = Configuration(
        select=reader.selectors(section, "select"),
        ignore=reader.selectors(section, "ignore"),
        severity=reader.severities(section),
        thresholds=reader.thresholds(section),
        accepted=reader.acceptances(section),
    )
    if reader.problems:
        raise InvalidConfigurationError(reader.problems, name or "audit")
    return configuration


def _document(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        key, reason = "auditing.no_such_file", error.strerror
    except OSError as error:
        key, reason = "auditing.unreadable_file", error.strerror
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        key, reason = "auditing.bad_toml", str(error)
    problem = Problem(key, Place(file=path.name), params={"reason": reason})
    raise InvalidConfigurationError([problem], path.name) from None
