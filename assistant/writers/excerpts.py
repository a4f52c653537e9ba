"""What was read of the evidence: the sentences of its articles, each with the share of the answer that it carries."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import exp

from assistant.language.names import Name, names
from assistant.language.topic import Topic
from assistant.language.words import content_stems, fold
from assistant.question.answer_type import (
    asked_type,
    asks_who_said,
    holds_type,
    introduced,
    introduces,
    says_words,
    titles,
)
from assistant.question.window import Bounds, is_of, of_words, read_window
from assistant.writers.base import Brief
from assistant.writers.lines.cut import cut
from assistant.writers.lines.line import TURN, Line, Page
from corpus.article import Article, Span
from corpus.evidence import Evidence, Reading
from corpus.text.calendar import either
from corpus.text.sentences import sentence_spans
from corpus.text.tables import bag, table

AHEAD = 1500  # characters after a passage in which a reporter's question may find its answer
ANSWERED = 0.5  # the share from which a sentence rather answers than not
# It names none of the question's names, has nothing of the asked-for type (a date, a number, a name), or is an opinion:
# others like it come first. docs/decisions/021-reading.md.
LESS = 0.7
# A passage that answers less surely than the surest counts less, down to half; in logits.
SURE = 4.0
# ... and one that comes less near to the question than this share of the nearest is on something else.
FAR = 0.2
CANDIDATES = 40  # sentences that are looked at for each question
ENOUGH = 0.3  # share of the best sentence's weight from which one of the time that is asked about answers
_MEASURING = re.compile(rf"\b{either(bag(table('assistant.language', 'asking')['measuring']))}\b", re.I)
STOP = 0.12  # share of the best sentence's weight below which the rest is incidental: docs/decisions/021-reading.md
SAME = 0.7  # share of its words that a sentence has in common with one that is shown: it says the same


def pages(brief: Brief, questions: Sequence[str]) -> tuple[list[Page], list[Line]]:
    """The articles of the evidence as they were read for questions; and for each question the line that answers it."""
    found: dict[tuple[str, int], Page] = {}
    places: dict[tuple[str, int], dict[Span, None]] = {}
    for one in brief.evidence[: max(len(brief.read(question)) for question in questions)]:
        key = (one.article_id, one.version)
        page = found.setdefault(key, Page(brief.article(*key), one))
        places.setdefault(key, {}).update(dict.fromkeys(_spans(page.article, one)))
    for key, page in found.items():
        page.lines = list(cut(page, sorted(places[key])))
    best = [_weigh(brief, question, found) for question in questions]
    return list(found.values()), [line for line in best if line]


def of_the_time(brief: Brief, window: Bounds, lines: list[Line]) -> list[Line]:
    """The lines, best first, that are of the time which the question names, where one of them answers; else all.

    What somebody said is of the day on which it was said; what happened may be told shortly after.
    """
    for late in (False, True) if of_words(brief.question) else (True,):
        inside = [one for one in lines if is_of(window, one.headed or one.page.day, one.reach, late=late)]
        if inside and inside[0].weight >= ENOUGH * lines[0].weight:
            return inside
    return lines


def of_the_thing(question: str, lines: list[Line]) -> list[Line]:
    """Of a question for a number the lines, best first, that have a name or a word of what is counted or measured; it
    may stand in their article's title or before them. None, where what answers best is the number of another
    thing.
    """
    if asked_type(question) != "number":
        return lines
    thing = Topic(_MEASURING.sub(" ", question))
    own = [one for one in lines if thing.is_touched(f"{one.page.article.title} {_before(one)} {one.text}")]
    return own if own and own[0].weight >= ANSWERED * lines[0].weight else []


def _before(line: Line) -> str:
    """The line before; of what a speaker says all, back to the question that it replies to."""
    before, at = list[str](), line.page.before(line)
    while at and len(before) < TURN:
        before.append(at.text)
        at = None if line.speaker is None else at.page.before(at)
    return " ".join(before)


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
    goes_on = one.end + AHEAD < len(article.text)
    for span in spans[: len(spans) - 1 if goes_on and len(spans) > 1 else None]:
        yield Span(one.start + span.start, one.start + span.end)


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
            told = line.fit or (line.asks and line.replies) or (who and introduces(who, line.text))
            if told or (says_words(question, line.text) and not line.asks):
                carried[line] = max(near * share, carried.get(line, 0.0))
    topic, best, asked = Topic(question), dict[Line, float](), dict[Line, Line]()
    exact = {line for line in carried if says_words(question, line.text)}
    for line in sorted(carried, key=lambda line: (line not in exact, -carried[line]))[:CANDIDATES]:
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
    best = _asked_of(brief, question, best)
    for line in best:
        line.weight = max(line.weight, best[line])
    return _first(question, _of_part(brief, question, best), who)


def _asked_of(brief: Brief, question: str, best: dict[Line, float]) -> dict[Line, float]:
    """The lines that are left where it is asked who said some words and lines have them, or those that are most of whom
    the question asks, if any is: others' are beside it.
    """
    exact = [line for line in best if says_words(question, line.text)] if asks_who_said(question) else []
    if not brief.own or exact:
        return {line: best[line] for line in exact} or best
    own = {line: how for line in best if (how := brief.own(line))}
    top = max(best.values(), default=0.0)
    most = max((how for line, how in own.items() if best[line] >= STOP * top), default=max(own.values(), default=0))
    return {line: best[line] for line, how in own.items() if how >= most}


def _of_part(brief: Brief, question: str, best: dict[Line, float]) -> dict[Line, float]:
    """Of a part of a question the lines of the time that it names, where one of them answers; else all."""
    window = read_window(question, date.fromisoformat(brief.as_of), dated=False) if question in brief.parts else None
    if not (window and window.prefer and window.named):
        return best
    return {line: best[line] for line in of_the_time(brief, window.prefer, sorted(best, key=lambda one: -best[one]))}


def _first(question: str, best: Mapping[Line, float], who: Name | None) -> Line | None:
    """The line that comes first, which then weighs as much as any: one with the words that the question gives, one that
    introduces whom it asks for, or the one that carries most.
    """
    told = [line for line in best if says_words(question, line.text)]
    told = told or [line for line in best if who and introduces(who, line.text)]
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
