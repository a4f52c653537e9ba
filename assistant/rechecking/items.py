"""How an item of a briefing can have been made of what it cites: its day, whose words they are, how sure it is."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import product

from assistant import phrasing
from assistant.answer import Sentence
from assistant.briefing.briefing import Briefing, Confidence, Item, Kind, cited_in
from assistant.briefing.choosing import kind_of
from assistant.briefing.drafting import attribution, change, published, quotation, quoted, told_at
from assistant.briefing.events.confidence import sure
from assistant.briefing.events.developments import day_of_event
from assistant.briefing.events.figures import Difference, differences
from assistant.briefing.events.positions import merged, speakers_of, who_of_both
from assistant.briefing.events.tellings import Telling
from assistant.briefing.gaps import leaves_open
from assistant.briefing.prose import Prosaic, day_of, in_items
from assistant.rechecking.found import Seen, told_again, told_from
from assistant.rechecking.orders import order_of
from assistant.writers.base import Cited
from corpus.article import Article, Span
from corpus.store.archive import Archive
from corpus.text.speakers import speaker

Places = list[tuple[str, int, int]]


class Items:
    """The items of a briefing, beside what their articles tell. `edited`: sentences may have been reworded; `whole`: no
    item is gone that another was computed with; `seen`: how its articles are.
    """

    def __init__(
        self,
        archive: Archive,
        briefing: Briefing,
        articles: Iterable[Article],
        seen: Seen,
        *,
        edited: bool,
        whole: bool,
    ) -> None:
        self._archive, self._seen, self._briefing, self._edited, self._whole = archive, seen, briefing, edited, whole
        found = told_again(archive, map(seen, articles), briefing.topic)
        self._told = {(one.article.id, one.article.version, *one.span): one for one in found}
        self.differences = differences(found, before=True)
        """Where the articles differ that are cited, or named by a remark."""
        self._remarks = Counter(one.remark for one in self.differences)
        elsewhere = [item for section, item in briefing.items() if section.kind != "disagreements"]
        self._today = told_from(differences(found), (said for item in elsewhere for said in item.sentences))
        self.elsewhere = places(elsewhere)
        """What is cited but where sources differ."""
        self._told_of = [places([item]) for section, item in briefing.items() if section.kind != "disagreements"]
        self._set_apart = [places([item]) for section, item in briefing.items() if section.kind == "disagreements"]
        items = [(section.kind, item) for section, item in briefing.items() if cited_in([item])]
        self._of_before = not any(item.confidence for kind, item in items if self._is_new(kind, item))
        """Whether it is of before more than what happened had a confidence, who speaks first was named, and the title
        that says who 'both leaders' are stood beside them.
        """

    def _article(self, id: str, version: int) -> Article:
        return self._seen(self._archive.article(id, version))

    def _is_new(self, kind: Kind, item: Item) -> bool:
        """Whether an item had no confidence once."""
        first = kind == "bottom_line" and bool(item.who or self._briefing.writer != "quotes")
        return first or kind in ("positions", "disagreements", "unknown")

    def unsaid(self) -> list[str]:
        """The remarks on what it quotes of two articles that differ, and that it tells neither so nor side by side."""
        lacking = (
            one
            for one in self.differences
            if one.remark in self._today
            and one.remark not in self._briefing.notes
            and not one.is_told(self._told_of)
            and _excerpts(one) not in self._set_apart
        )
        return [one.remark for one in lacking] if self._whole and self._briefing.writer == "quotes" else []

    def made(self, kind: Kind, item: Item) -> Iterator[Item]:
        """The item in each way that it can have been made; none where it can be none of its section."""
        for one in self._made(kind, item):
            yield one
            if self._of_before and self._is_new(kind, one):
                who = None if kind == "bottom_line" else self._of_office(one.who, item.who)
                yield one.model_copy(update={"confidence": None, "who": who})

    def _made(self, kind: Kind, item: Item) -> Iterator[Item]:
        said = item.sentences
        if kind == "changes":
            yield Item(sentences=said)
        elif kind == "unknown":
            one = self._telling(said[0])
            if len(said) == 1 and leaves_open(one.folded):
                yield from self._as_sure(Item(date=one.article.day, sentences=said))
        elif kind == "disagreements":
            found = [one for one in self.differences if _excerpts(one) == places([item])]
            certain = sure(said, self._article, differs=True)
            days = dict.fromkeys(day for one in found for day in (one.day, one.one.day))
            yield from (Item(date=day, confidence=certain, sentences=said) for day in days)
        elif self._briefing.writer != "quotes":
            if kind != "positions" or not (yield from self._turned(said)):
                yield from self._prose(kind, item)
        elif self._briefing.form == "review":
            first = said[0].citations[0]
            who = phrasing.publisher(first)
            yield from self._as_sure(Item(date=first.published[:10], who=who, sentences=said))
        elif kind == "positions":
            yield from self._positions(said)
        elif kind == "bottom_line":
            yield from self._bottom(item)
        else:
            yield from self._developments(kind, said)

    def reworded(self, kind: Kind, item: Item) -> Iterator[str]:
        """What of a quoted item is not worded as its words are attributed: by whom, published by whom, and when."""
        if self._edited or (self._briefing.writer != "quotes" and kind not in ("unknown", "disagreements")):
            return
        for at, said in enumerate(item.sentences):
            first, second = self._known(said), self._known(said, 1) if len(said.citations) > 1 else None
            if first is None or said.verdict != "quote":
                continue
            drafts = [quotation(first), *([quotation(first, named=False)] if at and kind != "disagreements" else [])]
            if self._briefing.form == "review":
                drafts = [published(first), quotation(first)]
            elif second is not None:
                drafts.append(change(first, second, self._who_turned(first, second, said)))
            untitled = [f"{attribution(first, titled=False)}: “{first.text}”"] if self._of_before else []
            if said.citing(()).text not in [*(one.text for one in drafts), *untitled]:
                yield f"it is not worded as what it cites: {drafts[0].text[: drafts[0].text.find('“')].strip()}"

    def _prose(self, kind: Kind, item: Item) -> Iterator[Item]:
        """As a chat model's sentences are placed, by their own words: not those that an editor has reworded."""
        told = [Prosaic(one, day_of(one, self._article)) for one in item.sentences]
        if self._edited or kind == "bottom_line":
            made = item if self._edited else Item(date=told[0].day, sentences=item.sentences)
            yield from self._as_sure(made)
            return
        for certainty in self._sure(item.sentences):
            (where, one), *others = in_items(told, self._briefing.since, certainty)
            if where == kind and not others:
                yield one

    def _developments(self, kind: Kind, said: list[Sentence]) -> Iterator[Item]:
        told = [self._telling(one) for one in said]
        if kind_of(told[0], order_of(self._briefing)) == kind:
            days = dict.fromkeys([day_of_event(told), *([told[0].day] if self._edited else [])])
            for certainty, day in product(self._sure(said), days):
                yield Item(date=day, confidence=certainty(said), sentences=said)

    def _positions(self, said: list[Sentence]) -> Iterator[Item]:
        """How somebody changed his position, or what he said of one day."""
        if (yield from self._turned(said)):
            return
        told = [self._telling(one) for one in said]
        items = merged([(speakers_of(one) or "", one.day, each) for one, each in zip(told, said, strict=True)])
        yield from self._as_sure(items[0]) if len(items) == 1 else ()

    def _turned(self, said: list[Sentence]) -> Generator[Item, None, bool]:
        """How somebody changed his position; whether it is surely that, in the words in which it is told."""
        if len(said) != 1 or len(said[0].citations) != 2:
            return False
        one, later = self._telling(said[0]), self._telling(said[0], 1)
        who = self._who_turned(one, later, said[0])
        turned = change(one, later, who).text == said[0].citing(()).text
        if turned or self._edited:
            for day in dict.fromkeys([one.article.day, one.day, later.day]):
                yield from self._as_sure(Item(date=day, who=who or None, sentences=said), turned=True)
        return turned

    def _who_turned(self, one: Telling, later: Telling, said: Sentence) -> str:
        """Who changes his position, as its sentence names him."""
        return self._of_office(who_of_both(one, later), said.text.partition(", first, ")[0]) or ""

    def _of_office(self, who: str | None, named: str | None) -> str | None:
        """Who it is, or as `named`: briefings of before leave parts of an office off, and name some who say nothing."""
        return named if self._of_before and (not who or who.endswith(f" {named}")) else who

    def _bottom(self, item: Item) -> Iterator[Item]:
        """The first sentence of a development below, as sure as that is, or words of somebody below; or what may stand
        first and is told above alone. An editor may have dropped or reworded it.
        """
        first, said = self._telling(item.sentences[0]), item.sentences
        made = Item(date=first.day, sentences=said)
        spoken = made.model_copy(update={"who": speakers_of(first)})
        told = {section.kind: section.items for section in self._briefing.sections}
        happened = [one for one in told.get("developments", []) if _bare(one) == _bare(item)]
        yield from (made.model_copy(update={"confidence": one.confidence, "date": one.date}) for one in happened)
        positions = {one.citing(()).text for below in told.get("positions", []) for one in below.sentences}
        if _bare(item) in positions:
            yield from self._as_sure(spoken)
        elif not happened and self._edited:
            yield item.model_copy(update={"date": first.day})
        elif not happened:
            order = order_of(self._briefing)
            kind = kind_of(first, order)
            if kind == "developments" or (kind == "positions" and order.stances):
                yield from self._as_sure(made if kind == "developments" else spoken)

    def _as_sure(self, item: Item, *, turned: bool = False) -> Iterator[Item]:
        """The item in each way that it can be sure; `turned`: it tells a change of position."""
        for certainty in self._sure(item.sentences):
            yield item.model_copy(update={"confidence": certainty(item.sentences, turned=turned)})

    def _sure(self, said: Sequence[Sentence]) -> Iterator[Callable[..., Confidence]]:
        """How sure the sentences can be: less where sources differ, as a remark tells, or an item citing both."""
        cited, certain, possible = [place for one in said for place in told_at(one)], False, not self._whole
        for one in self.differences:
            if any(one.held(cited)):
                noted, both = one.remark in self._briefing.notes, one.is_told(self._told_of)
                possible |= noted or both
                # A chat model's citations also lie around sentences that were not compared.
                certain |= both and one.remark in self._today and self._briefing.writer == "quotes" and self._whole
                certain |= _excerpts(one) in self._set_apart or (noted and self._remarks[one.remark] == 1)
        for differs in ([] if certain else [False]) + ([True] if certain or possible else []):
            yield partial(sure, article=self._article, differs=differs)

    def _known(self, said: Sentence, at: int = 0) -> Telling | None:
        """What is told in the words of a citation, or in those of them that are quoted; None: nothing stands alone."""
        one = said.citations[at]
        if exact := self._told.get((one.article_id, one.version, one.start, one.end)):
            return exact
        words, of = quoted(said), (one.article_id, one.version)
        inside = (told for place, told in self._told.items() if place[:2] == of and one.start <= place[2] < one.end)
        return next((told for told in inside if told.span.end <= one.end and told.text == words), None)

    def _telling(self, said: Sentence, at: int = 0) -> Telling:
        """What is told in the words of a citation: mostly a sentence that stands alone, or once did."""
        one = said.citations[at]
        evidence, article = Cited.again(one).evidence, self._article(one.article_id, one.version)
        who = speaker(article, one.start) if self._of_before else None
        whole = Telling(evidence, article, Span(one.start, one.end), one.quote, who, 0, 0.0)
        return self._known(said, at) or whole


def places(items: Iterable[Item]) -> Places:
    """Where what the items tell stands."""
    return [place for item in items for one in item.sentences for place in told_at(one)]


def _excerpts(one: Difference) -> Places:
    return [(each.article.id, *each.span) for each in one.excerpts()]


def _bare(item: Item) -> str:
    return item.sentences[0].citing(()).text
