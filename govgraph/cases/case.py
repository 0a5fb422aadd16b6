"""What a case is: a folder with ``case.toml`` and tables, shared ones and one folder per stage."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from govgraph.errors import UnknownNameError
from govgraph.text.bilingual import Bilingual

#: Folder of the tables that all stages of a case have in common.
SHARED = "shared"


@dataclass(frozen=True)
class Stage:
    """One state of a case, before or after a reform, or one size of a case that is built.

    Attributes
    ----------
    name : str
        What users type; also the folder of its tables.
    title : Bilingual
        What readers see.
    as_of : str
        Date its tables describe.
    proposal : str
        The proposal that leads to it from the stage `follows`; empty for a stage of tables.
    follows : str
        The stage that the proposal is enacted on; empty for a stage of tables.
    units : int or None
        About how many units to build, of a case that is built and not written down; None for all.
    """

    name: str
    title: Bilingual
    as_of: str
    proposal: str = ""
    follows: str = ""
    units: int | None = None


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
    built : bool
        Whether its folder holds a module ``building`` in place of tables.
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
    built: bool = False

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
        found = [*self._files(SHARED), *self._files(stage.name)]
        return sorted(found, key=lambda file: (file.name, str(file)))

    def worked_as(self, stage: Stage) -> Stage:
        """Return the stage whose workload holds: itself, or that it follows if it has none."""
        while stage.follows and not self._files(stage.name):
            stage = self.stage(stage.follows)
        return stage

    def _files(self, folder: str) -> list[Traversable]:
        home = _home() / self.name / folder
        return [f for f in home.iterdir() if f.name.endswith(".csv")] if home.is_dir() else []


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
    ['before', 'after', 'proposed']
    """
    if name not in names():
        raise UnknownNameError.among("model.as_cases", name, names())
    page = tomllib.loads((_home() / name / "case.toml").read_text(encoding="utf-8"))
    sources = tuple(Source(s["key"], Bilingual(**s["reference"])) for s in page["sources"])
    return Case(
        name=name,
        title=Bilingual(**page["title"]),
        story=Bilingual(**page["story"]),
        real=Bilingual(**page["real"]),
        assumed=Bilingual(**page["assumed"]),
        status=page["status"],
        licence=page["licence"],
        sources=sources,
        stages=_stages(page["stages"]),
        default=page["default"],
        built=page.get("built", False),
    )


def _stages(entries: list[dict[str, Any]]) -> tuple[Stage, ...]:
    """Return stages; a proposal leads from the stage before unless it says which it follows."""
    found: list[Stage] = []
    for entry in entries:
        proposal = entry.get("proposal", "")
        follows = entry.get("follows", found[-1].name) if proposal else ""
        title = Bilingual(**entry["title"])
        units = entry.get("units")
        found.append(Stage(entry["name"], title, entry["as_of"], proposal, follows, units))
    return tuple(found)


def proposals(case: str) -> tuple[str, ...]:
    """Return the names of the proposals of a case.

    Examples
    --------
    >>> proposals("q_county")
    ('joint_governance', 'next_step')
    """
    return tuple(sorted(file.stem for file in folder_of(case).glob("*.yaml")))


def proposal_file(case: str, name: str) -> Path:
    """Return the file of a proposal of a case.

    Raises
    ------
    UnknownNameError
        When there is no such case or proposal.

    Examples
    --------
    >>> proposal_file("longgang", "promotion").name
    'promotion.yaml'
    """
    known = proposals(case)
    if name not in known:
        raise UnknownNameError.among("cases.as_proposals", name, known)
    return folder_of(case) / f"{name}.yaml"


def folder_of(case: str) -> Path:
    """Return the folder that holds the proposals of a case."""
    return Path(str(_home() / find(case).name / "proposals"))
