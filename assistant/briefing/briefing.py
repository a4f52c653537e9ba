"""Briefing, Section, Item, Confidence, Coverage: exactly the JSON of `brief`; and the events of its making."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from assistant.answer import ArchiveSize, LeftOut, Model, Sentence, Timings, Usage
from assistant.events import Refused
from corpus.evidence import Evidence

Form = Literal["brief", "review", "timeline"]
FORMS: tuple[Form, ...] = ("brief", "review", "timeline")

Kind = Literal["bottom_line", "developments", "positions", "disagreements", "changes", "unknown", "background"]
HEADINGS: dict[Kind, str] = {
    "bottom_line": "Bottom line",
    "developments": "Key developments",
    "positions": "Who said what",
    "disagreements": "Where sources differ",
    "changes": "What changed",
    "unknown": "Not known",
    "background": "Background",
}
"""The sections in their order, each with its heading."""


class Confidence(Model):
    """How sure an item is, computed from what it cites, and in plain words by what."""

    level: Literal["high", "moderate", "low"]
    basis: str


class Item(Model):
    """One entry of a section.

    `date`: a day, month or year, as precisely as the cited words say it; null where they say none. `who`: whose words
    they are, in a section of positions, or where one of these stands first. An `unknown` is what sources leave open by
    their own words, cited as all else, or counted by the archive itself: then its sentence cites nothing, and its
    `reasons` say why it stands there. `confidence` is null there, and in a section of changes: these the archive saw.
    """

    date: str | None = None
    who: str | None = None
    confidence: Confidence | None = None
    sentences: list[Sentence]


def lines_of(items: Iterable[Item]) -> str:
    """The items as one text, a line each."""
    return "\n".join(" ".join(one.text for one in item.sentences) for item in items)


def cited_in(items: Iterable[Item]) -> set[str]:
    """The ids of the articles that the items cite."""
    return {cited.article_id for item in items for one in item.sentences for cited in one.citations}


class Section(Model):
    """The items of one kind, in the order in which they are read."""

    kind: Kind
    heading: str
    items: list[Item]


class Coverage(Model):
    """What the archive held on it: articles found, of how many origins, by outlet and month; how many were used."""

    articles: int = 0
    used: int = 0
    origins: int = 0
    outlets: dict[str, int] = Field(default_factory=dict)
    by_month: dict[str, int] = Field(default_factory=dict)
    first: str | None = None
    last: str | None = None


class Briefing(Model):
    """The whole briefing. `text` is the sentences' texts, a line each item, or one fixed sentence when abstaining."""

    request: str
    topic: str
    form: Form = "brief"
    as_of: str | None
    since: str | None
    until: str | None
    window_from: str | None
    cutoff: str | None = None
    abstained: bool
    reason: str | None
    title: str
    text: str
    sections: list[Section]
    left_out: list[LeftOut]
    closest: list[Evidence]
    notes: list[str] = Field(default_factory=list)
    coverage: Coverage
    writer: str
    judge: str = "gate"
    timings_ms: Timings
    usage: Usage
    archive: ArchiveSize

    def items(self) -> Iterator[tuple[Section, Item]]:
        """Every item with its section, in reading order."""
        return ((section, item) for section in self.sections for item in section.items)

    def happened(self) -> list[Item]:
        """What happened, in order of day: its developments, and one that the bottom line alone quotes."""
        told = [item for section, item in self.items() if section.kind == "developments"]
        said = {one.citing(()).text for item in told for one in item.sentences}
        first = [item for section, item in self.items() if section.kind == "bottom_line" and self.writer == "quotes"]
        happened = (item for item in first if item.confidence and not item.who)  # of before, what was said had neither
        alone = [item for item in happened if item.sentences[0].citing(()).text not in said]
        return sorted([*alone, *told], key=lambda item: item.date or "")

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in reading order."""
        return (sentence for _, item in self.items() for sentence in item.sentences)


@dataclass(frozen=True, slots=True)
class Found:
    """What the search brought: the coverage, before anything is written."""

    coverage: Coverage

    def dump(self) -> dict[str, Any]:
        """The event as JSON types."""
        return {"type": "found", "coverage": self.coverage.model_dump(mode="json")}


@dataclass(frozen=True, slots=True)
class Told:
    """An item that belongs to a section, as it is ready.

    A bottom line that is quoted mostly comes before all is read: its confidence may yet change.
    """

    section: Kind
    item: Item

    def dump(self) -> dict[str, Any]:
        """The event as JSON types."""
        return {"type": "item", "section": self.section, "item": self.item.model_dump(mode="json")}


@dataclass(frozen=True, slots=True)
class Briefed:
    """The end: the whole briefing, its markers numbered through."""

    briefing: Briefing

    def dump(self) -> dict[str, Any]:
        """The event as JSON types."""
        return {"type": "done", "briefing": self.briefing.model_dump(mode="json")}


BriefEvent = Found | Told | Refused | Briefed
