"""The rule about units that are assessed on what they cannot bring about."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.auditing.areas import area_numbers, nested
from govgraph.auditing.catalogue import NotApplicable, RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds
from govgraph.auditing.wielding import binds
from govgraph.measures.groundwork.holding import covered_matters
from govgraph.model.structure import Structure


@rule(
    "GG502",
    severity="high",
    en=RuleWording(
        title="Assessed without power",
        why="A unit that is scored on a result and can neither use nor command the powers it "
        "takes can only report, press others or polish figures.",
        remedy="Assess the unit that holds the power, assess both together, or confer the power "
        "with the target.",
        sentence="Assessed on “{objective}” ({matters}) without command of {powers}: {units}.",
    ),
    zh=RuleWording(
        title="有考核无权力",
        why="单位被考核某项结果，却既不具备也无权调动所需权力，只能层层上报、催办他人或者在数字上做文章。",
        remedy="改为考核有权单位或者共同考核，或者在下达指标的同时赋予相应权力。",
        sentence="{units}被考核“{objective}”（{matters}），却不掌握{powers}。",
    ),
    sources=("CarleyReminga2004",),
    tables=("goals", "needs", "powers"),
    merges=("units", "matters"),
)
def assessed_without_power(
    structure: Structure, thresholds: Thresholds
) -> Iterator[Evidence] | NotApplicable:
    """A goal concerns a matter whose needed powers the unit neither holds nor can bind."""
    del thresholds
    asked = _asked(structure)
    if not len(asked):
        return NotApplicable("auditing.no_goal_with_needs")
    return _judge(structure, asked)


def _asked(structure: Structure) -> pd.DataFrame:
    """Every power that every goal takes; a goal without a matter has those of its objective."""
    goals = structure.goals[["unit", "objective", "matter"]]
    goals = goals.assign(row=goals.index)
    known = goals[["objective", "matter"]].dropna().drop_duplicates()
    open_ = goals[goals["matter"].isna()].drop(columns="matter").merge(known, on="objective")
    goals = pd.concat([goals.dropna(subset="matter"), open_], ignore_index=True)
    return goals.merge(structure.needs[["matter", "power"]], on="matter")


def _judge(structure: Structure, asked: pd.DataFrame) -> Iterator[Evidence]:
    asked = asked.assign(wields=_wields(structure, asked))
    for (unit, row, matter), rows in asked[~asked["wields"]].groupby(["unit", "row", "matter"]):
        objective = rows["objective"].iloc[0]
        yield Evidence(
            units=(str(unit),),
            matters=(str(matter),),
            basis=grounds(structure, "goals", [int(str(row))]),
            values={
                "objective": Named("objective", (objective,)),
                "powers": Named("power", tuple(sorted(rows["power"]))),
            },
        )


def _wields(structure: Structure, asked: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell for every row whether the unit commands a holder whose territory meets its own."""
    held = covered_matters(structure).rename(columns={"unit": "holder"})
    held = held[["matter", "power", "holder", "area"]].drop_duplicates()
    pairs = asked.assign(asked=np.arange(len(asked))).merge(held, on=["matter", "power"])
    home = pairs["unit"].map(structure.units.set_index("id")["area"])
    near = nested(structure, area_numbers(structure, home), area_numbers(structure, pairs["area"]))
    pairs = pairs[near]
    commands = binds(structure, pairs["unit"], pairs["holder"])
    return np.isin(np.arange(len(asked)), pairs.loc[commands, "asked"])
