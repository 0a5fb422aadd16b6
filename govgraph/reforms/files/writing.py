"""Writing a proposal: YAML that reads back as the same proposal."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from govgraph.io.atomic import write_bytes
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.enacting import Step
from govgraph.reforms.files.reading import VERSION
from govgraph.reforms.proposal import Proposal
from govgraph.reforms.selection import Where


def write_proposal(proposal: Proposal, path: Path | str) -> Path:
    """Write a proposal to a YAML file, whole or not at all.

    Parameters
    ----------
    proposal : Proposal
        What to write.
    path : path
        The file.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UserError
        When it cannot be written.
    """
    file = Path(path)
    write_bytes(file, to_yaml(proposal).encode("utf-8"))
    return file


def to_yaml(proposal: Proposal) -> str:
    """Return a proposal as YAML; fields that hold their default are left out.

    Examples
    --------
    >>> from govgraph.reforms.enacting import Step
    >>> from govgraph.reforms.operators.merge_units import MergeUnits
    >>> from govgraph.reforms.proposal import Proposal
    >>> merger = Step(MergeUnits(units=("env", "water"), into="env"), date="2024-06")
    >>> print(to_yaml(Proposal("两局合并", (merger,))), end="")
    govgraph: proposal
    version: 1
    title: 两局合并
    steps:
    - merge_units:
        units: [env, water]
        into: env
      date: 2024-06
    """
    head = {
        "title": proposal.title,
        "title_en": proposal.title_en,
        "basis": proposal.basis,
        "note": proposal.note,
        "note_en": proposal.note_en,
        "origin": proposal.origin,
        "goals": [str(goal) for goal in proposal.goals],
    }
    document = {
        "govgraph": "proposal",
        "version": VERSION,
        **{name: value for name, value in head.items() if value},
        "steps": [_step(step, proposal) for step in proposal.steps],
    }
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


class _Dumper(yaml.SafeDumper):
    """Writes short lists in one line, and never an alias."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the base class has it
        return True


def _list(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.SequenceNode:
    plain = all(isinstance(one, str) and " " not in one for one in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


_Dumper.add_representer(list, _list)


def _step(step: Step, proposal: Proposal) -> dict[str, Any]:
    basis = "" if step.basis == proposal.basis else step.basis
    notes = {"note": step.note, "note_en": step.note_en}
    beside = {"date": step.date, "basis": basis, **notes, "origin": step.origin}
    return {
        step.reform.operator.name: _fields(step.reform),
        **{name: value for name, value in beside.items() if value},
    }


def _fields(reform: Reform) -> dict[str, Any]:
    values = {one.name: (getattr(reform, one.name), one.default) for one in fields(reform)}
    return {name: _plain(value) for name, (value, default) in values.items() if value != default}


def _plain(value: object) -> object:
    if isinstance(value, Where):
        return dict(value.given)
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
