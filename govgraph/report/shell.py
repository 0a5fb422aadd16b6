"""What every page of a report shares: its style, its scripts, and the policy by their hashes."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Embedded:
    """The map inside the page.

    Attributes
    ----------
    html : str
        The map's own page.
    svg : str
        Its picture, for print.
    hashes : mapping of str to tuple of str
        What its policy allows, by directive: ``script-src``, ``style-src``.
    """

    html: str
    svg: str
    hashes: dict[str, tuple[str, ...]] = field(default_factory=dict)


def policy(script: str, style: str, allowed: Mapping[str, Iterable[str]]) -> str:
    """Return the content security policy of a page: nothing but its own inline parts."""
    scripts = (_hash(script), *allowed.get("script-src", ()))
    styles = (_hash(style), *allowed.get("style-src", ()))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(scripts)}",
            f"style-src {' '.join(styles)}",
            "img-src data: blob:",
            "connect-src 'none'",
            "font-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def resource(name: str) -> str:
    """Return the text of a file in ``templates``."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def style_sheet(more: str = "") -> str:
    """Return the style sheet: dark by the system's wish unless light was chosen, or by choice.

    `more` names a further file of ``templates`` that stands after the common one.
    """
    dark = resource("dark.css")
    wished = dark.replace(":root", ":root:not([data-theme=light])")
    wished = wished.replace("SCOPE", ":root:not([data-theme=light])")
    chosen = dark.replace(":root", ":root[data-theme=dark]").replace(
        "SCOPE", ":root[data-theme=dark]"
    )
    return (
        f"{resource('audit.css')}{resource(more) if more else ''}"
        f"@media screen and (prefers-color-scheme: dark) {{\n{wished}}}\n"
        f"@media screen {{\n{chosen}}}\n"
    )
