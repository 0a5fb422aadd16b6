"""Writing suggestions: one proposal file each, and an index."""

from pathlib import Path

from govgraph.io.atomic import write_bytes
from govgraph.io.guarding import guard
from govgraph.reforms.files.writing import to_yaml
from govgraph.search.result import Suggestions
from govgraph.text import Language, say


def write_suggestions(
    suggestions: Suggestions, folder: Path | str, *, lang: Language = "en"
) -> list[Path]:
    """Write every suggestion that can be enacted as a proposal file, and all in an index.

    Parameters
    ----------
    suggestions : Suggestions
        What was suggested.
    folder : path
        Where the files go; it is made where it is missing.
    lang : {"en", "zh"}
        Language of the index; proposals name things in both.

    Returns
    -------
    list of Path
        ``001-GG101.yaml`` and so on, then ``suggestions.csv``. A proposal's legal basis is left
        empty for the office to state, which its note says.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    written, files = [], {}
    for one in suggestions.items:
        if one.refused is None:
            file = place / one.file
            head = "".join(f"# {say('search.note_basis', own)}\n" for own in ("zh", "en"))
            write_bytes(file, (head + to_yaml(one.proposal())).encode("utf-8"))
            written.append(file)
            files[one.number] = file.name
    frame = suggestions.to_frame(lang)
    frame.insert(1, "file", frame["number"].map(files).fillna(""))
    texts = frame.select_dtypes(exclude="number").columns
    frame[texts] = frame[texts].map(lambda text: guard(str(text)))
    frame.columns = [say(f"search.column_{name}", lang) for name in frame.columns]
    index = place / "suggestions.csv"
    write_bytes(index, b"\xef\xbb\xbf" + frame.to_csv(index=False, lineterminator="\r\n").encode())
    return [*written, index]
