"""Alerts: what of the newly arrived a topic is to be told at once, each with the reason."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assistant import phrasing
from assistant.answer import LONGEST, SHORTEST, Citation, Model, cite
from assistant.daily.topics import Alert, Topic
from assistant.language.lexicon import KOREAN_CASES, KOREAN_SIDES, KOREAN_TOPICS
from assistant.language.words import fold
from corpus.article import Article
from corpus.models import Embedder, Vectors
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.store.beside.rows import text_of, vectors_of
from corpus.text.calendar import either
from corpus.text.sentences import sentence_spans

MOST = 20  # articles of one alert; the others are counted
LEAST = 0.5  # cosine below which nothing is near, whatever the examples
_KIND, _STATE = "alert", "alerts"
# As in 북한이, 북한은, 북한에서는, 북한측과는; NATO는 too.
_CASE = "".join(f"{either(each)}?" for each in (KOREAN_SIDES, KOREAN_CASES, KOREAN_TOPICS))


class AlertLine(Model):
    """An article of an alert: its first words, and why it is told."""

    citation: Citation
    why: str

    @property
    def text(self) -> str:
        """The article in words; a blank line may stand in what is quoted of it."""
        cited = self.citation
        where = f"\n{cited.url}" if cited.url else ""
        told = f"{phrasing.outlet(cited.source)}, {phrasing.day(cited.published)}: {cited.title}"
        return f"{told}\n“{cited.quote}”\n({self.why}){where}"


class AlertNote(Model):
    """One alert on a topic: its number from 1, when it was made, and up to which arrival it looked."""

    topic: str
    number: int
    made: str
    cutoff: str
    title: str
    told: list[AlertLine]
    more: int = 0

    @property
    def lines(self) -> list[str]:
        """What it tells, in words: each article, and how many more there are."""
        return [one.text for one in self.told] + ([f"And {self.more} more."] if self.more else [])

    @property
    def text(self) -> str:
        """The alert in words."""
        return "\n\n".join([self.title, *self.lines])


class Alerts:
    """The alerts of one archive's topics. `now` tells the moment."""

    def __init__(self, archive: Archive, embedder: Callable[[], Embedder], *, now: Callable[[], str]) -> None:
        self._archive, self._embedder, self._now = archive, embedder, now

    def open(self, topic: str, number: int) -> AlertNote:
        """An alert that was made."""
        return AlertNote.model_validate(self._archive.documents.get(_KIND, topic, number))

    def numbers(self, topic: str) -> list[int]:
        """The numbers of a topic's alerts, in their order."""
        return self._archive.documents.numbers(_KIND, topic)

    def make(self, topic: Topic) -> AlertNote | None:
        """The alert on what arrived since the last look, kept; None where there is nothing to tell, or not yet.

        What arrived before a topic had its first look is not told.
        """
        documents, now = self._archive.documents, self._now()
        cutoff, state = self._archive.arrivals.last_of_all(), documents.get(_STATE, topic.name)
        if topic.alert is None or cutoff is None:
            return None
        if state is None:
            self._look(topic, cutoff)
            return None
        numbers = self.numbers(topic.name)
        if numbers and _minutes(self.open(topic.name, numbers[-1]).made, now) < topic.alert.every:
            return None
        found = list(self._found(topic, topic.alert, state["cutoff"], cutoff))
        if not found:
            if state["cutoff"] != cutoff:
                self._look(topic, cutoff)
            return None
        number = (numbers[-1] if numbers else 0) + 1
        made = AlertNote(
            topic=topic.name,
            number=number,
            made=now,
            cutoff=cutoff,
            title=f"{topic.name}: {found[0].citation.title}" + (f" (and {len(found) - 1} more)" if found[1:] else ""),
            told=found[:MOST],
            more=max(0, len(found) - MOST),
        )
        cites = [(one.citation.article_id, one.citation.version) for one in made.told]
        with self._archive.write(seen=False):  # the alert and how far it looked, together: nothing is told twice
            documents.put(_KIND, topic.name, made.model_dump(mode="json"), number, cites)
            documents.put(_STATE, topic.name, {"cutoff": cutoff})
        return made

    def _look(self, topic: Topic, cutoff: str) -> None:
        with self._archive.write(seen=False):
            self._archive.documents.put(_STATE, topic.name, {"cutoff": cutoff})

    def _found(self, topic: Topic, alert: Alert, after: str, cutoff: str) -> Iterator[AlertLine]:
        archive = self._archive
        fresh, near = archive.arrivals.fresh(after), self._nearness(alert.examples)
        for id, version, _ in archive.arrivals.since(after):
            article = archive.article(id, version)
            number = text_of(archive, id, version)
            within = Scope(outlets=tuple(topic.outlets)).holds(article)
            if number in fresh and within and (why := self._why(article, number, alert.words, near)):
                fresh -= {number}  # one article of several with this text is enough
                if (cited := _first(article)) is not None:
                    yield AlertLine(citation=cited, why=why)

    def _why(self, article: Article, text: int, words: Sequence[str], near: "tuple[Vectors, float] | None") -> str:
        told = f" {' '.join(_tokens(f'{article.title} {article.text}'))} "
        for word in words:
            if _says(told, _tokens(word)):
                return f"it says “{word}”"
        if near is None:
            return ""
        best = max((float(vector @ near[0]) for vector in vectors_of(self._archive, text)), default=0.0)
        return f"near in meaning to the examples: {best:.2f}, at least {near[1]:.2f}" if best >= near[1] else ""

    def _nearness(self, examples: Sequence[str]) -> "tuple[Vectors, float] | None":
        """The middle of the examples, and how near the farthest of them is to the middle of the others."""
        if not examples:
            return None
        vectors = np.stack([np.asarray(one, dtype="<f4") for one in self._embedder().embed(list(examples))])
        middle = _unit(vectors.mean(axis=0))
        if len(vectors) == 1:
            return middle, max(LEAST, 0.75)
        others = [_unit(np.delete(vectors, at, axis=0).mean(axis=0)) for at in range(len(vectors))]
        least = min(float(one @ other) for one, other in zip(vectors, others, strict=True))
        return middle, max(LEAST, least)


def _unit(vector: Vectors) -> Vectors:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _tokens(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text).casefold()).split()


def _says(told: str, watched: Sequence[str]) -> bool:
    """Whether watched words stand in a text one after the other, the last of them perhaps with its Korean case."""
    return bool(watched) and re.search(rf" {re.escape(' '.join(watched))}{_CASE} ", told) is not None


def _minutes(one: str, other: str) -> float:
    from datetime import datetime

    return (datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds() / 60


def _first(article: Article) -> Citation | None:
    """The first sentence of an article that can be cited."""
    spans = (one for one in sentence_spans(article.text) if SHORTEST <= one.end - one.start <= LONGEST)
    return next((cite(article, span, 1) for span in spans), None)
