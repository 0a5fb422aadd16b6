"""The one place that touches pyvis: its container of nodes and edges and its template hook.

Nothing else of pyvis is used: not its template, physics, menus, or file writing. It is imported
inside the function because that takes half a second.
"""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from govgraph.maps.assets import asset, library, policy, script, style
from govgraph.maps.containers import Row, relation_rows, unit_rows
from govgraph.maps.difference import Version
from govgraph.maps.page_data import Pool, page_data
from govgraph.maps.picture import Picture
from govgraph.maps.svg_map import map_svg
from govgraph.maps.tables import tables

if TYPE_CHECKING:
    from jinja2 import Environment

#: ``pyvis.network.Network``, which carries no types.
Container: TypeAlias = Any


def page(picture: Picture, layout: str, version: Version = "difference") -> str:
    """Return the whole page: one file, no request, the same bytes for the same picture.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    layout : {"matrix", "kuai"}
        The layout shown first.
    version : {"difference", "before", "after"}
        The view of a map of two structures shown first.
    """
    pool = Pool()
    units, relations = unit_rows(picture), relation_rows(picture, pool)
    data = page_data(picture, layout, pool, version)
    network = _network(picture.facts.title)
    _fill(network, units, relations)
    network.templateEnv = _environment()
    network.templateEnv.globals["gg"] = _globals(
        picture, map_svg(picture, layout, version), data, units, relations
    )
    network.templateEnv.globals["t"] = data["text"]
    return str(network.generate_html())


def _network(title: str) -> Container:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvis.network import Network  # noqa: PLC0415 - slow
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    network.set_template_dir(str(Path(__file__).parent / "static"), "page.html")
    network.options = {"physics": {"enabled": False}}
    return network


def _fill(network: Container, units: list[Row], relations: list[Row]) -> None:
    for row in units:
        more = {name: value for name, value in row.items() if name != "id"}
        network.add_node(row["id"], label=row["key"], shape="custom", **more)
    for row in relations:
        more = {name: value for name, value in row.items() if name not in {"from", "to"}}
        network.add_edge(row["from"], row["to"], **more)


def _environment() -> "Environment":
    from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415 - slow

    environment = Environment(
        loader=DictLoader({"page.html": asset("page.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "allow_nan": False,
        "separators": (",", ":"),
    }
    environment.filters["columns"] = columns
    return environment


def columns(rows: list[Row]) -> dict[str, list[Any]]:
    """Return rows as columns, without what every row of the container repeats.

    A column without any value is empty.

    Examples
    --------
    >>> columns([{"key": "a", "shape": "custom"}, {"key": "b", "shape": "custom"}])
    {'key': ['a', 'b']}
    """
    repeated = {"id", "shape", "label", "color", "arrows", "font"}
    names = [name for name in rows[0] if name not in repeated] if rows else []
    found = {name: [row[name] for row in rows] for name in names}
    return {
        name: values if any(v is not None for v in values) else [] for name, values in found.items()
    }


def _globals(picture: Picture, svg: str, data: Row, units: list[Row], relations: list[Row]) -> Row:
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    facts = picture.facts
    return {
        "lang": "zh-CN" if picture.lang == "zh" else "en",
        "policy": Markup(policy()),  # noqa: S704 - our own hashes
        "css": Markup(style()),  # noqa: S704 - our own file
        "library": Markup(library()),  # noqa: S704 - checked by its hash
        "script": Markup(script()),  # noqa: S704 - our own files
        "svg": Markup(svg),  # noqa: S704 - written escaped
        "mark": facts.mark,
        "status": facts.status,
        "brief": facts.brief,
        "data": data,
        "tables": tables(picture, units, relations, data["pool"]),
    }
