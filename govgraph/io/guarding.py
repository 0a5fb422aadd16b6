"""Text that a spreadsheet would run as a formula is marked on writing, restored on reading."""

import re

_SPACE = r"[\s\u3000\ufeff]*"
_STARTS = "=+\\-@\t\r\n＝＋－＠"
_FORMULA = re.compile(f"{_SPACE}[{_STARTS}]")
_NEEDS_GUARD = re.compile(f"'*{_SPACE}[{_STARTS}]")
_GUARDED = re.compile(f"'+{_SPACE}[{_STARTS}]")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet might run the text.

    Examples
    --------
    >>> is_formula("=SUM(A1)"), is_formula("　＝1"), is_formula("a=b")
    (True, True, False)
    """
    return _FORMULA.match(text) is not None


def guard(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet might run it.

    Text that looks guarded already gets one more, so that `unguard` gives back every text.

    Examples
    --------
    >>> guard("=1+1"), guard("'=1+1"), guard("'plain")
    ("'=1+1", "''=1+1", "'plain")
    """
    return f"'{text}" if _NEEDS_GUARD.match(text) else text


def unguard(text: str) -> str:
    """Return what `guard` was given.

    Examples
    --------
    >>> unguard("'=1+1"), unguard("''=1+1"), unguard("'plain")
    ('=1+1', "'=1+1", "'plain")
    """
    return text[1:] if _GUARDED.match(text) else text
