"""What a proposition is: a claim, whose it is, and the number whose sign answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from govgraph.propositions.setting import Setting
from govgraph.text.bilingual import Bilingual

#: Whether a source claims it, or theory suggests it.
Origin: TypeAlias = Literal["reported", "hypothesis"]
#: How its effect is written: a share in per cent, or a plain number.
Form: TypeAlias = Literal["share", "number"]


@dataclass(frozen=True)
class Proposition:
    """A claim about stages of a reform that the model can bear out or not.

    Attributes
    ----------
    name : str
        What users type.
    origin : {"reported", "hypothesis"}
        ``reported`` where a source claims it, ``hypothesis`` where theory suggests it.
    statement : Bilingual
        The claim.
    measured : Bilingual
        What its effect is, with its unit.
    effect : callable
        Takes the `Setting` of a draw and gives a number. The proposition cannot be judged in the
        draw where the number is ``nan`` or a measure in it is undefined. Must be a function of a
        module, for other processes.
    form : {"share", "number"}
        How the number is written.
    above : float
        The proposition holds in a draw where its effect is above this number.
    below : float, optional
        Where given, it holds where its effect is below this number instead.

    Examples
    --------
    >>> from govgraph.propositions import Proposition
    >>> from govgraph.text.bilingual import Bilingual
    >>> fewer = Proposition(
    ...     "fewer_hand_offs",
    ...     "hypothesis",
    ...     Bilingual("Cases are handed over less often.", "移交次数减少。"),
    ...     Bilingual("fall in hand-offs per case", "件均移交次数的降幅"),
    ...     lambda drawn: drawn.mean("before", "hand_offs") - drawn.mean("after", "hand_offs"),
    ...     "number",
    ... )
    >>> fewer.statement.label("zh")
    '移交次数减少。'
    """

    name: str
    origin: Origin
    statement: Bilingual
    measured: Bilingual
    effect: Callable[[Setting], float]
    form: Form = "share"
    above: float = 0.0
    below: float | None = None

    def holds(self, effects: pd.Series) -> pd.Series:
        """Tell of each effect whether the proposition holds there; not where it is ``nan``."""
        return effects > self.above if self.below is None else effects < self.below
