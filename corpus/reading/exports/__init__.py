"""Exports of press databases as text: several articles in one file, known by the marks that each database sets."""

import re

from corpus.errors import Rejected
from corpus.reading.exports import factiva, nexis, proquest
from corpus.reading.found import Found

# What one of the marks looks like in the bytes of any file; only where it stands is more looked at.
_HINT = re.compile(
    rb"Do[ck]umento?\s{1,9}[A-Za-z]{2,12}[0-9]{6}|End of Document|Ende des Dokument|Fin d(?:u|el) document|"
    rb"[0-9] of [0-9]{1,5}\s{1,9}DOCUMENT|Load-Date:|LOAD-DATE:|Date-chargement:|Document [0-9]{1,5} of [0-9]|ProQuest"
)


def hinted(data: bytes) -> bool:
    """Whether a file may be such an export."""
    return bool(_HINT.search(data))


def several(text: str) -> list[Found | Rejected]:
    """The articles of an export in its order, in the place of one that cannot be read the reason.

    None where the text is no export that is known.
    """
    if not _HINT.search(text.encode("utf-8", "surrogatepass")):
        return []
    return [*(factiva.articles(text) or proquest.articles(text))] or nexis.articles(text)
