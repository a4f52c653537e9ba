"""Whose words a question asks for: of a side of a comparison, or of what somebody said, others' words are beside it."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice, pairwise

from assistant.answerable import Reason
from assistant.answering.bearers import Bearers
from assistant.answering.counted import of_another, untimed
from assistant.answering.speaking import about, is_somebody, told_by
from assistant.answering.state import State
from assistant.gate.officers import holders
from assistant.language.lexicon import OFFICE_WORDS, words
from assistant.language.name_index import holds, known
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS, NATIONS, WITHIN, forms_of
from assistant.language.topic import Topic
from assistant.language.words import fold, tokens
from assistant.question.answer_type import asks_what_said, sayer, says_words, words_asked
from assistant.question.pronouns import is_person
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import TURN, Line
from corpus.article import Article
from corpus.evidence import Evidence
from corpus.search import Readings, Searcher
from corpus.store.archive import Archive
from corpus.text.speakers import is_reply, shown

OPENING = 300  # characters in which an article says what it is on
_WHERE = re.compile(r"\b(?:at|outside|during) (?:the )?$")  # where, or at what, something was said
OWN = 2  # of a line: it is of whom a question asks
ON = 2  # ... and on what is asked
EXACT = 6  # passages with the words that a question gives, or with the name of what it asks to be told of
NAMING = 400  # passages with that name, or with the office of whom it asks, which are looked at
_OFFICES = OFFICE_WORDS | words("people", "apart")
_WHOLE = re.compile(r"$|,| (?:of|and|or|at|from|in) ")  # 'the Quad', but not 'the Quad countries'
_OURS = re.compile(r"\b(?:we|our|I|my)\b", re.I)
_IN = re.compile(r"\w (?:of|for|to|at|in) (?:the )?$")  # what an office is of is named behind it
_SIGNED = re.compile(r"\n *((?:[A-Z][\w.'’-]*,? ){0,6}[A-Z][\w.'’-]*)\s*\Z")  # a name and an office, the last line
_BY = re.compile(r"\bby (.+?)(?: (?:on|at|in|to|regarding|following|after|before)\b|$)", re.I)


def own_words(state: State, question: str, archive: Archive | None = None) -> Callable[[Line], int] | None:
    """How far a line is of whom a question asks, or of whom a side of a comparison is on: OWN where it is theirs, one
    more where they say it, and ON more where it has what it was said of; 1 where somebody else names them, 0 where
    nobody does. None where it asks of nobody by name.
    """
    told = f"of {state.side or sayer(question)}"  # what stands first is no name by its capital
    speakers = [one for one in names(fold(told)) if _may_speak(one) and _WHOLE.match(fold(told), one.end)]
    who = Topic(told)
    if who.shares("")[0] == 1.0 or not (speakers or state.side):
        return None
    asked = _named(question) if asks_what_said(question) else []
    matter = Topic(question.replace(sayer(question), " ") if asks_what_said(question) else "")
    told_of = bool(state.side) or any(is_person(one.text) for one in speakers)  # of a body others tell what it is
    people = [_Person(one, state, archive) for one in speakers if is_somebody(one)]

    def own(line: Line) -> int:
        if people:
            said = max(one.says(line) for one in people)
        else:
            said = OWN * bool(who.shares(_said_by(line) if speakers else f"{line.reach} {line.around}")[0])
        if said >= OWN:
            whole = matter.shares(line.reach if said & 1 else line.text) == (1.0, 1.0)
            on = (whole and matter.ways) or any(_holds(name, _told_on(line)) for name in asked)
            return said + ON * bool(on)
        return said if people else int(told_of and who.shares(line.text)[0] > 0)

    return own


class _Person:
    """Somebody of whom it is asked what he said."""

    def __init__(self, name: Name, state: State, archive: Archive | None) -> None:
        self._name, self._topic = name, Topic(f"of {name.text}")
        self._bearers = Bearers(name, archive, state.scope) if len(name.words) > 1 else None

    def says(self, line: Line) -> int:
        """OWN where a line is his, one more where it is his words; 1 where another names him, none of his name."""
        article, told = line.page.article, None if line.speaker else told_by(line)
        if self._is_label(line) if line.speaker else self._is_written(line):
            return OWN + 1
        if told and any(self._is(one.name, article, one.at) for one in told):
            return OWN + 1
        subject = None if told or line.speaker else about(line)
        if subject and self._is(subject.name, article, subject.at):
            return OWN
        namesake = any(not set(one.name.words).isdisjoint(self._name.words) for one in told or ())
        return int(not namesake and self._is_named(article, line.text, line.span.start))

    def _is_named(self, article: Article, text: str, start: int) -> bool:
        meant = not self._bearers or self._bearers.is_meant(article, start, start + len(text))
        return meant and self._names(text)

    def _is_written(self, line: Line) -> bool:
        by = self._names(_written_by(line))
        return by and (not self._bearers or self._bearers.is_headed(line.page.article))

    def _is_label(self, line: Line) -> bool:
        article = line.page.article
        if is_reply(line.speaker):
            return self._names(article.title) and (not self._bearers or self._bearers.is_headed(article))
        label = _speaks(line)
        at = line.span.start
        return self._names(label) and (not self._bearers or self._bearers.is_labelled(label, article, at))

    def _is(self, name: Name, article: Article, at: int) -> bool:
        return self._bearers.is_by(name, article, at) if self._bearers else set(self._name.words) <= set(name.words)

    def _names(self, text: str) -> bool:
        return self._topic.shares(text)[0] > 0


def _told_on(line: Line) -> str:
    """What says what a line is on: the line, what it leans on, and the reporter's question that it replies to, or what
    its article begins with.
    """
    told, earlier = [line.reach, "" if line.speaker else line.page.article.text[:OPENING].partition("\n")[0]], line
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
    own = None if state.chat else _said(state, archive)
    return own and (lambda one: any(map(own, _lines(one, archive))))


def is_told(state: State, archive: Archive) -> bool:
    """Whether a line of whom a question asks what he said has, with what it leans on, all that it asks what was said
    of; where it asks for anything, whether a line is his words.
    """
    if (own := _said(state, archive)) is None:
        return False
    question = state.understood.standalone
    topic = Topic(question.replace(sayer(question), " "))
    lines = [line for one in state.found for line in _lines(one, archive) if line.fit and own(line) >= OWN]
    texts = [line.reach if own(line) & 1 else line.text for line in lines if topic.ways or own(line) & 1]
    return any(topic.shares(text) == (1.0, 1.0) for text in texts)


def of_nobody(state: State, searcher: Searcher) -> Reason | None:
    """Why a question what somebody said is not answered, though others speak of it: no passage is of him, or none that
    is names what it was said of, or no article has the office of whom it asks; and one for a number, though others have
    one. None where one does, and for another question.
    """
    if not asks_what_said(state.understood.standalone):
        return "not_stated" if of_another(state, searcher.archive) else None
    tells = _tells_it(state, searcher.archive)
    unsaid = not _is_of(state, searcher.archive) if tells is None else not any(map(tells, state.found))
    return "not_stated" if unsaid or _is_unheld(sayer(state.understood.standalone), state, searcher) else None


def _is_of(state: State, archive: Archive) -> bool:
    """Whether a line is of whom a question asks, or names him and has all that it asks what was said of; so it is where
    it asks of nobody by name.
    """
    own, question = None if state.chat else _said(state, archive), state.understood.standalone
    topic = Topic(question.replace(sayer(question), " "))
    lines = ((line, own(line)) for one in state.found for line in _lines(one, archive)) if own else ()
    return own is None or any(how >= OWN or (how and topic.shares(line.text) == (1.0, 1.0)) for line, how in lines)


def _tells_it(state: State, archive: Archive) -> Callable[[Evidence], bool] | None:
    """Tells of a passage whether a line of it that is of whom a question asks what he said, or names him, is on
    something that it names; None where it names nobody, or nothing.
    """
    own, asked = None if state.chat else _said(state, archive), _untimed(state)
    if own is None or not asked:
        return None

    def told(line: Line) -> bool:
        return own(line) > 0 and any(_holds(name, _told_on(line)) for name in asked)

    return lambda one: any(map(told, _lines(one, archive)))


def _named(question: str) -> list[Name]:
    """What a question what somebody said names beside him, and not to tell where he said it; of a country he may speak
    by no name of it ('our').
    """
    folded = fold(question.replace(sayer(question), " "))
    return [one for one in names(folded) if _may_speak(one) and not _WHERE.search(folded[: one.lead])]


def _untimed(state: State) -> list[Name]:
    """What a question names beside him, and not to tell the time."""
    return _named(untimed(state.understood.standalone))


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


def _said(state: State, archive: Archive) -> Callable[[Line], int] | None:
    question = state.understood.standalone
    return own_words(state, question, archive) if asks_what_said(question) else None


def _lines(one: Evidence, archive: Archive) -> list[Line]:
    return lines_of(archive.article(one.article_id, one.version), one)


def _said_by(line: Line) -> str:
    """What says who speaks a line: the label or, where there is none, its paragraph, and whom the article is by."""
    if is_reply(line.speaker):
        return line.page.article.title
    return _speaks(line) if line.speaker else f"{_written_by(line)}. {line.around}"


def _written_by(line: Line) -> str:
    """Whom an article is by: whom its title says it is by, or who signs it; of a 'we' all the title."""
    article = line.page.article
    by = _BY.search(article.title)
    signed = _SIGNED.search(article.text)
    head = article.title if _OURS.search(line.text) else by[1] if by else ""
    return "; ".join(filter(None, (head, signed and signed[1])))


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
