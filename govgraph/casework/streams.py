"""The states of the cases that enter at one door, and the trials that lead from state to state."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from govgraph.casework.desks import Desks
from govgraph.casework.flow import GIVEN_UP, SETTLED, STUCK
from govgraph.casework.sheet import AT_ONCE, RESPONSE, WHOLE, Means, Reply, Sheet, State
from govgraph.casework.standing import Standing
from govgraph.casework.ways import Call, Ways, superiors_above


@dataclass(eq=False)
class Stream:
    """The cases of one cell that enter at one door.

    Attributes
    ----------
    ways, standing, desks : Ways, Standing, Desks
        What the structure leaves to cases of the matter.
    sheet : Sheet
        Where states and trials are put.
    cell : int
        Row of the cell.
    door : str
        The unit where the cases come in.
    remote : bool
        Whether people need not attend in person.
    higher : int
        State where a person comes in who goes over heads, −1 for none; known after `enter`.
    """

    ways: Ways
    standing: Standing
    desks: Desks
    sheet: Sheet
    cell: int
    door: str
    remote: bool
    higher: int = -1
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    def enter(self) -> int:
        """Add the door and everything that can follow; return the state in which cases begin."""
        start, _ = self._state(self.door, "receive")
        leads = self.standing.having("lead")
        responsible = self._responsible(leads)
        if responsible:
            self.sheet.turn(start, "certain", self._handle(responsible), "refer")
        elif not leads:
            self.sheet.turn(start, "certain", self._climb(self.door), "escalate")
        else:
            self._refer(start, leads)
        return start

    def _responsible(self, leads: tuple[str, ...]) -> str | None:
        """Return the door where it leads or may decide itself, else its home where that leads."""
        if self.door in leads or self._decides_alone(self.door):
            return self.door
        home = self.desks.organisation(self.door)
        return home if home in leads else None

    def _decides_alone(self, unit: str) -> bool:
        return unit in self.standing.having("decide") and not self.standing.lacking(unit)

    def _refer(self, start: int, leads: tuple[str, ...]) -> None:
        """Call a lead where the door can, else send cases on; without a rule some go astray."""
        self._summon(start, leads)
        right = [self._towards(self.door, lead) for lead in leads]
        wrong = [unit for unit in self.standing.having("assist") if unit != self.door]
        if wrong and not self.ways.referred(self.door) & set(leads):
            astray = [self._astray(unit, leads) for unit in wrong]
            self.sheet.turn(start, "misroute", astray, "refer")
        self.sheet.turn(start, "certain", right, "refer")

    def _summon(self, start: int, leads: tuple[str, ...]) -> None:
        """Call the lead that answers likeliest; a refused case takes the ordinary way."""
        calls = [(self.ways.call(self.door, lead), lead) for lead in leads]
        live = [(call, lead) for call, lead in calls if call is not None]
        if live:
            call, lead = min(live, key=_likeliest)
            reply = Reply(RESPONSE, call.limit_hours, call.relation)
            self.sheet.turn(start, "comply", self._handle(lead), "call", reply=reply)

    def _astray(self, unit: str, leads: tuple[str, ...]) -> int:
        state, new = self._state(unit, "forward")
        if new:
            self.sheet.turn(state, "send_back", self._start, "return")
            self.sheet.turn(state, "certain", [self._towards(unit, a) for a in leads], "pass_on")
        return state

    @property
    def _start(self) -> int:
        return self._known[self.door, "receive"]

    def _towards(self, unit: str, lead: str) -> int:
        """Return the first state on the way from a unit to a lead.

        Where nothing hands the case over, the person takes it to the lead.
        """
        between = self.ways.hand_over(unit, lead)
        if between is None:
            state, new = self._state(lead, "receive")
            if new:
                self.sheet.turn(state, "certain", self._take_on(lead), "refer")
            return state
        goal = self._take_on(lead)
        for step in reversed(between):
            # A unit may stand on the ways to several leads: its state is one per lead.
            state, new = self._state(step, f"forward {lead}")
            if new:
                self.sheet.turn(state, "certain", goal, "refer")
            goal = state
        return goal

    def _take_on(self, lead: str) -> int:
        """Return where a case comes to a lead: with several of them, each may pass it on."""
        leads = self.standing.having("lead")
        if len(leads) == 1:
            return self._handle(lead)
        state, new = self._state(lead, "forward")
        if new:
            self.sheet.turn(state, "take", self._handle(lead), "refer", len(leads))
            self.sheet.turn(state, "send_back", self._start, "return")
            others = [self._take_on(other) for other in leads if other != lead]
            self.sheet.turn(state, "certain", others, "pass_on")
        return state

    def _handle(self, unit: str) -> int:
        """Return the state in which a responsible unit handles a case."""
        state, new = self._state(unit, "handle")
        if not new:
            return state
        missing = self.standing.data_out_of_reach(unit)
        if missing:
            self.sheet.turn(state, "data_return", self._start, "return", missing)
        assistants = [one for one in self.standing.having("assist") if one != unit]
        lacking, left = (
            self.standing.lacking(unit),
            self.standing.lacking(unit, *assistants),
        )
        if left:
            needed = assistants if lacking - left else []
            self._cooperate(state, unit, needed, left)
            return state
        if assistants:
            self._join(state, unit, assistants, always=bool(lacking))
        if not lacking:
            self._settle(state, unit)
        return state

    def _join(self, state: int, unit: str, assistants: list[str], *, always: bool) -> None:
        end = self._conclude(unit)
        parts = [self._state(one, f"assist {unit}")[0] for one in assistants]
        for part, following in zip(parts, [*parts[1:], end], strict=True):
            self.sheet.turn(part, "certain", following, "join")
        self.sheet.turn(state, "join", parts[0], "join", float(always))
        self.sheet.forks.extend((state, part, end) for part in parts)
        if always:
            self.sheet.turn(state, "certain", self._climb(unit), "escalate")

    def _cooperate(self, state: int, unit: str, needed: list[str], powers: Iterable[str]) -> None:
        """Win the powers that are missing, one holder after the other, or report to the top."""
        means = [self._means(unit, power) for power in sorted(powers)]
        if None in means:
            bodies = self._bodies(unit, powers)
            target = self._arbitrate(bodies[0], self._climb(unit)) if bodies else self._climb(unit)
            self.sheet.turn(state, "certain", target, "escalate")
            return
        for assistant in needed:
            state = self._visit(state, Means(assistant, "certain"), unit)
        for one in dict.fromkeys(one for one in means if one is not None):
            state = self._visit(state, one, unit)
        self.sheet.turn(state, "certain", self._conclude(unit), "join")

    def _visit(self, state: int, means: Means, unit: str) -> int:
        """Add the visit of a unit that lends its power, or refuses it."""
        holder, kind, x, reply = means
        phase, action = {"comply": ("called", "call"), "agree": ("assist", "ask")}.get(
            kind, ("assist", "join")
        )
        target, _ = self._state(holder, f"{phase} from {state}")
        self.sheet.turn(state, kind, target, action, x, reply=reply)
        if kind != "certain":
            refused = Reply(WHOLE, reply.limit_hours) if reply.delay else AT_ONCE
            self.sheet.turn(state, "certain", self._climb(unit), "escalate", reply=refused)
        return target

    def _means(self, unit: str, power: str) -> Means | None:
        """Return how a unit may win a power: by the likeliest call, else by asking; or None."""
        holders = self.standing.holders[power]
        calls = [(self.ways.call(unit, holder), holder) for holder in holders]
        live = [(call, holder) for call, holder in calls if call is not None]
        if live:
            call, holder = min(live, key=_likeliest)
            reply = Reply(RESPONSE, call.limit_hours, call.relation)
            return Means(holder, "comply", reply=reply)
        asked = [holder for holder in holders if self.ways.can_ask(unit, holder)]
        return Means(min(asked), "agree", 1.0) if asked else None

    def _bodies(self, unit: str, powers: Iterable[str]) -> list[str]:
        """Return the joint bodies that decide over holders of all powers that are missing."""
        found: set[str] | None = None
        for power in powers:
            own = {
                body
                for holder in self.standing.holders[power]
                for body in self.ways.bodies(unit, holder)
            }
            found = own if found is None else found & own
        return sorted(found or ())

    def _conclude(self, unit: str) -> int:
        state, new = self._state(unit, "conclude")
        if new:
            self._settle(state, unit)
        return state

    def _settle(self, state: int, unit: str) -> None:
        """Settle the case, or have the person give up, report to the superior, or try again."""
        turn = self.sheet.turn
        turn(state, "settle", SETTLED, "settle", self.standing.data_out_of_reach(unit))
        turn(state, "give_up", GIVEN_UP, "give_up")
        above = self._climb(unit)
        if above != STUCK:
            turn(state, "escalate", above, "escalate")
        turn(state, "certain", self._handle(unit), "retry")

    def _climb(self, unit: str) -> int:
        """Return the state of the first to whom an exception at a unit climbs."""
        having = self.standing.having("decide")
        deciders = [one for one in having if one != unit and self._decides_alone(one)]
        chain = [*deciders, *superiors_above(self.ways.structure, unit)]
        above = STUCK
        for superior in reversed(chain):
            above = self._arbitrate(superior, above)
            if self._is_higher(superior):
                self.higher = above
        return above

    def _is_higher(self, superior: str) -> bool:
        level = self.desks.level
        return level[superior] is not None and level[superior] != level[self.door]

    def _arbitrate(self, superior: str, above: int) -> int:
        """Return the state in which a superior or joint body decides, or reports further up."""
        state, new = self._state(superior, "arbitrate")
        if not new:
            return state
        binding = self.standing.binding(superior) or self._decides_alone(superior)
        if binding:
            self.sheet.turn(state, "decide", SETTLED, "settle")
        self.sheet.turn(state, "give_up", GIVEN_UP, "give_up")
        if binding and above == STUCK:
            self.sheet.turn(state, "certain", state, "retry")
        else:
            self.sheet.turn(state, "certain", above, "escalate")
        return state

    def _state(self, unit: str, doing: str) -> tuple[int, bool]:
        """Return the state of a unit doing something, and whether it is new."""
        if (unit, doing) in self._known:
            return self._known[unit, doing], False
        phase = doing.partition(" ")[0]
        own = phase in ("handle", "assist", "called")
        work = self.standing.work.get(unit, -1) if own else -1
        attends = not self.remote and phase in ("receive", "handle", "assist", "called")
        site = self.desks.front(unit, self.standing.matter) if attends else None
        state = self.sheet.add(State(unit, self.cell, phase, work, site))
        self._known[unit, doing] = state
        return state, True


def _likeliest(one: tuple[Call, str]) -> tuple[float, str]:
    """Order calls: the likeliest to be answered first, then by id; unstated ones come last."""
    return -(one[0].probability or 0.0), one[1]
