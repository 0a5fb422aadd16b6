"""Pajek networks (``.net``), projects (``.paj``) and partitions (``.clu``)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.errors import Place, Problem, UnknownNameError
from govgraph.io.archives import read_limited, refuse
from govgraph.io.atomic import write_bytes
from govgraph.io.csv_text import decode
from govgraph.io.formats import Writing, reader, writer
from govgraph.io.multigraph import Choices, Multigraph, Relation, multigraph_builder
from govgraph.io.pajek_lines import PajekNetwork, Project, read_project
from govgraph.io.sociomatrix import Network, network_of, plain
from govgraph.model.authority import AUTHORITY
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible
from govgraph.model.structure import Structure

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

_CLASSES = ".clu"
#: Characters that other readers of the format take for the end of a label.
_ESCAPED = re.compile(r'["\\]|&(?=#)')


@reader("pajek", ".net", ".paj")
def read_pajek(  # noqa: PLR0913 - each choice of the user is a parameter
    path: Path,
    *,
    relation: str | Mapping[str, str] = "",
    orientation: str | Mapping[str, str] = "leads",
    unit_kind: str = "department",
    nodes: "str | Path | IntoDataFrame | None" = None,
    network: str = "",
    partitions: str = "",
) -> Builder:
    """Read a Pajek network or project.

    Arcs and edges, lists of arcs and edges, matrices; one relation or several.

    Parameters
    ----------
    path : Path
        The file.
    relation, orientation, unit_kind, nodes
        As for `govgraph.io.dl.read_dl`; edges, which have no direction, ``coordinate``.
    network : str, optional
        Name of the network to take from a project; by default all, which must be of the same
        nodes.
    partitions : str, optional
        Files with a class for each node, ``"level.clu; dept.clu"``, from the folder of the
        network. They and the partitions of a project are attributes of the units where their name
        is known: ``level``, ``dept`` …

    Returns
    -------
    Builder
        With units and relations.

    Raises
    ------
    ReadError
        When the file holds no network, two sets of nodes, networks of different nodes, or several
        relations of which nothing says the kind.
    UnknownNameError
        When an option names something that does not exist.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import govgraph as gg
    >>> lines = ["*Vertices 2", '1 "county"', '2 "env"', "*Arcs", "2 1 1"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "reports.net"
    ...     _ = file.write_text(chr(10).join(lines))
    ...     structure = gg.read(file, orientation="reports_to")
    >>> structure.relations[["source", "target", "kind"]].values.tolist()
    [['county', 'env', 'leads']]
    """
    project = _project(path)
    found = _chosen(project, network, path)
    size = len(found[0].labels or [])
    classes = dict(project.partitions)
    for name in [part.strip() for part in partitions.split(";") if part.strip()]:
        beside = _project(path.parent / name)
        classes |= beside.partitions
        project.problems += beside.problems
    graph = Multigraph(
        path,
        found[0].labels or [],
        [one for own in found for one in own.relations],
        found[0].name if len(found) == 1 else "",
        attributes={name: values for name, values in classes.items() if len(values) == size},
        notes=tuple(note for own in found for note in own.notes),
        problems=(*project.problems, *_misfits(classes, size, path)),
    )
    return multigraph_builder(graph, "pajek", Choices(relation, orientation, unit_kind, nodes))


def _project(path: Path) -> Project:
    if not path.exists():
        raise refuse(str(path), "io.no_such_file")
    text = decode(read_limited(path), path.name)
    if text is None:
        raise refuse(path.name, "io.unknown_encoding")
    text = text.removeprefix("\ufeff")
    if path.suffix.casefold() == _CLASSES:
        text = f"*Partition\n{text}"
    return read_project(text, path.name)


def _chosen(project: Project, name: str, path: Path) -> list[PajekNetwork]:
    """Return the networks to read, which are of the same nodes."""
    networks = project.networks
    if not networks:
        raise refuse(path.name, "io_network.not_pajek")
    names = [visible(one.name) or str(number) for number, one in enumerate(networks, 1)]
    if name:
        if name not in names:
            raise UnknownNameError.among("io_network.as_networks", name, names)
        return [networks[names.index(name)]]
    if any(one.labels != networks[0].labels for one in networks):
        raise refuse(path.name, "io_network.several_networks", networks=", ".join(names))
    if len(networks) == 1:
        return networks
    return [_renamed(one, own) for one, own in zip(networks, names, strict=True)]


def _renamed(network: PajekNetwork, name: str) -> PajekNetwork:
    """Return a network whose only relation bears its name, as in a project of one each."""
    if len(network.relations) == 1:
        only = network.relations[0]
        relations = [Relation(name, only.ties, only.directed, only.sheet)]
        return PajekNetwork(name, network.labels, relations, network.notes)
    return network


def _misfits(classes: Mapping[str, list[str]], size: int, path: Path) -> Iterator[Problem]:
    for name, values in classes.items():
        if len(values) != size:
            params: dict[str, object] = {"found": len(values), "count": size}
            place = Place(file=path.name)
            yield Problem("io_network.partition_size", place, visible(name), params)


@writer("pajek", ".net", ".paj", keeps="network")
def write_pajek(structure: Structure, path: Path, writing: Writing) -> None:
    """Write the units' ids and the ties, one relation for each kind.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The file; a project begins with the title.
    writing : Writing
        Language of the title.

    Notes
    -----
    Ties that hold either way are edges, all others arcs. Quotation marks and backslashes in ids
    are written as numbered characters (``&#34;``), which Pajek shows as what they are.
    """
    found = network_of(structure)
    title = [f"*Network {structure.about.label(writing.lang)}"] if path.suffix == ".paj" else []
    lines = [*title, f"*Vertices {len(found.ids)}"]
    lines += [f'{i} "{_escaped(unit)}"' for i, unit in enumerate(found.ids, 1)]
    for number, kind in enumerate(found.kinds, 1):
        lines += _ties(found, kind, number)
    text = "\r\n".join(lines) + "\r\n"
    write_bytes(path, text.encode("ascii" if text.isascii() else "utf-8-sig"))


def _ties(network: Network, kind: str, number: int) -> Iterator[str]:
    yield f'*{"Edges" if AUTHORITY[kind].symmetric else "Arcs"} :{number} "{kind}"'
    own = network.of(kind)
    columns = (own[name].tolist() for name in ("source", "target", "weight"))
    for source, target, weight in zip(*columns, strict=True):
        yield f"{source + 1} {target + 1} {plain(weight)}"


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"&#{ord(found[0])};", text)
