"""What a case is: a folder with ``case.toml`` and tables, shared ones and one folder per stage."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from govgraph.errors import UnknownNameError
from govgraph.text import Language, label, say

#: Folder of the tables that all stages of a case have in common.
SHARED = "shared"


@dataclass(frozen=True)
class Bilingual:
    """A text in both languages."""

    en: str
    zh: str

    def label(self, lang: Language = "en") -> str:
        """Return the text in one language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Stage:
    """One state of a case, before or after a reform.

    Attributes
    ----------
    name : str
        What users type; also the folder of its tables.
    title : Bilingual
        What readers see.
    as_of : str
        Date its tables describe.
    """

    name: str
    title: Bilingual
    as_of: str


@dataclass(frozen=True)
class Source:
    """A document a case rests on.

    Attributes
    ----------
    key : str
        What rows of the tables cite after ``reported:``.
    reference : Bilingual
        Author, year, what it is.
    """

    key: str
    reference: Bilingual


@dataclass(frozen=True)
class Case:
    """One shipped case.

    Attributes
    ----------
    name : str
        What users type; also the name of its folder.
    title, story, real, assumed : Bilingual
        Title, what happened, what in the tables is real, what is assumed.
    status, licence : str
        As in `govgraph.model.about.About`.
    sources : tuple of Source
        What it rests on.
    stages : tuple of Stage
        In order of time.
    default : str
        The stage that is loaded when none is named.
    """

    name: str
    title: Bilingual
    story: Bilingual
    real: Bilingual
    assumed: Bilingual
    status: str
    licence: str
    sources: tuple[Source, ...]
    stages: tuple[Stage, ...]
    default: str

    def stage(self, name: str | None = None) -> Stage:
        """Return a stage by name, the default one when none is given.

        Raises
        ------
        UnknownNameError
            When the case has no such stage.
        """
        wanted = self.default if name is None else name
        by_name = {stage.name: stage for stage in self.stages}
        if wanted not in by_name:
            raise UnknownNameError.among("cases.as_stages", wanted, by_name)
        return by_name[wanted]

    def tables(self, stage: Stage) -> list[Traversable]:
        """Return the table files of a stage: the shared ones, then its own."""
        found = [
            file
            for folder in (SHARED, stage.name)
            for file in (_home() / self.name / folder).iterdir()
            if file.name.endswith(".csv")
        ]
        return sorted(found, key=lambda file: (file.name, str(file)))

    def count(self, stage: Stage, table: str) -> int:
        """Return how many rows a table of a stage has, without building the structure."""
        rows = 0
        for file in self.tables(stage):
            if file.name == f"{table}.csv":
                with file.open("r", encoding="utf-8") as lines:
                    rows += sum(1 for _ in csv.reader(lines)) - 1
        return rows

    def describe(self, lang: Language = "en") -> str:
        """Return title, story, data status, sources and stages with their size as plain text."""
        lines = [
            f"{self.name}: {self.title.label(lang)}",
            self.story.label(lang),
            say("cases.status", lang, status=label("status", self.status, lang)),
            say("cases.real", lang, text=self.real.label(lang)),
            say("cases.assumed", lang, text=self.assumed.label(lang)),
            *(say("cases.source", lang, text=s.reference.label(lang)) for s in self.sources),
        ]
        return "\n".join([*lines, *(self._describe_stage(stage, lang) for stage in self.stages)])

    def _describe_stage(self, stage: Stage, lang: Language) -> str:
        counts = {t: f"{self.count(stage, t):,}" for t in ("units", "relations", "matters")}
        key = "cases.default_stage" if stage.name == self.default else "cases.stage"
        return say(key, lang, name=stage.name, title=stage.title.label(lang), **counts)


def _home() -> Traversable:
    return files(__package__)


@cache
def names() -> tuple[str, ...]:
    """Return the names of the shipped cases: every folder that holds a ``case.toml``.

    Examples
    --------
    >>> "q_county" in names()
    True
    """
    found = (folder for folder in _home().iterdir() if folder.is_dir())
    return tuple(sorted(f.name for f in found if (f / "case.toml").is_file()))


@cache
def find(name: str) -> Case:
    """Return a shipped case by name.

    Parameters
    ----------
    name : str
        One of `names`.

    Returns
    -------
    Case
        Its description; `govgraph.cases.loading.load` builds its structure.

    Raises
    ------
    UnknownNameError
        When there is no such case; names the nearest one.

    Examples
    --------
    >>> [stage.name for stage in find("q_county").stages]
    ['before', 'after']
    """
    if name not in names():
        raise UnknownNameError.among("model.as_cases", name, names())
    page = tomllib.loads((_home() / name / "case.toml").read_text(encoding="utf-8"))
    sources = tuple(Source(s["key"], Bilingual(**s["reference"])) for s in page["sources"])
    stages = tuple(
        Stage(stage["name"], Bilingual(**stage["title"]), stage["as_of"])
        for stage in page["stages"]
    )
    return Case(
        name=name,
        title=Bilingual(**page["title"]),
        story=Bilingual(**page["story"]),
        real=Bilingual(**page["real"]),
        assumed=Bilingual(**page["assumed"]),
        status=page["status"],
        licence=page["licence"],
        sources=sources,
        stages=stages,
        default=page["default"],
    )
