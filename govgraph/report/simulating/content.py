"""What the report of a simulation says, as plain data: every file is written from this value."""

from dataclasses import dataclass

from govgraph.report.comparing.content import Table
from govgraph.report.summary import Figure, Labelled
from govgraph.text import Language


@dataclass(frozen=True)
class Outcome:
    """One measure in one scenario: its mean, its interval, and how it differs from the first.

    Attributes
    ----------
    value, interval : str
        The mean over the runs and its interval.
    difference, verdict : str
        Difference from the first scenario with its interval, and ``better``, ``worse``,
        ``other`` (it differs, and neither is better) or ``chance`` (the interval holds 0); empty
        in the first scenario.
    """

    value: str
    interval: str
    difference: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class OutcomeRow:
    """One measure: its title, what it counts, and each scenario's outcome."""

    title: str
    meaning: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class ScenarioPart:
    """One scenario.

    Attributes
    ----------
    name, title : str
        Its name in tables, its title.
    facts : tuple of Labelled
        The few numbers shown first.
    findings : tuple of (str, str)
        What keeps cases from going on: kind and sentence.
    figures : tuple of Figure
        Ways of cases, backlog, waiting.
    desks : Table
        The busiest desks.
    check : Table
        Simulated beside analytic values.
    """

    name: str
    title: str
    facts: tuple[Labelled, ...]
    findings: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    desks: Table
    check: Table


@dataclass(frozen=True)
class Simulated:
    """The report of a simulation."""

    lang: Language
    title: str
    subject: str
    as_of: str
    status: str
    caution: str
    scenarios: tuple[ScenarioPart, ...]
    outcomes: tuple[OutcomeRow, ...]
    yardsticks: Table
    assumptions: Table
    method: tuple[Labelled, ...]
    provenance: tuple[Labelled, ...]
    files: dict[str, Table]
