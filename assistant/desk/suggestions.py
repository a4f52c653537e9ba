"""Questions worth asking next, drawn from the cited articles; and some to begin with, drawn from the archive."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import dropwhile, islice, takewhile

from assistant import phrasing
from assistant.answer import Answer
from assistant.desk.developments import developments
from assistant.language.lexicon import INSTITUTIONS, OPENERS, RANKS, TITLES
from assistant.language.name_index import forms
from assistant.language.names import names
from assistant.language.words import fold
from corpus.article import Article
from corpus.errors import CallError
from corpus.scope import EVERYTHING, Scope
from corpus.search import match_any
from corpus.store.archive import Archive
from corpus.text.calendar import MONTHS, WEEKDAYS

RUN = re.compile(r"(\b[Tt]he )?(?<![\w’'-])([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,6})")
CALENDAR = frozenset([*MONTHS, *WEEKDAYS])
DIVIDING = TITLES | INSTITUTIONS | RANKS
# Not a thing to ask about: a heading, the first half of a longer name ('East Asian and Pacific Affairs'), a people's
# adjective.
HALF = re.compile(r":| (?:and|of|for) (?:the )?[A-Z]")
ADJECTIVE = re.compile(r"(?:ean|ian|can|ish|ese)s?$")
SAYS = re.compile(r",? (?:said|told|added|stressed|noted|warned|announced|called)\b")
NEAR = 700  # characters on either side of the cited words: of what else they speak
WHOLE = 20_000  # characters of an article looked through after that
COMMON = 8  # a name in an eighth of all articles is the archive's subject, not a lead: 'North Korea', 'White House'
TRIED = 12  # names looked up in the archive before giving up
ASKED = 3  # questions
FIRST = 4  # ... to begin with
WIDE = 20  # passages looked through for other articles on the subject, and articles for what to begin with
LONGEST = 300  # characters of a headline
# The sample archive's own; an archive that does not hold the named article offers none of them.
SAMPLES = (
    ("sample-new-strategy-remark", "What did the new US strategy toward North Korea mean in January 2021?"),
    ("sample-policy-review-result", "How did Washington describe the result of its North Korea policy review?"),
    ("sample-biden-moon-summit", "What did Biden and Moon agree on at their summit in May 2021?"),
    ("sample-march-icbm-test", "What did North Korea launch in March 2022?"),
)


def follow_ups(answer: Answer, archive: Archive, scope: Scope = EVERYTHING, *, asked: Sequence[str] = ()) -> list[str]:
    """Three questions: on whom and what the cited words and their neighbours name, and on what came later or before.

    Each leads to articles that are not cited, within the scope; after an abstention they ask of what the closest name.
    Fewer only where the archive has no more. `asked`: the questions of the conversation before this one.
    """
    held, near = dict[str, Article](), list[str]()
    for one in (one for each in answer.sentences for one in each.citations):
        with suppress(CallError):  # deleted for good since
            held[one.article_id] = archive.article(one.article_id, one.version)
            near.append(held[one.article_id].text[max(0, one.start - NEAR) : one.end + NEAR])
    if not held:
        named = islice(_fresh((one.text for one in answer.closest), " ".join([answer.question, *asked])), ASKED)
        closest = [f"What is reported about {name}?" for name, _ in named]
        return closest or _headlines(one.title for one in answer.closest)[:ASKED]
    within = archive.seen(scope)
    subject = [form for one in names(fold(answer.standalone_question)) for form in forms(one.text)]
    most = max(ASKED, archive.counts()[0] // COMMON)

    def leads_on(name: str, *, beside: Sequence[str]) -> bool:
        """Whether an article that is not cited names it, in one passage with one of the other names."""
        return any(
            row.id not in held
            for other in beside or [""]
            for row in archive.browse(f"{name} {other}", within, limit=len(held) + 1)
        )

    known = " ".join([answer.question, answer.standalone_question, *asked])
    said, told, aside = list[str](), list[str](), list[str]()
    for name, person in islice(_fresh([*near, *(one.text[:WHOLE] for one in held.values())], known), TRIED):
        if not person and len(archive.browse(name, limit=most)) == most:
            continue
        if not leads_on(name, beside=subject):
            if leads_on(name, beside=[]):
                aside.append(f"What else is reported about {name}?")
        elif person:
            said.append(f"What did {name} say about this?")
        else:
            told.append(f"What else is reported about {name}?")
    days, when = sorted(one.day for one in held.values()), list[str]()
    if archive.browse(scope=replace(within, since=_shifted(days[-1], 1)), limit=1):
        when.append(f"What was reported on this after {phrasing.day(days[-1])}?")
    if archive.browse(scope=replace(within, until=_shifted(days[0], -1)), limit=1):
        when.append(f"What was reported on this before {phrasing.day(days[0])}?")
    found = [*said[:1], *told[:1], *when[:1], *said[1:], *told[1:], *when[1:], *aside][:ASKED]
    if len(found) < ASKED:
        ranked = archive.passages.lexical(match_any(known), WIDE, within)
        hits = archive.passages.hits([id for id, _ in ranked], within)
        others = (hits[id].article for id, _ in ranked if id in hits and hits[id].article.id not in held)
        found += _headlines(one.title for one in others)
    return found[:ASKED]


def _shifted(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(by)).isoformat()


def _headlines(titles: Iterable[str]) -> list[str]:
    lines = dict.fromkeys(" ".join(title[:LONGEST].split()) for title in titles)
    return [f"What does the archive say on “{line}”?" for line in lines]


def _fresh(texts: Iterable[str], known: str) -> Iterator[tuple[str, bool]]:
    """The names in the texts that are new, once each and in their order, and whether each is a person's."""
    given = set(re.findall(r"[\w-]{4,}", known.casefold()))
    for name, person in (one for text in texts for one in _named(text)):
        words = set(re.findall(r"[\w-]{4,}", name.casefold())) - TITLES
        if words and not words & given:
            given |= words
            yield name, person


