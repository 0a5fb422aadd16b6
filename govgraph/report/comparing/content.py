"""What the report of a comparison says, as plain data: every file is written from this value."""

from dataclasses import dataclass, field

from govgraph.report.summary import Entry, Figure, Labelled, MeasureRow, Source
from govgraph.text import Language

#: A cell of a table beside the page.
Cell = str | float | None


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file: headings, and rows of texts and numbers; maybe a caption."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class StepLine:
    """One step of a proposal.

    Attributes
    ----------
    number : int
        Its place.
    title, sentence : str
        The operator, and the step in words.
    date, basis, note : str
        As the proposal has them; the whole proposal's ground where the step has none.
    moved : tuple of Labelled
        How many rows it moved, changed, joined, made and lost.
    """

    number: int
    title: str
    sentence: str
    date: str
    basis: str
    note: str
    moved: tuple[Labelled, ...] = ()


@dataclass(frozen=True)
class Effect:
    """What one unit, level, line or matter gains or loses: its name and each change in words."""

    name: str
    changes: tuple[str, ...]
    gone: bool = False


@dataclass(frozen=True)
class Effects:
    """Losers and winners of one scope, the hardest hit first, and how many there are."""

    title: str
    losers: tuple[Effect, ...]
    winners: tuple[Effect, ...]
    losing: int
    winning: int


@dataclass(frozen=True)
class GoalLine:
    """One goal: what it asks, the value before, and for each option the value and if it is met."""

    text: str
    before: str
    met_before: bool
    values: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Change:
    """One measure under one option: its value, the verdict and its word, where it stands."""

    text: str
    verdict: str
    word: str
    mechanical: bool
    standing: str = ""


@dataclass(frozen=True)
class Measured:
    """One measure before, and under each option."""

    measure: MeasureRow
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Theme:
    """Measures of one theme: those that change under any option, and the others' titles."""

    title: str
    changed: tuple[Measured, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True)
class FoundLine:
    """Findings of one rule under one option, in words."""

    code: str
    title: str
    severity: str
    sentences: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Count:
    """Findings of one status by severity: word, label, count."""

    status: str
    label: str
    counts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Excerpt:
    """A long table: its first rows, how many rows it has, and counts that sum it up."""

    table: Table
    total: int
    counts: tuple[Labelled, ...] = ()


@dataclass(frozen=True)
class OptionPart:
    """One option of a comparison.

    Attributes
    ----------
    anchor, name, title : str
        Its place on the page, its name in tables, its title.
    about, remarks : tuple of Labelled, tuple of str
        What it is, and what a check of the proposal says of it.
    steps : tuple of StepLine
        Its steps; none for a structure.
    verdict : tuple of str
        How it does, in sentences.
    effects : tuple of Effects
        Winners and losers by scope.
    counts : tuple of Count
        Findings by status.
    solved, new, remaining, unjudged : tuple of FoundLine
        Findings.
    slope : Figure or None
        How far matters travel.
    paths, rows, ledger : Excerpt
        Path lengths, rows that differ, and what was moved.
    """

    anchor: str
    name: str
    title: str
    about: tuple[Labelled, ...]
    remarks: tuple[str, ...]
    steps: tuple[StepLine, ...]
    verdict: tuple[str, ...]
    effects: tuple[Effects, ...]
    counts: tuple[Count, ...]
    solved: tuple[FoundLine, ...]
    new: tuple[FoundLine, ...]
    remaining: tuple[FoundLine, ...]
    unjudged: tuple[FoundLine, ...]
    slope: Figure | None
    paths: Excerpt
    rows: Excerpt
    ledger: Excerpt


@dataclass(frozen=True)
class Section:
    """A further part of the report: words, a table, pictures."""

    title: str
    words: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Guards:
    """What keeps a comparison from flattering itself; each part is optional.

    Attributes
    ----------
    percentiles : Section or None
        Where each gain stands among random reforms of the same kind and size.
    attribution : Section or None
        What each step contributes.
    transition : Section or None
        The stages on the way, and the order that keeps the worst of them best.
    sensitivity : Section or None
        Where assumed numbers turn the ranking of options.
    """

    percentiles: Section | None = None
    attribution: Section | None = None
    transition: Section | None = None
    sensitivity: Section | None = None


@dataclass(frozen=True)
class Compared:
    """The whole report of a comparison as data.

    Attributes
    ----------
    lang : {"en", "zh"}
        Its language.
    title, subject, as_of, status, caution : str
        What is compared with what, and what the data must not be taken for.
    options : tuple of OptionPart
        The options.
    goals : tuple of GoalLine
        The scorecard.
    themes : tuple of Theme
        Measures.
    supervision : Table
        What shorter paths cost.
    supervises_otherwise : bool
        Whether any option changes layers, spans or staff.
    method : tuple of Labelled
        Conventions.
    references : tuple of Source
        Works cited.
    provenance : tuple of Labelled
        Where the numbers come from.
    glossary : tuple of Entry
        Terms used.
    files : dict of str to Table
        Tables beside the page by file name without ending, in order; workbook sheets as well.
    guards : Guards
        Further parts.
    unguarded : str
        What says that gains stand without percentiles, and how to get them; empty where they have
        some, or nothing could be drawn at random.
    """

    lang: Language
    title: str
    subject: str
    as_of: str
    status: str
    caution: str
    options: tuple[OptionPart, ...]
    goals: tuple[GoalLine, ...]
    themes: tuple[Theme, ...]
    supervision: Table
    supervises_otherwise: bool
    method: tuple[Labelled, ...]
    references: tuple[Source, ...]
    provenance: tuple[Labelled, ...]
    glossary: tuple[Entry, ...] = ()
    files: dict[str, Table] = field(default_factory=dict)
    guards: Guards = Guards()
    unguarded: str = ""
