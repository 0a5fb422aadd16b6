"""What is claimed of Longgang without townships, each claim as a number."""

from collections.abc import Callable
from functools import cache

import numpy as np

from govgraph.cases.counties import standing
from govgraph.cases.longgang.place import (
    departments,
    exchange,
    orders,
    promotion,
    units_in,
    weekly_hours,
)
from govgraph.cases.partly import partly
from govgraph.measures import arbitration, control, counterparts
from govgraph.model.structure import Structure
from govgraph.propositions.effects import fall, rise, typical_fall
from govgraph.propositions.setting import Setting
from govgraph.propositions.stages import Stage

_ABOVE, _TOWN, _COUNTY, _CITY = "3303", "330327101", "330327", "330383"
#: Steps of the next step: social organisations, and the platform with its mobile service.
_SOCIAL, _DIGITAL = range(1, 13), range(13, 17)
_OPERATOR = "LG.services"


def between() -> dict[str, Stage]:
    """Return what single parts of the next step make of the city."""
    return {
        "social": partly("longgang", "proposed", _SOCIAL),
        "digital": partly("longgang", "proposed", _DIGITAL),
    }


def levels_fall(setting: Setting) -> float:
    """Fall of the steps from the prefecture to a community, against the town of 2018."""
    return _less(setting, steps_down, "2018", _TOWN)


def levels_fewer(setting: Setting) -> float:
    """Fewer steps from the prefecture to a community than in Cangnan, which has townships."""
    return _less(setting, steps_down, "2023", _COUNTY)


def work_rises(setting: Setting) -> float:
    """Rise of the hours of case work of an official, against the town of 2018."""
    return rise(_hours(setting, "2018", _TOWN), _hours(setting, "2023", _CITY))


def work_exceeds(setting: Setting) -> float:
    """By how much the hours of case work of an official exceed those in Cangnan."""
    return rise(_hours(setting, "2023", _COUNTY), _hours(setting, "2023", _CITY))


def promotion_lower(setting: Setting) -> float:
    """By how much fewer posts wait above a person than in Cangnan."""
    here, there = _both(setting, promotion, "2023", _COUNTY)
    return fall(there, here)


def promotion_rises(setting: Setting) -> float:
    """Rise of the posts above a person, against the town of 2018."""
    here, there = _both(setting, promotion, "2018", _TOWN)
    return rise(there, here)


def exchange_lower(setting: Setting) -> float:
    """By how much fewer units a leading official can be exchanged with than in Cangnan."""
    here, there = _both(setting, exchange, "2023", _COUNTY)
    return fall(there, here)


def exchange_falls(setting: Setting) -> float:
    """Fall of the units to exchange with, against the county that the town was part of."""
    here, there = _both(setting, exchange, "2018", _COUNTY)
    return fall(there, here)


def more_counterparts(setting: Setting) -> float:
    """More superior counterparts of a department than in Cangnan."""
    return -_less(setting, counterparts_above, "2023", _COUNTY)


def control_kept(setting: Setting) -> float:
    """Fall of the control lost between the prefecture and a community, against 2018."""
    return _less(setting, loss, "2018", _TOWN)


def control_kept_better(setting: Setting) -> float:
    """Less control lost between the prefecture and a community than in Cangnan."""
    return _less(setting, loss, "2023", _COUNTY)


def top_arbitrates(setting: Setting) -> float:
    """Rise of the share of pairs that only the top can arbitrate, prefecture and all."""
    return setting.fixed("2023", arbitration.top_share) - setting.fixed(
        "2018", arbitration.top_share
    )


def head_arbitrates(setting: Setting) -> float:
    """More pairs of a place that only its head can arbitrate than in Cangnan."""
    return -_less(setting, head_share, "2023", _COUNTY)


def social_relief(setting: Setting) -> float:
    """Fall of the hours of the city's own units by social organisations."""
    return _relief(setting, "social")


def social_cost(setting: Setting) -> float:
    """Rise of the hours in the city, those of social organisations among them."""
    before, after = (_total(setting, stage, stage) for stage in ("2023", "social"))
    return rise(before, after)


def social_slower(setting: Setting) -> float:
    """Rise of the time of the typical case that social organisations help with."""
    before, after = setting.analysis("2023"), setting.analysis("social")
    return -typical_fall(
        before, after, "hours", matters=setting.fixed("social", helped), areas={_CITY}
    )


