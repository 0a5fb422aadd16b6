"""Messages by key: one TOML file per subject, each entry with its English and Chinese wording."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_HOME = Path(__file__).parent


@cache
def _subject(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((_HOME / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def keys() -> tuple[str, ...]:
    """Return every message key, as ``subject.entry``, in alphabetical order."""
    subjects = sorted(file.stem for file in _HOME.glob("*.toml"))
    return tuple(f"{name}.{entry}" for name in subjects for entry in sorted(_subject(name)))


def say(key: str, lang: Language = "en", **params: object) -> str:
    """Return the message `key` in language `lang` with `params` filled in.

    Parameters
    ----------
    key : str
        ``subject.entry``, for example ``"model.unknown_id"``.
    lang : {"en", "zh"}
        Language of the wording.
    **params
        Values for the placeholders of the message.

    Returns
    -------
    str
        The message.

    Raises
    ------
    KeyError
        When the key or one of its placeholders is unknown: a fault of the program, not of a user.

    Examples
    --------
    >>> from govgraph.text import say
    >>> say("model.as_tables", "zh")
    '表'
    """
    subject, _, entry = key.partition(".")
    return _subject(subject)[entry][lang].format(**params)


def plural_name(count: int, one: str, many: str) -> str:
    """Return `one` or `many` for English text, with the count in front.

    Examples
    --------
    >>> plural_name(1, "unit", "units")
    '1 unit'
    """
    return f"{count:,} {one if count == 1 else many}"
