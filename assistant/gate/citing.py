"""Drafts made sentences: each held against its own cited words, and its citations numbered."""

from collections.abc import Sequence

from assistant import phrasing
from assistant.answer import Citation, LeftOut, Sentence
from assistant.gate.judge import Judgement, judge
from assistant.writers.base import Cited, Draft
from assistant.writers.injection import is_planted
from corpus.store.archive import Archive


class CitationChecker:
    """Holds each draft of one answer against its own cited words, and numbers what passes."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._markers: dict[tuple[str, int, int, int], int] = {}

    def check(self, draft: Draft) -> Sentence | LeftOut:
        """The sentence with its markers, or what is left out and why.

        No other evidence is tried: a sentence that its own citation does not support was made without support.
        """
        if draft.problems:
            return self._left_out(draft, draft.problems)
        judgement = self._judge(draft)
        if judgement.verdict == "unsupported":
            return self._left_out(draft, judgement.reasons)
        citations = self._citations(draft.spans, number=True)
        marks = "".join(f"[{one.marker}]" for one in citations)
        return Sentence(
            text=f"{draft.text} {marks}",
            verdict=judgement.verdict,
            reasons=list(judgement.reasons),
            citations=citations,
        )

    def _left_out(self, draft: Draft, reasons: Sequence[str]) -> LeftOut:
        return LeftOut(text=draft.text, citations=self._citations(draft.spans, number=False), reasons=list(reasons))

    def _judge(self, draft: Draft) -> Judgement:
        known = [
            part
            for of in (one.evidence for one in draft.spans)
            for part in (of.title, of.source, of.kind, of.published, phrasing.day(of.published))
            if part and not is_planted(part)  # a title that speaks to a machine is nothing to lean on
        ]
        return judge(draft.text, [self._quote(one) for one in draft.spans], known=[*known, *draft.known])

    def _quote(self, one: Cited) -> str:
        return self._archive.article(one.evidence.article_id, one.evidence.version).text[one.start : one.end]

    def _citations(self, spans: Sequence[Cited], *, number: bool) -> list[Citation]:
        found: list[Citation] = []
        for one in spans:
            of = one.evidence
            place = (of.article_id, of.version, one.start, one.end)
            if any((same.article_id, same.version, same.start, same.end) == place for same in found):
                continue
            marker = self._markers.setdefault(place, len(self._markers) + 1) if number else 0
            found.append(
                Citation(
                    marker=marker,
                    article_id=of.article_id,
                    version=of.version,
                    also=of.also,
                    title=of.title,
                    source=of.source,
                    kind=of.kind,
                    published=of.published,
                    url=of.url,
                    start=one.start,
                    end=one.end,
                    quote=self._quote(one),
                )
            )
        return found
