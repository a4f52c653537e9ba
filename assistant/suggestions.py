"""Questions worth asking next, drawn from the cited articles; and some to begin with, drawn from the archive."""

import re
from collections import Counter
from itertools import islice

from assistant.answer import Answer
from assistant.quotes import spoken_day
from corpus.archive import Archive
from corpus.errors import CallError

SPEAKER = re.compile(
    r"\b([A-Z][a-z]+(?:[- ][A-Z]?[a-z]+)?(?: [A-Z][a-z-]+)+),? "
    r"(?:said|told|added|stressed|noted|warned|announced|called)\b"
)
PROPER = re.compile(r"(?<=[a-z,;] )((?:[A-Z][\w-]+)(?: [A-Z][\w-]+)+)")
COMMON = 8  # a name in an eighth of all articles is the archive's subject, not a lead: 'North Korea', 'White House'
TRIED = 12  # names looked up in the archive before giving up
# Words that begin or end a run of capitals without being part of a name; titles go before a speaker's name.
TITLES = frozenset(
    [
        "President",
        "Prime",
        "Minister",
        "Secretary",
        "Foreign",
        "Unification",
        "Vice",
        "Deputy",
        "Special",
        "Envoy",
        "Spokesperson",
        "Mr",
        "Ms",
        "Mrs",
        "Dr",
    ]
)
# The sample archive's own; an archive that does not hold the named article offers none of them.
SAMPLES = (
    ("sample-new-strategy-remark", "What did the new US strategy toward North Korea mean in January 2021?"),
    ("sample-policy-review-result", "How did Washington describe the result of its North Korea policy review?"),
    ("sample-biden-moon-summit", "What did Biden and Moon agree on at their summit in May 2021?"),
    ("sample-march-icbm-test", "What did North Korea launch in March 2022?"),
)


def follow_ups(answer: Answer, archive: Archive, *, as_of: str | None = None) -> list[str]:
    """At most three questions on who speaks and what is named in the cited articles, and on what came later.

    A name is asked about only where other articles, published by the as-of date, have something to say of it.
    """
    cited = {(one.article_id, one.version): one for each in answer.sentences for one in each.citations}
    if not cited:
        return []
    until = as_of or archive.newest() or ""
    known = (answer.question + " " + answer.standalone_question).casefold()
    speakers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for id, version in cited:
        text = archive.article(id, version).text[:20_000]
        speakers.update(_bare(one) for one in SPEAKER.findall(text))
        names.update(_bare(one) for one in PROPER.findall(text))
    held = {id for id, _ in cited}
    last = max(one.published[:10] for one in cited.values())
    later = [f"What was reported on this after {spoken_day(last)}?"] if until[:10] > last else []

    def promising(counts: Counter[str], limit: int) -> list[str]:
        ranked = (name for name in _fresh(counts, known)[:TRIED] if _leads_on(archive, name, held, until))
        return list(islice(ranked, limit))

    found = [f"What did {one} say?" for one in promising(speakers, 1)]
    known += " ".join(found).casefold()
    found += [f"What else is reported about {one}?" for one in promising(names, 3 - len(found) - len(later))]
    return found + later


def _leads_on(archive: Archive, name: str, held: set[str], until: str) -> bool:
    """Whether articles that are not cited speak of it, and not so many that the name says nothing."""
    most = max(3, archive.counts()[0] // COMMON)
    rows = archive.browse(name, until=until, limit=most + len(held))
    return len(rows) < most + len(held) and any(row.id not in held for row in rows)


def starters(archive: Archive, limit: int = 4) -> list[str]:
    """Questions to begin with: the sample's where it is there, else on the newest headlines."""
    found = [question for id, question in SAMPLES if _holds(archive, id)]
    if not found:
        titles = [" ".join(row.title[:300].split()) for row in archive.browse(limit=limit)]
        found = [f"What does the archive say on “{title}”?" for title in titles]
    return found[:limit]


def _holds(archive: Archive, id: str) -> bool:
    try:
        return bool(archive.article(id))
    except CallError:
        return False


def _bare(name: str) -> str:
    words = name.split()
    while len(words) > 2 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def _fresh(names: Counter[str], known: str) -> list[str]:
    """The names that are new, the most frequent first; ties in the order of the alphabet, so that runs agree."""
    ranked = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
    return [name for name, _ in ranked if name.casefold() not in known and name.split()[-1].casefold() not in known]
