"""Finding the unit that a user means."""

import govgraph as gg
from govgraph.errors import UnknownNameError, UserError


def find_unit(structure: "gg.Structure", text: str) -> str:
    """Return the id of the unit that an id or an exact name means.

    Parameters
    ----------
    structure : Structure
        Where to look.
    text : str
        An id, or a full or short name in either language.

    Returns
    -------
    str
        The unit's id.

    Raises
    ------
    UserError
        When several units bear the name; the message lists them with their ids.
    UnknownNameError
        When none does; the message offers the nearest name.
    """
    units = structure.units.set_index("id", drop=False)
    if text in units.index:
        return text
    names = units[["name", "name_en", "short", "short_en"]]
    found = units.index[(names == text).any(axis=1)]
    if len(found) > 1:
        raise UserError("cli.ambiguous_unit", name=text, units=", ".join(found))
    if not len(found):
        known = [*units.index, *names.stack().dropna()]
        raise UnknownNameError.among("model.as_units", text, known)
    return str(found[0])
