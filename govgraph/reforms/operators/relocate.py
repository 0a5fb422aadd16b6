"""Relocating units (迁址、集中办公)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Site, Units


@operator(
    "relocate",
    subject="units",
    en=ReformWording(
        "Relocate units",
        "People find units at another place from then on; units with the same place share a "
        "building. Who leads them, and what they do and may do, stays as it is.",
        "Move {units} to the place {site}.",
        {"units": "The units.", "site": "Their new place, such as the id of a centre."},
    ),
    zh=ReformWording(
        "迁址",
        "单位改在另一地点办公，地点相同的单位在同一处办公。领导关系、职责和权力不变。",
        "{units}迁至{site}办公。",
        {"units": "所迁单位。", "site": "新的办公地点，如某一中心的编号。"},
    ),
)
@dataclass(frozen=True, kw_only=True)
class Relocate(Reform):
    """Move units to another place.

    Parameters
    ----------
    units : str or tuple of str or Where
        The units.
    site : str
        Their new place.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.relocate import Relocate
    >>> before = gg.Builder().add("units", id="a", name="A", kind="department", site="east")
    >>> Relocate(units="a", site="hall").apply(before.build()).units["site"].tolist()
    ['hall']
    """

    units: Units
    site: Site

    def change(self, draft: Draft) -> None:
        """Change the place of the units."""
        rows = draft.rows("units", id=draft.choose(self.units))
        draft.change("units", rows, "reforms.relocated", site=self.site)
