"""What a comparison found: a value that the report, the command line and the tests read."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from govgraph.comparison.options import Option
from govgraph.comparison.supervision import supervises_otherwise, supervision, titles
from govgraph.text import Language, say
from govgraph.text.html import table_html


@dataclass(frozen=True, eq=False)
class Comparison:
    """A structure and what could become of it, side by side.

    Attributes
    ----------
    before : Option
        The structure as it is.
    options : tuple of Option
        What it is compared with.
    rows : DataFrame
        Rows that differ: see `govgraph.comparison.rows.differences`, with ``option``.
    measures : DataFrame
        See `govgraph.comparison.measured.measured`.
    findings : DataFrame
        See `govgraph.comparison.found.findings`.
    effects : DataFrame
        See `govgraph.comparison.effects.effects`.
    goals : DataFrame
        See `govgraph.comparison.scorecard.scorecard`.
    """

    before: Option
    options: tuple[Option, ...]
    rows: pd.DataFrame
    measures: pd.DataFrame
    findings: pd.DataFrame
    effects: pd.DataFrame
    goals: pd.DataFrame

    def option(self, name: str) -> Option:
        """Return an option by its name."""
        return next(one for one in (self.before, *self.options) if one.name == name)

    @cached_property
    def supervision(self) -> pd.DataFrame:
        """What shorter paths cost, one row for each option: see `supervision.supervision`."""
        return supervision(self.before, self.options)

    @property
    def ledger(self) -> pd.DataFrame:
        """The ledgers of all options that have one, with ``option``."""
        parts = [
            one.ledger.entries.assign(option=one.name) for one in self.options if len(one.ledger)
        ]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def losers(self, option: str, scope: str = "unit") -> pd.DataFrame:
        """Return what each id of a scope loses under an option, the hardest hit first."""
        found = self.effects
        mine = found[
            (found["option"] == option) & (found["scope"] == scope) & (found["verdict"] == "loss")
        ]
        counts = mine.groupby("id")["measure"].transform("size")
        return mine.assign(losses=counts).sort_values(
            ["losses", "id", "measure"], ascending=[False, True, True], ignore_index=True
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain dictionaries, lists, texts and numbers, ready for JSON."""
        names = ("rows", "measures", "findings", "effects", "goals", "ledger")
        return {
            "before": _identity(self.before),
            "options": [_identity(one) for one in self.options],
            "supervision": _records(self.supervision.rename_axis("option").reset_index()),
            **{name: _records(getattr(self, name)) for name in names},
        }

    def summary(self, lang: Language = "en") -> str:
        """Return what came out, one sentence for each option."""
        return "\n".join(self._sentence(one, lang) for one in self.options)

    def _sentence(self, option: Option, lang: Language) -> str:
        verdicts, statuses, met = (
            frame.loc[frame["option"] == option.name, column]
            for frame, column in (
                (self.measures, "verdict"),
                (self.findings, "status"),
                (self.goals, "met"),
            )
        )
        return say(
            "comparison.summary",
            lang,
            name=option.name,
            title=option.label(lang),
            better=int((verdicts == "better").sum()),
            worse=int((verdicts == "worse").sum()),
            solved=int((statuses == "solved").sum()),
            new=int((statuses == "new").sum()),
            losers=int(self.losers(option.name)["id"].nunique()),
            met=int(met.sum()),
            goals=len(met),
        )

    def __repr__(self) -> str:
        return f"<{self.summary()}>"

    def _repr_html_(self) -> str:
        shown = self.measures[self.measures["verdict"].isin(["better", "worse"])]
        columns = ["name", "option", "before", "after", "verdict"]
        headings = [say(f"comparison.column_{name}") for name in columns]
        rows = shown[columns].to_numpy().tolist()
        return table_html(headings, rows, caption=self.summary()) + self._costs_html()

    def _costs_html(self) -> str:
        """Return what shorter paths cost, wherever layers, spans, staff or paths change."""
        rows = self.supervision
        if not any(supervises_otherwise(rows, one.name) for one in self.options):
            return ""
        lines = [[name, *map("{:.4g}".format, row)] for name, *row in rows.itertuples()]
        return table_html(["", *titles()], lines, caption=say("compare_page.section_supervision"))


def _identity(option: Option) -> dict[str, str]:
    return {
        "name": option.name,
        "title": option.label("zh"),
        "title_en": option.label("en"),
        "fingerprint": option.structure.fingerprint(),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict(orient="records")]
