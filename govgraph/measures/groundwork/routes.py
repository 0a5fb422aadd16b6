"""Routes between two units: what a coordination path is made of, and how it reads."""

from dataclasses import dataclass
from typing import Literal

from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure
from govgraph.text import Language, label, say

Direction = Literal["up", "down", "across"]
Mode = Literal["decision", "agreement", "none"]
Sort = Literal["plain", "lawful", "advisory"]


@dataclass(frozen=True)
class Step:
    """One step of a route.

    Attributes
    ----------
    kind : str
        Kind of the relation; empty for a plain graph.
    direction : {"up", "down", "across"}
        Towards the superior, towards the subordinate, or to the side.
    source, target : str
        Where the step starts and ends.
    through : str or None
        The joint body in which the two meet, when it is neither start nor end.
    """

    kind: str
    direction: Direction
    source: str
    target: str
    through: str | None = None


@dataclass(frozen=True)
class Route:
    """A coordination path between two units.

    Attributes
    ----------
    sort : {"plain", "lawful", "advisory"}
        Shortest path over any ties; over ``leads`` with at most one lateral step; the same over
        ``leads`` and ``guides``.
    units : tuple of str
        Units on the way, both ends included, and a joint body between two of its members too
        (the three make one step).
    steps : tuple of Step
        The steps.
    mode : {"decision", "agreement", "none"}
        Whether someone decides along the route, the two sides must agree, or the route says
        nothing about it (plain and advisory routes).
    decider : str or None
        Who decides, or who would arbitrate when agreement fails; None for nobody.

    Examples
    --------
    >>> from govgraph.measures.groundwork.routes import Route, Step
    >>> up = Step("leads", "up", "environment", "county")
    >>> route = Route("lawful", ("environment", "county"), (up,), "decision", "county")
    >>> route.length, route.lateral, route.advisory
    (1, None, False)
    """

    sort: Sort
    units: tuple[str, ...]
    steps: tuple[Step, ...]
    mode: Mode = "none"
    decider: str | None = None

    @property
    def length(self) -> int:
        """Number of steps."""
        return len(self.steps)

    @property
    def lateral(self) -> str | None:
        """Kind of the lateral step of a lawful or advisory route; None without one."""
        if self.sort == "plain":
            return None
        return next((step.kind for step in self.steps if step.direction == "across"), None)

    @property
    def advisory(self) -> bool:
        """Whether the route runs over guidance and so carries advice only."""
        return self.sort == "advisory"

    def sentence(self, source: GraphLike, lang: Language = "en") -> str:
        """Return the route as a sentence that names every unit, and who decides.

        Parameters
        ----------
        source : Structure or networkx graph
            Where the names are.
        lang : {"en", "zh"}
            Language.

        Returns
        -------
        str
            The sentence.
        """
        legs = [_leg(step, source, lang) for step in self.steps]
        text = say(
            f"measures.route_{self.sort}",
            lang,
            start=_name(source, self.units[0], lang),
            end=_name(source, self.units[-1], lang),
            length=self.length,
            legs=say("measures.leg_join", lang).join(legs),
        )
        return text + self._verdict(source, lang)

    def _verdict(self, source: GraphLike, lang: Language) -> str:
        if self.mode == "none":
            return ""
        if self.decider is None:
            return say("measures.agreement_nobody", lang)
        return say(f"measures.{self.mode}", lang, unit=_name(source, self.decider, lang))


@dataclass(frozen=True)
class Paths:
    """All that is to be said about the way between two units.

    Attributes
    ----------
    start, end : str
        The two units.
    plain, lawful : Route or None
        The shortest routes; None when there is none.
    advisory : Route or None
        The route over guidance, when there is no lawful route or only a longer one.
    """

    start: str
    end: str
    plain: Route | None
    lawful: Route | None
    advisory: Route | None

    def sentences(self, source: GraphLike, lang: Language = "en") -> list[str]:
        """Return one sentence for each of plain, lawful and, where it adds anything, advisory."""
        ends = {"start": _name(source, self.start, lang), "end": _name(source, self.end, lang)}
        return [
            route.sentence(source, lang) if route else say(f"measures.no_{sort}", lang, **ends)
            for sort, route in (("plain", self.plain), ("lawful", self.lawful))
        ] + ([self.advisory.sentence(source, lang)] if self.advisory else [])


def _name(source: GraphLike, unit: str, lang: Language) -> str:
    return source.unit_name(unit, lang) if isinstance(source, Structure) else str(unit)


def _leg(step: Step, source: GraphLike, lang: Language) -> str:
    through = "_through" if step.through is not None else ""
    return say(
        f"measures.leg_{step.direction}{through}",
        lang,
        unit=_name(source, step.target, lang),
        kind=_kind(step.kind, lang),
        body=_name(source, step.through, lang) if step.through is not None else "",
    )


def _kind(kind: str, lang: Language) -> str:
    return say("measures.leg_kind", lang, kind=label("relation_kind", kind, lang)) if kind else ""
