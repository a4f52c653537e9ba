"""What was read of the evidence: the sentences of its articles, each with the share of the answer that it carries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp

from assistant.language.asides import is_aside, is_heading, is_statement, poses
from assistant.language.names import names
from assistant.language.times.headings import headed_day
from assistant.language.times.spoken import day_of_article
from assistant.language.topic import Topic
from assistant.language.words import content_stems, fold
from assistant.question.answer_type import holds_type, introduced, introduces, titles
from assistant.question.pronouns import is_short, stands_alone
from assistant.question.window import Bounds, is_of, of_words
from assistant.writers.base import Brief
from assistant.writers.injection import is_planted
from corpus.article import Article, Span
from corpus.evidence import Evidence, Reading
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import LABEL_AT_LINE, is_question, speaker

AHEAD = 1500  # characters after a passage in which a reporter's question may find its answer
BEFORE = 2  # lines that tell what the next one speaks of
TURN = 10  # sentences of a reply among which what answers is looked for
ANSWERED = 0.5  # the share from which a sentence rather answers than not
LITTLE = 5  # words that carry meaning: "We have that on our website."
# It names none of the question's names, has nothing of the asked-for type (a date, a number, a name), or is an opinion:
# others like it come first. docs/decisions/021-reading.md.
LESS = 0.7
# A passage that answers less surely than the surest counts less, down to half; in logits.
SURE = 4.0
# ... and one that comes less near to the question than this share of the nearest is on something else.
FAR = 0.2
CANDIDATES = 40  # sentences that are looked at for each question
ENOUGH = 0.3  # share of the best sentence's weight from which one of the time that is asked about answers
SAME = 0.7  # share of its words that a sentence has in common with one that is shown: it says the same


@dataclass(slots=True, eq=False)
class Line:
    """A sentence of an article that can be quoted: `weight` is the share of the answer that it carries, in [0, 1]."""

    page: "Page"
    number: int
    span: Span
    words: Span
    """The sentence without the label of its speaker."""
    speaker: str | None
    weight: float = 0.0
    question: "Line | None" = None
    """The line of the reporter's question that it replies to, where that carries the answer and the reply does not."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.page.article.text[self.words.start : self.words.end]

    @property
    def alone(self) -> Evidence:
        """It by itself, as evidence."""
        span = {"text": self.text, "start": self.words.start, "end": self.words.end}
        return self.page.evidence.model_copy(update=span)

    @property
    def reach(self) -> str:
        """Its words after those of its article's title, and of the lines before it where it leans on them."""
        before = 0 if stands_alone(self.text) else BEFORE
        lines = self.page.lines[max(0, self.number - before) : self.number + 1]
        return " ".join([f"{self.page.article.title}.", *(line.text for line in lines)])

    @property
    def asks(self) -> bool:
        """Whether a reporter asks it."""
        return is_question(self.speaker)

    @property
    def headed(self) -> date | None:
        """The day of the date heading that it stands under in its article; None for none."""
        return headed_day(self.page.article, *self.words)

    @property
    def day(self) -> date:
        """The day of which it is told: that of the date that it stands under, or its article's."""
        return self.headed or self.page.day

    @property
    def replies(self) -> "list[Line]":
        """The first lines of the next speaker's that answer a reporter's question: those that are fit, or the first if
        it is a word such as 'No.'; up to the next question, unless it only follows 'Yes.', or is a word thrown in.
        """
        turn: list[Line] = []
        for before, line in pairwise(self.page.lines[self.number :]):
            over = turn and not line.asks and line.speaker != turn[0].speaker
            asked = line.asks and not is_short(line.text) and any(one.fit for one in turn)
            if over or asked or len(turn) == TURN or not self.page.joined(before, line):
                break
            if not line.asks:
                turn.append(line)
        return [line for line in turn if line.fit] or [one for one in turn[:1] if is_short(one.text)]

    @property
    def slight(self) -> bool:
        """Whether it says little by itself: it names nobody and nothing, and has hardly a word of its own."""
        return len(content_stems(self.text)) < LITTLE and not names(fold(self.text))

    @property
    def planted(self) -> bool:
        """Whether the gate would read nothing in it, since it gives orders to who retells, or poses as ours."""
        return is_planted(self.text) or poses(self.text)

    @property
    def fit(self) -> bool:
        """Whether an answer may begin with it: no heading, aside, reporter's question, 'as follows:'."""
        short = is_short(self.text) and not (is_statement(self.text) and names(fold(self.text)))
        if self.asks or short or self.text.rstrip().endswith(":"):
            return False
        return not (is_heading(self.text) or is_aside(self.text))


