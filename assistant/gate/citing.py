"""Drafts made sentences: each held against its own cited words, and its citations numbered."""

from collections.abc import Collection, Iterator, Sequence

from assistant import phrasing
from assistant.answer import Citation, LeftOut, Sentence, cite, marks
from assistant.gate.cited_text import Source, content
from assistant.gate.held import Articles, Held, held, passage
from assistant.gate.judge import Judgement, weigh
from assistant.gate.second.look import SecondLook, with_opinion
from assistant.gate.support.leaning import leans_elsewhere
from assistant.language.times.spoken import derived_of
from assistant.language.words import fold
from assistant.writers.base import Cited, Draft
from corpus import spans
from corpus.article import Span
from corpus.store.archive import Archive

MOSTLY = 0.5
"""The share of a sentence's words from which on a passage is cited for it, whether or not it could be done without."""


class CitationChecker:
    """Holds each draft of one answer against its own cited words, and numbers what passes.

    With a `second_look`, a chat model is asked of each draft in which nothing is wrong that can be looked up. Drafts
    come `in_order` where each that passes is shown right behind the one that passed before it.
    """

    def __init__(self, archive: Archive, second_look: SecondLook | None = None, *, in_order: bool = False) -> None:
        self._archive = archive
        self._in_order = in_order
        self._before: Draft | None = None
        self._second_look = second_look
        self._markers: dict[tuple[str, int, int, int], int] = {}

    def check(self, draft: Draft, *, look: bool = True) -> Sentence | LeftOut:
        """The sentence with its markers, or what is left out and why; `look`: with the second look, where there is one.

        No other evidence is tried: a sentence that its own citation does not support was made without support.
        """
        return self.check_all([draft], look=look)[0]

    def bears_out(self, words: str, cited: Cited) -> bool:
        """Whether the passage of a citation says these words, by the bundled check alone."""
        return weigh(words, held([cited], self._archive.article)).verdict != "unsupported"

    @spans.span("judge")
    def check_all(self, drafts: Sequence[Draft], *, look: bool = True) -> list[Sentence | LeftOut]:
        """What `check` makes of each draft, with one question to the second look."""
        cited = [[] if one.problems else held(one.spans, self._archive.article) for one in drafts]
        found = [weigh(one.text, texts, one.known) if texts else None for one, texts in zip(drafts, cited, strict=True)]
        if look and self._second_look is not None:
            open_to = [at for at, one in enumerate(found) if one is not None and one.open]
            opinions = self._second_look.of([(drafts[at].text, cited[at]) for at in open_to])
            for at, opinion in zip(open_to, opinions, strict=True):
                if (one := found[at]) is not None:
                    found[at] = with_opinion(drafts[at].text, one, opinion)
        return [self._checked(*each) for each in zip(drafts, cited, found, strict=True)]

    def _checked(self, draft: Draft, cited: Sequence[Held], judgement: Judgement | None) -> Sentence | LeftOut:
        if judgement is None:
            return self._left_out(draft, draft.problems or ("it cites nothing",))
        if judgement.verdict == "unsupported":
            return self._left_out(draft, judgement.reasons)
        if self._in_order and (reason := self._leans_elsewhere(draft, cited)):
            return self._left_out(draft, [reason])
        self._before = draft
        citations = self._citations(_bearing(draft, cited, self._archive.article), number=True)
        return Sentence(
            text=f"{draft.text} {marks(citations)}",
            verdict=judgement.verdict,
            reasons=list(judgement.reasons),
            citations=citations,
        )

    def _leans_elsewhere(self, draft: Draft, cited: Sequence[Held]) -> str | None:
        """Why a draft cannot stand behind the one before; None where it can, as where both cite the same article."""
        if self._before is None:
            return None
        articles = {one.evidence.article_id for one in self._before.spans}
        if any(one.evidence.article_id in articles for one in draft.spans):
            return None
        return leans_elsewhere(draft.text, self._before.text, cited)

    def _left_out(self, draft: Draft, reasons: Sequence[str]) -> LeftOut:
        return LeftOut(text=draft.text, citations=self._citations(draft.spans, number=False), reasons=list(reasons))

    def _citations(self, spans: Sequence[Cited], *, number: bool) -> list[Citation]:
        found: list[Citation] = []
        for one in spans:
            of = one.evidence
            place = (of.article_id, of.version, one.start, one.end)
            if any((same.article_id, same.version, same.start, same.end) == place for same in found):
                continue
            marker = self._markers.setdefault(place, len(self._markers) + 1) if number else 0
            article = self._archive.article(of.article_id, of.version)
            found.append(cite(article, Span(one.start, one.end), marker, of.also))
        return found


def _bearing(draft: Draft, cited: Sequence[Held], article: Articles) -> list[Cited]:
    """The spans of a draft that passed, but those of passages that bear nothing of it: it passes without them and what
    they alone vouch for, they do not bear it out by themselves, and hold few of its words.

    A sentence that is cited to all that its writer was shown is tied to no words at all.
    """
    places = list(dict.fromkeys(map(passage, draft.spans)))
    if len(places) < 2:
        return list(draft.spans)
    kept = dict(zip(places, cited, strict=True))
    words = content(fold(draft.text))
    vouched = {place: {*one.head, *_days(draft, place, article)} for place, one in kept.items()}
    for place, one in zip(places, cited, strict=True):
        held_words = words & Source.of([one.text], one.head).stems
        if len(kept) < 2 or len(held_words) >= MOSTLY * len(words):
            continue
        others = [at for at in kept if at != place]
        alone = vouched[place] - {part for at in others for part in vouched[at]}
        if _passes(draft, [kept[at] for at in others], alone) and not _passes(draft, [one]):
            del kept[place]
    return [one for one in draft.spans if passage(one) in kept]


def _days(draft: Draft, place: tuple[str, int, int, int], article: Articles) -> Iterator[str]:
    """What the relative days mean that are cited of a passage, and the day that it stands under, in words."""
    for one in draft.spans:
        if passage(one) == place:
            headed, days = derived_of(article(one.evidence.article_id, one.evidence.version), Span(one.start, one.end))
            yield from (each.meaning for each in days)
            yield from [phrasing.day(headed.isoformat())] if headed else []


def _passes(draft: Draft, cited: Sequence[Held], without: Collection[str] = ()) -> bool:
    known = [part for part in draft.known if part not in without]
    return weigh(draft.text, cited, known).verdict != "unsupported"
