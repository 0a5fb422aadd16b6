"""What is claimed of calls and responses in W County, each claim as a number."""

from functools import cache

import numpy as np
from scipy.stats import spearmanr

from govgraph.cases.loading import load
from govgraph.cases.partly import partly
from govgraph.cases.w_county.calls import CalledDesks, answered
from govgraph.measures.authority import requirements
from govgraph.model.structure import Structure
from govgraph.propositions.effects import typical_fall, weighted_median
from govgraph.propositions.setting import Setting
from govgraph.propositions.stages import Stage

#: Steps of the next step: departments are assessed on calls, and then share data as well.
_INCENTIVES, _INFORMATION = range(1, 14), range(1, 28)
#: How likely departments answer, where the gain is looked at.
_RESPONSES = (0.0, 0.25, 0.5, 0.75, 1.0)
#: Halvings between two of them, to find where the gain is gone.
_HALVINGS = 3


def between() -> dict[str, Stage]:
    """Return sinking without calls, and the next step's incentives without and with its data."""
    return {
        "sinking": partly("w_county", "sunk", range(6), on="before"),
        "incentives": partly("w_county", "proposed", _INCENTIVES),
        "information": partly("w_county", "proposed", _INFORMATION),
    }


def quicker(setting: Setting) -> float:
    """Fall of the time to resolution by the mechanism, of matters that may be called on."""
    return _fall(setting, "before", "calls")


def resolved_more(setting: Setting) -> float:
    """Rise of the share of cases resolved by the mechanism."""
    return _resolved(setting, "before", "calls")


def owned_stays(setting: Setting) -> float:
    """Change of the owned authority gap of towns by the mechanism, either way."""
    return abs(setting.fixed("before", owned_gap) - setting.fixed("calls", owned_gap))


def callable_falls(setting: Setting) -> float:
    """Fall of the callable authority gap of towns by the mechanism."""
    return setting.fixed("before", callable_gap) - setting.fixed("calls", callable_gap)


def time_gain_falls(setting: Setting) -> float:
    """Rank correlation of the gain in time with how likely departments answer."""
    gains = [_gain(setting, response) for response in _RESPONSES]
    return _correlation(gains)


def resolved_gain_falls(setting: Setting) -> float:
    """Rank correlation of the gain in cases resolved with how likely departments answer."""
    before = setting.mean("before", "settled")
    settled = [
        setting.analysis("calls", response=one).mean("settled") - before for one in _RESPONSES
    ]
    return _correlation(settled)


def gain_gone(setting: Setting) -> float:
    """Likelihood of an answer below which nothing is gained in time; nan where nothing ever is."""
    gains = [_gain(setting, response) for response in _RESPONSES]
    if not gains[-1] > 0:
        return float("nan")
    without = [number for number, gain in enumerate(gains) if not gain > 0]
    if not without:
        return 0.0
    low, high = _RESPONSES[without[-1]], _RESPONSES[without[-1] + 1]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _gain(setting, middle) > 0 else (middle, high)
    return (low + high) / 2


def incentives_answer(setting: Setting) -> float:
    """Rise of the share of calls answered by incentives."""
    return _answered(setting, "incentives") - _answered(setting, "sunk")


def information_answer(setting: Setting) -> float:
    """Rise of the share of calls answered by information."""
    return _answered(setting, "information") - _answered(setting, "incentives")


def incentives_quicker(setting: Setting) -> float:
    """Fall of the time to resolution by incentives."""
    return _fall(setting, "sunk", "incentives")


def information_quicker(setting: Setting) -> float:
    """Fall of the time to resolution by information."""
    return _fall(setting, "incentives", "information")


def first_eaten(setting: Setting) -> float:
    """Calls a month at which waiting eats the gain, at the department where they are fewest."""
    desks = _desks(setting)
    return float((desks.until_eaten() * desks.calls).min())


def eaten_by_growth(setting: Setting) -> float:
    """How many times today's calls make waiting eat the gain, at the department of most calls."""
    desks = _desks(setting)
    return weighted_median(desks.until_eaten(), desks.calls)


def departments_first(setting: Setting) -> float:
    """Lead in load of the busiest department that is called over all other desks."""
    desks = setting.analysis("calls").desks.set_index("unit")["utilisation"]
    own = desks.index.isin(_desks(setting).unit)
    return float(desks[own].max() - desks[~own].max())


def sinking_quicker(setting: Setting) -> float:
    """Fall of the time to resolution by sunk resources alone."""
    return _fall(setting, "before", "sinking")


def sinking_before_calls(setting: Setting) -> float:
    """By how much less time cases take with sunk resources alone than with calls alone."""
    return _fall(setting, "calls", "sinking")


def calls_resolve_more(setting: Setting) -> float:
    """By how much more cases calls alone resolve than sunk resources alone."""
    return _resolved(setting, "sinking", "calls")


@cache
def _matters() -> frozenset[str]:
    """Return the matters on which towns may call."""
    relations = load("w_county", "calls").relations
    return frozenset(relations.loc[relations["kind"] == "calls", "matter"])


def _fall(setting: Setting, first: str, second: str) -> float:
    before, after = setting.analysis(first), setting.analysis(second)
    return typical_fall(before, after, "hours", matters=_matters())


def _gain(setting: Setting, response: float) -> float:
    before, after = setting.analysis("before"), setting.analysis("calls", response=response)
    return typical_fall(before, after, "hours", matters=_matters())


def _resolved(setting: Setting, first: str, second: str) -> float:
    return setting.mean(second, "settled") - setting.mean(first, "settled")


def _correlation(gains: list[float]) -> float:
    if np.isnan(gains).any() or len(set(gains)) == 1:
        return float("nan")
    return float(spearmanr(_RESPONSES, gains).statistic)


def _answered(setting: Setting, stage: str) -> float:
    return answered(setting.analysis(stage))


def _desks(setting: Setting) -> CalledDesks:
    return CalledDesks.of(setting.analysis("calls"))


def owned_gap(structure: Structure) -> float:
    """Return the share of the powers that towns need which they do not hold themselves."""
    return _gap(structure, "owned")


def callable_gap(structure: Structure) -> float:
    """Return the share of the powers that towns need which they cannot even call upon."""
    return _gap(structure, "callable")


def _gap(structure: Structure, having: str) -> float:
    units = structure.units
    towns = units.loc[(units["kind"] == "government") & (units["level"] == "township"), "id"]
    needed = requirements(structure)
    return float((~needed.loc[needed["unit"].isin(towns), having]).mean())
