"""What is claimed of the mediation centre of X District, each claim as a number."""

from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.cases.loading import load, workload
from govgraph.casework.analysis import Analysis
from govgraph.casework.parameters import PARAMETERS
from govgraph.casework.yardsticks import Terms
from govgraph.errors import UndefinedMeasureError
from govgraph.measures import coordination
from govgraph.model.structure import Structure
from govgraph.propositions.effects import typical_fall
from govgraph.propositions.setting import Setting
from govgraph.propositions.stages import Stage

Floats = NDArray[np.float64]
_CENTRE, _RECEPTION = "X.centre", "X.petitions@X.centre"
#: Part of the cases lodged above that a centre assessed on reception takes in itself.
_DRAWN_IN = 0.5


def between() -> dict[str, Stage]:
    """Return the district under one roof, its centre assessed on reception alone."""
    colocated = load("x_district", "colocated")
    return {"counted": Stage(drawn_in(colocated), workload("x_district", "colocated"))}


def drawn_in(structure: Structure) -> Structure:
    """Return a structure where part of the cases lodged above come to the centre instead."""
    demand, local = structure.demand, Terms.of(structure).require_local()
    above = demand["door"].notna() & ~demand["door"].isin(local)
    numbers = ["cases", "low", "high"]
    stay, come = demand.copy(), demand[above].assign(door=_RECEPTION)
    stay.loc[above, numbers] *= 1 - _DRAWN_IN
    come[numbers] *= _DRAWN_IN
    both = pd.concat([stay, come], ignore_index=True)
    return structure.replacing(structure.about, {"demand": both})


def reception_rises(setting: Setting) -> float:
    """Rise of the local reception rate under one roof."""
    return _rise(setting, "local_reception", "before", "colocated")


def resolution_rises(setting: Setting) -> float:
    """Rise of the local resolution rate under one roof."""
    return _rise(setting, "local_resolution", "before", "colocated")


def first_resolution_high(setting: Setting) -> float:
    """First-petition resolution rate under one roof."""
    return _yardstick(setting, "first_resolution", "colocated")


def resolution_by_data(setting: Setting) -> float:
    """Rise of the local resolution rate by delegated decisions and shared data."""
    return _rise(setting, "local_resolution", "colocated", "data")


def one_place(setting: Setting) -> float:
    """Places per case under one roof."""
    return setting.mean("colocated", "places")


def one_place_at_centre(setting: Setting) -> float:
    """Places per case brought to the centre."""
    analysis = setting.analysis("colocated")
    passage = analysis.passage
    here = (analysis.flow.states["site"] == _CENTRE).to_numpy(bool) & (passage.entries > 0)
    return float(np.average(analysis.by_state("places")[here], weights=passage.entries[here]))


def fewer_places(setting: Setting) -> float:
    """Fall of the places per case under one roof."""
    return setting.mean("before", "places") - setting.mean("colocated", "places")


def path_kept(setting: Setting) -> float:
    """Fall of the lawful path between desks under one roof."""
    return _shortened(setting, "before", "colocated")


def path_by_decisions(setting: Setting) -> float:
    """Fall of the lawful path between desks by delegated decisions."""
    return _shortened(setting, "colocated", "decisions")


def path_by_data(setting: Setting) -> float:
    """Fall of the lawful path between desks by shared data."""
    return _shortened(setting, "decisions", "data")


def matter_path_by_decisions(setting: Setting) -> float:
    """Fall of the lawful path between all who share a matter, by delegated decisions."""
    before, after = (
        setting.measure(stage, "coordination.matter_average")
        for stage in ("colocated", "decisions")
    )
    return before - after


def quicker_by_data(setting: Setting) -> float:
    """Fall of the time of the typical case by shared data."""
    return typical_fall(setting.analysis("decisions"), setting.analysis("data"))


def keeps_up(setting: Setting) -> float:
    """Load of the busiest desk of the centre today."""
    return float(_at_centre(setting).max())


def surge_double(setting: Setting) -> float:
    """Load of the busiest desk of a centre that keeps up today, with twice the cases."""
    return _surge(setting, 2.0)


def surge_fourfold(setting: Setting) -> float:
    """Load of the busiest desk of a centre that keeps up today, with four times the cases."""
    return _surge(setting, 4.0)


def reception_first(setting: Setting) -> float:
    """Lead in load of the reception desk over every other desk of the centre."""
    loads = _at_centre(setting)
    return float(loads[_RECEPTION] - loads.drop(_RECEPTION).max())


def counted_less_tried(setting: Setting) -> float:
    """Smaller one of two rises, of reception and repeats, where less is tried to settle."""
    return _together(setting, "resolve")


def counted_formally(setting: Setting) -> float:
    """Smaller one of two rises, of reception and repeats, where cases are closed formally."""
    return _together(setting, "confirm")


def _yardstick(setting: Setting, name: str, stage: str) -> float:
    return setting.yardstick(setting.analysis(stage), stage, name)


def _rise(setting: Setting, name: str, first: str, second: str) -> float:
    return _yardstick(setting, name, second) - _yardstick(setting, name, first)


def _shortened(setting: Setting, first: str, second: str) -> float:
    """Return the mean fall of the path over the pairs of desks that have one at both stages."""
    before, after = (setting.fixed(stage, desk_paths) for stage in (first, second))
    return float(np.nanmean(before - after))


def desk_paths(structure: Structure) -> Floats:
    """Return the lawful path of each pair of desks in the centre, nan for a pair without one.

    Where there is no centre yet, those of the departments that will send the desks.
    """
    known = set(structure.units["id"])
    desks = [desk if desk in known else desk.partition("@")[0] for desk in _desks()]
    return np.array([_steps(structure, *pair) for pair in combinations(desks, 2)])


def _steps(structure: Structure, first: str, second: str) -> float:
    try:
        return coordination.between(structure, first, second)
    except UndefinedMeasureError:
        return np.nan


@cache
def _desks() -> tuple[str, ...]:
    units = load("x_district", "colocated").units["id"]
    return tuple(units[units.str.endswith(f"@{_CENTRE}")])


@cache
def _in_centre() -> frozenset[str]:
    units = load("x_district", "colocated").units
    return frozenset(units.loc[units["site"] == _CENTRE, "id"])


def _at_centre(setting: Setting) -> pd.Series:
    """Return the load of every desk in the centre."""
    analysis = setting.analysis("colocated")
    loads = pd.Series(analysis.loads.utilisation, index=analysis.flow.desks["unit"])
    return loads[loads.index.isin(_in_centre())]


def _surge(setting: Setting, times: float) -> float:
    """Return the load of the busiest desk with so many times the cases: it grows as they do."""
    today = keeps_up(setting)
    return times * today if today < 1 else np.nan


def _together(setting: Setting, least: str) -> float:
    """Return the smaller rise of reception and repeats, a parameter being at its lowest."""
    counted = setting.analysis("counted", parameters={least: PARAMETERS[least].low})
    return min(_gain(setting, counted, name) for name in ("local_reception", "repeat_petitions"))


def _gain(setting: Setting, counted: Analysis, name: str) -> float:
    return setting.yardstick(counted, "counted", name) - _yardstick(setting, name, "colocated")
