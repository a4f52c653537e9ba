"""What was read of the evidence: the sentences of its articles, each with the share of the answer that it carries."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

from assistant.language.asides import is_aside
from assistant.language.words import fold, tokens
from assistant.question.answer_type import holds_type
from assistant.writers.base import Brief
from corpus.article import Article, Span
from corpus.evidence import Evidence, Reading
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import LABEL_AT_LINE, LONGEST_TURN, is_question

AHEAD = 1500  # characters after a passage in which a reporter's question may find its answer
TURN = 5  # sentences of an answer among which its first words are looked for
FEWEST_WORDS = 6  # "Thank you.", "Office of the Spokesperson"
# Nothing of the asked-for type stands in it (a date, a number, a name), or it is an opinion: others like it come first.
LESS = 0.7
# A passage that answers less surely than the surest counts less, down to half; in logits.
SURE = 4.0
CANDIDATES = 20  # sentences that are looked at for each question
SAME = 0.7  # share of its words that a sentence has in common with one that is shown: it says the same

# A sentence that begins so leans on the one before it: 'He', 'In their statement', 'But', 'Second,', 'Yes', a dash;
# 'this week' does not.
_LEANING = re.compile(
    r"[\"'“‘]?(?:[—…]|\.\.|(?:(?:in|on|at|for|with|from|to|after|before|by|of|as|all|both) )?"
    r"(?:(?:he|she|it|they|him|them|his|hers?|its|theirs?|these|those|such)\b|"
    r"(?:this|that)\b(?! (?:day|week|month|year|morning|evening|spring|summer|autumn|fall|winter)\b)|"
    r"(?:but|and|so|also|then|however|moreover|instead|yes|no|both)\b|"
    r"(?:second|third|fourth|fifth|next|finally|lastly|additionally|furthermore|meanwhile|similarly)(?:ly)?,))",
    re.I,
)


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

    @property
    def text(self) -> str:
        """Its words."""
        return self.page.article.text[self.words.start : self.words.end]

    @property
    def asks(self) -> bool:
        """Whether a reporter asks it."""
        return is_question(self.speaker)

    @property
    def replies(self) -> "list[Line]":
        """The first lines of the next speaker's that answer a reporter's question: those that are fit, or the first."""
        after = [line for line in self.page.lines[self.number + 1 :] if not line.asks]
        turn = [line for line in after[:TURN] if line.speaker == after[0].speaker]
        return [line for line in turn if line.fit] or turn[:1]

    @property
    def fit(self) -> bool:
        """Whether an answer may begin with it: it is no heading, aside, or reporter's question, nor what announces
        something ('as follows:').
        """
        words = self.text.split()
        short = len(words) < FEWEST_WORDS or self.text.rstrip().endswith(":")
        return not self.asks and not short and not is_heading(words) and not is_aside(self.text)


class Page:
    """An article as far as it was read: its lines in order."""

    def __init__(self, article: Article, evidence: Evidence) -> None:
        self.article, self.evidence = article, evidence
        self.lines: list[Line] = []

    def before(self, line: Line) -> Line | None:
        """The line before, where nothing lies between and the same one speaks, or a reporter asks."""
        earlier = self.lines[line.number - 1] if line.number else None
        goes_on = earlier and (earlier.asks or earlier.speaker == line.speaker) and self.joined(earlier, line)
        return earlier if goes_on else None

    def after(self, line: Line) -> Line | None:
        """The line after, where the same one goes on in the same paragraph about what this line speaks of."""
        later = self.lines[line.number + 1] if line.number + 1 < len(self.lines) else None
        if later is None or later.speaker != line.speaker or not self.joined(line, later):
            return None
        apart = "\n" in self.article.text[line.span.end : later.span.start]
        goes_on = not stands_alone(later.text) or _content(line.text) & _content(later.text)
        return later if goes_on and not apart else None

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


def is_heading(words: Sequence[str]) -> bool:
    """Whether most words stand in capitals: `THE WHITE HOUSE, June 21, 2021.`, a signature, a headline."""
    alphabetic = [word for word in words if word[0].isalpha()]
    return sum(word[0].islower() for word in alphabetic) < 0.3 * len(alphabetic)


def stands_alone(text: str) -> bool:
    """Whether a quotation says itself what it speaks of: it begins with no pronoun and no link to words before it."""
    return len(text.split()) >= FEWEST_WORDS and not _LEANING.match(text)


def repeats(text: str, shown: Iterable[str]) -> bool:
    """Whether a sentence says what another has said: most of its words stand there, and every number."""
    words = _content(text)
    return any(
        len(words & other) >= SAME * len(words) and not any(word[0].isdigit() for word in words - other)
        for other in map(_content, shown)
    )


def _content(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(fold(text)) if token.content)


def _spans(article: Article, one: Evidence) -> Iterator[Span]:
    """The sentences of a passage and of what follows it, as spans of the article."""
    text = article.text[one.start : one.end + AHEAD]
    spans = sentence_spans(text)
    cut = one.end + AHEAD < len(article.text)
    for span in spans[: len(spans) - 1 if cut and len(spans) > 1 else None]:
        yield Span(one.start + span.start, one.start + span.end)


def _lines(page: Page, spans: Sequence[Span]) -> Iterator[Line]:
    labels = list(LABEL_AT_LINE.finditer(page.article.text, max(0, spans[0].start - LONGEST_TURN), spans[-1].end))
    number, end, label = 0, -1, None
    for span in spans:
        if span.start < end:  # cut otherwise in another passage
            continue
        while labels and labels[0].start() <= span.start:
            label = labels.pop(0)
        words = Span(min(label.end(), span.end) if label and label.start() == span.start else span.start, span.end)
        yield Line(page, number, span, words, label and (label[1] or label[2]))
        number, end = number + 1, span.end


def _weigh(brief: Brief, question: str, found: dict[tuple[str, int], Page]) -> Line | None:
    """Give each line what it carries of the answer to a question, where that is more; the line that carries most."""
    carried: dict[Line, float] = {}
    top = brief.evidence[0].score or 1.0
    readings = brief.read(question)
    surest = max((one.answered for one in readings), default=0.0)
    for one, reading in zip(brief.evidence, readings, strict=False):
        page = found[one.article_id, one.version]
        near = one.score / top * (LESS if one.kind == "editorial" else 1.0)
        near *= (1 + exp((reading.answered - surest) / SURE)) / 2
        shares = dict(_shares(page, one, reading))
        for line, share in shares.items():
            held = line if line.fit else None
            if line.asks and (replies := line.replies):  # what a reporter says is not the answer: the reply is
                held = max(replies, key=lambda one: shares.get(one, 0.0))
            if held:
                carried[held] = max(near * share, carried.get(held, 0.0))
    best = sorted(carried, key=lambda line: -carried[line])[:CANDIDATES]
    for line in best:
        carried[line] *= 1.0 if holds_type(question, line.text) else LESS
        line.weight = max(line.weight, carried[line])
    return max(best, key=lambda line: carried[line], default=None)


def _shares(page: Page, one: Evidence, reading: Reading) -> Iterator[tuple[Line, float]]:
    for line in page.lines:
        shares = [
            told.share
            for told in reading.told
            if one.start + told.start < line.span.end and line.span.start < one.start + told.end
        ]
        if shares:
            yield line, max(shares)
