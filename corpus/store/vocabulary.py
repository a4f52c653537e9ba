"""The vocabulary of an archive: its words that are spelled like another one, and its outlets and authors."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.scope import outlet_key
from corpus.store.database import Database
from corpus.text.spelling import distance, plain

_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)"
_OUTLETS = "SELECT DISTINCT source FROM versions"
_APART = 2  # letters that a word may be apart from one that is spelled like it
_READ = 12  # passages in which the written form of a word is looked for
_GAP = r"[\s-]+(?:(?:of|the|and|for|on|in|to)\s+){0,2}"  # between the words of a name of which initials are taken
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def outlets(archive: Database) -> dict[str, str]:
    """Every outlet of the archive: its plain spelling, and the name as it is written."""

    def read() -> dict[str, str]:
        return {plain(str(name)): str(name) for (name,) in archive.db.execute(_OUTLETS) if name}

    return archive.known("outlets", read)


def opining(archive: Database) -> tuple[str, ...]:
    """The outlets of which the archive has an article that is said to be an editorial, as they are written."""

    def read() -> tuple[str, ...]:
        return tuple(str(name) for (name,) in archive.db.execute(f"{_OUTLETS} WHERE kind = 'editorial'") if name)

    return archive.known("outlets with editorials", read)


def outlets_and_authors(archive: Database) -> dict[str, str]:
    """Every outlet and author of the archive: its plain spelling, and the name as it is written."""

    def read() -> dict[str, str]:
        rows = archive.db.execute(f"{_OUTLETS} UNION SELECT DISTINCT author FROM versions")
        return {plain(str(name)): str(name) for (name,) in rows if name}

    return archive.known("outlets and authors", read)


def outlets_named(archive: Database, names: Sequence[str]) -> list[str]:
    """The outlets of these names, each as its articles write it."""
    asked = set(map(outlet_key, names))
    return sorted(str(name) for (name,) in archive.db.execute(_OUTLETS) if name and outlet_key(str(name)) in asked)


def unknown_outlets(archive: Database, names: Sequence[str]) -> dict[str, str]:
    """Those names that no outlet of the archive has, whatever their case; with each the nearest that there is.

    Nearest is what is spelled like it, or else has all of its words; empty for none.
    """
    held = sorted({str(name) for (name,) in archive.db.execute(_OUTLETS) if name}, key=len)
    known = set(map(outlet_key, held))
    return {name: _nearest(plain(name), held) for name in names if outlet_key(name) not in known}


def _nearest(name: str, outlets: Sequence[str]) -> str:
    most = max(len(name) // 4, 1)
    apart, near = min(((distance(name, plain(one), most), one) for one in outlets), default=(most + 1, ""))
    words = set(name.split())
    return near if apart <= most else next((one for one in outlets if words <= set(plain(one).split())), "")


def spelled_like(archive: Database, word: str) -> list[tuple[int, int, str]]:
    """Words of the archive that are spelled like a word: (letters apart, passages, word), nearest first.

    They begin with a capital where it does. At most two letters are apart, the first one aside; marks on letters and
    spellings such as `oe` for `ö` are none.
    """
    folded = plain(word)
    if len(folded) < 3 or not folded[0].isalpha():
        return []
    archive.db.execute(_TERMS)
    rows = archive.db.execute(
        "SELECT term, doc FROM temp.vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (folded[0], chr(ord(folded[0]) + 1), len(folded) - _APART - 2, len(folded) + _APART + 1),
    )
    found: dict[str, tuple[int, int]] = {}
    for term, passages in rows:
        if distance(plain(str(term)), folded, _APART + 2) > _APART + 2:  # a term is a stem: its ending may be gone
            continue
        for written in _written(archive, str(term), capital=word[0].isupper()):
            apart = distance(plain(written), folded, _APART)
            if apart <= _APART:
                found[written] = min(found.get(written, (apart, -int(passages))), (apart, -int(passages)))
    ranked = sorted((apart, passages, written.isupper(), written) for written, (apart, passages) in found.items())
    return [(apart, -passages, written) for apart, passages, _, written in ranked]


def spelled_out(archive: Database, initials: str) -> str:
    """The name whose initials these are, as it is written most often: `Lake Fishing Fleet` for LFF; empty for none."""
    words = "".join(rf"{_GAP if at else ''}{letter}[a-z][\w’']*" for at, letter in enumerate(initials))
    # What begins with a letter is found tenfold faster than what looks at the letter before it first.
    name = re.compile(rf"{initials[:1]}(?<![\w-].){words[1:]}(?![\w-])")

    def read() -> str:
        found = Counter(
            " ".join(one.split())
            for (text,) in archive.db.execute("SELECT text FROM texts")
            for one in name.findall(str(text))
        )
        return max(sorted(found), key=lambda one: found[one], default="")

    return archive.known(f"spelled out {initials}", read) if initials.isalpha() and initials.isascii() else ""


def _written(archive: Database, term: str, *, capital: bool) -> set[str]:
    """The words, all with a capital or all without, that a term of the index stands for."""
    rows = archive.db.execute(
        "SELECT title || ' ' || body FROM words WHERE words MATCH ? LIMIT ?", (f'"{term}"', _READ)
    ).fetchall()
    lead = plain(term)[: max(3, len(term) - 3)]
    return {
        word.removesuffix("'s").removesuffix("’s")
        for (text,) in rows
        for word in _WORD.findall(str(text))
        if word[0].isupper() == capital and plain(word).startswith(lead)
    }
