"""What an archive is about: names in its headlines that were told most in one month."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from assistant import phrasing
from assistant.language.lexicon import INSTITUTIONS, OPENERS, TITLES
from corpus.store.archive import Archive
from corpus.text.calendar import MONTHS, WEEKDAYS

WORD = re.compile(r"[^\W\d_][\w’'-]*")
SHORTEST = 3  # letters of a word of a name
LONGEST = 200  # characters of a headline looked at
COMMON = 20  # what stands in a twentieth of all headlines is a kind of article, no development
ROWS = 20_000  # headlines looked at
READ = 6  # articles looked into for how a name is written
HEADS = frozenset("press briefing remarks statement readout transcript interview meeting call travel minister".split())
NONE = TITLES | INSTITUTIONS | OPENERS | HEADS | frozenset([*MONTHS, *WEEKDAYS])


def developments(archive: Archive, limit: int) -> list[str]:
    """Questions on the names that stood in the most headlines of one month and in few of the others, best first."""
    rows = archive.browse(limit=ROWS)
    told, written, people = defaultdict[str, Counter[str]](Counter), dict[str, str](), set[str]()
    for row in rows:
        # By whom it was said is no subject.
        for name, titled in dict(_names(row.title[:LONGEST].split(" by ")[0])).items():
            told[name.casefold()][row.published[:7]] += 1
            written[name.casefold()] = name
            people.update([name.casefold()] if titled else [])
    months = len({row.published[:7] for row in rows})
    most = max(4, len(rows) // COMMON)

    def weight(name: str) -> float:
        return max(told[name].values()) * math.log(1 + months / len(told[name])) * (1 + name.count(" "))

    few = [name for name, counts in told.items() if 2 <= counts.total() <= most and max(counts.values()) > 1]
    found = list[str]()
    for short in sorted(few, key=lambda one: (one in people, -weight(one), one)):  # what happened first, then who
        if len(found) == limit:
            break
        longer = [one for one in few if f" {short} " in f" {one} " and 2 * told[one].total() > told[short].total()]
        name = max(longer, key=len)
        if not any(set(name.split()) & set(one.split()) for one in found) and _is_name(written[name], archive):
            found.append(name)
    return [_question(written[name], told[name]) for name in found]


def _is_name(words: str, archive: Archive) -> bool:
    """Whether articles mostly write these words of a headline so, and whole: there, any word may have its capital."""
    texts = [archive.article(row.id).text for row in archive.browse(words, limit=READ)]
    stand = re.compile(rf"\b({re.escape(words)})(-\w| [A-Z])?", re.IGNORECASE)
    found = [one.groups() for text in texts for one in stand.finditer(text)]
    whole = sum(name == words and (not more or (more[-1].islower() and more[0] == " ")) for name, more in found)
    return 2 * whole > len(found) and not words.isupper()


def _names(title: str) -> Iterator[tuple[str, bool]]:
    """Runs of one to four words with a capital that are next to one another, none of them a title, month or heading;
    and whether a title stands before each.
    """
    words = [(one.start(), one.end(), one[0].removesuffix("’s").removesuffix("'s")) for one in WORD.finditer(title)]
    for size in (1, 2, 3, 4):
        for at, run in enumerate(zip(*(words[start:] for start in range(size)), strict=False)):
            if all(map(_part, (word for *_, word in run))) and _adjacent(title, run):
                yield " ".join(word for *_, word in run), at > 0 and words[at - 1][2].casefold() in TITLES


def _part(word: str) -> bool:
    return len(word) >= SHORTEST and word[0].isupper() and word.casefold() not in NONE


def _adjacent(title: str, run: Iterable[tuple[int, int, str]]) -> bool:
    """Whether blanks alone stand between the words: after `Blinken’s` another thing begins."""
    return all(title[one[0] + len(one[2]) : other[0]] == " " for one, other in pairwise(run))


def _question(name: str, counts: Counter[str]) -> str:
    month = max(sorted(counts), key=counts.__getitem__)
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return f"What was reported about {name} in {phrasing.period(first, last)}?"
