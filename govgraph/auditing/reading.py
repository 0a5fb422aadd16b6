"""Reading the ``[audit]`` section value by value; whatever is wrong is collected, not raised."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from govgraph.auditing.catalogue import SEVERITIES, Rule, Severity, rules
from govgraph.auditing.result import Accepted
from govgraph.errors import Place, Problem
from govgraph.errors.base import nearest

SECTION = ("select", "ignore", "severity", "rules", "accept")
ACCEPTANCE = ("rule", "units", "matters", "areas", "reason", "date")

Section = Mapping[str, Any]


class Reader:
    """Reads values and keeps the problems found on the way.

    Parameters
    ----------
    name : str
        The file's name, for the place of a problem.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._rules = rules()
        self._by_name = {rule.name: rule for rule in self._rules.values()}

    def report(self, key: str, path: str, value: object = "", near: str = "", **more: str) -> None:
        """Keep a problem at a key path such as ``audit.rules.GG402.high``."""
        place = Place(table=path, file=self.name)
        self.problems.append(Problem(f"auditing.{key}", place, str(value), dict(more), near))

    def table(
        self, parent: Section, key: str, path: tuple[str, ...], known: Iterable[str] | None
    ) -> Section:
        """Return a subtable, empty when missing; report keys that are not among the known ones."""
        value = parent.get(key, {})
        here = ".".join((*path, key))
        if not isinstance(value, Mapping):
            self.report("not_a_table", here, value)
            return {}
        self._stray(value, here, SECTION if known is None else known)
        return value

    def _stray(self, section: Section, path: str, known: Iterable[str]) -> None:
        allowed = tuple(known)
        for key in section:
            if key not in allowed:
                near = nearest(key, allowed) or ""
                words = ", ".join(allowed) or "–"
                self.report("unknown_key", f"{path}.{key}", key, near, known=words)

    def _texts(self, section: Section, key: str, path: str) -> tuple[str, ...]:
        value = section.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.report("not_a_list", path, value)
            return ()
        return tuple(value)

    def rule(self, word: object, path: str) -> Rule | None:
        """Return the rule of a code or name; report it when there is none."""
        found = self._rules.get(str(word)) or self._by_name.get(str(word))
        if found is None:
            near = nearest(str(word), [*self._rules, *self._by_name]) or ""
            self.report("unknown_rule", path, word, near)
        return found

    def selectors(self, section: Section, key: str) -> tuple[str, ...]:
        """Return codes, beginnings of codes and names; report those that choose no rule."""
        path = f"audit.{key}"
        words = self._texts(section, key, path)
        for word in words:
            if not word or not any(code.startswith(word) for code in self._rules):
                self.rule(word, path)
        return words

    def severities(self, section: Section) -> dict[str, Severity]:
        """Return severities by code."""
        found: dict[str, Severity] = {}
        table = self._by_rule(section, "severity")
        for word, (rule, value) in table.items():
            if value in SEVERITIES:
                found[rule.code] = value
            else:
                near = nearest(str(value), SEVERITIES) or ""
                known = ", ".join(SEVERITIES)
                self.report("bad_severity", f"audit.severity.{word}", value, near, known=known)
        return found

    def thresholds(self, section: Section) -> dict[str, dict[str, float]]:
        """Return thresholds by code and name."""
        found: dict[str, dict[str, float]] = {}
        for word, (rule, _) in self._by_rule(section, "rules").items():
            values = self.table(section["rules"], word, ("audit", "rules"), rule.thresholds)
            known = {name: value for name, value in values.items() if name in rule.thresholds}
            for name, value in known.items():
                if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
                    self.report("not_a_number", f"audit.rules.{word}.{name}", value)
            found[rule.code] = known
        return found

    def _by_rule(self, section: Section, key: str) -> dict[str, tuple[Rule, object]]:
        table = self.table(section, key, ("audit",), known=section.get(key, ()))
        entries = [
            (word, self.rule(word, f"audit.{key}.{word}"), value) for word, value in table.items()
        ]
        return {word: (rule, value) for word, rule, value in entries if rule is not None}

    def acceptances(self, section: Section) -> tuple[Accepted, ...]:
        """Return the accepted findings."""
        entries = section.get("accept", [])
        if not isinstance(entries, list):
            self.report("not_a_list_of_tables", "audit.accept", entries)
            return ()
        found = [self._acceptance(entry, f"audit.accept[{i}]") for i, entry in enumerate(entries)]
        return tuple(entry for entry in found if entry is not None)

    def _acceptance(self, entry: object, path: str) -> Accepted | None:
        if not isinstance(entry, Mapping):
            self.report("not_a_table", path, entry)
            return None
        self._stray(entry, path, ACCEPTANCE)
        missing = [key for key in ("rule", "reason", "date") if not entry.get(key)]
        for key in missing:
            self.report("missing_key", f"{path}.{key}", key)
        rule = self.rule(entry["rule"], f"{path}.rule") if "rule" not in missing else None
        named = {key: self._texts(entry, key, f"{path}.{key}") for key in ACCEPTANCE[1:4]}
        date = self._date(entry, f"{path}.date") if "date" not in missing else ""
        reason = str(entry.get("reason", ""))
        return Accepted(rule.code if rule else "", reason, date, **named)

    def _date(self, entry: Section, path: str) -> str:
        value = entry["date"]
        if isinstance(value, dt.date):
            return value.isoformat()[:10]
        try:
            return dt.date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.report("not_a_date", path, value)
            return ""
