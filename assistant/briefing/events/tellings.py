"""Sentences that can be told alone: cut out of the passages, each with its place, its speaker and its day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, pairwise

from assistant.answer import LONGEST, SHORTEST
from assistant.briefing.events.alone import MOST_WORDS, ending, standing, unnamed_parties
from assistant.briefing.events.days import DayTold, bounds, day_told
from assistant.briefing.events.gather import Gathered
from assistant.language.names import names
from assistant.language.times.dates import days
from assistant.language.times.headings import headed_day
from assistant.language.words import canonical, fold, named
from assistant.writers.base import Cited
from corpus.article import Article, Span
from corpus.evidence import Evidence
from corpus.text.heads.corrections import goes_on_right
from corpus.text.heads.datelines import behind_dateline
from corpus.text.sentences import sentences
from corpus.text.speakers import is_question, is_reply, label_at, leads

LEAD = 3  # sentences of each article's beginning that are looked at beside its passages
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*(?<![,.])(?!\w)")


@dataclass(frozen=True)
class Telling:
    """A sentence of an article, or the main statement of a long one, that a reader understands without those around it.

    `text`: `article.text[span]`. `at`: which sentence of its article it is, from 0. `rank`: that of its passage, as a
    share of the best passage's score. `dateline`: what of it stands before a report's first sentence, and says where.
    """

    evidence: Evidence
    article: Article
    span: Span
    text: str
    speaker: str | None
    at: int
    rank: float
    dateline: str = ""
    right: int = 0
    """Where in its text the sentence begins that says what is right, behind one that says what was wrong; or 0."""

    @property
    def cited(self) -> Cited:
        """The span as a draft cites it."""
        return Cited(self.evidence, *self.span)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def folded(self) -> str:
        """Its text as all comparing reads it."""
        return fold(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it speaks of: the stems of its content words, names of one thing under one form."""
        return keys(fold(self.dateline) + self.folded)

    @cached_property
    def names(self) -> frozenset[str]:
        """Who and what it names."""
        return who_and_what(fold(self.dateline) + self.folded)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it that are no part of a date."""
        return numbers(self.folded)

    @cached_property
    def titled(self) -> bool:
        """Whether it says 'both leaders', and its article, by its title, says who they are."""
        return unnamed_parties(self.text)

    @cached_property
    def _told(self) -> DayTold:
        return day_told(self.folded, self.article, self.span)

    @property
    def day(self) -> str:
        """The day, month or year that it speaks of (ISO 8601)."""
        return self._told.day

    @property
    def dated(self) -> bool:
        """Whether its own words name that day."""
        return self._told.named

    @property
    def certain(self) -> bool:
        """Whether that is known of the day; where no words of a report name it, it may be the day before."""
        return self._told.since == self.day

    def is_of_day(self, other: "Telling") -> bool:
        """Whether it can speak of the day of another one: the same, or one of them of the day before its report."""
        early, late = sorted((self, other), key=lambda one: one.day)
        return early.day == late.day or (early.certain and late._told.since <= early.day)

    @property
    def headed(self) -> date | None:
        """The day of the date heading that it stands under; None where it stands under none."""
        return headed_day(self.article, *self.span)

    def tells_of(self, days: tuple[str, str] | None) -> bool:
        """Whether all that it speaks of lies from the first to the last of these days; True for None."""
        first, last = bounds(self.day)
        return days is None or (days[0] <= first and last <= days[1])


def keys(folded: str) -> frozenset[str]:
    """The stems of a folded text's content words, names of one thing under one form."""
    return frozenset(canonical(group) for group in named(folded) if len(group) > 1 or group[0].content)


def who_and_what(folded: str) -> frozenset[str]:
    """Who and what a folded text names."""
    return frozenset(one.canonical or one.words[-1] for one in names(folded))


def numbers(folded: str) -> frozenset[str]:
    """The numbers in a folded text that are no part of a date."""
    found = [one for one in _NUMBER.finditer(folded) if not _YEAR.fullmatch(one.group())]
    dated = [(day.at, day.end) for day in days(folded)] if found else []
    return frozenset(one.group() for one in found if not any(start <= one.start() < end for start, end in dated))


def tellings(gathered: Gathered, topic: str = "") -> Iterator[Telling]:
    """The sentences of the passages, and of their articles' beginnings, that stand alone; in order of the passages.

    Of a long sentence the main statement, unless words of the topic would be lost with the rest; what says only what
    was wrong, with the sentence after it.
    """
    asked = keys(fold(topic))
    best = max((one.score for one in gathered.evidence), default=0.0) or 1.0
    passages: dict[tuple[str, int], list[Evidence]] = {}
    for one in gathered.evidence:
        passages.setdefault((one.article_id, one.version), []).append(one)
    for key, found in passages.items():
        article = gathered.article(*key)
        speaker: str | None = None
        last, told = max(one.end for one in found), 0
        for at, (span, after) in enumerate(pairwise(chain(sentences(article.text), [Span(0, 0)]))):
            if at >= LEAD and span.start >= last:
                break
            label = label_at(article.text, span.start)
            speaker = (None if is_reply(label.name) else label.name) if label else speaker
            start = min(label.end, span.end) if label else behind_dateline(article.text, span.start)
            inside = next((one for one in found if one.start <= start and span.end <= one.end), None)
            if (inside is None and (gathered.alone or at >= LEAD)) or start < told:
                continue
            right = _righted(article, Span(start, span.end), after)
            text = article.text[start : after.end if right else span.end]
            if (
                _is_asked(speaker, article.text)
                or len(text) < SHORTEST
                or (alone := 0 if right else standing(text)) is None
            ):
                continue
            passage = inside or found[0]
            quoted = text if right else _quoted(text[alone:], asked)
            if not SHORTEST <= len(quoted) <= LONGEST:
                continue
            whole = Span(start + alone, start + alone + len(quoted))
            dateline, told = "" if label else article.text[span.start : start], whole.end
            telling = Telling(passage, article, whole, quoted, speaker, at, passage.score / best, dateline, right)
            if not (telling.titled and speaker):
                yield telling


def _righted(article: Article, one: Span, after: Span) -> int:
    """Behind how many characters the next sentence begins, where one says only what was wrong and that what is right; 0
    for none, or where both are too long to be quoted.
    """
    wrong, right = (article.text[slice(*each)] for each in (one, after))
    fits = after.end - one.start <= LONGEST
    return after.start - one.start if fits and goes_on_right(article.title, wrong, right) else 0


def _quoted(text: str, asked: frozenset[str]) -> str:
    """As much of a sentence as is quoted: no word of what is asked for stands only in what is left off, as far as the
    whole is short enough.
    """

    def keeps(told: str, left: str) -> bool:
        lost = keys(fold(left)) & asked
        return not lost or lost <= keys(fold(told))

    whole = text[: ending(text, keeps)]
    return whole if len(whole.split()) <= MOST_WORDS else text[: ending(text)]


def _is_asked(speaker: str | None, text: str) -> bool:
    return is_question(speaker) or leads(speaker, text)
