"""What is claimed of government WeChat accounts in Jiangsu, each claim as a number."""

import numpy as np
import pandas as pd

from govgraph.cases.jiangsu_wechat.stages import between
from govgraph.cases.jiangsu_wechat.ways import bureaus_of, shortest_way, ways_to_bureaus
from govgraph.casework.analysis import Analysis
from govgraph.measures.profile import function, information, mechanism, power
from govgraph.model.structure import Structure
from govgraph.propositions.effects import fall, typical_fall, weighted_median
from govgraph.propositions.setting import Floats, Setting

__all__ = ["between"]

#: What the ids of accounts that push, and of those that carry interaction, end in.
_PUSH, _TALK = ".account", ".office.service"


def ways_multiply(setting: Setting) -> float:
    """Rise of the independent ways from the public to a county's bureau."""
    return _fall_of_ways(setting, "interaction", "query")


def ways_by_push(setting: Setting) -> float:
    """The same by accounts that push or answer queries."""
    return _fall_of_ways(setting, "query", "before")


def shortest_shorter(setting: Setting) -> float:
    """Fall of the steps of the shortest way to a county's bureau."""
    before, after = (setting.fixed(stage, shortest_way) for stage in ("before", "interaction"))
    return before - after


def push_closes(setting: Setting) -> float:
    """Share of all concerns that come in through accounts that push, and are answered."""
    return _answered(setting, "push", _PUSH)


def interaction_closes(setting: Setting) -> float:
    """Share of all concerns that come in through accounts of interaction, and are answered."""
    return _answered(setting, "interaction", _TALK)


def more_answered(setting: Setting) -> float:
    """Rise of the share of all concerns that are answered."""
    return setting.mean("interaction", "settled") - setting.mean("before", "settled")


def unrouted_hands(setting: Setting) -> float:
    """Fall of the hand-offs per case by accounts that refer to nobody."""
    return setting.mean("query", "hand_offs") - setting.mean("unrouted", "hand_offs")


def unrouted_time(setting: Setting) -> float:
    """Fall of the time of the typical case by accounts that refer to nobody."""
    return typical_fall(setting.analysis("query"), setting.analysis("unrouted"))


def routed_hands(setting: Setting) -> float:
    """Fall of the hand-offs per case by accounts that refer to who leads."""
    return setting.mean("query", "hand_offs") - setting.mean("interaction", "hand_offs")


def routed_time(setting: Setting) -> float:
    """Fall of the time of the typical case by accounts that refer to who leads."""
    return typical_fall(setting.analysis("query"), setting.analysis("interaction"))


def accounts_alone(setting: Setting) -> float:
    """Fall of the highest profile by all accounts."""
    return _highest(setting, "before") - _highest(setting, "interaction")


def data_alone(setting: Setting) -> float:
    """Fall of the highest profile by shared data alone."""
    return _highest(setting, "interaction") - _highest(setting, "sharing")


def duties_alone(setting: Setting) -> float:
    """Fall of the highest profile by consultation, supervision and assessment alone."""
    return _highest(setting, "interaction") - _highest(setting, "consulting")


def data_and_duties(setting: Setting) -> float:
    """Fall of the highest profile by both."""
    return _highest(setting, "interaction") - _highest(setting, "collaborative")


def data_lower_information(setting: Setting) -> float:
    """Fall of the profile of information by shared data alone."""
    before, after = (setting.fixed(stage, information) for stage in ("interaction", "sharing"))
    return before - after


def small_loaded(setting: Setting) -> float:
    """Rise in load of the smallest third of the counties' bureaus less that of the largest."""
    before, after = (setting.analysis(stage) for stage in ("before", "cities"))
    bureaus = bureaus_of(setting.stages["before"].structure)
    rise = (_loads(after) - _loads(before))[bureaus]
    officials = pd.Series(before.loads.servers, before.flow.desks["unit"])[bureaus]
    low, high = officials.quantile([1 / 3, 2 / 3])
    return float(rise[officials <= low].mean() - rise[officials >= high].mean())


def unequal(setting: Setting) -> float:
    """How much less time a case through an account takes than one of its kind through a window."""
    analysis = setting.analysis("interaction")
    talking = _through(analysis, _TALK)
    account, others = (_hours(analysis, chosen) for chosen in (talking, ~talking))
    found = np.array([fall(*pair) for pair in zip(others, account, strict=True)])
    known = ~np.isnan(found)
    weights = analysis.passage.registered
    return weighted_median(found[known], weights[known]) if known.any() else np.nan


def off_record(setting: Setting) -> float:
    """Rise of the share of cases settled by a unit without a duty in the matter there."""
    before, after = (_without_duty(setting, stage) for stage in ("before", "interaction"))
    return after - before


def outrun_by_cities(setting: Setting) -> float:
    """Growth of the typical time less that of reach, by the accounts of the cities' offices."""
    return _outrun(setting, "before", "cities")


def outrun_by_counties(setting: Setting) -> float:
    """Growth of the typical time less that of reach, by those of the counties' offices too."""
    return _outrun(setting, "cities", "counties")


def outrun_by_bureaus(setting: Setting) -> float:
    """Growth of the typical time less that of reach, by those of the counties' bureaus too."""
    return _outrun(setting, "counties", "bureaus")


def _fall_of_ways(setting: Setting, first: str, second: str) -> float:
    return setting.fixed(first, ways_to_bureaus) - setting.fixed(second, ways_to_bureaus)


def _through(analysis: Analysis, ending: str) -> np.ndarray:
    """States of the units whose ids end so."""
    return analysis.flow.states["unit"].str.endswith(ending).to_numpy(bool)


def _answered(setting: Setting, stage: str, ending: str) -> float:
    analysis = setting.analysis(stage)
    entries, settled = analysis.passage.entries, analysis.passage.settled
    chosen = _through(analysis, ending)
    return float(entries[chosen] @ settled[chosen] / entries.sum())


def _highest(setting: Setting, stage: str) -> float:
    return setting.fixed(stage, highest_profile)


def highest_profile(structure: Structure) -> float:
    """Return the highest of the four profiles.

    At every stage it is 1 or 0 for each single matter and area, so that no number drawn moves it.
    """
    return max(one(structure) for one in (power, function, mechanism, information))


def _loads(analysis: Analysis) -> pd.Series:
    """Load of the desk of each unit."""
    return pd.Series(analysis.loads.utilisation, analysis.flow.desks["unit"])


def _hours(analysis: Analysis, chosen: np.ndarray) -> Floats:
    """Mean time to the end of the cases of each cell that come in at some states."""
    passage = analysis.passage
    coming = chosen & (passage.entries > 0)
    weights = np.where(coming, passage.entries, 0.0)
    hours = np.where(coming, analysis.by_state("hours_to_end"), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = passage.sum_by_cell(np.where(coming, weights * hours, 0.0))
        return np.asarray(total / passage.sum_by_cell(weights))


def _without_duty(setting: Setting, stage: str) -> float:
    table, columns = setting.analysis(stage).settled_by, ["unit", "matter"]
    known = pd.MultiIndex.from_frame(setting.stages[stage].structure.duties[columns])
    off = ~pd.MultiIndex.from_frame(table[columns]).isin(known)
    return float(table["cases"][off].sum() / table["cases"].sum())


def _outrun(setting: Setting, first: str, second: str) -> float:
    before, after = setting.analysis(first), setting.analysis(second)
    reach = after.passage.entries.sum() / before.passage.entries.sum() - 1
    return -typical_fall(before, after) - float(reach)
