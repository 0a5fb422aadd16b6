"""Steps in words: the sentence of each operator with the names of what its fields hold."""

from collections.abc import Mapping, Sequence

from govgraph.auditing.naming import enumerated, names
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform, values_of
from govgraph.reforms.fields import Holds, held
from govgraph.reforms.selection import Where
from govgraph.text import LANGUAGES, Language, label, say

#: Steps that are spelt out.
SHOWN = 3


def step_sentence(
    reform: Reform,
    structure: Structure,
    lang: Language = "en",
    *,
    after: Structure | None = None,
) -> str:
    """Return one step as a sentence, with the names of the units, matters and areas it concerns.

    Parameters
    ----------
    reform : Reform
        The step.
    structure : Structure
        Where names are looked up.
    lang : {"en", "zh"}
        Language.
    after : Structure, optional
        Where names are looked up that the other structure does not have.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.merge_units import MergeUnits
    >>> build = gg.Builder().add("units", id="a", name="Fields", kind="department")
    >>> county = build.add("units", id="b", name="Water", kind="department").build()
    >>> step_sentence(MergeUnits(units=("a", "b"), into="a"), county)
    'Merge Fields and Water into Fields.'
    """
    holds = held(type(reform))
    places = (structure,) if after is None else (structure, after)
    texts = {
        name: _shown(value, holds[name], places, lang) for name, value in values_of(reform).items()
    }
    return reform.sentence(lang).format(**texts)


def steps_in_words(steps: Sequence[Reform], before: Structure, after: Structure) -> dict[str, str]:
    """Return the first steps as sentences and how many follow, by language."""
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        shown = [step_sentence(step, before, lang, after=after) for step in steps[:SHOWN]]
        more = len(steps) - len(shown)
        text = (" " if lang == "en" else "").join(shown)
        found[lang] = text + (say("search.more_steps", lang, count=more) if more else "")
    return found


def _shown(value: object, holds: Holds, places: Sequence[Structure], lang: Language) -> str:
    if isinstance(value, Where):
        return "; ".join(f"{name}: {one}" for name, one in value.given.items())
    if isinstance(value, Mapping):
        return enumerated([f"{old} → {new}" for old, new in value.items()], lang)
    if value is None or value in ("", ()):
        return say("search.all" if holds.kind in {"target", "targets"} else "search.unstated", lang)
    several = [str(one) for one in value] if isinstance(value, tuple) else [str(value)]
    if isinstance(value, float):
        return f"{value:g}"
    if holds.words and holds.kind in {"word", "words"}:
        several = [_word(holds.words, one, lang) for one in ";".join(several).split(";")]
    elif holds.table:
        for structure in places:
            several = names(structure, holds.table, several, lang)
    return enumerated(several, lang)


def _word(group: str, word: str, lang: Language) -> str:
    head, _, rest = word.partition(":")
    shown = label(group, head, lang)
    return f"{shown}: {rest}" if rest else shown
