"""Whose words a question asks for: of a side of a comparison, or of what somebody said, others' words are beside it."""

from collections.abc import Callable
from dataclasses import replace

from assistant.answering.state import State
from assistant.gate.officers import holders
from assistant.language.name_index import known
from assistant.language.names import names
from assistant.language.topic import Topic
from assistant.language.words import fold
from assistant.question.answer_type import sayer, says_words, words_asked
from assistant.question.pronouns import is_person
from assistant.writers.lines.line import Line
from corpus.evidence import Evidence
from corpus.search import Readings, Searcher

EXACT = 6  # passages with the words that a question gives


def own_words(state: State, question: str) -> Callable[[Line], int] | None:
    """How far a line is of whom a question asks, or of whom a side of a comparison is on: 2 where it is theirs, 1 where
    somebody else names them, 0 where nobody does. None where it asks of nobody by name.
    """
    told = f"of {state.side or sayer(question)}"  # what stands first is no name by its capital
    people = _people(told)
    who = Topic(told)
    if who.shares("")[0] == 1.0 or not (people or state.side):
        return None

    def own(line: Line) -> int:
        by = _speaks(line) if people and line.speaker else f"{line.reach} {line.around}"
        return 2 if who.shares(by)[0] else int(who.shares(line.text)[0] > 0)

    return own


def _people(text: str) -> list[str]:
    found = (one for one in names(fold(text)) if not (one.canonical or one.place or one.office))
    return [one.text for one in found if is_person(one.text)]


def _speaks(line: Line) -> str:
    """Who speaks a line, by the label: of 'The President' whoever held that office then."""
    label = f"by {(line.speaker or '').title()}"
    if any(not one.office for one in names(fold(label))):
        return label
    held = known(fold(f"{line.page.article.source or ''}: {label}"))
    return " ; ".join((label, *holders((held,), (line.page.article.day,))))


def with_words(state: State, searcher: Searcher) -> State:
    """The state with the passages first that have the words which its question gives, found by these words."""
    question, top = state.understood.standalone, max((one.score for one in state.found), default=1.0)
    passages = (one for words in words_asked(question) for one in searcher.holding([(words,)], state.scope, EXACT))
    held = {_place(one): one.model_copy(update={"score": top}) for one in passages if says_words(question, one.text)}
    if not held:
        return state
    found = (*held.values(), *(one for one in state.found if _place(one) not in held))
    return replace(state, found=found, readings=Readings(searcher.reader, found))


def _place(one: Evidence) -> tuple[str, int, int]:
    return one.article_id, one.version, one.start
