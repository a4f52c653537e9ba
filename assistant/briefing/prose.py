"""A briefing by a chat model: shown the passages of what weighs most in order of date, it tells them as prose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.answer import LeftOut, Sentence
from assistant.briefing.briefing import Confidence, Item, Kind
from assistant.briefing.choosing import OF_ONE
from assistant.briefing.drafting import quotation
from assistant.briefing.events.alone import hangs_on_another
from assistant.briefing.events.days import day_told, is_older
from assistant.briefing.events.developments import Pool
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.positions import who_in
from assistant.briefing.request import Order
from assistant.gate.cited_text import content
from assistant.language.words import fold
from assistant.writers.base import Brief, Draft, Writer
from assistant.writers.chat import ChatWriter
from assistant.writers.prompt import estimate_tokens, line
from corpus.article import Article, Span
from corpus.evidence import Evidence

PASSAGES = 60
BOTTOM = 2  # sentences at the beginning that the model is asked to say what matters most in
ONCE = 0.85  # share of the words that it is asked for: what it says first may have to be told twice
WEIGHTY = 12  # sentences that weigh so much that they are listed where they are not told
AGAIN = "it repeats a sentence before it"
HANGING = "it is not understood without the sentence before it"
UNTOLD = "it weighs much, and the chat model did not tell it"


def passages(pool: Pool, gathered: Gathered, tokens: int) -> list[Evidence]:
    """What the chat model is shown, in order of date: the passages of the weightiest sentences, then those that were
    found first, each once, as many as the budget of tokens holds.
    """
    weightiest = (pool.found[at].evidence for at in (-pool.weights).argsort(kind="stable").tolist())
    chosen: dict[tuple[str, int, int], Evidence] = {}
    left = tokens
    for one in chain(weightiest, gathered.evidence):
        cost = estimate_tokens(line(one)) + 8
        if (one.article_id, one.version, one.start) not in chosen and cost <= left and len(chosen) < PASSAGES:
            chosen[one.article_id, one.version, one.start] = one
            left -= cost
    return sorted(chosen.values(), key=lambda one: (one.published, one.article_id, one.start))


def asked_of(order: Order, gathered: Gathered, evidence: Sequence[Evidence]) -> Brief:
    """What the chat model is asked to write on."""
    return Brief(
        order.topic or order.request or "the news",
        str(order.scope.as_of),
        tuple(evidence),
        gathered.article,
        briefing=round(ONCE * order.words),
    )


def within(writer: Writer, tokens: int, words: int) -> Writer:
    """The writer with the limits of a briefing: so many tokens shown, and enough written for so many words."""
    if not isinstance(writer, ChatWriter):
        return writer
    return replace(writer, evidence_tokens=tokens, max_tokens=max(writer.max_tokens, 4 * words))


def alone(draft: Draft, checked: Sentence | LeftOut) -> Sentence | LeftOut:
    """What the gate made of a sentence, left out where it cannot stand alone: in a briefing it stands under its day."""
    if isinstance(checked, LeftOut) or not hangs_on_another(draft.text):
        return checked
    return LeftOut(text=draft.text, citations=checked.citations, reasons=[HANGING])


def day_of(sentence: Sentence, article: Callable[[str, int], Article]) -> str:
    """The day that a sentence names, or else that of which what it cites is told.

    `article`: reads an article by its id and version; what it raises is not caught.
    """
    cited = sentence.citations[0]
    return day_told(fold(sentence.text), article(cited.article_id, cited.version), Span(cited.start, cited.end))[0]


@dataclass(frozen=True, slots=True)
class Prosaic:
    """A sentence of the chat model that passed the gate, and the day that it speaks of."""

    sentence: Sentence
    day: str

    @property
    def places(self) -> set[tuple[str, int, int]]:
        """Where its citations stand."""
        return {(one.article_id, one.start, one.end) for one in self.sentence.citations}

    def same_event(self, other: "Prosaic", *, spoken: bool) -> bool:
        """Whether another tells of the same event, or is `spoken` by the same: of the same day, and of one article or
        with half of its words in common.
        """
        if self.day != other.day:
            return False
        one, two = (content(fold(each.sentence.citing(()).text)) for each in (self, other))
        articles = {id for id, _, _ in self.places} & {id for id, _, _ in other.places}
        return spoken or bool(articles) or 2 * len(one & two) >= min(len(one), len(two))


def placed(
    told: Sequence[Prosaic], since: str | None, sure: Callable[[Sequence[Sentence]], Confidence], left: int = 0
) -> list[tuple[Kind, Item]]:
    """The sentences as items: the first of them the bottom line, as far as the body cites the same articles; where none
    of these does, the first of all that may be told twice.

    What it cites beside what the body does is told there too: within the words that are `left`, or there alone.
    """
    body, bottom = list(told[BOTTOM:]), list[Prosaic]()
    for one in told[:BOTTOM]:
        cited = {place for two in body for place in two.places}
        words = 0 if one.places <= cited else len(one.sentence.text.split())
        above = {id for id, _, _ in one.places} <= {id for id, _, _ in cited} and words <= left
        if above:
            bottom.append(one)
            left -= words
        if words or not above:
            body.append(one)
    if not bottom:
        body = list(told)
        bottom = [one for one in told if len(one.sentence.text.split()) <= left][:1]
    items = list(in_items(body, since, sure))
    if bottom:
        said = [one.sentence for one in bottom]
        items.append(("bottom_line", Item(date=bottom[0].day, confidence=sure(said), sentences=said)))
    return items


def in_items(
    body: Sequence[Prosaic], since: str | None, sure: Callable[[Sequence[Sentence]], Confidence]
) -> Iterator[tuple[Kind, Item]]:
    """The sentences of the body in order of day: those of one event, or of one speaker and day, are one item."""
    groups: list[tuple[Kind, str | None, list[Prosaic]]] = []
    for one in sorted(body, key=lambda each: each.day):
        who = who_in(fold(one.sentence.text)) if "“" in one.sentence.text else None
        old = since is not None and is_older(one.day, since, one.sentence.citations[0].published[:10])
        kind: Kind = "background" if old else "positions" if who else "developments"
        who = who if kind == "positions" else None
        same = (
            told
            for where, speaker, told in groups
            if (where, speaker) == (kind, who) and len(told) < OF_ONE and told[0].same_event(one, spoken=bool(who))
        )
        if (home := next(same, None)) is None:
            groups.append((kind, who, [one]))
        else:
            home.append(one)
    for kind, who, told in groups:
        said = [one.sentence for one in told]
        yield kind, Item(date=told[0].day, who=who, confidence=sure(said), sentences=said)


def untold(pool: Pool, told: Sequence[Prosaic]) -> list[LeftOut]:
    """The weightiest sentences of articles that the chat model told nothing of."""
    ids = {id for one in told for id, _, _ in one.places}
    found: dict[str, LeftOut] = {}
    for at in (-pool.weights).argsort(kind="stable")[:WEIGHTY].tolist():
        one = pool.found[at]
        if one.article.id not in ids:
            found.setdefault(one.article.id, LeftOut(text=quotation(one).text, citations=[], reasons=[UNTOLD]))
    return list(found.values())
