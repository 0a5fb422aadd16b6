"""Transferring functions: work on some matters goes from one unit to another with its means."""

from collections.abc import Sequence
from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.counterparts import RULING
from govgraph.reforms.draft import Draft
from govgraph.reforms.sharing import hand_over

_REASON = "reforms.handed_over"


@dataclass(frozen=True)
class Functions:
    """What goes from one unit to another.

    Attributes
    ----------
    matters : sequence of str
        Matters whose duties, powers, doors, goals and own ties go.
    line : str
        A line whose matters and powers go too; empty for none.
    subordinates : sequence of str
        Units that are led or guided by the other unit from then on.
    staff : float
        Share of officials, quota and posts that goes along.
    """

    matters: Sequence[str] = ()
    line: str = ""
    subordinates: Sequence[str] = ()
    staff: float = 0.0


def transfer(draft: Draft, source: str, target: str, functions: Functions) -> None:
    """Hand functions over from one unit to another.

    Parameters
    ----------
    draft : Draft
        The draft.
    source, target : str
        The unit that gives and the one that receives.
    functions : Functions
        What goes.

    Raises
    ------
    UserError
        When the unit has nothing of it.
    """
    matters = list(functions.matters)
    if functions.line:
        about = draft.frame("matters")
        matters += about.loc[about["line"] == functions.line, "id"].tolist()
    moves = [(table, "unit", {"matter": matters}) for table in ("duties", "powers", "goals")]
    moves += [("demand", "door", {"matter": matters})]
    moves += [("relations", end, {"matter": matters}) for end in ("source", "target")]
    heads = {"target": list(functions.subordinates), "kind": [*RULING]}
    moves += [("relations", "source", heads)]
    if functions.line:
        moves += [(table, "unit", {"line": [functions.line]}) for table in ("powers", "unit_lines")]
    handed = 0
    for table, column, about_what in moves:
        rows = draft.rows(table, **{column: source, **about_what})
        draft.change(table, rows, _REASON, **{column: target})
        handed += len(rows)
    if functions.staff:
        hand_over(draft, source, [target], [functions.staff], _REASON)
    elif not handed:
        raise UserError("reforms.nothing_handed_over", source=source)
    draft.settle(_REASON)
