"""What a number means: a measure's value in a sentence or three, in either language."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.measures.catalogue import Measure, Wording, find
from govgraph.measures.groundwork.numerals import number, ordinal, quantity, singular
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure
from govgraph.text import Language, say

_MOST_CELLS = 12


def explain(
    name: str,
    structure: GraphLike,
    unit: Hashable = None,
    *,
    lang: Language = "en",
    **conventions: object,
) -> str:
    """Say what a measure's value means.

    Parameters
    ----------
    name : str
        Name of a measure, ``"span.subordinates"`` for example.
    structure : Structure or networkx graph
        What is measured.
    unit : hashable, optional
        For a measure per unit its unit; for a measure of two units the pair of them; for a measure
        per matter and area the matter, or the pair of both. Without it, measures per unit or per
        matter are said as a whole.
    lang : {"en", "zh"}
        Language of the text.
    **conventions
        Parameters of the measure.

    Returns
    -------
    str
        The value in words, where it stands among the other units, and what a higher value means;
        or the reason why there is none.

    Raises
    ------
    UnknownNameError
        When there is no such measure, unit, matter or parameter.
    UserError
        When the measure is a formula that reads no structure, when a measure of two units is not
        given two, or when one of a whole structure is given a unit.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import explain
    >>> tree = nx.DiGraph([("gov", "env"), ("gov", "housing"), ("env", "team")])
    >>> print(explain("span.subordinates", tree, "gov"))
    gov leads 2 units directly. That is the highest of 4 units (median 0.5). ...
    >>> print(explain("span.subordinates", tree, "env", lang="zh"))
    env直接领导 1 个单位。在 4 个单位中居第 2 位（由高到低；中位数 0.5）。...
    """
    one = find(name)
    for given in conventions:
        if given not in one.conventions:
            raise UnknownNameError.among("measures.as_conventions", given, one.conventions)
    if one.per == "numbers":
        parameters = ", ".join(f"{parameter}=…" for parameter in one.conventions)
        raise UserError("measures.explain_numbers", name=one.name, parameters=parameters)
    asked = _Question(one, structure, lang, conventions)
    if not one.graph and not isinstance(structure, Structure):
        return asked.without(say("measures.needs_structure", lang))
    answers = {
        "structure": asked.of_structure,
        "unit": asked.of_unit,
        "matter": asked.of_matter,
        "pair": asked.of_pair,
    }
    try:
        return answers[one.per](unit)
    except UndefinedMeasureError as undefined:
        return asked.without(undefined.render(lang))


@dataclass(frozen=True)
class _Question:
    """One measure of one structure, to be said in one language."""

    one: Measure
    source: GraphLike
    lang: Language
    given: dict[str, object]

    def of_structure(self, unit: Hashable) -> str:
        if unit is not None:
            raise UserError("measures.explain_whole", name=self.one.name)
        value = float(self.one.function(self.source, **self.given))
        return self.join(self.value(self.wording.title, value), self.range(), self.reading())

    def of_pair(self, unit: Hashable) -> str:
        if not isinstance(unit, tuple | list) or len(unit) != 2:  # noqa: PLR2004 - a pair
            raise UserError("measures.explain_two", name=self.one.name)
        for end in unit:
            self.check_unit(end)
        value = float(self.one.function(self.source, *unit, **self.given))
        first, second = (self.unit_name(end) for end in unit)
        title = self.say("explain_pair", title=self.wording.title, first=first, second=second)
        return self.join(self.value(title, value), self.range(), self.reading())

    def of_unit(self, unit: Hashable) -> str:
        if unit is None:
            return self.join(self.whole(self.series()), self.reading())
        self.check_unit(unit)
        values = self.series()
        name = self.unit_name(unit)
        value = float(values.to_numpy(float)[values.index.tolist().index(unit)])
        if np.isnan(value):
            return self.none_of(name)
        sentence = self.sentence(value).replace("\0", name)
        return self.join(sentence, self.place(value, values.dropna()), self.reading())

    def of_matter(self, unit: Hashable) -> str:
        values = self.series()
        if unit is None:
            return self.join(self.whole(values), self.reading())
        matter, area = unit if isinstance(unit, tuple) else (unit, None)
        own = _only(values, "matter", matter)
        own = own if area is None else _only(own, "area", area)
        shown = own.iloc[:_MOST_CELLS]
        lines = [
            self.cell_value(self.cell(cell), value)
            for cell, value in zip(shown.index.tolist(), shown.to_numpy(float), strict=True)
        ]
        left = len(own) - len(shown)
        more = self.say("explain_more_cells", count=left) if left else ""
        return self.join(*lines, more, self.reading())

    def series(self) -> pd.Series:
        found: pd.Series = self.one.function(self.source, **self.given)
        return found

    @property
    def wording(self) -> Wording:
        return self.one.wording(self.lang)

    def say(self, key: str, **params: object) -> str:
        return say(f"measures.{key}", self.lang, **params)

    def join(self, *sentences: str) -> str:
        return (" " if self.lang == "en" else "").join(filter(None, sentences))

    def without(self, reason: str) -> str:
        return self.say("explain_none", title=self.wording.title, reason=reason)

    def none_of(self, name: str) -> str:
        title, reason = self.wording.title, self.wording.undefined
        return self.say("explain_none_unit", title=title, unit=name, reason=reason)

    def reading(self) -> str:
        return self.join(self.wording.reading, self.say(f"explain_{self.one.higher}"))

    def number(self, value: float) -> str:
        return number(value, self.one.dimension)

    def value(self, title: str, value: float) -> str:
        text = quantity(value, self.one.dimension, self.lang)
        return self.say("explain_value", title=title, value=text)

    def range(self) -> str:
        low, high = (None if end is None else self.number(end) for end in self.one.range)
        if low is None and high is None:
            return ""
        key = "low" if high is None else "high" if low is None else "both"
        return self.say(f"explain_range_{key}", low=low, high=high)

    def sentence(self, value: float) -> str:
        """Return the measure's own sentence, with a mark where the unit's name goes."""
        text = self.wording.sentence.format(unit="\0", value=self.number(value))
        return singular(text.replace("(s)", "s")) if self.lang == "en" else text

    def place(self, value: float, among: pd.Series) -> str:
        """Say where a value stands, from the end that is nearer."""
        numbers = among.to_numpy(float)
        count = len(numbers)
        same = np.isclose(numbers, value, rtol=1e-9, atol=1e-12)
        equal = int(same.sum()) - 1
        if equal == count - 1:
            return self.say("explain_all_equal", count=f"{count:,}") if equal else ""
        if 2 * equal >= count:
            return self.say("explain_most", equal=f"{equal:,}", others=f"{count - 1:,}")
        more = int(((numbers > value) & ~same).sum())
        less = count - more - equal - 1
        end, before = ("high", more) if more <= less else ("low", less)
        ties = singular(self.say("explain_ties", count=f"{equal:,}")) if equal else ""
        return self.say(
            f"explain_{end}_{'further' if before else 'first'}",
            place=ordinal(before + 1) if self.lang == "en" else before + 1,
            count=f"{count:,}",
            median=self.number(float(np.median(numbers))),
            ties=ties,
        )

    def whole(self, values: pd.Series) -> str:
        """Say the range and the median of all values, and which is the highest."""
        filled = values.dropna()
        if filled.empty:
            return self.without(self.wording.undefined)
        numbers = filled.to_numpy(float)
        top = filled.index.tolist()[int(numbers.argmax())]
        per_unit = self.one.per == "unit"
        return self.say(
            "explain_units" if per_unit else "explain_cells",
            title=self.wording.title,
            count=f"{len(numbers):,}",
            low=self.number(float(numbers.min())),
            median=self.number(float(np.median(numbers))),
            high=self.number(float(numbers.max())),
            top=self.unit_name(top) if per_unit else self.cell(top),
        )

    def check_unit(self, unit: Hashable) -> None:
        known = network(self.source).nodes.tolist()
        if unit not in known:
            raise UnknownNameError.among("model.as_units", str(unit), map(str, known))

    def unit_name(self, unit: Hashable) -> str:
        if not isinstance(self.source, Structure):
            return str(unit)
        return _row_name(self.source.units, str(unit), self.lang)

    def cell_value(self, where: str, value: float) -> str:
        if np.isnan(value):
            return self.none_of(where)
        return self.value(self.say("explain_of", title=self.wording.title, of=where), value)

    def cell(self, cell: tuple[str, object]) -> str:
        """Return the names of a matter and of its area, where it has one."""
        matter, area = cell
        if not isinstance(self.source, Structure):
            return str(matter)
        name = _row_name(self.source.matters, matter, self.lang)
        if not isinstance(area, str):
            return name
        where = _row_name(self.source.areas, area, self.lang)
        return self.say("explain_cell", matter=name, area=where)


def _only(values: pd.Series, level: str, key: Hashable) -> pd.Series:
    known = values.index.get_level_values(level)
    if key not in known:
        names = map(str, known.unique().dropna())
        raise UnknownNameError.among(f"measures.as_{level}s", str(key), names)
    found: pd.Series = values[known == key]
    return found


def _row_name(table: pd.DataFrame, key: str, lang: Language) -> str:
    """Return the name of a row, in English where it has one and English is asked for."""
    found = table.loc[table["id"] == key, ["name", "name_en"]]
    if found.empty:
        return key
    name, english = found.iloc[0]
    return str(english if lang == "en" and isinstance(english, str) else name)
