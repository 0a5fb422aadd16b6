"""Legal grounds in both languages: Chinese citations of statutes, given in English."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from govgraph.text.messages import Language

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100}
_TITLE = re.compile(r"《([^》]+)》")
_YEAR = re.compile(r"（(\d{4})）")
_ARTICLE = re.compile(r"第([零一二三四五六七八九十百]+)条")
_DOCUMENT = re.compile(r"（(国发|中办发|国办发)〔(\d{4})〕(\d+)号）")
_ISSUERS = {"国发": "Guofa", "中办发": "Zhongbanfa", "国办发": "Guobanfa"}


@cache
def _titles() -> dict[str, str]:
    text = files(__package__).joinpath("statutes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def legal_basis(text: str, lang: Language = "en") -> str:
    """Return a legal ground as readers of one language cite it.

    Parameters
    ----------
    text : str
        The ground as data hold it, for example ``《宪法》第一百零八条``.
    lang : {"en", "zh"}
        Language of the reader.

    Returns
    -------
    str
        In Chinese the text itself; in English the titles of known statutes, years, articles and
        document numbers in English. What is not known stays as it stands.

    Examples
    --------
    >>> from govgraph.text.statutes import legal_basis
    >>> legal_basis("《宪法》第一百零八条")
    'Constitution, art. 108'
    >>> legal_basis("《信访条例》（2005）第三十三条")
    'Regulations on Letters and Visits (2005), art. 33'
    >>> legal_basis("town charter of 1998")
    'town charter of 1998'
    """
    if lang == "zh":
        return text
    text = _TITLE.sub(lambda found: _titles().get(found[1], found[0]), text)
    text = _DOCUMENT.sub(lambda found: f" ({_ISSUERS[found[1]]} [{found[2]}] No. {found[3]})", text)
    text = _YEAR.sub(r" (\1)", text)
    return _ARTICLE.sub(lambda found: f", art. {_number(found[1])}", text)


def _number(chinese: str) -> int:
    total = digit = 0
    for character in chinese:
        if character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
