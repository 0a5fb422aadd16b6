"""The rules of the lint: one function each, registered by being written."""

from collections.abc import Hashable, Iterator, Mapping

import pandas as pd

from govgraph.errors import InvalidStructureError
from govgraph.kernels.circles import circles
from govgraph.model.jurisdiction import cells
from govgraph.model.structure import Structure
from govgraph.reforms.linting.context import Hit, Linted, Taken, rule

Cells = dict[tuple[str, str], int]


@rule("error")
def cannot_be_taken(seen: Linted) -> Iterator[Hit]:
    """Yield every reason why a step cannot be taken: unknown targets, orphans, circles."""
    for taken in seen.taken:
        if isinstance(taken.error, InvalidStructureError):
            for problem in taken.error.problems:
                yield Hit(taken.number, "lint.invalid", params={"problem": problem})
        elif taken.error:
            yield Hit(taken.number, "lint.refused", params={"reason": taken.error})


@rule("warning")
def undone(seen: Linted) -> Iterator[Hit]:
    """Yield steps that undo what an earlier one did: take away what it made, or change it back."""
    made: dict[str, int] = {}
    changed: dict[str, tuple[int, object]] = {}
    for taken, enacted in seen.enacted:
        undoes: dict[int, str] = {}
        for entry in enacted.ledger.entries.to_dict("records"):
            row = f"{entry['table']}: {entry['row']}"
            if entry["action"] == "lost" and row in made:
                undoes.setdefault(made[row], str(entry["row"]))
            elif entry["action"] == "created":
                made[row] = taken.number
            elif entry["action"] in {"changed", "moved"}:
                cell = _cell(entry)
                earlier, was = changed.get(cell, (0, None))
                if earlier and was == entry["after"]:
                    undoes.setdefault(earlier, str(entry["row"]))
                changed[cell] = (taken.number, entry["before"])
        for earlier, what in undoes.items():
            yield Hit(taken.number, "lint.undone", what, {"earlier": earlier})


def _cell(entry: Mapping[Hashable, object]) -> str:
    """Name a cell by its row's key, without the part of it that the entry changes."""
    parts = str(entry["row"]).split(" · ")
    kept = ["*" if part == str(entry["before"]) else part for part in parts]
    return f"{entry['table']}: {' · '.join(kept)}: {entry['column']}"


@rule("warning")
def without_lead(seen: Linted) -> Iterator[Hit]:
    """Yield matters that a step leaves without a lead where they had one."""
    for taken, was, now in _leads(seen):
        kept = set(taken.after.matters["id"])
        places = {"", *taken.after.areas["id"]}
        lost = [
            (m, a)
            for (m, a), leads in was.items()
            if leads and m in kept and a in places and not now.get((m, a))
        ]
        for matter, areas in _by_matter(lost).items():
            yield Hit(taken.number, "lint.without_lead", matter, {"area": areas})


@rule("warning")
def several_leads(seen: Linted) -> Iterator[Hit]:
    """Yield matters that a step gives a second lead."""
    for taken, was, now in _leads(seen):
        more = [place for place, leads in now.items() if leads > max(1, was.get(place, 0))]
        for matter, areas in _by_matter(more).items():
            yield Hit(taken.number, "lint.several_leads", matter, {"area": areas})


@rule("warning")
def endless_body(seen: Linted) -> Iterator[Hit]:
    """Yield joint bodies that a step makes without saying when they end."""
    for taken, enacted in seen.enacted:
        units = enacted.structure.units
        made = set(units["id"]) - set(taken.before.units["id"])
        bodies = units[units["id"].isin(made) & (units["kind"] == "joint_body")]
        for body in bodies.loc[bodies["until"].isna(), "id"]:
            yield Hit(taken.number, "lint.endless_body", str(body))


