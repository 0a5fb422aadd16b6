"""Load a structure by the name of a shipped case or from a file."""

from pathlib import Path

import pandas as pd

from govgraph.cases.case import Case, Stage, find, names
from govgraph.errors import UnknownNameError, UserError
from govgraph.io.reading import read
from govgraph.model.about import About
from govgraph.model.builder import Builder, Origin
from govgraph.model.structure import Structure
from govgraph.text import Language

__all__ = ["describe", "load", "names", "stages"]


def stages(name: str) -> tuple[str, ...]:
    """Return the names of a case's stages, in order of time.

    Examples
    --------
    >>> stages("longgang")
    ('2018', '2023')
    """
    return tuple(stage.name for stage in find(name).stages)


def describe(name: str, lang: Language = "en") -> str:
    """Return what a case is about: title, story, what is real, what is assumed, stages, size.

    Parameters
    ----------
    name : str
        Name of the case.
    lang : {"en", "zh"}
        Language of the text.

    Returns
    -------
    str
        Plain text, one line per item.

    Raises
    ------
    UnknownNameError
        When there is no such case; names the nearest one.

    Examples
    --------
    >>> print(describe("q_county").splitlines()[0])
    q_county: Joint petition governance in Q County
    """
    return find(name).describe(lang)


def load(
    source: str | Path, stage: str | None = None, *, kind: str | None = None, **options: str
) -> Structure:
    """Return the structure of a shipped case, or read one from a file or folder.

    Parameters
    ----------
    source : str or Path
        Name of a case, or a path of any readable form. A text that is the name of a case means
        the case; write ``./longgang`` for a file or folder of that name.
    stage : str, optional
        Stage of the case; without it the case's default stage.
    kind : str, optional
        Name of a file's format, to overrule its ending.
    **options : str
        Choices that a file's format leaves, as for `govgraph.read`.

    Returns
    -------
    Structure
        The checked value.

    Raises
    ------
    UnknownNameError
        When there is neither a case nor a file of that name, or no such stage.
    UserError
        When a stage is named for a file, or a format for a case.
    ReadError, InvalidStructureError
        When a file cannot be read or does not make a valid structure.

    Examples
    --------
    >>> before = load("q_county", stage="before")
    >>> before.about.title_en
    'Joint petition governance in Q County: before the reform'
    """
    if isinstance(source, str) and source in names():
        if kind or options:
            raise UserError("cases.format_of_case", source=source)
        case = find(source)
        return _build(case, case.stage(stage))
    if not _is_path(source):
        raise UnknownNameError.among("model.as_cases", str(source), names())
    if stage is not None:
        raise UserError("cases.stage_of_file", source=str(source), stage=stage)
    return read(Path(source), kind=kind, **options)


def _is_path(source: str | Path) -> bool:
    if isinstance(source, Path):
        return True
    return bool(set(source) & {"/", "\\", "."}) or Path(source).exists()


def _build(case: Case, stage: Stage) -> Structure:
    builder = Builder(_about(case, stage))
    for file in case.tables(stage):
        with file.open("r", encoding="utf-8") as lines:
            frame = pd.read_csv(lines, dtype=str, keep_default_na=False)
        builder.add_table(
            file.name.removesuffix(".csv"), frame, Origin(file=str(file), first_row=2)
        )
    return builder.build(case.name)


def _about(case: Case, stage: Stage) -> About:
    return About(
        title=f"{case.title.zh}：{stage.title.zh}",
        title_en=f"{case.title.en}: {stage.title.en}",
        as_of=stage.as_of,
        status=case.status,
        origin="; ".join(source.reference.en for source in case.sources),
        licence=case.licence,
        note="\n".join((case.real.en, case.assumed.en, case.real.zh, case.assumed.zh)),
    )
