"""The structure that a command works on."""

from collections.abc import Sequence
from pathlib import Path

import govgraph as gg
from govgraph.cases.case import names, proposal_file, proposals


def structure_of(
    source: str,
    stage: str | None = None,
    kind: str | None = None,
    option: Sequence[str] = (),
) -> "gg.Structure":
    """Load a case by name, or read a file with the choices that were given.

    ``q_county:before`` is the stage ``before`` of the case ``q_county``.
    """
    case, colon, named = source.rpartition(":")
    if colon and stage is None and case in names():
        source, stage = case, named
    return gg.load(source, stage, kind=kind, **_pairs(option))


def proposal_of(text: str, source: str) -> Path:
    """Return the file of a proposal: a path, or the name of one that comes with the case.

    ``colocation`` is a proposal of the case that is worked on, ``x_district:colocation`` one of
    the case ``x_district``.
    """
    case, _, name = text.rpartition(":")
    case = case or source.partition(":")[0]
    own = case in names() and (text != name or name in proposals(case))
    return proposal_file(case, name) if own and not Path(text).exists() else Path(text)


def workload_of(source: str, stage: str | None, structure: "gg.Structure") -> "gg.Workload | None":
    """Return how cases are worked: what a case ships, or the sheets beside a structure."""
    from govgraph.cases.loading import workload  # noqa: PLC0415 - loads pandas
    from govgraph.io.reading import read_workload  # noqa: PLC0415 - loads pandas

    case, colon, named = source.rpartition(":")
    if colon and stage is None and case in names():
        source, stage = case, named
    if source in names():
        return workload(source, stage)
    path = Path(source)
    own = path.is_dir() or path.suffix.lower() in {".xlsx", ".json"}
    return read_workload(path, structure) if own else None


def numbers_of(values: Sequence[str]) -> dict[str, float]:
    """Return ``["resolve=0.7"]`` as a dictionary of numbers."""
    found: dict[str, float] = {}
    for name, value in _pairs(values).items():
        try:
            found[name] = float(value)
        except ValueError as error:
            raise gg.UserError("cli.no_number", name=name, value=value) from error
    return found


def _pairs(options: Sequence[str]) -> dict[str, str]:
    """Return ``["year=2018"]`` as a dictionary."""
    for option in options:
        if not option.partition("=")[1]:
            raise gg.UserError("io_graph.option_form", option=option)
    return {name.strip(): value for name, _, value in (o.partition("=") for o in options)}
