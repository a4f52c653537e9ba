"""A briefing by a chat model: shown the passages of what weighs most in order of date, it tells them as prose."""

import re
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.answer import Citation, LeftOut, Sentence
from assistant.briefing.briefing import Confidence, Item, Kind
from assistant.briefing.choosing import OF_ONE, longest
from assistant.briefing.drafting import quotation, told_at
from assistant.briefing.events.alone import hangs_on_another
from assistant.briefing.events.days import day_told, is_older
from assistant.briefing.events.developments import Pool
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.positions import who_in
from assistant.briefing.events.tellings import numbers
from assistant.briefing.making import Making
from assistant.briefing.request import Order
from assistant.events import Refused
from assistant.gate.cited_text import content
from assistant.gate.second.chance import SecondChance
from assistant.language.asides import is_verbless
from assistant.language.words import fold
from assistant.writers.base import Brief, Draft, Writer
from assistant.writers.chat import ChatWriter
from assistant.writers.prompt import estimate_tokens, line
from corpus import spans
from corpus.article import Article, Span
from corpus.evidence import Evidence

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FIRST = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Mm]y|us)\b|(?:^|, |: |\bthat )I\b")
PASSAGES = 60
BOTTOM = 2  # sentences at the beginning that the model is asked to say what matters most in
ONCE = 0.85  # share of the words that it is asked for: what it says first may have to be told twice
WEIGHTY = 12  # sentences that weigh so much that they are listed where they are not told
AGAIN = "it repeats a sentence before it"
NO_ROOM = "it does not fit into the words of the briefing any more"
HANGING = "it is not understood without the sentence before it"
BROKEN = "it is no statement of its own"
UNSPOKEN = "it says “we” or “I” outside of a quotation, and not who does"
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


def asked_of(order: Order, gathered: Gathered, evidence: Sequence[Evidence], words: int) -> Brief:
    """What the chat model is asked to write on, where so many words are left for it."""
    return Brief(
        order.topic or order.request or "the news",
        str(order.scope.as_of),
        tuple(evidence),
        gathered.article,
        briefing=round(ONCE * words),
    )


def within(writer: Writer, tokens: int, words: int) -> Writer:
    """The writer with the limits of a briefing: so many tokens shown, and enough written for so many words."""
    if not isinstance(writer, ChatWriter):
        return writer
    return replace(writer, evidence_tokens=tokens, max_tokens=max(writer.max_tokens, 4 * words))


def alone(draft: Draft, checked: Sentence | LeftOut) -> Sentence | LeftOut:
    """What the gate made of a sentence, left out where it cannot stand alone: in a briefing it stands under its day."""
    if isinstance(checked, LeftOut) or (why := _why_not_alone(draft.text)) is None:
        return checked
    return LeftOut(text=draft.text, citations=checked.citations, reasons=[why])


def _why_not_alone(text: str) -> str | None:
    own = _QUOTED.sub("…", text)  # what is quoted is somebody's
    if own.rstrip(" .").endswith("?") or text[:1].islower() or is_verbless(text):
        return BROKEN
    if _FIRST.search(own):
        return UNSPOKEN
    return HANGING if hangs_on_another(text) else None


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


def written(making: Making, gathered: Gathered, chat: Writer, brief: Brief) -> Generator[Refused, None, list[Prosaic]]:
    """The sentences of a chat model that pass the gate and fit; what is refused is said again once.

    Raises WorkError where the model fails.
    """
    told, chance = list[Prosaic](), SecondChance(chat)

    def check(draft: Draft) -> Sentence | LeftOut:
        if not making.fits(draft):
            return LeftOut(text=draft.text, citations=[], reasons=[NO_ROOM])
        return alone(draft, making.judged(draft, look=True))

    def take(checked: Sentence | LeftOut) -> Iterator[Refused]:
        if making.took(checked):
            words = len(checked.text.split())
            making.keep(words if not told and words <= longest(making.order) else 0)  # it may be told twice
            told.append(Prosaic(checked, day_of(checked, gathered.article)))
        else:
            yield Refused(making.left_out[-1])

    for draft in spans.each("write", chat.write(brief, making.meter)):
        if chance.tells(draft):
            yield from take(LeftOut(text=draft.text, citations=[], reasons=[AGAIN]))
            continue
        fits, checked = making.fits(draft), check(draft)
        if not (fits and chance.takes(draft, checked)):
            yield from take(checked)
        if making.meter.deadline.passed:
            break
    for checked in chance.given(brief, making.meter, check):
        yield from take(checked)
    making.release()
    return told


def tells(prose: Sequence[Item], quoted: Item, values: Sequence[str] = ()) -> bool:
    """Whether an item tells what is quoted: cites each of its places in a sentence that has the number of its value.

    Two numbers in two items, each as if there were no other, do not tell that sources differ.
    """
    ends = [end for one in quoted.sentences for end in one.citations]
    having = [numbers(fold(value)) for value in values] or [frozenset[str]()] * len(ends)
    return any(
        all(
            any(_cites(said, end) and has <= numbers(fold(said.citing(()).text)) for said in item.sentences)
            for end, has in zip(ends, having, strict=True)
        )
        for item in prose
    )


def _cites(said: Sentence, end: Citation) -> bool:
    """Whether a sentence cites words of a citation, or of a copy of them."""
    return any(
        id in (end.article_id, *end.also) and start < end.end and end.start < last for id, start, last in told_at(said)
    )


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
    items = list(in_items(sorted(body, key=told.index), since, sure))
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


def untold(pool: Pool, ids: Collection[str]) -> list[LeftOut]:
    """The weightiest sentences of articles that are not among those told of, by their ids."""
    found: dict[str, LeftOut] = {}
    for at in (-pool.weights).argsort(kind="stable")[:WEIGHTY].tolist():
        one = pool.found[at]
        if one.article.id not in ids:
            found.setdefault(one.article.id, LeftOut(text=quotation(one).text, citations=[], reasons=[UNTOLD]))
    return list(found.values())
