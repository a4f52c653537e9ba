"""Plans of broad answers by quoting: the members of a list, both sides of a comparison, a course of things, a count."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod

from assistant.answer import LONGEST, SHORTEST
from assistant.language.asides import CLOSING, ENDS
from assistant.language.names import names
from assistant.language.quotations import in_pairs
from assistant.language.times.spoken import day_of_speech
from assistant.language.topic import ASKING, Topic
from assistant.language.words import fold, tokens
from assistant.question.answer_type import names_kind, without_kind
from assistant.question.pronouns import stands_alone
from assistant.writers.base import Brief, Draft, Meter
from assistant.writers.excerpts import of_the_time, repeats
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import Line
from assistant.writers.quotes import QuotesWriter, quotation
from corpus.article import Span
from corpus.evidence import Evidence

LEFT_OVER = 15  # words for which it is not worth to begin another quotation
NEAR = 0.5  # of the relevance of the nearest passage: what was read to come so near is on the topic in whatever words
SURELY = 0.5  # ... which must be rather on the question than not
COVERED = 0.6  # share of the words that the best article has of a topic; an article with all names of it is on it too
FEWEST = 3  # articles that name all that a list asks for, from which each has its sentence, unless 'which' is asked
PRICE = 0.02  # of a word: of two sentences that say as much of a topic the shorter tells it
_OPENING = 0.3  # what a sentence that begins a report is worth: news is written upside down


@dataclass(frozen=True, slots=True)
class Member:
    """An article on a topic: its sentence that says most of it, and the share of the topic's words that it holds."""

    line: Line
    share: float
    named: float
    """The share of the topic's names times that of its words, in the sentence itself, or its title if that has all."""
    titled: bool = False
    """Whether its title names all of the topic: then the article is on one of what is listed, and no mention of it."""

    @property
    def evidence(self) -> Evidence:
        """The passage that the sentence stands in."""
        return self.line.page.evidence

    @property
    def day(self) -> str:
        """The day of which it is told."""
        return self.line.day.isoformat()

    def worth(self, naming: Collection[str]) -> tuple[float, int]:
        """How much it is worth to a list: what names all that is asked for, is near to it, and takes few words."""
        worth = self.named + (self.evidence.relevance or 0.0) + (self.evidence.article_id in naming) + self.titled
        return worth - PRICE * len(self.line.text.split()), -self.evidence.rank

    @property
    def draft(self) -> Draft:
        """The sentence quoted, with its outlet, its day, its speaker, and what its relative days mean."""
        return quotation([self.line])


