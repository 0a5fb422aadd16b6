"""Reading a proposal: every mistake of the file at once, each with its line."""

from pathlib import Path
from typing import Any, get_args

from govgraph.errors import Place, Problem, ReadError
from govgraph.errors.base import nearest
from govgraph.io.csv_text import decode
from govgraph.measures import catalogue
from govgraph.reforms.catalogue import Operator, operators
from govgraph.reforms.enacting import Step
from govgraph.reforms.fields import held, required
from govgraph.reforms.files.nodes import Node, Parser
from govgraph.reforms.files.values import Values
from govgraph.reforms.proposal import Goal, Proposal, Sign

#: Version of the schema of proposal files.
VERSION = 1
TEXTS = ("title", "title_en", "basis", "note", "note_en", "origin")
HEAD = ("govgraph", "version", *TEXTS, "date", "goals", "steps")
#: What stands beside the operator in a step.
REMARKS = ("basis", "note", "note_en", "origin")
BESIDE = ("date", *REMARKS)
_SIGNS = sorted(get_args(Sign), key=len, reverse=True)


def read_proposal(path: Path | str) -> Proposal:
    """Read a proposal file.

    Parameters
    ----------
    path : path
        A YAML or JSON file, in UTF-8 or GB18030.

    Returns
    -------
    Proposal
        Its steps and goals; whether they fit a structure is for `govgraph.lint` to say.

    Raises
    ------
    ReadError
        With every mistake of the file, each with its line.
    """
    return _faultless(*examine(path), Path(path).name)


def parse_proposal(text: str, file: str = "", folder: Path | None = None) -> Proposal:
    """Return the proposal that a text holds.

    Parameters
    ----------
    text : str
        YAML or JSON.
    file : str
        What to call it in errors.
    folder : Path, optional
        Where crosswalks that it names stand.

    Returns
    -------
    Proposal
        Its steps and goals.

    Raises
    ------
    ReadError
        With every mistake, each with its line.

    Examples
    --------
    >>> from govgraph.reforms.files.reading import parse_proposal
    >>> proposal = parse_proposal('''
    ... govgraph: proposal
    ... version: 1
    ... title: 两局合并
    ... goals: [span.max <= 20]
    ... steps:
    ...   - merge_units: {units: [env, water], into: env}
    ...     date: 2024-06
    ... ''')
    >>> proposal.steps[0].reform
    MergeUnits(units=('env', 'water'), into='env', name='', name_en='')
    """
    return _faultless(*_examine(text, file, folder), file)


def examine(path: Path | str) -> tuple[Proposal, tuple[Problem, ...]]:
    """Return what can be read of a proposal file, and every mistake in it.

    Parameters
    ----------
    path : path
        A YAML or JSON file.

    Returns
    -------
    proposal : Proposal
        The steps and goals that can be read.
    problems : tuple of Problem
        The mistakes, by line.

    Raises
    ------
    ReadError
        When the file cannot be read, or is no proposal at all.
    """
    file = Path(path)
    try:
        text = decode(file.read_bytes(), file.name)
    except OSError as error:
        problem = Problem("proposals.no_such_file", Place(file=file.name), str(error.strerror))
        raise ReadError([problem], file.name) from None
    if text is None:
        raise ReadError([Problem("io.unknown_encoding", Place(file=file.name))], file.name)
    return _examine(text, file.name, file.parent)


def _examine(text: str, file: str, folder: Path | None) -> tuple[Proposal, tuple[Problem, ...]]:
    parser = Parser(file)
    root = parser.parse(text.removeprefix("\ufeff"))
    if root is None or root.fields is None:
        if not parser.problems:
            parser.report("not_a_proposal", 1)
        raise ReadError(parser.problems, file)
    found = _Reader(parser, Values(parser, folder)).proposal(root.fields, file)
    return found, tuple(sorted(parser.problems, key=lambda one: one.place.row or 0))


def _faultless(proposal: Proposal, problems: tuple[Problem, ...], file: str) -> Proposal:
    if problems:
        raise ReadError(problems, file)
    return proposal


