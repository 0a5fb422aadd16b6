"""What became of propositions, as one picture."""

from govgraph.comparison.wording import Words
from govgraph.propositions.result import Checked
from govgraph.propositions.wording import percent, rows
from govgraph.report.figures.verdicts import Verdict, verdicts
from govgraph.text import say


def propositions_figure(checked: Checked, words: Words) -> str:
    """Return a picture of propositions: the share of draws in which each holds, and its effect.

    Parameters
    ----------
    checked : Checked
        The propositions after the draws.
    words : Words
        Names, in the language of the picture (`govgraph.propositions.wording.words_of`).

    Returns
    -------
    str
        SVG.

    Examples
    --------
    >>> from govgraph.cases.checking import stages_of, stored
    >>> from govgraph.propositions.wording import words_of
    >>> checked, _ = stored("q_county")
    >>> propositions_figure(checked, words_of(stages_of("q_county"), "zh"))[:4]
    '<svg'
    """
    lang = words.lang
    shown = []
    for one, row in zip(checked.propositions, rows(checked, words), strict=True):
        share = checked.share(one.name)
        text = percent(share.holds, lang) if share.judged else row.holds
        reported = one.origin == "reported"
        shown.append(Verdict(row.statement, row.origin, *share[:3], text, row.effect, reported))
    title = say("propositions.figure", lang, draws=f"{len(checked.effects):,}")
    described = say("propositions.figure_description", lang)
    return verdicts(tuple(shown), "propositions", (title, described), lang)
