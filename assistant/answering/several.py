"""A question that asks several things: each is understood, searched, decided and quoted as a question of its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, zip_longest

from assistant.answer import UNANSWERED, LeftOut
from assistant.answerable import decide
from assistant.answering.outlet import within
from assistant.answering.state import State
from assistant.language.outlets import asked_outlets, named_in
from assistant.language.topic import Topic
from assistant.language.words import content_stems
from assistant.question.follow_up import depends, without_subject
from assistant.question.form import Form, form_of
from assistant.question.known_names import read_names, told
from assistant.question.understand import Understood
from assistant.question.window import is_of, read_window, without_times
from assistant.writers.base import WORDS, Brief, Draft
from assistant.writers.choosing import quoting
from assistant.writers.excerpts import repeats
from assistant.writers.plans import covers
from corpus.chunking import header
from corpus.evidence import Evidence
from corpus.scope import Scope
from corpus.search import Searcher, SearchTimes
from corpus.store.archive import Archive
from corpus.text.sentences import sentence_spans

ALONE = "Nothing answers the question with what was said before: it was asked by itself."


def apart(state: State, read: Callable[[str], Understood], scope: Scope) -> tuple[State, ...]:
    """The questions that the question of a state asks, each a state of its own; empty where it asks one.

    `read` understands one. One that names no time is preferred of the time of the whole question; one that names no
    outlet is asked of all articles of the caller's `scope`.
    """
    found = []
    for question in state.understood.several:
        own, bare = read(question), without_subject(question)
        if not (own.alone or bare == question or depends(bare, 1)):  # 'Who resigned?'
            own = replace(own, alone=read(bare))
        own = _at(own, state.understood)
        names = [pair for pair in zip(state.names.missing, state.names.nearest, strict=True) if pair[0] in question]
        missing, nearest = tuple(name for name, _ in names), tuple(near for _, near in names)
        unheld = tuple(name for name in asked_outlets(question) if name in state.names.unheld)
        outlets = tuple(name for name in state.names.outlets if named_in(name, bare))
        found.append(
            replace(
                state,
                understood=own,
                form=_form(without_subject(question)),
                scope=within(scope, outlets) if outlets or state.form != "comparison" else state.scope,
                side=_side(state, question),
                names=replace(state.names, missing=missing, nearest=nearest, outlets=outlets, unheld=unheld),
                order=None,
                chat=False,
                several=(),
            )
        )
    return tuple(found)


def _side(state: State, question: str) -> str:
    """What a side of a comparison names, and the others do not; empty where nothing is compared."""
    others = [one for one in state.understood.several if one != question]
    return _own_words(question, others) if state.form == "comparison" else ""


def _at(one: Understood, whole: Understood) -> Understood:
    """One of several questions at the time of the whole, where it names none."""
    bare = one.alone and _at(one.alone, whole)
    return replace(one, alone=bare, prefer=one.prefer if one.window_from else whole.prefer)


def joined(state: State, several: Sequence[State]) -> State:
    """The state with its questions searched: the best evidence of each in turn, as many passages as for one."""
    once: dict[tuple[str, int, int], Evidence] = {}
    for one in chain.from_iterable(zip_longest(*(each.found for each in several))):
        if one is not None:
            once.setdefault((one.article_id, one.version, one.start), one)
    most = max(len(each.found) for each in several)
    found = [one.model_copy(update={"rank": rank}) for rank, one in enumerate(list(once.values())[:most], 1)]
    spent = [each.search_times for each in several]
    times = SearchTimes(sum(one.search for one in spent), sum(one.rerank for one in spent))
    return replace(state, several=tuple(several), found=tuple(found), search_times=times)


def decided(state: State, several: Sequence[State]) -> State:
    """The state with its questions decided: it abstains where each of them does; names found nowhere are told."""
    state = joined(state, several)
    notes = [note for one in several for note in told(one.missing, one.names)]
    closed = all(one.reason for one in several)
    reason = next((one.reason for one in several if one.reason == "name_absent"), several[0].reason) if closed else None
    return replace(state, reason=reason, notes=(*state.notes, *notes))


def unled(state: State, archive: Archive) -> State | None:
    """A question that nothing answers, without the subject of others that it was given; None if it needs that."""
    if (bare := state.understood.alone) is None:
        return None
    read = replace(bare, notes=(*bare.notes, ALONE))
    return replace(state, understood=read, form=_form(bare.standalone), names=read_names(bare.standalone, archive))


def _form(question: str) -> Form:
    """The form of a question beside which others are answered: a briefing is told in a few sentences too."""
    form = form_of(question)
    return "list" if form == "briefing" else form


def quoted(state: State, brief: Callable[[State], Brief]) -> list[Draft]:
    """What is quoted for each question that is answered, in turn, an equal share of the words for each; what was quoted
    before is not quoted again, and what is of the same article and speaker goes with it.
    """
    answered = [one for one in state.several if one.reason is None]
    left, drafts = WORDS, list[Draft]()
    for at, one in enumerate(answered):
        told = tuple(cited for draft in drafts for cited in draft.spans)
        given = replace(brief(one), words=left, share=left // (len(answered) - at), told=told)
        for draft in quoting(one.form).write(given, state.meter):
            if repeats(_quotes(draft), map(_quotes, drafts)):
                continue
            left -= len(draft.text.split()) + len(draft.spans)
            home = next((here for here, each in enumerate(drafts) if _place(each) == _place(draft)), None)
            if home is None:
                drafts.append(draft)
            else:
                drafts[home] = _together(*sorted((drafts[home], draft), key=lambda each: each.spans[0].start))
    return drafts


def _place(draft: Draft) -> tuple[str, str]:
    """Where its quotations are from: who says them, and in which article."""
    return draft.known[0], draft.spans[0].evidence.article_id


def _together(one: Draft, other: Draft) -> Draft:
    text = f"{one.text} {other.text.removeprefix(f'{other.known[0]}: ')}"
    return Draft(text, (*one.spans, *other.spans), known=(*one.known, *other.known[1:]))


def _quotes(draft: Draft) -> str:
    return draft.text.removeprefix(f"{draft.known[0]}: ")


def unanswered(state: State, searcher: Searcher) -> Iterator[LeftOut]:
    """The questions that nothing answers, what is quoted for others neither, and a side of a comparison that nothing
    quoted names.
    """
    for one in state.several:
        others = [each.understood.standalone for each in state.several if each is not one]
        silent = state.form == "comparison" and _is_silent_on(one, others, _told(state))
        if silent or (one.reason is not None and not _is_answered(one, state, searcher)):
            yield LeftOut(text=without_subject(one.understood.standalone), citations=[], reasons=[UNANSWERED])


def _is_answered(one: State, whole: State, searcher: Searcher) -> bool:
    """Whether a sentence that is quoted for another question answers one, which its own evidence did not."""
    cited = [each for said in whole.sentences for each in said.citations]
    if one.reason == "name_absent" or not (cited and searcher.reader):
        return False
    texts = [
        (header(each.title, each.published), each.quote[slice(*at)])
        for each in cited
        for at in sentence_spans(each.quote)
    ]
    whole_question = one.understood.standalone
    return any(
        not decide(question, [head + text], [read], known_term=lambda _: True).abstain
        for question in dict.fromkeys((whole_question, without_subject(whole_question)))
        for (head, text), read in zip(texts, searcher.reader.read(question, texts), strict=True)
    )


def _is_silent_on(side: State, others: Sequence[str], told: str) -> bool:
    """Whether what is told has no name of a side of a comparison, or, where that has none, no word of its own."""
    own = _own(side.understood.standalone, others)
    return own.shares(told)[0] in (0.0, 1.0) and not own.is_named(told)


def tells(state: State, part: str) -> bool:
    """Whether a chat model has told something with a name or a word that a part of the question has and the others have
    not: then it has answered the part, whatever the reader made of the evidence.
    """
    parts = [*(one.understood.standalone for one in state.several), *state.understood.parts]
    others = [one for one in parts if without_subject(one) != without_subject(part)]
    return state.chat and bool(state.sentences) and _own(part, others).is_touched(_told(state))


def covered(state: State, part: str) -> bool:
    """Whether what was found covers the topic of a part of a broad question and, where that names a time, something
    that is quoted is of it.
    """
    asked = without_subject(part)
    window = read_window(asked, date.fromisoformat(str(state.scope.as_of)), dated=False)
    if window.named:
        bounds, cited = (window.since, window.until), (each for one in state.sentences for each in one.citations)
        if not any(is_of(bounds, date.fromisoformat(each.published[:10]), each.quote, late=False) for each in cited):
            return False
    return bool(state.found) and covers(without_times(asked, window) or asked, state.found)


def _own(part: str, others: Iterable[str]) -> Topic:
    """What a part of a question names, and the others do not."""
    return Topic(_own_words(part, others))


def _own_words(part: str, others: Iterable[str]) -> str:
    known = {stem for one in others for stem in content_stems(one)}
    return " ".join(word for word in part.split() if not content_stems(word) <= known)


def _told(state: State) -> str:
    cited = (f"{each.quote} {each.title} {each.source or ''}" for one in state.sentences for each in one.citations)
    return " ".join([*cited, *(one.text for one in state.sentences)])
