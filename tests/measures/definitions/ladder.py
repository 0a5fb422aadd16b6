"""The promotion ladder, written out post by post."""

from govgraph.model.structure import Structure


def _steps(structure: Structure) -> list[tuple[float, float]]:
    """Posts above and people, for every grade below the highest one that has posts."""
    ladder = []
    for grade in structure.grades.sort_values("rank")["id"]:
        posts = people = 0.0
        for row in structure.posts.to_dict("records"):
            stated = [row[name] for name in ("quota", "filled") if row[name] == row[name]]
            own_kind = row["kind"] != row["kind"] or row["kind"] == "administrative"
            if row["grade"] == grade and own_kind and stated:
                posts += stated[0]
                people += stated[-1]
        if posts or people:
            ladder.append((posts, people))
    return [(ladder[i - 1][0], ladder[i][1]) for i in range(1, len(ladder))]


def chance(structure: Structure) -> float | None:
    steps = _steps(structure)
    people = sum(here for _, here in steps)
    return sum(above for above, _ in steps) / people if people else None


def narrowest(structure: Structure) -> float | None:
    return min((above / here for above, here in _steps(structure) if here), default=None)
