"""What is exported: lines that end in the numbers of their sources, each quotation once, a head and a footer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Sentence
from assistant.briefing.events.kinds import kind_of
from corpus.article import Article
from corpus.errors import CallError
from corpus.text.counting import counted
from ui.abstained import why
from ui.render import NOTE, QUESTION, day, moment, own_words, pages, period
from ui.safe import cut, headline, link, named, one_line, plain

Look = Callable[[str, int | None], Article]
"""Gives an article in one of its versions; raises CallError where the archive has it no longer."""
Arrived = Callable[[str, int], str | None]
"""Gives the moment when the archive first held a version; None where that is not known."""


def unrecorded(id: str, version: int) -> None:
    """No arrival is known."""


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered article in one version; `quotes` are the cited words that no line says already, once each.

    `pages`: the printed pages on which cited words begin, to follow a day; empty where it has none.
    """

    number: int
    id: str
    version: int
    title: str
    author: str
    outlet: str
    kind: str
    published: str
    updated: str
    url: str | None
    quotes: tuple[str, ...] = ()
    pages: str = ""
    arrived: str = ""

    @property
    def about(self) -> str:
        """Author, title, outlet, kind, days, pages, id, version and arrival on one line."""
        updated = f", updated {day(self.updated)}" if self.updated else ""
        author, kind = f"{self.author}: " if self.author else "", f", {self.kind}" if self.kind else ""
        place = f"{self.id}, version {self.version}" + (f", arrived {moment(self.arrived)}" if self.arrived else "")
        return f"{author}{self.title}. {self.outlet}{kind}, {day(self.published)}{updated}{self.pages}. {place}."


@dataclass(frozen=True, slots=True)
class Line:
    """Sentences with the numbers of their sources; `lead` (day, speaker) stands before, `tail` (confidence) after."""

    said: tuple[tuple[str, tuple[int, ...]], ...]
    lead: str = ""
    tail: str = ""

    @property
    def marked(self) -> str:
        """The sentences with their numbers in square brackets."""
        return " ".join(text + "".join(f" [{one}]" for one in numbers) for text, numbers in self.said)


def words(text: str, lead: str = "") -> Line:
    """A line that cites nothing."""
    return Line(((text, ()),), lead)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading, as a list or as paragraphs; `under` says of the whole part how it was asked."""

    heading: str
    lines: tuple[Line, ...]
    under: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What every form is made of. `head`: names and what they are; `statement`: what the sources are, counted."""

    title: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    footer: str
    head: tuple[tuple[str, str], ...] = ()
    statement: str = ""


class Sources:
    """Numbers the cited articles of one document in the order in which they are cited.

    `look` and `arrived` add what a citation does not know: author, update and arrival; and what kind an article is of
    that says none itself.
    """

    def __init__(self, look: Look, arrived: Arrived = unrecorded) -> None:
        self._look, self._arrived = look, arrived
        self._cited: dict[tuple[str, int], dict[str, Citation]] = {}
        self._said: list[str] = []

    def line(
        self, many: Sequence[Sentence], *, lead: str = "", tail: str = "", again: Sequence[int] | None = None
    ) -> Line:
        """The sentences as a line, their articles numbered; `again`: characters of each that the lead has said."""
        said = []
        for one, skip in zip(many, again or [0] * len(many), strict=True):
            numbers = dict.fromkeys(self._number(each) for each in one.citations)
            said.append((own_words(one, skip), tuple(numbers)))
        self._said += [text for text, _ in said]
        return Line(tuple(said), lead, tail)

    def _number(self, one: Citation) -> int:
        place = one.article_id, one.version
        self._cited.setdefault(place, {}).setdefault(one_line(one.quote), one)
        return list(self._cited).index(place) + 1

    def listed(self) -> tuple[Source, ...]:
        """The articles in the order of their numbers."""
        return tuple(self._source(number, cited) for number, cited in enumerate(self._cited.values(), 1))

    def _source(self, number: int, quotes: dict[str, Citation]) -> Source:
        one = next(iter(quotes.values()))
        try:
            article = self._look(one.article_id, one.version)
            author, updated, kind = named(article.author, 120), (article.updated or "")[:10], kind_of(article)
            arrived = self._arrived(one.article_id, one.version) or ""
        except CallError:  # deleted for good since
            author = updated = arrived = kind = ""
        told = [*self._said]
        unsaid = []
        for quote in sorted(quotes, key=len, reverse=True):  # the longer one first: it holds the shorter
            if not any(quote in each for each in told):
                unsaid.append(quote)
                told.append(quote)
        return Source(
            number,
            cut(one.article_id, 120),
            one.version,
            headline(one.title),
            author,
            named(one.source, 120, "no outlet named"),
            named(one.kind or kind, 40),
            one.published[:10],
            updated,
            link(one.url),
            tuple(quote for quote in quotes if quote in unsaid),
            pages(quotes.values()),
            arrived,
        )


def of_answers(
    answers: Sequence[Answer],
    *,
    title: str,
    archive: str,
    today: str,
    look: Look,
    arrived: Arrived = unrecorded,
    asked: bool = True,
) -> Document:
    """One document of the answers with their remarks, each once. `today` is an ISO date.

    Each answer stands under its question as it was asked; without (`asked`), all are one part.
    """
    sources, parts, told = Sources(look, arrived), [], set[str]()
    for answer in answers:
        lines = [sources.line([one]) for one in answer.sentences]
        if answer.abstained:
            lines = [words(plain(one)) for one in (answer.text, why(answer)) if one]
        lines += [words(cut(note, NOTE), "Note:") for note in answer.notes if note not in told]
        told.update(answer.notes)
        how = f"As of {day(answer.as_of)}" if answer.as_of else ""
        if answer.since or answer.until:
            whence = "within" if answer.window_from == "caller" else "about"
            how += f", {whence} {period(answer.since, answer.until)}"
        parts.append(Part(cut(answer.question, QUESTION), tuple(lines), how))
    if not asked:
        parts = [Part("Findings", tuple(line for part in parts for line in part.lines))]
    writers = ", ".join(dict.fromkeys(cut(one.writer, 60) for one in answers)) or "none"
    held = answers[-1].archive.articles if answers else 0
    return Document(cut(title), tuple(parts), sources.listed(), footer(archive, held, today, writers))


def footer(archive: str, articles: int, today: str, writer: str) -> str:
    """From which archive, exported when, and who wrote."""
    return f"Archive: {cut(archive, 120)} ({counted(articles, 'article')}). Exported: {day(today)}. Writer: {writer}."
