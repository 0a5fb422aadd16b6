"""What a case is about, as plain text."""

from govgraph.cases.case import Case, Stage, find
from govgraph.cases.loading import load
from govgraph.cases.proposals import proposal, proposals
from govgraph.text import Language, label, say


def describe(name: str, lang: Language = "en") -> str:
    """Return what a case is about: title, story, what is real, what is assumed, stages, proposals.

    Parameters
    ----------
    name : str
        Name of the case.
    lang : {"en", "zh"}
        Language of the text.

    Returns
    -------
    str
        Plain text, one line per item.

    Raises
    ------
    UnknownNameError
        When there is no such case; names the nearest one.

    Examples
    --------
    >>> print(describe("q_county").splitlines()[0])
    q_county: Joint petition governance in Q County
    """
    case = find(name)
    lines = [
        f"{case.name}: {case.title.label(lang)}",
        case.story.label(lang),
        say("cases.status", lang, status=label("status", case.status, lang)),
        say("cases.real", lang, text=case.real.label(lang)),
        say("cases.assumed", lang, text=case.assumed.label(lang)),
        *(say("cases.source", lang, text=s.reference.label(lang)) for s in case.sources),
        say("cases.heading_stages", lang),
        *(_stage(case, stage, lang) for stage in case.stages),
    ]
    named = proposals(name)
    lines += [say("cases.heading_proposals", lang)] if named else []
    return "\n".join([*lines, *(_proposal(name, one, lang) for one in named)])


def _stage(case: Case, stage: Stage, lang: Language) -> str:
    if case.built:
        return say("cases.size", lang, name=stage.name, title=stage.title.label(lang))
    structure = load(case.name, stage.name)
    counts = {t: f"{len(structure.table(t)):,}" for t in ("units", "relations", "matters")}
    key = "cases.default_stage" if stage.name == case.default else "cases.stage"
    text = say(key, lang, name=stage.name, title=stage.title.label(lang), **counts)
    if not stage.proposal:
        return text
    steps = {"proposal": stage.proposal, "follows": stage.follows}
    return text + say("cases.made_by", lang, **steps)


def _proposal(case: str, name: str, lang: Language) -> str:
    one = proposal(case, name)
    steps = f"{len(one.steps):,}"
    return say("cases.proposal", lang, name=name, title=one.label(lang), steps=steps)
