"""Whose words a question asks for: of a side of a comparison, or of what somebody said, others' words are beside it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from assistant.answerable import Reason
from assistant.answering.counted import of_another
from assistant.answering.state import State
from assistant.gate.officers import holders
from assistant.language.lexicon import FAMILY_FIRST, OFFICE_WORDS, words
from assistant.language.name_index import holds, known
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS, NATIONS, WITHIN, forms_of
from assistant.language.topic import Topic
from assistant.language.words import fold, tokens
from assistant.question.answer_type import asks_what_said, names_whole, sayer, says_words, words_asked
from assistant.question.pronouns import is_person
from assistant.question.window import read_window, without_events
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import TURN, Line
from corpus.article import Article
from corpus.evidence import Evidence
from corpus.search import Readings, Searcher
from corpus.store.archive import Archive
from corpus.text.speakers import is_reply, labels, shown

_SOME_DAY = date(2999, 1, 1)  # where all that matters is which words tell a time
OWN = 2  # of a line: it is of whom a question asks; and one more: it names what it was said of
OPENING = 1000  # characters in which an article says whose words it has
EXACT = 6  # passages with the words that a question gives, or with the name of what it asks to be told of
NAMING = 400  # passages with that name, or with the office of whom it asks, which are looked at
_OFFICES = OFFICE_WORDS | words("people", "apart")
_WHOLE = re.compile(r"$|,| (?:of|and|or|at|from|in) ")  # 'the Quad', but not 'the Quad countries'
_OURS = re.compile(r"\b(?:we|our|I|my)\b", re.I)
_IN = re.compile(r"\w (?:of|for|to|at|in) (?:the )?$")  # what an office is of is named behind it
_BY = re.compile(r"\bby (.+?)(?: (?:on|at|in|to|regarding|following|after|before)\b|$)", re.I)


def own_words(state: State, question: str) -> Callable[[Line], int] | None:
    """How far a line is of whom a question asks, or of whom a side of a comparison is on: 2 where it is theirs, and 3
    where it names what it was said of too; 1 where somebody else names them, 0 where nobody does. None where it asks of
    nobody by name.
    """
    told = f"of {state.side or sayer(question)}"  # what stands first is no name by its capital
    speakers = [one for one in names(fold(told)) if _may_speak(one) and _WHOLE.match(fold(told), one.end)]
    who = Topic(told)
    if who.shares("")[0] == 1.0 or not (speakers or state.side):
        return None
    asked = _named(question) if asks_what_said(question) else []
    told_of = bool(state.side) or any(is_person(one.text) for one in speakers)  # of a body others tell what it is
    many = any(len(one.words) > 1 and not FAMILY_FIRST.isdisjoint(one.words) for one in speakers)

    def own(line: Line) -> int:
        theirs = who.shares(_said_by(line) if speakers else f"{line.reach} {line.around}")[0]
        if theirs and many:  # of all who are called Kim
            theirs = any(names_whole(one, f"{line.around}\n{_head(line.page.article)}") for one in speakers)
        if theirs:
            return OWN + any(_holds(name, _told_on(line)) for name in asked)
        return int(told_of and who.shares(line.text)[0] > 0)

    return own


def _told_on(line: Line) -> str:
    """What says what a line is on: the line, what it leans on, and the reporter's question that it replies to."""
    told, earlier = [line.reach], line
    for _ in range(TURN):
        lead = line.page.before(earlier)
        if lead is None or (earlier.asks and not lead.asks):
            break
        told += [lead.text] if lead.asks else []
        earlier = lead
    return "\n".join(told)


def _may_speak(name: Name) -> bool:
    """Whether a name is a person's or a body's: what a country holds is told by many."""
    country = name.canonical[1:] in NATIONS | WITHIN.keys() or name.words[0] in CAPITALS
    return not (country or name.place or name.office)


def among(state: State, archive: Archive) -> Callable[[Evidence], bool] | None:
    """Tells of a passage whether any line of it is of whom a question asks what he said, or names him; None for another
    question, and where a chat model reads who speaks.
    """
    own = None if state.chat else _said(state)
    return own and (lambda one: any(map(own, _lines(one, archive))))


def is_told(state: State, archive: Archive) -> bool:
    """Whether a line of whom a question asks what he said names all that it asks what was said of."""
    if (own := _said(state)) is None:
        return False
    question = state.understood.standalone
    topic = Topic(question.replace(sayer(question), " "))
    lines = (line for one in state.found for line in _lines(one, archive) if line.fit)
    return bool(topic.ways) and any(own(line) >= OWN and topic.shares(line.text) == (1.0, 1.0) for line in lines)


def of_nobody(state: State, searcher: Searcher) -> Reason | None:
    """Why a question what somebody said is not answered, though others speak of it: no passage that is of him names
    what it was said of, or no article has the office of whom it asks; and one for a number, though others have one.
    None where one does, and for another question.
    """
    if not asks_what_said(state.understood.standalone):
        return "not_stated" if of_another(state, searcher.archive) else None
    tells = _tells_it(state, searcher.archive)
    unsaid = tells is not None and not any(map(tells, state.found))
    return "not_stated" if unsaid or _is_unheld(sayer(state.understood.standalone), state, searcher) else None


