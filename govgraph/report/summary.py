"""What a report says, as plain data: every output file is written from this one value."""

from collections.abc import Mapping
from dataclasses import dataclass

from govgraph.auditing.catalogue import Severity
from govgraph.report.names import Named
from govgraph.text import Language


@dataclass(frozen=True)
class Labelled:
    """A label and what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True)
class Source:
    """A work cited: its key, author and year, and the whole reference."""

    key: str
    short: str
    text: str


@dataclass(frozen=True)
class EvidenceRow:
    """One finding.

    Attributes
    ----------
    anchor : str
        Its id in the page.
    code, severity : str
        Rule and severity.
    sentence : str
        The finding as a sentence, with names.
    units, matters, areas, lines : tuple of Named
        What is concerned.
    relations : tuple of (Named, Named, str)
        Ties concerned: from, to, kind.
    basis : tuple of str
        Legal or documentary grounds.
    values : mapping
        Numbers behind the sentence.
    accepted : str
        Why and when it was accepted; empty for an open finding.
    """

    anchor: str
    code: str
    severity: Severity
    sentence: str
    units: tuple[Named, ...]
    matters: tuple[Named, ...]
    areas: tuple[Named, ...]
    lines: tuple[Named, ...]
    relations: tuple[tuple[Named, Named, str], ...]
    basis: tuple[str, ...]
    values: Mapping[str, object]
    accepted: str = ""


@dataclass(frozen=True)
class RuleGroup:
    """A rule with its open findings.

    Attributes
    ----------
    code, name, title, why, remedy : str
        The rule's own words.
    severity : str
        As configured.
    sources : tuple of Source
        Works cited.
    thresholds : tuple of Labelled
        Parameters as used.
    rows : tuple of EvidenceRow
        All open findings.
    """

    code: str
    name: str
    title: str
    why: str
    remedy: str
    severity: Severity
    sources: tuple[Source, ...]
    thresholds: tuple[Labelled, ...]
    rows: tuple[EvidenceRow, ...]


@dataclass(frozen=True)
class RuleLine:
    """A rule without open findings: its code, title and, where it cannot judge, the reason."""

    code: str
    title: str
    reason: str = ""


@dataclass(frozen=True)
class MeasureRow:
    """One measure of the whole structure.

    Attributes
    ----------
    name, title : str
        Its name in the catalogue and in the field.
    value : float
        NaN where it is undefined.
    text : str
        The value as shown; a dash where it is undefined.
    reason : str
        Why it is undefined; empty where it is not.
    dimension, direction, definition, reading, formula : str
        What it counts, which way is better, what it means, its formula in LaTeX.
    sources : tuple of Source
        Works cited.
    """

    name: str
    title: str
    value: float
    text: str
    reason: str
    dimension: str
    direction: str
    definition: str
    reading: str
    formula: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class MeasureFamily:
    """Measures that belong together, and the theme they stand under."""

    name: str
    theme: str
    title: str
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True)
class Figure:
    """A picture with its caption.

    Attributes
    ----------
    name : str
        File name without ending.
    title, caption : str
        What it shows and how to read it.
    svg : str
        The picture.
    """

    name: str
    title: str
    caption: str
    svg: str


@dataclass(frozen=True)
class DutyLine:
    """A unit's part, or power: the word for it and the matters or lines it holds for."""

    label: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class UnitEntry:
    """One unit in the list of units.

    Attributes
    ----------
    unit : Named
        The unit.
    kind, level, line, area : str
        Where it stands.
    superiors : tuple of (Named, str)
        Units that lead or guide it, and by which relation.
    duties, powers : tuple of DutyLine
        Its parts in matters and what it may do.
    findings : tuple of EvidenceRow
        Open findings that name it.
    """

    unit: Named
    kind: str
    level: str
    line: str
    area: str
    superiors: tuple[tuple[Named, str], ...]
    duties: tuple[DutyLine, ...]
    powers: tuple[DutyLine, ...]
    findings: tuple[EvidenceRow, ...]


@dataclass(frozen=True)
class Entry:
    """A glossary entry."""

    term: str
    meaning: str


@dataclass(frozen=True)
class Advice:
    """The best way to remove alike findings.

    Attributes
    ----------
    code, title, severity, sentence, places
        The findings: their rule, the first of them in words, how many places.
    steps : str
        What would be done.
    removes, harmful : bool
        Whether no place is left; whether another finding is created or made worse.
    effect : str
        What it removes, or why it cannot be done.
    harms, price : tuple of str
        What it does to other findings; who loses, which measures get worse.
    file : str
        The proposal beside the page; empty for none.
    others : int
        How many other ways were tried.
    """

    code: str
    title: str
    severity: str
    sentence: str
    places: int
    steps: str
    removes: bool
    effect: str
    harmful: bool
    harms: tuple[str, ...]
    price: tuple[str, ...]
    file: str
    others: int


@dataclass(frozen=True)
class Advised:
    """Suggestions: what came out, the best for each group of findings, and where all stand."""

    words: str
    rows: tuple[Advice, ...]
    more: int
    index: str


@dataclass(frozen=True)
class Summary:
    """The whole report as data.

    Attributes
    ----------
    lang : {"en", "zh"}
        Its language.
    title, as_of, status, caution : str
        What was examined; the caution says what the data must not be taken for.
    sizes : tuple of Labelled
        How much was examined.
    sentences : tuple of str
        How it stands, in sentences.
    severities : tuple of (severity, label, count)
        Open findings by severity.
    outcomes : tuple of Labelled
        How many rules held, found something, could not judge, were switched off.
    top : tuple of RuleGroup
        The findings that matter most.
    groups : tuple of RuleGroup
        Rules with open findings, most severe first.
    accepted : tuple of EvidenceRow
        Findings accepted with a reason.
    passed, not_applicable, switched_off : tuple of RuleLine
        Rules without open findings.
    unjudged : tuple of RuleLine
        The rules on the structure that could not judge it (those on the configuration left out).
    families : tuple of MeasureFamily
        Measures of the whole structure.
    figures : tuple of Figure
        Pictures.
    units : tuple of UnitEntry
        Every unit; of a large structure those that the page names.
    count : int
        How many units there are.
    file : str
        The file that lists all of them.
    references : tuple of Source
        Works cited.
    provenance : tuple of Labelled
        Where the numbers come from.
    glossary : tuple of Entry
        Terms used.
    advised : Advised or None
        Reforms that would remove findings, where they were asked for.
    """

    lang: Language
    title: str
    as_of: str
    status: str
    caution: str
    sizes: tuple[Labelled, ...]
    sentences: tuple[str, ...]
    severities: tuple[tuple[Severity, str, int], ...]
    outcomes: tuple[Labelled, ...]
    top: tuple[RuleGroup, ...]
    groups: tuple[RuleGroup, ...]
    accepted: tuple[EvidenceRow, ...]
    passed: tuple[RuleLine, ...]
    not_applicable: tuple[RuleLine, ...]
    switched_off: tuple[RuleLine, ...]
    unjudged: tuple[RuleLine, ...]
    families: tuple[MeasureFamily, ...]
    figures: tuple[Figure, ...]
    units: tuple[UnitEntry, ...]
    count: int
    file: str
    references: tuple[Source, ...]
    provenance: tuple[Labelled, ...]
    glossary: tuple[Entry, ...]
    advised: Advised | None = None

    def figure(self, name: str) -> Figure | None:
        """Return a picture by name, or None where the data give none."""
        return next((figure for figure in self.figures if figure.name == name), None)
