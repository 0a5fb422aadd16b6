"""Text becomes JSON values, strictly: no repeated names, no NaN, no abysses."""

import json
from typing import Any

from govgraph.io.archives import refuse

#: Longest whole number, in digits.
DIGITS_LIMIT = 300


class Repeating(dict[str, Any]):
    """An object of a document that names some of its fields more than once.

    Attributes
    ----------
    repeated : tuple of str
        These fields.
    """

    repeated: tuple[str, ...] = ()


def parse(data: bytes, file: str) -> object:
    """Return the JSON value of a text.

    Parameters
    ----------
    data : bytes
        UTF-8, with or without mark.
    file : str
        Its name, for errors.

    Returns
    -------
    object
        Objects that repeat a name are `Repeating`.

    Raises
    ------
    ReadError
        When the text is not UTF-8 or not JSON (with line and column), holds NaN or Infinity, or
        nests too deeply.
    """

    def constant(name: str) -> None:
        raise refuse(file, "io.json_constant", value=name)

    def whole(digits: str) -> int:
        if len(digits) > DIGITS_LIMIT:
            raise refuse(file, "io.json_digits", limit=DIGITS_LIMIT)
        return int(digits)

    try:
        text = data.decode("utf-8-sig")
        value: object = json.loads(
            text, object_pairs_hook=_object, parse_constant=constant, parse_int=whole
        )
    except UnicodeDecodeError as error:
        raise refuse(file, "io.not_utf8", position=error.start) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise refuse(file, "io.bad_json", **place) from error
    except RecursionError as error:
        raise refuse(file, "io.too_deep") from error
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    repeating = Repeating(found)
    repeating.repeated = tuple(name for name in found if names.count(name) > 1)
    return repeating