class PlanWriter:
    """Quotes for a list, a comparison or a course: what answers it, then one sentence of each other article on it; for
    a count what answers it. The meter has the articles that were looked at.
    """

    name = "quotes"

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield what was read to answer, then the members that fit the budget beside it; a list in order of date."""
        found, listing, counting = members(brief), brief.form == "list", brief.form == "count"
        left, quoted, listed = brief.share, set[str](), list[Draft]()
        many = listing and len(brief.naming) >= FEWEST
        each = many and not names_kind(brief.question)
        half = replace(brief, share=brief.share // 2) if many else brief  # one article is not all of a list
        read = () if each else QuotesWriter().write(half, meter)
        for draft in read:
            left -= len(draft.text.split()) + len(draft.spans)
            quoted |= {cited.evidence.article_id for cited in draft.spans}
            if listing:
                listed.append(draft)  # in order of date with the members beside it
            else:
                yield draft
        others = [one for one in found if one.evidence.article_id not in quoted and not counting]
        meter.looked_at |= {one.evidence.article_id for one in found} | brief.naming
        meter.naming |= brief.naming
        drafts = [*listed, *(one.draft for one in _within(others, left))]
        yield from sorted(drafts, key=lambda one: _day(one, brief)) if listing else drafts


def members(brief: Brief) -> list[Member]:
    """The articles that the words of the question are in, best first, each with its sentence; one of each article."""
    topic = brief.question
    wanted = _stems(topic)
    named = {stem for name in names(fold(topic)) for stem in _stems(name.text)}
    held = [(one, wanted & _stems(f"{one.title} {one.text}")) for one in brief.evidence]
    known = set[str]().union(*(words for _, words in held))  # 'list', 'timeline': words of asking are in no article
    most = max((len(words) for _, words in held), default=0)
    found: dict[str, Member] = {}
    subject, near = Topic(without_kind(topic)), _near(brief)
    last = {one.article_id: one for one in brief.evidence}
    for one, words in held:
        covered = len(words) >= COVERED * most or bool(named & known and named & known <= words)
        member = one.article_id in brief.naming
        if not known or not words or not (covered or member or one.article_id in near):
            continue
        if member and one is not last[one.article_id]:  # the sentence that names all of it comes behind what was found
            continue
        article = brief.article(one.article_id, one.version)
        best = _sentence(lines_of(article, one), known, named=member)
        if best and not subject.is_misled(best.text):
            others = subject.unnamed(article.text)
            said = (1.0,) if member else subject.shares(best.text, without=others)
            titled = subject.shares(article.title, without=others) == (1.0, 1.0)
            new = Member(best, len(words) / len(known), prod(said), titled)
            other = found.setdefault(one.article_id, new)
            if (new.named, one.relevance or 0.0) > (other.named, other.evidence.relevance or 0.0):
                found[one.article_id] = new
    least = COVERED * max((one.named for one in found.values()), default=0.0)  # what names less is beside the topic
    on_it = [one for id, one in found.items() if id in near or (one.named >= least and one.named)]
    if brief.window:
        inside = of_the_time(brief, brief.window, [one.line for one in on_it])
        on_it = [one for one in on_it if one.line in inside]
    if brief.own:
        own = [brief.own(one.line) for one in on_it]
        on_it = [one for one, how in zip(on_it, own, strict=True) if how == max(own)]
    if brief.form == "list":
        return sorted(on_it, key=lambda one: one.worth(brief.naming), reverse=True)
    return sorted(on_it, key=lambda one: (-one.share, one.evidence.rank))


def _near(brief: Brief) -> set[str]:
    """The articles of a list that were read to be on its topic, whatever words they have for it."""
    read = list(zip(brief.evidence, brief.read(brief.question), strict=False)) if brief.form == "list" else []
    nearest = max((reading.relevance for _, reading in read), default=0.0)
    return {one.article_id for one, reading in read if nearest >= SURELY and reading.relevance >= NEAR * nearest}


def _day(draft: Draft, brief: Brief) -> tuple[date, str, str]:
    """The day of which a draft is told, that of the heading that it stands under before its article's."""
    first = draft.spans[0]
    article = brief.article(first.evidence.article_id, first.evidence.version)
    return day_of_speech(article, Span(first.start, first.end)), article.published, article.id


def covers(topic: str, evidence: Sequence[Evidence]) -> bool:
    """Whether any evidence is on the topic: it holds at least half of the words that name the subject."""
    wanted = _stems(topic)
    return not wanted or any(2 * len(wanted & _stems(f"{one.title} {one.text}")) >= len(wanted) for one in evidence)


def _stems(text: str) -> set[str]:
    return {one.stem for one in tokens(fold(text)) if one.lower not in ASKING and one.text[0].isalnum()}


def quotable(line: Line) -> bool:
    """Whether a member can be told by a line alone."""
    text = line.text
    whole = text.rstrip(CLOSING)[-1:] in ENDS and not text.endswith("?")  # a speaker who breaks off ends with a dash
    whole = whole and in_pairs(text) and not line.is_rest
    return SHORTEST <= len(text) <= LONGEST and whole and line.fit and stands_alone(text)


def _sentence(lines: Sequence[Line], wanted: set[str], *, named: bool) -> Line | None:
    """The line of a passage that says most of what is wanted; None where none does and its title has not named it."""
    best: tuple[float, Line] | None = None
    for line in lines:
        text = line.text
        if not quotable(line):
            continue
        worth = len(wanted & _stems(text)) + (_OPENING if line.span.start == 0 else 0) - PRICE * len(text.split())
        if (named or wanted & _stems(text)) and (best is None or worth > best[0]):
            best = (worth, line)
    return best[1] if best else None


def _within(found: Sequence[Member], left: int) -> list[Member]:
    """The members that fit so many words, the best of each day first, all in order of date; what one day told is told
    once.
    """
    chosen, days = list[Member](), dict[str, Member]()
    for one in found:
        days.setdefault(one.day, one)
    for one in [*days.values(), *(one for one in found if days[one.day] is not one)]:
        if left < LEFT_OVER:
            break
        before = (other.line.text for other in chosen if other.day == one.day or other.line.text == one.line.text)
        if _cost(one) <= left and not one.line.planted and not repeats(one.line.text, before):
            chosen.append(one)
            left -= _cost(one)
    return sorted(chosen, key=lambda one: (one.day, one.evidence.published, one.evidence.article_id))


def _cost(one: Member) -> int:
    return len(one.draft.text.split()) + 1
