"""Plans of broad answers by quoting: the members of a list, both sides of a comparison, a course of things, a count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from assistant.answer import LONGEST, SHORTEST
from assistant.language.names import names
from assistant.language.topic import ASKING, Topic
from assistant.language.words import fold, tokens
from assistant.question.pronouns import stands_alone
from assistant.writers.base import Brief, Draft, Meter
from assistant.writers.excerpts import Line, lines_of
from assistant.writers.quotes import QuotesWriter, quotation
from corpus.evidence import Evidence
from corpus.text.counting import counted

LEFT_OVER = 15  # words for which it is not worth to begin another quotation
NEAR = 0.5  # of the relevance of the nearest passage: what was read to come so near is on the topic in whatever words
SURELY = 0.5  # ... which must be rather on the question than not
COVERED = 0.6  # share of the words that the best article has of a topic; an article with all names of it is on it too
_OPENING = 0.3  # what a sentence that begins a report is worth: news is written upside down


@dataclass(frozen=True, slots=True)
class Member:
    """An article on a topic: its sentence that says most of it, and the share of the topic's words that it holds."""

    line: Line
    share: float
    named: float
    """The share of the topic's names times that of its words, in the sentence itself."""

    @property
    def evidence(self) -> Evidence:
        """The passage that the sentence stands in."""
        return self.line.page.evidence

    @property
    def draft(self) -> Draft:
        """The sentence quoted, with its outlet, its day, its speaker, and what its relative days mean."""
        return quotation([self.line])


class PlanWriter:
    """Quotes for a list, a comparison or a course: what answers it, then one sentence of each other article on it; for
    a count what answers it. Says how many articles were looked at.
    """

    name = "quotes"

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield what was read to answer, then the members that fit the budget beside it; a list in order of date."""
        left, quoted, listed = brief.share, set[str](), list[Draft]()
        for draft in QuotesWriter().write(brief, meter):
            left -= len(draft.text.split()) + len(draft.spans)
            quoted |= {cited.evidence.article_id for cited in draft.spans}
            if brief.form == "list":
                listed.append(draft)  # in order of date with the members beside it
            else:
                yield draft
        found = members(brief)
        others = [one for one in found if one.evidence.article_id not in quoted and brief.form != "count"]
        more = _within(others, left)
        looked_at = len(quoted | {one.evidence.article_id for one in found})
        meter.notes.append(
            f"{counted(looked_at, 'article')} on this {'was' if looked_at == 1 else 'were'} looked at; "
            f"{len(quoted) + len(more)} {'is' if len(quoted) + len(more) == 1 else 'are'} quoted."
        )
        drafts = [*listed, *(one.draft for one in more)]
        yield from sorted(drafts, key=_day) if listed else drafts


def members(brief: Brief) -> list[Member]:
    """The articles that the words of the question are in, best first, each with its sentence; one of each article."""
    topic = brief.question
    wanted = _stems(topic)
    named = {stem for name in names(fold(topic)) for stem in _stems(name.text)}
    held = [(one, wanted & _stems(f"{one.title} {one.text}")) for one in brief.evidence]
    known = set[str]().union(*(words for _, words in held))  # 'list', 'timeline': words of asking are in no article
    most = max((len(words) for _, words in held), default=0)
    found: dict[str, Member] = {}
    subject, near = Topic(topic), _near(brief)
    for one, words in held:
        covered = len(words) >= COVERED * most or bool(named & known and named & known <= words)
        if not known or not words or not (covered or one.article_id in near) or one.article_id in found:
            continue
        if best := _sentence(lines_of(brief.article(one.article_id, one.version), one), known):
            found[one.article_id] = Member(best, len(words) / len(known), prod(subject.shares(best.text)))
    least = COVERED * max((one.named for one in found.values()), default=0.0)  # what names less is beside the topic
    on_it = (one for id, one in found.items() if id in near or (one.named >= least and one.named))
    return sorted(on_it, key=lambda member: (-member.share, member.evidence.rank))


def _near(brief: Brief) -> set[str]:
    """The articles of a list that were read to be on its topic, whatever words they have for it."""
    read = list(zip(brief.evidence, brief.read(brief.question), strict=False)) if brief.form == "list" else []
    nearest = max((reading.relevance for _, reading in read), default=0.0)
    return {one.article_id for one, reading in read if nearest >= SURELY and reading.relevance >= NEAR * nearest}


def _day(draft: Draft) -> tuple[str, str]:
    first = draft.spans[0].evidence
    return first.published, first.article_id


def covers(topic: str, evidence: Sequence[Evidence]) -> bool:
    """Whether any evidence is on the topic: it holds at least half of the words that name the subject."""
    wanted = _stems(topic)
    return not wanted or any(2 * len(wanted & _stems(f"{one.title} {one.text}")) >= len(wanted) for one in evidence)


def _stems(text: str) -> set[str]:
    return {one.stem for one in tokens(fold(text)) if one.lower not in ASKING and one.text[0].isalnum()}


def _sentence(lines: Sequence[Line], wanted: set[str]) -> Line | None:
    """The line of a passage that says most of what is wanted; None where none does."""
    best: tuple[float, Line] | None = None
    for line in lines:
        text = line.text
        if not SHORTEST <= len(text) <= LONGEST or text.endswith("?") or not line.fit or not stands_alone(text):
            continue
        worth = len(wanted & _stems(text)) + (_OPENING if line.span.start == 0 else 0)
        if worth and (best is None or worth > best[0]):
            best = (worth, line)
    return best[1] if best else None


def _within(found: Sequence[Member], left: int) -> list[Member]:
    """The members that fit so many words, best first chosen, all in order of date."""
    chosen: list[Member] = []
    for one in found:
        if left < LEFT_OVER:
            break
        if _cost(one) <= left and not one.line.planted and all(one.line.text != other.line.text for other in chosen):
            chosen.append(one)
            left -= _cost(one)
    return sorted(chosen, key=lambda one: (one.evidence.published, one.evidence.article_id))


def _cost(one: Member) -> int:
    return len(one.draft.text.split()) + 1
