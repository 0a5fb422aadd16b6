"""The structure that a command works on."""

import govgraph as gg
from govgraph.cases.case import names


def structure_of(
    source: str,
    stage: str | None = None,
    kind: str | None = None,
    option: list[str] | None = None,
) -> "gg.Structure":
    """Load a case by name, or read a file with the choices that were given.

    ``q_county:before`` is the stage ``before`` of the case ``q_county``.
    """
    case, colon, named = source.rpartition(":")
    if colon and stage is None and case in names():
        source, stage = case, named
    return gg.load(source, stage, kind=kind, **_pairs(option or []))


def _pairs(options: list[str]) -> dict[str, str]:
    """Return ``["year=2018"]`` as a dictionary."""
    for option in options:
        if not option.partition("=")[1]:
            raise gg.UserError("io_graph.option_form", option=option)
    return {name.strip(): value for name, _, value in (o.partition("=") for o in options)}