class Page:
    """An article as far as it was read: its lines in order."""

    def __init__(self, article: Article, evidence: Evidence) -> None:
        self.article, self.evidence, self.day = article, evidence, day_of_article(article)
        self.lines: list[Line] = []

    def before(self, line: Line) -> Line | None:
        """The line before, asides and words thrown in left out, where the same one speaks, or a reporter asks."""
        for earlier in reversed(self.lines[: line.number]):
            if not self.joined(earlier, self.lines[earlier.number + 1]):
                return None
            other = not (earlier.asks or earlier.speaker == line.speaker)
            if other and not is_short(earlier.text):
                return None
            if earlier.asks or not (other or is_aside(earlier.text)):
                return earlier
        return None

    def after(self, line: Line) -> Line | None:
        """The line after, where the same one goes on in the same paragraph about what this line speaks of, no aside."""
        later = self.lines[line.number + 1] if line.number + 1 < len(self.lines) else None
        if later is None or later.speaker != line.speaker or not self.joined(line, later):
            return None
        apart = "\n" in self.article.text[line.span.end : later.span.start]
        goes_on = not stands_alone(later.text) or content_stems(line.text) & content_stems(later.text)
        return later if goes_on and not apart and not is_aside(later.text) else None

    def joined(self, one: Line, next: Line) -> bool:
        """Whether nothing but spaces lies between two lines."""
        return next.number == one.number + 1 and not self.article.text[one.span.end : next.span.start].strip()


def pages(brief: Brief, questions: Sequence[str]) -> tuple[list[Page], list[Line]]:
    """The articles of the evidence as they were read for questions; and for each question the line that answers it."""
    found: dict[tuple[str, int], Page] = {}
    places: dict[tuple[str, int], dict[Span, None]] = {}
    for one in brief.evidence[: max(len(brief.read(question)) for question in questions)]:
        key = (one.article_id, one.version)
        page = found.setdefault(key, Page(brief.article(*key), one))
        places.setdefault(key, {}).update(dict.fromkeys(_spans(page.article, one)))
    for key, page in found.items():
        page.lines = list(_lines(page, sorted(places[key])))
    best = [_weigh(brief, question, found) for question in questions]
    return list(found.values()), [line for line in best if line]


def lines_of(article: Article, one: Evidence) -> list[Line]:
    """The lines of a passage by itself, in order."""
    page = Page(article, one)
    spans = [Span(one.start + span.start, one.start + span.end) for span in sentence_spans(one.text)]
    page.lines = list(_lines(page, spans)) if spans else []
    return page.lines


def of_the_time(brief: Brief, window: Bounds, lines: list[Line]) -> list[Line]:
    """The lines, best first, that are of the time which the question names, where one of them answers; else all.

    What somebody said is of the day on which it was said; what happened may be told shortly after.
    """
    for late in (False, True) if of_words(brief.question) else (True,):
        inside = [one for one in lines if is_of(window, one.headed or one.page.day, one.reach, late=late)]
        if inside and inside[0].weight >= ENOUGH * lines[0].weight:
            return inside
    return lines


def repeats(text: str, shown: Iterable[str]) -> bool:
    """Whether a sentence says what another has said: most of its words stand there, and every number."""
    words = content_stems(text)
    return any(
        len(words & other) >= SAME * len(words) and not any(word[0].isdigit() for word in words - other)
        for other in map(content_stems, shown)
    )


def _spans(article: Article, one: Evidence) -> Iterator[Span]:
    """The sentences of a passage and of what follows it, as spans of the article."""
    text = article.text[one.start : one.end + AHEAD]
    spans = sentence_spans(text)
    cut = one.end + AHEAD < len(article.text)
    for span in spans[: len(spans) - 1 if cut and len(spans) > 1 else None]:
        yield Span(one.start + span.start, one.start + span.end)