class _Reader:
    """Reads the parts of a proposal."""

    def __init__(self, parser: Parser, values: Values) -> None:
        self._parser = parser
        self._values = values

    def proposal(self, fields: dict[str, Node], file: str) -> Proposal:
        self._known(fields, HEAD, "unknown_field")
        self._version(fields)
        texts = {name: self._text(fields, name) for name in TEXTS}
        if not texts["title"]:
            self._parser.report("no_title", 1)
        date = self._values.date("date", fields["date"]) if "date" in fields else ""
        steps = self._steps(fields.get("steps"), date, texts["basis"])
        return Proposal(steps=steps, goals=self._goals(fields.get("goals")), file=file, **texts)

    def _version(self, fields: dict[str, Node]) -> None:
        kind, version = fields.get("govgraph"), fields.get("version")
        if kind is None or kind.text != "proposal":
            self._parser.report("not_a_proposal", kind.line if kind else 1)
        if version is None or version.text != str(VERSION):
            line, value = (version.line, version.text or "") if version else (1, "")
            self._parser.report("bad_version", line, value, version=VERSION)

    def _known(self, fields: dict[str, Node], known: tuple[str, ...], key: str) -> None:
        for name, node in fields.items():
            if name not in known:
                near = nearest(name, known) or ""
                self._parser.report(key, node.line, name, near, known=", ".join(known))

    def _text(self, fields: dict[str, Node], name: str) -> str:
        node = fields.get(name)
        if node is None:
            return ""
        if node.text is None:
            self._parser.report("not_a_text", node.line, name)
        return node.text or ""

    # Goals -------------------------------------------------------------------------------------

    def _goals(self, node: Node | None) -> tuple[Goal, ...]:
        if node is None:
            return ()
        if node.items is None:
            self._parser.report("not_a_list", node.line, "goals")
            return ()
        goals = [self._goal(one) for one in node.items]
        return tuple(goal for goal in goals if goal)

    def _goal(self, node: Node) -> Goal | None:
        text = node.text or ""
        sign = next((sign for sign in _SIGNS if sign in text), None)
        name, _, bound = (part.strip() for part in text.partition(sign or "<="))
        try:
            value = float(bound)
        except ValueError:
            self._parser.report("bad_goal", node.line, text)
            return None
        known = {one.name for one in catalogue().values() if one.per == "structure"}
        if name not in known:
            self._parser.report("unknown_measure", node.line, name, nearest(name, known) or "")
            return None
        if sign is None:
            self._parser.report("bad_goal", node.line, text)
            return None
        return Goal(name, sign, value, node.line)

    # Steps -------------------------------------------------------------------------------------

    def _steps(self, node: Node | None, date: str, basis: str) -> tuple[Step, ...]:
        if node is None or not node.items:
            self._parser.report("no_steps", node.line if node else 1)
            return ()
        steps = [self._step(n, one, date, basis) for n, one in enumerate(node.items, 1)]
        return tuple(step for step in steps if step)

    def _step(self, number: int, node: Node, date: str, basis: str) -> Step | None:
        if node.fields is None:
            self._parser.report("not_a_step", node.line, node.text or "")
            return None
        beside = {name: one for name, one in node.fields.items() if name in BESIDE}
        named = [name for name in node.fields if name not in BESIDE]
        if len(named) != 1:
            self._parser.report("not_one_operator", node.line, ", ".join(named))
            return None
        own = self._values.date("date", beside["date"]) if "date" in beside else date
        texts = {name: self._text(beside, name) for name in REMARKS}
        texts["basis"] = texts["basis"] or basis
        known = operators()
        if named[0] not in known:
            near = nearest(named[0], known) or ""
            self._parser.report("unknown_operator", node.fields[named[0]].line, named[0], near)
            return None
        reform = self._reform(known[named[0]], node.fields[named[0]])
        return (
            None
            if reform is None
            else Step(reform, date=own, number=number, line=node.line, **texts)
        )

    def _reform(self, operator: Operator, node: Node) -> Any:  # noqa: ANN401 - an operator
        given = node.fields
        if given is None:
            self._parser.report("not_fields", node.line, operator.name)
            return None
        holds = held(operator.reform)
        self._known(given, tuple(holds), "unknown_step_field")
        before = len(self._parser.problems)
        values = {n: self._values.read(n, one, holds[n]) for n, one in given.items() if n in holds}
        for name in required(operator.reform):
            if name not in given:
                self._parser.report("missing_field", node.line, name, operator=operator.name)
        return None if len(self._parser.problems) > before else operator.reform(**values)