def _tells_it(state: State, archive: Archive) -> Callable[[Evidence], bool] | None:
    """Tells of a passage whether a line of it that is of whom a question asks what he said, or names him, is on
    something that it names; None where it names nobody, or nothing.
    """
    own, asked = None if state.chat else _said(state), _untimed(state)
    if own is None or not asked:
        return None

    def told(line: Line) -> bool:
        return own(line) > 0 and any(_holds(name, _told_on(line)) for name in asked)

    return lambda one: any(map(told, _lines(one, archive)))


def _named(question: str) -> list[Name]:
    """What a question what somebody said names beside him; of a country he may speak by no name of it ('our')."""
    return [one for one in names(fold(question.replace(sayer(question), " "))) if _may_speak(one)]


def _untimed(state: State) -> list[Name]:
    """What a question names beside him, and not to tell the time ('before the strike in Varna')."""
    question = state.understood.standalone
    return _named(without_events(question, read_window(question, _SOME_DAY, events=lambda event: _SOME_DAY)))


def _holds(name: Name, text: str) -> bool:
    """Whether a text holds a name, and not its words apart or one of them: 'the war' is no 'Korean War'. Of a person
    the surname is enough.
    """
    held = known(fold(text))
    if not holds(name, held) or name.canonical or held.near.issuperset(pairwise(name.words)):
        return holds(name, held)
    capital = any(one.text[0].isupper() and one.lower in name.words for one in held.tokens)
    return held.words.isdisjoint(name.words) or (is_person(name.text) and capital)


def _telling(state: State, searcher: Searcher) -> list[Evidence]:
    """The passages that are of whom a question asks and name what it was said of: of those that were found or, where
    none of them does, of all.
    """
    if (tells := _tells_it(state, searcher.archive)) is None:
        return []
    ways = [way for one in _untimed(state) for way in forms_of(one.canonical) or one.words]
    looked = searcher.holding([ways], state.scope, NAMING)
    return list(filter(tells, state.found)) or list(islice(filter(tells, looked), EXACT))


def _is_unheld(told: str, state: State, searcher: Searcher) -> bool:
    """Whether somebody is told by an office alone ('the king of Tavia') that no article has, which names of what."""
    folded = fold(told)
    offices = [one.lower for one in tokens(folded) if one.lower in _OFFICES]
    of = [one for one in names(f"of {folded}") if not one.office]
    people = [one for one in of if _may_speak(one) and not _IN.search(f"of {folded}"[: one.start])]
    if not offices or people:
        return False
    topic = Topic(f"of {' and '.join(one.text for one in of)}")
    passages = searcher.holding([(one,) for one in offices], state.scope, NAMING)
    articles = (searcher.archive.article(*one) for one in {(one.article_id, one.version) for one in passages})
    return not any(topic.shares(f"{one.title}. {one.text}")[0] == 1.0 for one in articles)


def _said(state: State) -> Callable[[Line], int] | None:
    question = state.understood.standalone
    return own_words(state, question) if asks_what_said(question) else None


def _lines(one: Evidence, archive: Archive) -> list[Line]:
    return lines_of(archive.article(one.article_id, one.version), one)


def _said_by(line: Line) -> str:
    """What says who speaks a line: the label or, where there is none, its paragraph, whom the title says it is by, and
    of a 'we' all of the title.
    """
    title = line.page.article.title
    if is_reply(line.speaker):
        return title
    if line.speaker:
        return _speaks(line)
    by = _BY.search(title)
    head = title if _OURS.search(line.text) else by[1] if by else ""
    return f"{head}. {line.around}" if head else line.around


def _head(article: Article) -> str:
    """The title of an article and what stands before its first speaker."""
    first = next(iter(labels(article.text)), None)
    return f"{article.title}\n{article.text[: min(first.start, OPENING) if first else OPENING]}"


def _speaks(line: Line) -> str:
    """Who speaks a line, by the label: of 'The President' whoever held that office then."""
    label = f"by {shown(line.speaker or '')}"
    if any(not one.office for one in names(fold(label))):
        return label
    held = known(fold(f"{line.page.article.source or ''}: {label}"))
    return " ; ".join((label, *holders((held,), (line.page.article.day,))))


def with_words(state: State, searcher: Searcher) -> State:
    """The state with the passages first that have the words which its question gives, found by these words; of whom it
    asks what he said of something with a name, with those of his passages alone that name it, where there are any.
    """
    question, top = state.understood.standalone, max((one.score for one in state.found), default=1.0)
    passages = (one for said in words_asked(question) for one in searcher.holding([(said,)], state.scope, EXACT))
    held = {_place(one): one.model_copy(update={"score": top}) for one in passages if says_words(question, one.text)}
    found = (*held.values(), *(one for one in state.found if _place(one) not in held))
    if not held:
        found = tuple(_telling(state, searcher))
    if not found:
        return state
    before = state.readings.before if state.readings else {}
    return replace(state, found=found, readings=Readings(searcher.reader, found, before))


def _place(one: Evidence) -> tuple[str, int, int]:
    return one.article_id, one.version, one.start