def _named(text: str) -> Iterator[tuple[str, bool]]:
    """Names of two words and more, and whether a title before it or a verb after it shows that it is a person's.

    Of a run of capitals, what stands after its last title or institution: 'European Council Charles Michel'.
    """
    for match in RUN.finditer(text):
        words = [word.removesuffix("’s").removesuffix("'s") for word in match[2].split()]
        words = list(dropwhile(lambda word: word.casefold() in OPENERS, words))
        article = ["the"] if match[1] else []
        low = [word.casefold() for word in words]
        ends = [n for n, word in enumerate(low) if words[n].isupper() or {word, word.rstrip("s")} & DIVIDING]
        rest = words[ends[-1] + 1 :] if ends else words
        titled, half = bool(ends) and low[ends[-1]] in RANKS, HALF.match(text, match.end())
        if not words or CALENDAR.intersection(low):
            continue
        if not rest and len(words) > 2 and low[-1] in INSTITUTIONS and not RANKS.intersection(low) and not half:
            yield " ".join([*article, *words]), False
        elif len(rest) == 1 and titled:  # 'Prime Minister Morrison' keeps its title
            title = list(takewhile(lambda word: word.casefold() in TITLES, reversed(words[:-1])))
            yield " ".join([*reversed(title), *rest]), True
        elif 1 < len(rest) < 5:
            person = titled or SAYS.match(text, match.end()) is not None
            if not person and (half or ADJECTIVE.search(rest[-1])):
                continue
            yield " ".join([*(article if not person and rest == words else []), *rest]), person


def starters(archive: Archive) -> list[str]:
    """Questions to begin with: the sample's where it is there, else on what was told most, or on whom and what the
    newest articles name; on their headlines only where they name nothing.
    """
    found = [question for id, question in SAMPLES if _holds(archive, id)] or developments(archive, FIRST)
    if len(found) < 2:
        newest = [archive.article(row.id) for row in archive.browse(limit=WIDE)]
        named = islice(_fresh((one.text[:WHOLE] for one in newest), " ".join(found)), FIRST)
        found += [f"What is reported about {name}?" for name, _ in named] or _headlines(one.title for one in newest)
    return found[:FIRST]


def _holds(archive: Archive, id: str) -> bool:
    try:
        return bool(archive.article(id))
    except CallError:
        return False
