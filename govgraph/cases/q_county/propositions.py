"""What is claimed of joint petition governance in Q County, each claim as a number."""

from govgraph.cases.partly import partly
from govgraph.propositions.effects import typical_fall
from govgraph.propositions.setting import Setting
from govgraph.propositions.stages import Stage

#: Steps of the reform that set up the joint group, and those of process and platform.
_GROUP, _PROCESS, _PLATFORM = range(8), range(23, 27), range(27, 34)
_PROFILES = ("power", "function", "mechanism", "information")


def between() -> dict[str, Stage]:
    """Return what single parts of the reform make of the county."""
    parts = {"group": _GROUP, "process": _PROCESS, "platform": _PLATFORM}
    return {name: partly("q_county", "after", steps) for name, steps in parts.items()}


def resolved_more(setting: Setting) -> float:
    """Rise of the share of petitions resolved."""
    return setting.mean("after", "settled") - setting.mean("before", "settled")


def quicker(setting: Setting) -> float:
    """Fall of the time of the typical petition."""
    return typical_fall(setting.analysis("before"), setting.analysis("after"))


def some_remains(setting: Setting) -> float:
    """Highest of the four profiles after the reform."""
    return max(setting.measure("after", f"profile.{name}") for name in _PROFILES)


def power_falls(setting: Setting) -> float:
    """Fall of the power profile."""
    return _fall(setting, "power", "before", "after")


def function_falls(setting: Setting) -> float:
    """Fall of the function profile."""
    return _fall(setting, "function", "before", "after")


def mechanism_falls(setting: Setting) -> float:
    """Fall of the mechanism profile."""
    return _fall(setting, "mechanism", "before", "after")


def information_falls(setting: Setting) -> float:
    """Fall of the information profile."""
    return _fall(setting, "information", "before", "after")


def function_by_process(setting: Setting) -> float:
    """Share of the fall of the function profile that the process alone brings."""
    return _share(setting, "function", "process")


def mechanism_by_group(setting: Setting) -> float:
    """Share of the fall of the mechanism profile that the joint group alone brings."""
    return _share(setting, "mechanism", "group")


def information_by_platform(setting: Setting) -> float:
    """Share of the fall of the information profile that the platform alone brings."""
    return _share(setting, "information", "platform")


def power_unchanged_by_group(setting: Setting) -> float:
    """Change of the power profile by the group alone, either way."""
    return abs(_fall(setting, "power", "before", "group"))


def next_mechanism(setting: Setting) -> float:
    """Fall of the mechanism profile by the next step."""
    return _fall(setting, "mechanism", "after", "proposed")


def next_information(setting: Setting) -> float:
    """Fall of the information profile by the next step."""
    return _fall(setting, "information", "after", "proposed")


def _fall(setting: Setting, profile: str, first: str, second: str) -> float:
    before, after = (setting.measure(stage, f"profile.{profile}") for stage in (first, second))
    return before - after


def _share(setting: Setting, profile: str, part: str) -> float:
    whole = _fall(setting, profile, "before", "after")
    return _fall(setting, profile, "before", part) / whole if whole > 0 else float("nan")
