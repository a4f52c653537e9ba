"""What changed since an edition: articles that it cites and that have another text now, or are gone."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pydantic import Field

from assistant import phrasing
from assistant.answer import LONGEST, SHORTEST, Citation, LeftOut, Model, Sentence, cite
from assistant.briefing.briefing import Briefing, Item, cited_in
from assistant.briefing.drafting import quoted
from assistant.briefing.events.positions import otherwise
from assistant.briefing.events.tellings import keys, numbers, who_and_what
from assistant.gate.citing import CitationChecker
from assistant.language.words import fold
from assistant.writers.base import Cited, Draft
from corpus.article import Span
from corpus.errors import CallError
from corpus.store.archive import Archive
from corpus.store.beside.rows import is_there
from corpus.subscriptions.looking import WITHDRAWN
from corpus.text.sentences import sentence_spans

AGAIN = 0.7  # of the shorter sentence's words in the other: the same told again
NEAR = 0.4  # likeness of a changed sentence to the one that it was


class Change(Model):
    """One article that an edition cites and that is not what it was: how, its words before and now.

    `edition` is the last that cites it; `sentences` tell it, as the gate let them through.
    """

    how: str
    edition: int
    before: Citation
    now: Citation | None = None
    sentences: list[Sentence] = Field(default_factory=list)


class Changes(Model):
    """What an edition says of those before: what it tells anew, by its first words; what changed; what is gone; and how
    many of the articles cited before stand as they were.
    """

    new: list[Citation] = Field(default_factory=list)
    changed: list[Change] = Field(default_factory=list)
    gone: list[Change] = Field(default_factory=list)
    unchanged: int = 0

    def items(self, after: int = 0) -> list[Item]:
        """What changed and what is gone, as items of a briefing; their markers follow the number `after`."""
        told = [one.sentences for one in (*self.changed, *self.gone) if one.sentences]
        return [
            Item(date=None, sentences=[one.renumbered(lambda marker: marker + after) for one in sentences])
            for sentences in told
        ]

    def citations(self) -> Iterator[Citation]:
        """Every citation in it."""
        yield from self.new
        for one in (*self.changed, *self.gone):
            yield one.before
            yield from (one.now,) if one.now else ()


class Edition(Model):
    """One edition: its number from 1, when it was made, up to which arrival it knows, and what changed.

    `before` is the number of the edition that it goes on from. `empty`: there is nothing new, and nothing changed.
    """

    topic: str
    number: int
    made: str
    cutoff: str
    before: int | None
    empty: bool
    title: str
    briefing: Briefing
    changes: Changes


def items_of(briefing: Briefing) -> list[Item]:
    """The items of a briefing that quote or tell something: not what was counted, nor what changed."""
    return [item for section, item in briefing.items() if section.kind != "changes" and cited_in([item])]


class Told:
    """What some items tell: whether a sentence is told there already, in these words or nearly these.

    One that names somebody, something or a number that none of those does is news, however alike their words are.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._said = [_Said(quote) for item in items for quote in _quotes(item)]
        self._places: dict[str, list[int]] = {}
        for place, one in enumerate(self._said):
            for word in one.words:
                self._places.setdefault(word, []).append(place)

    def says(self, text: str) -> bool:
        """Whether a sentence is told."""
        one = _Said(text)
        shared = Counter(place for word in one.words for place in self._places.get(word, ()))
        return any(one.again(self._said[place], count) for place, count in shared.items())

    def tells(self, item: Item) -> bool:
        """Whether each sentence of an item is told."""
        own = _quotes(item)
        return bool(own) and all(self.says(one) for one in own)


def changes_since(archive: Archive, earlier: Sequence[Edition], cutoff: str) -> Changes:
    """What became of the articles that earlier editions cite, as far as none of these told it yet."""
    cited: dict[str, tuple[Citation, int]] = {}
    for edition in earlier:
        for item in items_of(edition.briefing):
            for sentence in item.sentences:
                cited.update({one.article_id: (one, edition.number) for one in sentence.citations[:1]})
        for change in edition.changes.changed:
            if change.now:
                cited[change.now.article_id] = (change.now, edition.number)
    told_gone = {one.before.article_id for edition in earlier for one in edition.changes.gone}
    checker, changed, gone, unchanged = CitationChecker(archive), list[Change](), list[Change](), 0
    for id, (one, number) in cited.items():
        if id in told_gone:
            continue
        if (how := _gone(archive, id)) is not None:
            gone.append(_told(checker, Change(how=how, edition=number, before=one)))
        elif (pair := _replaced(archive, one, cutoff)) is not None:
            how, before, now = pair
            gist = Change(how=how, edition=number, before=before, now=now)
            changed.append(_told(checker, gist))
        else:
            unchanged += 1
    return Changes(changed=changed, gone=gone, unchanged=unchanged)


