"""How to cite: the references of the measures used, and a paragraph on methods."""

from importlib.metadata import version
from typing import Literal

from govgraph.errors import UnknownNameError
from govgraph.measures.bibliography import Reference, references
from govgraph.measures.catalogue import Measure, find
from govgraph.measures.tables import conventions
from govgraph.text import Language, say

Style = Literal["text", "bibtex"]
_STYLES: tuple[Style, ...] = ("text", "bibtex")


def cite(*names: str, lang: Language = "en", style: Style = "text") -> str:
    """Return how to cite govgraph and the measures used.

    Parameters
    ----------
    *names : str
        Names of the measures used, ``"span.mean"`` for example; without any, only govgraph is
        cited.
    lang : {"en", "zh"}
        Language of the paragraph on methods.
    style : {"text", "bibtex"}
        A paragraph on methods with a list of references, or BibTeX entries.

    Returns
    -------
    str
        The text, ready to paste.

    Raises
    ------
    UnknownNameError
        When there is no such measure or style.

    Examples
    --------
    >>> from govgraph.measures.citing import cite
    >>> print(cite("fragmentation.components").splitlines()[-1])
    Borgatti, Stephen P. (2006). Identifying sets of key players in a social network.
    Computational and Mathematical Organization Theory, 12(1), 21–34, 10.1007/s10588-006-7084-x.
    """
    if style not in _STYLES:
        raise UnknownNameError.among("measures.as_choices", style, _STYLES)
    measures = [find(name) for name in dict.fromkeys(names)]
    works = _works(measures)
    if style == "bibtex":
        return "\n\n".join([_software(), *(work.bibtex for work in works)]) + "\n"
    software = say("measures.cite_software", lang, version=version("govgraph"))
    lines = [_methods(measures, lang)] if measures else []
    lines += [say("measures.cite_references", lang), software, *(work.text for work in works)]
    return "\n".join(lines)


def _works(measures: list[Measure]) -> list[Reference]:
    keys = sorted({key for one in measures for key in one.sources})
    return [references()[key] for key in keys]


def _methods(measures: list[Measure], lang: Language) -> str:
    join = say("measures.cite_join", lang)
    sentences = [
        say(
            "measures.cite_measure",
            lang,
            title=one.wording(lang).title,
            definition=one.wording(lang).definition.rstrip(".。"),
            conventions=_conventions(one, lang),
            sources=join.join(references()[key].short for key in one.sources),
        )
        for one in measures
    ]
    opening = say("measures.cite_methods", lang, version=version("govgraph"))
    return opening + "".join(sentences)


def _conventions(one: Measure, lang: Language) -> str:
    shown = conventions(one)
    return say("measures.cite_conventions", lang, conventions=shown) if shown else ""


def _software() -> str:
    return (
        "@software{govgraph,\n"
        "  author = {{The govgraph developers}},\n"
        "  title = {govgraph: governments as typed directed graphs},\n"
        f"  version = {{{version('govgraph')}}},\n"
        "}"
    )
