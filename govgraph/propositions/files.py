"""Checked propositions as one file: draws, effects, and how they came about."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from govgraph.errors import UserError
from govgraph.io.atomic import write_bytes
from govgraph.propositions.proposition import Proposition
from govgraph.propositions.result import Checked
from govgraph.propositions.stages import Stages

_ABOUT = b"govgraph"
_EFFECT = "effect "
#: Places are kept as whole numbers of ten-thousandths.
_SCALE = 10_000


def write(checked: Checked, path: Path, about: Mapping[str, str]) -> None:
    """Write what was drawn and answered, whole or not at all.

    Parameters
    ----------
    checked : Checked
        The result.
    path : Path
        A Parquet file.
    about : mapping of str to str
        How it came about: command, version.
    """
    places = (checked.drawn * _SCALE).round().astype("int16")
    effects = checked.effects.add_prefix(_EFFECT)
    table = pa.Table.from_pandas(places.join(effects), preserve_index=True)
    said = {"asked": checked.asked, "seed": checked.seed, **about}
    kept = {**(table.schema.metadata or {}), _ABOUT: json.dumps(said).encode()}
    data = BytesIO()
    plain = table.replace_schema_metadata(kept)
    pq.write_table(plain, data, compression="zstd", use_dictionary=False, write_statistics=False)
    write_bytes(path, data.getvalue())


def read(
    path: Path, stages: Stages, propositions: Sequence[Proposition]
) -> tuple[Checked, dict[str, str]]:
    """Return what was drawn and answered, and how it came about.

    Raises
    ------
    UserError
        When the file was made of other assumptions or propositions than those at hand.
    """
    table = pq.read_table(path)
    about = json.loads((table.schema.metadata or {}).get(_ABOUT, b"{}"))
    frame = table.to_pandas()
    names = [one.name for one in propositions]
    keys = [" ".join(one.key) for one in stages.assumptions]
    if list(frame.columns) != [*keys, *(_EFFECT + name for name in names)]:
        raise UserError("propositions.other_file", file=path.name)
    drawn = frame[keys].astype(float) / _SCALE
    effects = pd.DataFrame({name: frame[_EFFECT + name] for name in names}, index=frame.index)
    asked, seed = int(about.pop("asked")), int(about.pop("seed"))
    own = Checked(tuple(propositions), stages.assumptions, drawn, effects, asked, seed)
    return own, about
