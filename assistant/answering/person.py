"""A question who somebody is, or since when in an office: answered by sentences that tell an office beside the name."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.state import State
from assistant.language.lexicon import COMES, FAMILY_FIRST, OFFICE_WORDS
from assistant.language.name_index import holds, known
from assistant.language.names import Name, names
from assistant.language.words import fold
from assistant.question.answer_type import holds_type, introduced, introduces, names_whole, titles
from assistant.question.pronouns import stands_alone
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import Line
from corpus.evidence import Evidence
from corpus.search import CLOSELY, Readings, Searcher
from corpus.store.archive import Archive
from corpus.text.calendar import either

NAMING = 200  # passages with the whole name that are looked at
BESIDE = 0.5  # what the others that have the whole name count beside those that tell most
# What a sentence does for whoever does not know the person, best first: an office beside the whole name, in a sentence
# that names nobody before, in any, in a heading, in a reporter's words; an office before the surname; a line that only
# says whose the words behind it are.
_TELLING: tuple[Callable[[Name, Line], bool], ...] = (
    lambda who, line: line.fit and _leads(who, line) and introduces(who, line.text),
    lambda who, line: line.fit and introduces(who, line.text),
    lambda who, line: not (line.asks or _attributes(line)) and introduces(who, line.text),
    lambda who, line: not _attributes(line) and introduces(who, line.text),
    lambda who, line: line.fit and titles(who, line.text),
    lambda who, line: introduces(who, line.text),
)

# Who gives an office may be told to do it in any of these words; to be elected is something else.
_CHOSEN = r"(?:appointed|named|made|chosen|chose|picked|nominated|nominates|appoints|names)\b"
_WHEN_CHOSEN = re.compile(rf"when (?:was|were|has|had) (?P<who>.+?) (?:been )?{_CHOSEN}", re.I)
_COMES_TO = (
    rf"\b(?:{either(one.replace('_', ' ') for one in COMES)}|(?:will|is to) (?:be|become|serve as)) "
    rf"(?:(?:the|an?|his|her|our|their) )?(?:[\w'-]+ ){{0,4}}?{either(OFFICE_WORDS)}\b"
)


def of_person(state: State, archive: Archive, searcher: Searcher) -> State | None:
    """The state with the sentences that name whom its question asks who is, as its evidence, found by the whole name.

    Where no article has the name, in full or in short, that is the reason to abstain. None for another question.
    """
    who = introduced(state.understood.standalone)
    if who is None:
        return _of_choice(state, archive, searcher)
    if len(who.words) < 2:
        return None
    if passages := searcher.naming([who.words], state.scope, NAMING):
        lines = list(_lines(passages, archive))
        told = next(filter(None, ([one for one in lines if tells(who, one)] for tells in _TELLING)), [])
        beside = [line for line in lines if line.fit and names_whole(who, line.text)]
    else:
        told, beside = [line for line in _lines(state.found, archive) if line.fit and _in_short(who, line)], []
    if not (told or passages):
        return replace(state, reason="name_absent", missing=(who.text,))
    scores = dict.fromkeys(told, 1.0)
    once = {line.text: (line, scores.get(line, BESIDE)) for line in reversed((*told, *beside))}
    found = tuple(line.alone.model_copy(update={"score": score}) for line, score in reversed(once.values()))
    found = found[: 2 * CLOSELY] or tuple(passages[:CLOSELY])
    return replace(state, found=found, readings=Readings(searcher.reader, found))


def _of_choice(state: State, archive: Archive, searcher: Searcher) -> State | None:
    """The state with the sentences that tell of the day on which somebody was given an office; None where its question
    does not ask for that, or nothing tells it.
    """
    question = state.understood.standalone
    asked = _WHEN_CHOSEN.match(fold(question))
    who = (
        next((one for one in names(asked["who"]) if len(one.words) > 1 and not one.canonical), None) if asked else None
    )
    if who is None:
        return None
    name = rf"{re.escape(who.text)}\b"
    tells = re.compile(rf"\b{_CHOSEN}[^.,;:]{{0,60}}? {name}|{name},?(?: \w+){{0,2}} {_CHOSEN}|{name}.*{_COMES_TO}")
    lines = _lines(searcher.naming([who.words], state.scope, NAMING), archive)
    told = [one for one in lines if one.fit and tells.search(fold(one.text)) and holds_type(question, one.text)]
    found = tuple(one.alone.model_copy(update={"score": 1.0}) for one in told[:CLOSELY])
    return replace(state, found=found, readings=Readings(searcher.reader, found)) if found else None


def _attributes(line: Line) -> bool:
    """Whether a line only leads in the words behind it: 'The following is attributable to Spokesperson Ned Price:'."""
    return line.text.rstrip().endswith(":")


def _lines(evidence: Sequence[Evidence], archive: Archive) -> Iterator[Line]:
    """The sentences of passages that can be quoted alone."""
    for one in evidence:
        yield from (
            line for line in lines_of(archive.article(one.article_id, one.version), one) if stands_alone(line.text)
        )


def _leads(who: Name, line: Line) -> bool:
    """Whether nobody else is named by the whole name before."""
    people = (one for one in names(fold(line.text)) if len(one.words) > 1 and not (one.canonical or one.office))
    return set(who.words) <= set(next((one.words for one in people), ()))


def _in_short(who: Name, line: Line) -> bool:
    """Whether a line has the surname alone, if it is not one that many have and nobody else's in its passage."""
    own = set(who.words) - FAMILY_FIRST
    short = any(own.issuperset(one.words) for one in names(fold(line.text)))
    return short and holds(who, known(fold(line.page.evidence.text)))
