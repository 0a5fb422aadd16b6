"""A proposal to fill in: commented, in either language, with every operator named at its end."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from govgraph.io.atomic import write_bytes
from govgraph.reforms.catalogue import operators
from govgraph.reforms.fields import held, required
from govgraph.text import Language, say


def write_proposal_template(path: Path | str, *, lang: Language = "en") -> Path:
    """Write a proposal to fill in.

    Parameters
    ----------
    path : path
        The file.
    lang : {"en", "zh"}
        Language of its remarks.

    Returns
    -------
    Path
        The file. As it stands it can be enacted on the case ``q_county``.

    Raises
    ------
    UserError
        When it cannot be written.
    """
    file = Path(path)
    write_bytes(file, proposal_template(lang, file.name).encode("utf-8"))
    return file


def proposal_template(lang: Language = "en", file: str = "proposal.yaml") -> str:
    """Return the text of a proposal to fill in.

    Examples
    --------
    >>> from govgraph.reforms.files.reading import parse_proposal
    >>> len(parse_proposal(proposal_template()).steps)
    2
    """
    text = files(__package__).joinpath("templates", f"{lang}.yaml").read_text(encoding="utf-8")
    return "\n".join([text.replace("{file}", file).rstrip(), *_catalogue(lang), ""])


def _catalogue(lang: Language) -> Iterator[str]:
    """Yield every operator with its fields as remarks, the optional ones in brackets."""
    yield f"# {say('reforms.all_operators', lang)}"
    for one in operators().values():
        needed = set(required(one.reform))
        fields = ", ".join(name if name in needed else f"[{name}]" for name in held(one.reform))
        yield f"#   {one.name}: {{{fields}}}"
        yield f"#     {one.wording(lang).title}"
