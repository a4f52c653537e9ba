"""A question that asks for a briefing: its order, its evidence, and the short form as an answer."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from assistant import phrasing
from assistant.answer import LeftOut, Sentence
from assistant.answering.news import latest
from assistant.answering.state import State
from assistant.briefing.briefing import Briefed, Briefing, Told
from assistant.briefing.briefing import Form as Wanted
from assistant.briefing.compose import compose
from assistant.briefing.drafting import quotation, told_at
from assistant.briefing.events.gather import gather, told_later
from assistant.briefing.events.places import within
from assistant.briefing.form import is_timeline
from assistant.briefing.request import Order, is_open, read_order
from assistant.gate.citing import CitationChecker
from assistant.language.times.spans import Events
from assistant.question.form import Form
from assistant.question.understand import Understood
from assistant.writers.quotes import QuotesWriter
from corpus.evidence import Evidence
from corpus.models.reader import Once, reader
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from corpus.store.vocabulary import outlets
from corpus.text.sentences import sentence_spans, sentences

WORDS = 250
_SHOWN = 700  # characters of an article that a chat model is shown of a period
_MOST = 40
_MAY_BE_OPEN = ("detail", "list", "course", "yesno", "said")
_PARTS = ("bottom_line", "developments", "positions")


def ordered(
    form: Form,
    understood: Understood,
    scope: Scope,
    events: Events | None,
    archive: Archive,
    of_outlets: bool = False,
) -> tuple[Form, Order | None, Understood]:
    """The form of a question, what it orders where it asks for a briefing, a timeline, or for whatever there is of a
    time or an outlet, and the question with the period of that order, which filters. `of_outlets`: whether the words of
    outlets of the archive are asked for: what they have on a topic answers, and is no briefing.
    """
    if understood.empty:
        return "detail", None, understood
    if not scope.as_of or not (form == "briefing" or form in _MAY_BE_OPEN):
        return form, None, understood
    asked = understood.standalone
    timeline = is_timeline(asked)
    wanted: Wanted = "timeline" if timeline else "brief"
    order = read_order(asked, scope, words=WORDS, form=wanted, events=events, outlets=outlets(archive))
    if of_outlets and not order.scope.named_outlets:
        return "detail" if form == "briefing" else form, None, understood
    of_place = within(order.topic) and not order.stances  # all that happened there: 'What happened in Cuba in July?'
    opened = order.line is not None or is_open(asked, replace(order, topic="") if of_place else order)
    if form != "briefing" and not timeline and not opened:
        return form, None, understood
    if (order.scope.since or "") > scope.as_of:
        return "detail", None, understood  # what lies ahead is told in what was published before
    if order.window_from and understood.window_from is None:
        days = (order.scope.since, order.scope.until)
        understood = replace(understood, since=days[0], until=days[1], window_from=order.window_from)
    return "briefing", order, understood


def evidence_of(order: Order, archive: Archive, searcher: Searcher) -> tuple[tuple[Evidence, ...], Once]:
    """The evidence for a writer, each passage cut to whole sentences, of a period the newest articles first; and the
    reader that has read it.
    """
    once = Once(searcher.reader or reader())
    found = gather(told_later(order, archive), archive, searcher.reading_by(once)).evidence
    return tuple(_opening(one) for one in found[:_MOST]), once


def briefed(state: State, archive: Archive, searcher: Searcher) -> Generator[State, None, State]:
    """The short form of a briefing, each sentence as soon as it and its citations are known, as far as there is time.

    Raises WorkError where nothing came of it in time.
    """
    order = state.order
    assert order is not None
    known, newest = searcher.reading_by(state.once) if state.once else searcher, order.newest
    if newest and (news := _news(order, archive, known)):
        began = phrasing.newest(min(one.citations[0].published for one in news))
        for one in _numbered(_together(news, newest=True)):
            state = state.took(one)
            yield state
        return replace(state, notes=(*state.notes, *order.notes, began))
    first: Sentence | None = None
    for event in compose(order, archive, known, QuotesWriter(), deadline=state.meter.deadline, short=True):
        match event:
            case Told("bottom_line", item) if (
                first is None and not (newest or order.around) and _leads(item.sentences[0], archive)
            ):
                first = item.sentences[0]
                state = state.took(_numbered([first])[0])
                yield state
            case Briefed(briefing):
                course, oldest = bool(order.line), bool(order.around)
                told = sentences_of(briefing, first, newest=newest, course=course, oldest=oldest)
                said = told[len(state.sentences) :]
                rest: list[Sentence | LeftOut] = [*said, *briefing.left_out]
                for each in rest:
                    state = state.took(each)
                    yield state
    reason = None if state.sentences else briefing.reason or "not_stated"
    return replace(state, reason=reason, notes=(*state.notes, *briefing.notes))


def _news(order: Order, archive: Archive, searcher: Searcher) -> list[Sentence]:
    """What is new on a topic, as far as the gate lets it through."""
    checker = CitationChecker(archive)
    checked = [checker.check(quotation(one)) for one in latest(order, archive, searcher)]
    return [one for one in checked if isinstance(one, Sentence)]


def sentences_of(
    briefing: Briefing,
    first: Sentence | None = None,
    *,
    newest: bool = False,
    course: bool = False,
    oldest: bool = False,
) -> list[Sentence]:
    """What its bottom line, developments and positions say, each once, numbered anew, within the words of an answer.

    What the article of the bottom line says stands first, that line as it was told `first` where that was before all
    was known; or the newest report, where what is new is asked for (`newest`). Behind it the oldest comes first, where
    it is asked how something changed (`course`); before all, where it is what came after an event (`oldest`). Each
    article is told in its order, and opinions behind what was reported.
    """
    told = [item for kind in _PARTS for section, item in briefing.items() if section.kind == kind]
    said = _together([one for item in told for one in item.sentences], newest=newest, course=course, oldest=oldest)
    return _numbered([first, *said[1:]] if first else said)


def _numbered(said: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences that fit in the words of an answer, their cited places numbered in order."""
    kept, numbers, left = list[Sentence](), dict[tuple[str, int, int, int], int](), WORDS
    for one in said:
        if (left := left - len(one.text.split())) < 0:
            break
        places = [(each.article_id, each.version, each.start, each.end) for each in one.citations]
        markers = [numbers.setdefault(place, len(numbers) + 1) for place in places]
        cited = zip(one.citations, markers, strict=True)
        kept.append(one.citing([each.model_copy(update={"marker": marker}) for each, marker in cited]))
    return kept