@rule("warning")
def circular_escalation(seen: Linted) -> Iterator[Hit]:
    """Yield circles of referral that a step closes."""
    for taken, enacted in seen.enacted:
        if "relations" not in enacted.structure.differing(taken.before):
            continue
        old = _referral_circles(taken.before)
        for circle in sorted(_referral_circles(enacted.structure) - old):
            yield Hit(taken.number, "lint.circular", " → ".join([*circle, circle[0]]))


@rule("warning")
def staff_across_levels(seen: Linted) -> Iterator[Hit]:
    """Yield steps that move staff or quota across levels without naming a decision."""
    for taken, enacted in seen.enacted:
        if taken.step.basis:
            continue
        change = _staff(enacted.structure).sub(_staff(taken.before), fill_value=0.0)
        losing, gaining = (
            sorted(set(change.index[side].get_level_values("level")))
            for side in ((change < 0).any(axis=1), (change > 0).any(axis=1))
        )
        if losing and set(gaining) - set(losing):
            params = {"from": ", ".join(losing), "to": ", ".join(gaining)}
            yield Hit(taken.number, "lint.staff_across_levels", params=params)


@rule("warning")
def without_basis(seen: Linted) -> Iterator[Hit]:
    """Yield steps without a legal or documentary ground."""
    for taken in seen.taken:
        if not taken.step.basis:
            yield Hit(taken.number, "lint.without_basis")


@rule("warning")
def out_of_order(seen: Linted) -> Iterator[Hit]:
    """Yield steps that are dated before an earlier step."""
    latest = ""
    for taken in seen.taken:
        date = taken.step.date
        if date and latest and date[: len(latest)] < latest[: len(date)]:
            yield Hit(taken.number, "lint.out_of_order", date, {"latest": latest})
        latest = max(latest, date)


@rule("warning")
def changes_nothing(seen: Linted) -> Iterator[Hit]:
    """Yield steps that leave everything as it is."""
    for taken, enacted in seen.enacted:
        if not len(enacted.ledger):
            yield Hit(taken.number, "lint.changes_nothing")


def _leads(seen: Linted) -> Iterator[tuple[Taken, Cells, Cells]]:
    was = _led(seen.structure)
    for taken, enacted in seen.enacted:
        now = _led(enacted.structure)
        yield taken, was, now
        was = now


def _led(structure: Structure) -> Cells:
    frame = cells(structure)
    area = frame["area"].astype(object).where(frame["area"].notna(), "")
    return dict(zip(zip(frame["matter"], area, strict=True), frame["leads"], strict=True))


def _by_matter(places: list[tuple[str, str]]) -> dict[str, str]:
    """Return the areas of each matter as text."""
    found: dict[str, list[str]] = {}
    for matter, area in places:
        found.setdefault(matter, []).append(area or "–")
    return {matter: ", ".join(sorted(areas)) for matter, areas in found.items()}


def _referral_circles(structure: Structure) -> set[tuple[str, ...]]:
    frame = structure.relations
    rows = frame[frame["kind"] == "refers"]
    found: set[tuple[str, ...]] = set()
    for _, ties in rows.groupby("matter", dropna=False):
        codes, ids = pd.factorize(pd.concat([ties["source"], ties["target"]]))
        n = len(ties)
        found |= {
            tuple(str(ids[c]) for c in one) for one in circles(len(ids), codes[:n], codes[n:])
        }
    return found


def _staff(structure: Structure) -> pd.DataFrame:
    """Return officials, quota and posts by level; a unit without a level has that of its area."""
    units, posts = structure.units.set_index("id"), structure.posts
    home = units["area"].map(dict(structure.areas[["id", "level"]].to_numpy().tolist()))
    level = units["level"].astype(object).fillna(home.astype(object)).fillna("–").rename("level")
    by_post = posts.groupby(posts["unit"].map(level).rename("level"))
    own = units[["filled", "quota"]].groupby(level).sum()
    return own.join(by_post[["filled", "quota"]].sum().add_prefix("posts_")).fillna(0.0)