def digital_relief(setting: Setting) -> float:
    """Fall of the hours of the city's own units by the platform and its mobile service."""
    return _relief(setting, "digital")


def digital_cost(setting: Setting) -> float:
    """Rise of the hours at the bureau that operates the mobile service."""
    own = frozenset({_OPERATOR})
    before, after = (weekly_hours(setting.analysis(one), own)[0] for one in ("2023", "digital"))
    return rise(before, after)


def keeps_up(setting: Setting) -> float:
    """Load of the city's busiest desk after the next step, where all kept up before."""
    before, after = (_busiest(setting, stage) for stage in ("2023", "proposed"))
    return after if before < 1 else float("nan")


def widest_span(_setting: Setting) -> float:
    """Percentile of the units directly below, among all counties."""
    return _percentile("span")


def fewest_levels(_setting: Setting) -> float:
    """Percentile of the levels below, among all counties."""
    return _percentile("levels")


def _less(
    setting: Setting, measure: Callable[[Structure, str], float], stage: str, place: str
) -> float:
    """By how much the city of 2023 has less of what no number drawn moves than another place."""
    there = setting.fixed(stage, _of(measure, place))
    return there - setting.fixed("2023", _of(measure, _CITY))


@cache
def _of(measure: Callable[[Structure, str], float], place: str) -> Callable[[Structure], float]:
    return lambda structure: measure(structure, place)


def _hours(setting: Setting, stage: str, place: str) -> float:
    """Return the hours of case work a week of one who works cases."""
    own = _units(setting, stage, place)
    hours, officials = weekly_hours(setting.analysis(stage), own)
    return hours / officials


def _total(setting: Setting, stage: str, units_of: str) -> float:
    """Return the hours of case work a week at desks in the city of a stage, of units of another."""
    own = _units(setting, units_of, _CITY)
    return weekly_hours(setting.analysis(stage), own)[0]


def _relief(setting: Setting, part: str) -> float:
    return fall(_total(setting, "2023", "2023"), _total(setting, part, "2023"))


def _both(
    setting: Setting,
    measure: Callable[[Structure, frozenset[str]], float],
    stage: str,
    place: str,
) -> tuple[float, float]:
    """Return a measure of the city in 2023 and of another place at a stage."""
    here = measure(setting.structure("2023"), _units(setting, "2023", _CITY))
    return here, measure(setting.structure(stage), _units(setting, stage, place))


def _units(setting: Setting, stage: str, place: str) -> frozenset[str]:
    return units_in(setting.stages[stage].structure, place)


def _busiest(setting: Setting, stage: str) -> float:
    """Return the load of the busiest desk in the city."""
    analysis = setting.analysis(stage)
    own = analysis.flow.desks["unit"].isin(_units(setting, stage, _CITY)).to_numpy(bool)
    return float(analysis.loads.utilisation[own].max())


@cache
def _percentile(name: str) -> float:
    return float(standing(_CITY)["percentile"].to_dict()[name]) / 100


def helped(structure: Structure) -> frozenset[str]:
    """Return the matters with which social organisations help."""
    kind = structure.units.set_index("id")["kind"]
    duties = structure.duties
    own = duties["unit"].map(kind) == "social_organisation"
    return frozenset(duties.loc[own, "matter"])


def steps_down(structure: Structure, place: str) -> float:
    """Return the mean steps from the prefecture down to a community of a place."""
    paths = [structure.area_path(area) for area in structure.areas["id"]]
    level = structure.areas.set_index("id")["level"]
    own = [path for path in paths if place in path and level[path[0]] == "community"]
    return float(np.mean([path.index(_ABOVE) for path in own]))


def loss(structure: Structure, place: str) -> float:
    """Return the mean control lost between the prefecture and the communities of a place."""
    units, own = structure.units, units_in(structure, place)
    communities = units.loc[(units["kind"] == "community") & units["id"].isin(own), "id"]
    return 1 - float(control.retained(structure)[communities].mean())


def counterparts_above(structure: Structure, place: str) -> float:
    """Return the mean number of superior counterparts of the departments of a place."""
    return float(counterparts.above(structure)[departments(structure, place)].mean())


def head_share(structure: Structure, place: str) -> float:
    """Return the share of the pairs of a place, alone, that only its heads can arbitrate."""
    return arbitration.top_share(orders(structure, place))