def _together(told: Sequence[Sentence], *, newest: bool, course: bool = False, oldest: bool = False) -> list[Sentence]:
    """The sentences, each once, those of one article beside each other in its order under one attribution."""
    leads, who = dict[str, str](), ""
    once = dict[str, Sentence]()
    for one in told:
        lead, mark, _ = one.text.partition("“")
        who = lead or who
        words = one.citing(()).text[len(lead) :] if mark else one.text
        leads.setdefault(words, who)
        once[words] = one
    groups = dict[str, list[str]]()
    for words, one in once.items():
        quoted = sum(each.quote in words for each in one.citations)
        groups.setdefault(words if quoted > 1 else one.citations[0].article_id, []).append(words)
    found, ordered = list[Sentence](), list(groups.values())
    if newest:
        ordered.sort(key=lambda group: once[group[0]].citations[0].published, reverse=True)
    if course or oldest:
        behind = 0 if oldest else 1
        ordered[behind:] = sorted(ordered[behind:], key=lambda group: once[group[0]].citations[0].published)
    ordered.sort(key=lambda group: _opines(once[group[0]]))
    for group in ordered:
        who = ""
        for words in sorted(group, key=lambda words: told_at(once[words])[0][1]):
            lead = "" if leads[words] == who else leads[words]
            text = lead + once[words].text[once[words].text.find("“") :] if "“" in words else once[words].text
            found.append(once[words].model_copy(update={"text": text}))
            who = leads[words]
    return found


def _leads(said: Sentence, archive: Archive) -> bool:
    """Whether nothing else that is told can come to stand before a sentence: it is the first of a report."""
    cited = said.citations[0]
    first = next(sentences(archive.article(cited.article_id, cited.version).text))
    return cited.start < first.end and not _opines(said)


def _opines(said: Sentence) -> bool:
    return said.citations[0].kind == "editorial"


def _opening(one: Evidence) -> Evidence:
    ends = [span.end for span in sentence_spans(one.text[: 2 * _SHOWN]) if span.end <= _SHOWN]
    end = ends[-1] if ends else len(one.text)
    return one.model_copy(update={"text": one.text[:end], "end": one.start + end})
