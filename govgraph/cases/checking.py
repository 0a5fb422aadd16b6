"""The propositions of a shipped case, put to its stages."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from govgraph.cases.case import find, names
from govgraph.cases.loading import load, workload
from govgraph.casework.answering import Execution
from govgraph.errors import UnknownNameError
from govgraph.propositions.checking import check
from govgraph.propositions.files import read, write
from govgraph.propositions.proposition import Proposition
from govgraph.propositions.result import Checked
from govgraph.propositions.stages import Stage, Stages
from govgraph.text.bilingual import Bilingual

__all__ = ["check_case", "checked_cases", "propositions", "stages_of", "stored", "write_stored"]

#: Draws and seed of the results that are shipped.
DRAWS, SEED = 1000, 0
_CLAIMS, _RESULTS = "propositions.toml", "checked.parquet"


def checked_cases() -> tuple[str, ...]:
    """Return the names of the cases that come with propositions.

    Examples
    --------
    >>> "q_county" in checked_cases()
    True
    """
    return tuple(name for name in names() if (_folder(name) / _CLAIMS).is_file())


@cache
def propositions(name: str) -> tuple[Proposition, ...]:
    """Return the propositions of a case.

    Raises
    ------
    UnknownNameError
        When there is no such case, or it has none.

    Examples
    --------
    >>> propositions("q_county")[0].origin
    'reported'
    """
    if name not in checked_cases():
        raise UnknownNameError.among("propositions.as_checked", name, checked_cases())
    claims = tomllib.loads((_folder(name) / _CLAIMS).read_text("utf-8"))
    code = _code(name)
    return tuple(
        Proposition(
            name=key,
            origin=claim.pop("origin"),
            statement=Bilingual(**claim.pop("statement")),
            measured=Bilingual(**claim.pop("measured")),
            effect=getattr(code, key),
            **claim,
        )
        for key, claim in claims.items()
    )


@cache
def stages_of(name: str) -> Stages:
    """Return the stages that the propositions of a case are about: its own, and any in between.

    Raises
    ------
    UnknownNameError
        When there is no such case, or it has no propositions.

    Examples
    --------
    >>> stages_of("q_county").names[:2]
    ('before', 'after')
    """
    propositions(name)
    own = {
        one.name: Stage(load(name, one.name), workload(name, one.name)) for one in find(name).stages
    }
    extra: Mapping[str, Stage] = getattr(_code(name), "between", dict)()
    return Stages({**own, **extra})


@dataclass(frozen=True)
class _Given:
    """Sets up the stages and propositions of a case, for a worker."""

    name: str

    def __call__(self) -> tuple[Stages, Sequence[Proposition]]:
        return stages_of(self.name), propositions(self.name)


def check_case(
    name: str, *, draws: int = DRAWS, seed: int = SEED, execution: Execution | None = None
) -> Checked:
    """Put the propositions of a case to the model, over the ranges of its assumptions.

    Parameters
    ----------
    name : str
        One of `checked_cases`.
    draws, seed, execution
        As `govgraph.propositions.check` takes them.

    Returns
    -------
    Checked
        With fewer draws than asked for when interrupted.

    Raises
    ------
    UnknownNameError
        When there is no such case, or it has no propositions.

    Examples
    --------
    >>> check_case("q_county", draws=1).effects.shape[0]
    1
    """
    return check(
        stages_of(name),
        propositions(name),
        draws=draws,
        seed=seed,
        execution=execution,
        given=_Given(name),
    )


def stored(name: str) -> tuple[Checked, dict[str, str]]:
    """Return the results that are shipped with a case, and how they came about.

    Returns
    -------
    tuple of Checked and dict
        The results; ``command`` and ``version`` that made them.

    Raises
    ------
    UnknownNameError
        When there is no such case, or it has no propositions.

    Examples
    --------
    >>> checked, about = stored("q_county")
    >>> len(checked.effects), about["command"]
    (1000, 'govgraph cases --check q_county --draws 1000 --seed 0')
    """
    path = Path(str(_folder(name) / _RESULTS))
    return read(path, stages_of(name), propositions(name))


def write_stored(checked: Checked, name: str, path: Path) -> None:
    """Write the results of a case with the command that makes them."""
    from govgraph import __version__  # noqa: PLC0415 - the package is being imported otherwise

    command = f"govgraph cases --check {name} --draws {checked.asked} --seed {checked.seed}"
    write(checked, path, {"command": command, "version": __version__})


def _folder(name: str) -> Path:
    return Path(str(files(__package__) / find(name).name))


def _code(name: str) -> ModuleType:
    return import_module(f"{__package__}.{name}.propositions")