def compare(old: Edition, new: Edition) -> Changes:
    """How two editions differ: what the new one tells and the old one does not, what it dropped, what both tell.

    What changed is what lies in other versions of the same articles.
    """
    before, after = items_of(old.briefing), items_of(new.briefing)
    earlier, later = Told(before), Told(after)
    versions = {cited.article_id: cited for item in before for one in item.sentences for cited in one.citations}
    fresh = [item.sentences[0].citations[0] for item in after if item.sentences and not earlier.tells(item)]
    changed = [
        Change(how="another version", edition=old.number, before=versions[one.article_id], now=one)
        for one in fresh
        if one.article_id in versions and versions[one.article_id].version != one.version
    ]
    said = {one.before.article_id for one in (*changed, *new.changes.changed, *new.changes.gone)}
    dropped = [
        item
        for item in before
        if item.sentences and not later.tells(item) and item.sentences[0].citations[0].article_id not in said
    ]
    gone = [Change(how="not told", edition=old.number, before=item.sentences[0].citations[0]) for item in dropped]
    same = sum(earlier.tells(item) for item in after)
    return Changes(new=fresh, changed=[*changed, *new.changes.changed], gone=[*gone, *new.changes.gone], unchanged=same)


def _quotes(item: Item) -> list[str]:
    return [quoted(one) for one in item.sentences if one.citations]


class _Said:
    """What a sentence says: its words, and whom, what and which numbers it names."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self.words = keys(self._folded)

    @cached_property
    def _named(self) -> frozenset[str]:
        return who_and_what(self._folded) | numbers(self._folded)

    def again(self, other: "_Said", shared: int) -> bool:
        """Whether it says again what the other says, with which it shares so many words, and not the contrary."""
        alike = shared >= AGAIN * min(len(self.words), len(other.words)) and self._named <= other._named
        return alike and not otherwise(other._folded, self._folded)


def _gone(archive: Archive, id: str) -> str | None:
    """Why an article is gone, in words; None where it is there."""
    if not is_there(archive, id):
        return "no longer in the archive"
    body = archive.documents.get(WITHDRAWN, id)
    return None if body is None else f"withdrawn by {body['by']}"


def _replaced(archive: Archive, one: Citation, cutoff: str) -> tuple[str, Citation, Citation] | None:
    """How, from which words to which, an article's newest text differs from the cited version; None: it does not."""
    try:
        article, old = archive.article(one.article_id), archive.article(one.article_id, one.version)
    except CallError:
        return None
    arrived = archive.arrivals.of(article.id, article.version)
    if article.version == one.version or article.text == old.text or (arrived and arrived > cutoff):
        return None
    cited, old_spans, new_spans = Span(one.start, one.end), _spans(old.text), _spans(article.text)
    there = {article.text[slice(*span)] for span in new_spans}
    was = {old.text[slice(*span)] for span in old_spans}
    added = [span for span in new_spans if article.text[slice(*span)] not in was]
    lost = [span for span in old_spans if old.text[slice(*span)] not in there]
    if lost and one.quote not in article.text:  # the cited words themselves, before any other
        lost = sorted(lost, key=lambda span: not (span.start < cited.end and cited.start < span.end))
    pairs = [(_likeness(old.text[slice(*a)], article.text[slice(*b)]), a, b) for a in lost[:20] for b in added[:20]]
    if lost and pairs:
        first = [pair for pair in pairs if pair[1] == lost[0] and pair[0] >= NEAR]
        likest = max(first or pairs, key=lambda pair: pair[0])
        return "changed", cite(old, likest[1]), cite(article, likest[2])
    if added:
        return "added to", one, cite(article, added[0])
    if lost:
        rest = new_spans[0] if new_spans else None
        return ("cut", cite(old, lost[0]), cite(article, rest)) if rest else None
    return None


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _spans(text: str) -> list[Span]:
    return [span for span in sentence_spans(text) if SHORTEST <= span.end - span.start <= LONGEST]


def _told(checker: CitationChecker, change: Change) -> Change:
    """The change with its sentences: the words now, then the words before, each quoted."""
    spans = [(change.now, "")] if change.now else []
    spans.append((change.before, "before" if change.now else change.how))
    sentences = []
    for cited, word in spans:
        assert cited is not None
        who = phrasing.attribution(cited) + (f", {word}" if word else "")
        draft = Draft(f"{who}: “{cited.quote}”", (Cited.again(cited),), known=(who,))
        checked = checker.check(draft)
        if not isinstance(checked, LeftOut):
            sentences.append(checked)
    return change.model_copy(update={"sentences": sentences})