def _lines(page: Page, spans: Sequence[Span]) -> Iterator[Line]:
    labels = list(LABEL_AT_LINE.finditer(page.article.text, spans[0].start, spans[-1].end))
    number, end, who = 0, -1, speaker(page.article, spans[0].start)
    for span in spans:
        if span.start < end or page.article.text[max(0, span.start - 1) : span.start].isalnum():
            continue  # cut otherwise in another passage, or within a word
        start = span.start
        while labels and labels[0].start() <= span.start:
            label = labels.pop(0)
            who = label[1] or label[2]
            start = min(label.end(), span.end) if label.start() == span.start else span.start
        yield Line(page, number, span, Span(start, span.end), who)
        number, end = number + 1, span.end


def _weigh(brief: Brief, question: str, found: dict[tuple[str, int], Page]) -> Line | None:
    """Give each line what it carries of the answer to a question, where that is more; the line that carries most."""
    carried: dict[Line, float] = {}
    shares: dict[Line, float] = {}
    top, who = max(one.score for one in brief.evidence) or 1.0, introduced(question)
    readings = brief.read(question)
    surest = max((one.answered for one in readings), default=0.0)
    nearest = max((one.relevance for one in readings), default=0.0)
    for one, reading in zip(brief.evidence, readings, strict=False):
        if reading.relevance < FAR * nearest:
            continue
        near = one.score / top * (LESS if one.kind == "editorial" else 1.0)
        near *= (1 + exp((reading.answered - surest) / SURE)) / 2
        for line, share in _shares(found[one.article_id, one.version], one, reading):
            shares[line] = max(share, shares.get(line, 0.0))
            if line.fit or (line.asks and line.replies) or (who and introduces(who, line.text)):
                carried[line] = max(near * share, carried.get(line, 0.0))
    topic, best, asked = Topic(question), dict[Line, float](), dict[Line, Line]()
    for line in sorted(carried, key=lambda line: -carried[line])[:CANDIDATES]:
        held = _reply(line, topic, shares) if line.asks and not (who and introduces(who, line.text)) else line
        if held is not line and shares[line] >= ANSWERED:
            if holds_type(question, line.text) and not holds_type(question, held.text):
                asked.setdefault((held := line.replies[0]), line)
            if held in asked or shares.get(held, 0.0) < ANSWERED:
                held.question = asked.get(held, held.question or line)
        best[held] = max(carried[line], best.get(held, 0.0))
    on = _on_topic(topic, list(best), asked)
    for line in best:
        best[line] *= on[line] * (1.0 if holds_type(question, asked.get(line, line).text) else LESS)
        line.weight = max(line.weight, best[line])
    told = [line for line in best if who and introduces(who, line.text)]
    told = told or [line for line in best if who and titles(who, line.text)]
    first = max(told or best, key=lambda line: best[line], default=None)
    if first:
        first.weight = max(line.weight for line in best)
    return first


def _on_topic(topic: Topic, lines: Sequence[Line], asked: Mapping[Line, Line]) -> dict[Line, float]:
    """How far each line is on a topic, in ]0, 1]: by the share of the topic's names that it has, of the most that any
    has. `asked`: of a reply, the reporter's question that holds the answer, and speaks for it.

    A line that names others than the topic is on others, whatever stands around it; one with its words within a
    place's name alone ('bank' in 'West Bank') is on something else.
    """
    unnamed = {page: topic.unnamed(page.article.text) for page in {line.page for line in lines}}
    said: dict[Line, float] = {}
    for line in lines:
        says = asked.get(line, line)
        own = says.text if names(fold(says.text)) else says.reach
        said[line], _ = topic.shares(own, without=unnamed[line.page])
    most = max(said.values(), default=0.0) or 1.0
    misled = {line: FAR if topic.is_misled(asked.get(line, line).text) else 1.0 for line in said}
    return {line: misled[line] * (LESS + (1 - LESS) * share / most) for line, share in said.items()}


def _reply(line: Line, topic: Topic, shares: Mapping[Line, float]) -> Line:
    """The line of the reply to a reporter's question that answers it; where none does, what names most of the topic.

    What a reporter says is not the answer, and a spokesman may come to it late.
    """
    surest = max(line.replies, key=lambda one: shares.get(one, 0.0))
    if shares.get(surest, 0.0) >= ANSWERED:
        return surest
    return max(line.replies, key=lambda one: (sum(topic.shares(one.text)), shares.get(one, 0.0)))


def _shares(page: Page, one: Evidence, reading: Reading) -> Iterator[tuple[Line, float]]:
    for line in page.lines:
        shares = [
            told.share
            for told in reading.told
            if one.start + told.start < line.span.end and line.span.start < one.start + told.end
        ]
        if shares:
            yield line, max(shares)
