"""Load a structure by the name of a shipped case or from a file."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd

from govgraph.cases.case import Case, Stage, find, names
from govgraph.cases.proposals import proposal
from govgraph.errors import UnknownNameError, UserError
from govgraph.io.reading import read
from govgraph.model.about import About
from govgraph.model.builder import Builder, Origin
from govgraph.model.schema import TABLES, WORKLOAD_TABLES, Table
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

__all__ = ["load", "names", "stages", "workload"]


def stages(name: str) -> tuple[str, ...]:
    """Return the names of a case's stages, in order of time.

    Examples
    --------
    >>> stages("longgang")
    ('2018', '2023', 'proposed')
    """
    return tuple(stage.name for stage in find(name).stages)


def load(
    source: str | Path,
    stage: str | None = None,
    *,
    size: str | None = None,
    kind: str | None = None,
    **options: str,
) -> Structure:
    """Return the structure of a shipped case, or read one from a file or folder.

    Parameters
    ----------
    source : str or Path
        Name of a case, or a path of any readable form. A text that is the name of a case means
        the case; write ``./longgang`` for a file or folder of that name.
    stage : str, optional
        Stage of the case; without it the case's default stage.
    size : str, optional
        The same by another name, for a case whose stages are sizes: ``"1k"``, ``"10k"``.
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
        return _structure(source, find(source).stage(stage if size is None else size).name)
    if not _is_path(source):
        raise UnknownNameError.among("model.as_cases", str(source), names())
    if (named := stage or size) is not None:
        raise UserError("cases.stage_of_file", source=str(source), stage=named)
    return read(Path(source), kind=kind, **options)


def _is_path(source: str | Path) -> bool:
    if isinstance(source, Path):
        return True
    return bool(set(source) & {"/", "\\", "."}) or Path(source).exists()


def workload(name: str, stage: str | None = None) -> Workload | None:
    """Return how cases are worked in a shipped case: servers, priorities, parameters.

    Parameters
    ----------
    name : str
        Name of the case.
    stage : str, optional
        Stage of the case; without it the case's default stage.

    Returns
    -------
    Workload or None
        The checked workload of that stage, or of the one that it follows where it has none of
        its own; None when the case ships none.

    Raises
    ------
    UnknownNameError
        When there is no such case or stage.

    Examples
    --------
    >>> float(workload("longgang").servers["hours_per_week"].max())
    36.0
    """
    case = find(name)
    wanted = case.stage(stage)
    if case.built:
        return None
    builder = _builder(case, case.worked_as(wanted), WORKLOAD_TABLES)
    found = builder.build_workload(load(name, wanted.name), name)
    return found if any(len(found.table(table)) for table in WORKLOAD_TABLES) else None


@cache
def _structure(name: str, stage: str) -> Structure:
    """Return a stage: its tables, or what its proposal makes of the stage that it follows."""
    case = find(name)
    wanted = case.stage(stage)
    if case.built:
        return _built(case, wanted).build(name)
    if not wanted.proposal:
        return _builder(case, wanted, TABLES).build(name)
    before = _structure(name, wanted.follows)
    after = proposal(name, wanted.proposal).enact(before, check=False, account=False).structure
    about = replace(_about(case, wanted), provenance=after.about.provenance)
    return after.replacing(about, {})


def _built(case: Case, stage: Stage) -> Builder:
    module = import_module(f"{__package__}.{case.name}.building")
    builder: Builder = module.build(stage.units)
    builder.about = _about(case, stage)
    return builder


def _builder(case: Case, stage: Stage, wanted: Mapping[str, Table]) -> Builder:
    """Return the tables of a stage that are wanted, unchecked."""
    builder = Builder(_about(case, stage))
    for file in case.tables(stage):
        table = file.name.removesuffix(".csv")
        if table in wanted:
            with file.open("r", encoding="utf-8") as lines:
                frame = pd.read_csv(lines, dtype=str, keep_default_na=False)
            builder.add_table(table, frame, Origin(file=str(file), first_row=2))
    return builder


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
