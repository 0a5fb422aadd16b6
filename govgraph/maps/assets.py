"""The fixed parts of a page: style, script, the drawing library, and the policy by their hashes."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from govgraph.errors import UserError

_LIBRARY = Path("templates/lib/vis-9.1.2/vis-network.min.js")
#: SHA-256 of the drawing library: a changed file is refused, not shipped.
LIBRARY_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
_SCRIPTS = (
    "1_data.js",
    "2_scene.js",
    "3_lettering.js",
    "4_canvas.js",
    "5_details.js",
    "6_controls.js",
    "7_figure.js",
    "8_exports.js",
    "9_main.js",
)


@cache
def asset(name: str) -> str:
    """Return the text of a file in ``static``."""
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


@cache
def style() -> str:
    """Return the style sheet."""
    return asset("page.css")


@cache
def script() -> str:
    """Return the page's own script, its files joined in one closed scope."""
    return _inert("(function () {\n'use strict';\n" + "\n".join(map(asset, _SCRIPTS)) + "})();\n")


@cache
def library() -> str:
    """Return vis-network 9.1.2 as pyvis ships it, licence header included.

    Raises
    ------
    UserError
        When pyvis is missing, or the file is not the one this version was checked with.
    """
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise UserError("maps.no_library")
    content = Path(spec.origin).parent.joinpath(_LIBRARY).read_bytes()
    if hashlib.sha256(content).hexdigest() != LIBRARY_SHA256:
        raise UserError("maps.other_library")
    return _inert(content.decode("utf-8").replace("\r\n", "\n"))


def _inert(text: str) -> str:
    """Return script text that cannot close its own element early."""
    if "</script" in text.lower() or "<!--" in text:
        raise RuntimeError("a script would close its element early")
    return text


def source_hash(text: str) -> str:
    """Return the hash by which a content security policy allows an inline element.

    Examples
    --------
    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def hashes() -> dict[str, tuple[str, ...]]:
    """Return the sources a page needs, by directive of its policy."""
    return {
        "script-src": (source_hash(library()), source_hash(script())),
        "style-src": (source_hash(style()),),
    }


def policy() -> str:
    """Return the content security policy of a page: nothing but its own inline parts."""
    own = hashes()
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(own['script-src'])}",
            f"style-src {' '.join(own['style-src'])}",
            "img-src data: blob:",
            "connect-src 'none'",
            "font-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
