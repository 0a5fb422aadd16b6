"""The root of all errors and the ones that are a single message."""

from collections.abc import Iterable

from govgraph.text import Language, say


class GovGraphError(Exception):
    """Root of every error that govgraph raises on purpose.

    Parameters
    ----------
    key : str
        Message key, ``subject.entry``.
    **params
        Values for the placeholders of the message.
    """

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params

    def render(self, lang: Language = "en") -> str:
        """Return the message in one language."""
        return say(self.key, lang, **self.params)

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.key, self.params)


def _rebuild(cls: type[GovGraphError], key: str, params: dict[str, object]) -> GovGraphError:
    return cls(key, **params)


class UserError(GovGraphError):
    """A mistake in what the user gave; the command line shows it without a traceback."""


class UndefinedMeasureError(GovGraphError):
    """A whole-structure measure that has no value here; the message gives the reason."""


class ImmutableError(GovGraphError, AttributeError):
    """An attempt to change a value that never changes."""


class ConfigurationError(UserError):
    """A configuration file that cannot be understood."""


class MissingExtraError(UserError, ImportError):
    """An optional package is needed; the message gives the command that installs it."""


class UnknownNameError(UserError, KeyError):
    """A name that is not there; the message offers the nearest one that is."""

    @classmethod
    def among(cls, group: str, name: str, known: Iterable[str]) -> "UnknownNameError":
        """Build the error for `name`, unknown among the `known` names of a `group`.

        Parameters
        ----------
        group : str
            Message key of the plural group name, for example ``"model.as_units"``.
        name : str
            What was given.
        known : iterable of str
            What would have been right.
        """
        close = nearest(name, known)
        if close is None:
            return cls("model.unknown_name", group=say(group), group_zh=say(group, "zh"), name=name)
        return cls(
            "model.unknown_name_near",
            group=say(group),
            group_zh=say(group, "zh"),
            name=name,
            near=close,
        )


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that `name` is most likely a typo of, or None.

    Examples
    --------
    >>> nearest("houzing", ["housing", "health"])
    'housing'
    """
    import difflib  # noqa: PLC0415 - takes long, and few mistype

    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.65)
    return found[0] if found else None
