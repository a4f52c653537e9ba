"""A sentence of an article that can be quoted, with its speaker, and what stands around it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.language.asides import CLOSING, ENDS, is_aside, is_heading, is_statement, poses
from assistant.language.names import names
from assistant.language.times.headings import headed_day
from assistant.language.times.spoken import day_of_article
from assistant.language.words import content_stems, fold
from assistant.question.pronouns import is_short, points_back, stands_alone
from assistant.writers.injection import is_planted
from corpus.article import Article, Span
from corpus.evidence import Evidence
from corpus.text.heads.corrections import goes_on_right
from corpus.text.sentences import LONGEST
from corpus.text.speakers import is_question

BEFORE = 2  # lines that tell what the next one speaks of
TURN = 10  # sentences of a reply among which what answers is looked for
NEAR = 1000  # characters before and behind a sentence in which its paragraph is looked at
LITTLE = 5  # words that carry meaning: "We have that on our website."


@dataclass(slots=True, eq=False)
class Line:
    """A sentence of an article that can be quoted: `weight` is the share of the answer that it carries, in [0, 1]."""

    page: "Page"
    number: int
    span: Span
    words: Span
    """The sentence without its dateline, or the label of its speaker."""
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
    def points_back(self) -> bool:
        """Whether it is on a thing of which only the line before says what it is."""
        lead = self.page.before(self)
        return lead is not None and points_back(self.text, lead.text, self.page.article.title)

    @property
    def around(self) -> str:
        """The paragraph that it stands in, as far as it is near: it goes on about whom the others in it name."""
        text, (start, end) = self.page.article.text, self.span
        before = text[max(0, start - NEAR) : start].rpartition("\n")[2]
        return before + text[start:end] + text[end : end + NEAR].partition("\n")[0]

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
    def is_rest(self) -> bool:
        """Whether it goes on with a sentence that is longer than a citation may be, and was cut before it."""
        earlier = self.page.lines[self.number - 1] if self.number else None
        if earlier is None or 2 * len(earlier.text) < LONGEST or earlier.text.rstrip(CLOSING)[-1:] in ENDS:
            return False
        return self.page.next(earlier) is self

    @property
    def told_out(self) -> "list[Line]":
        """It, with the line after it where it says only what was wrong in another text: that one says what is right."""
        after = self.page.lines[self.number + 1 : self.number + 2]
        right = after and goes_on_right(self.page.article.title, self.text, after[0].text)
        return [self, *after] if right and self.page.joined(self, after[0]) else [self]

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
        later = self.next(line)
        if later is None or later.speaker != line.speaker:
            return None
        goes_on = not stands_alone(later.text) or content_stems(line.text) & content_stems(later.text)
        return later if goes_on and not is_aside(later.text) else None

    def next(self, line: Line) -> Line | None:
        """The line right behind it in the same paragraph."""
        later = self.lines[line.number + 1] if line.number + 1 < len(self.lines) else None
        if later is None or not self.joined(line, later):
            return None
        return None if "\n" in self.article.text[line.span.end : later.span.start] else later

    def joined(self, one: Line, next: Line) -> bool:
        """Whether nothing but spaces lies between two lines."""
        return next.number == one.number + 1 and not self.article.text[one.span.end : next.span.start].strip()
