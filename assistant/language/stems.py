"""Stems: the form under which a word meets its other forms. Snowball's English, and a table of what it cannot know."""

from functools import lru_cache
from threading import local

import Stemmer

from corpus.text.tables import table

_LONGEST = 40  # letters; what is longer is no word


def stem(word: str) -> str:
    """The stem of a word in lower case, for comparing only: it is no word to show."""
    return _stem(word) if len(word) <= _LONGEST else word


def irregular(root: str) -> tuple[str, ...]:
    """The irregular forms of the word whose stem this is."""
    return tuple(form for form, stem in _FORMS.items() if stem == root)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    if word in _FORMS:
        return _FORMS[word]
    root = _snowball(word)
    return _FAMILIES.get(root, root)


class _Own(local):
    """A stemmer of each thread's own: one cannot serve two at once."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer("english", 0)


_OWN = _Own()


def _snowball(word: str) -> str:
    found: str = _OWN.stemmer.stemWord(word)
    return found


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """The stems of irregular words, and the stems that stand for another stem."""
    rows = table("assistant.language", "stems")
    families = {_snowball(form): _snowball(word) for word, forms in rows["families"].items() for form in forms.split()}
    irregular: dict[str, str] = {}
    for word, forms in rows["forms"].items():
        root = _snowball(word)
        irregular |= dict.fromkeys(forms.split(), families.get(root, root))
    for word, forms in rows["apart"].items():
        irregular |= dict.fromkeys((word, *forms.split()), word)
    return irregular, families


_FORMS, _FAMILIES = _tables()
