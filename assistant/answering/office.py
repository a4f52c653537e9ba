"""A question who holds an office now: answered by the newest sentences that name somebody in it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.answering.state import State
from assistant.language.lexicon import GONE, LOWER, OFFICE_WORDS
from assistant.language.names import Name, names
from assistant.language.stems import stem
from assistant.language.words import canonical, fold, named, tokens
from assistant.question.answer_type import beside_names, introduced
from assistant.question.pronouns import stands_alone
from assistant.writers.excerpts import Line, lines_of
from corpus.search import CLOSELY, Readings, Searcher
from corpus.store.archive import Archive
from corpus.text.stop_words import FUNCTION

_LINKS = frozenset(("of", "the", "for", "to", "and", "in", "on", "at", "a", "an", "us"))  # what an office has of these
_OTHERS = frozenset(map(stem, LOWER | GONE))
NAMING = 200  # passages that name the office which are looked at
OLDER = 0.8  # what each sentence that is told counts beside the newer one before it
_PARTS = re.compile(r"[,;:]| and ")  # between them no office goes on
_NOW = r"(?: ?\b(?:now|currently|today|at present|at the moment)\b ?)?"
_WHO_IS = re.compile(rf"who(?: is|'s) {_NOW}(?:the )?{_NOW}(?P<office>.+?){_NOW}[?.! ]*", re.I)
_OF = re.compile(r" of (?:the )?[A-Z][\w.'-]*(?: (?:of|[A-Z][\w.'-]*))*")


def of_office(state: State, archive: Archive, searcher: Searcher) -> State | None:
    """The state with the sentences that name the newest holder of the office that is asked for, the newest first, as
    its evidence; where none does, those that have the office in so many words; where there are none either, it is not
    stated: what is said of others would be taken for it. None for another question.
    """
    office = asked_office(state.understood.standalone)
    if not office or (state.understood.window_from and not state.understood.recent):
        return None
    held = sorted(_holding(office, state, archive, searcher), key=lambda one: one[1].page.article.day, reverse=True)
    newest = next((who for who, _ in held if who), None)
    if not held:
        return replace(state, reason="not_stated")
    once = {line.text: line for who, line in reversed(held) if who == newest or (who and newest and _is(who, newest))}
    lines = list(reversed(once.values()))[:CLOSELY]
    found = tuple(line.alone.model_copy(update={"score": OLDER**at}) for at, line in enumerate(lines))
    # 'Currently' asks for the newest that the archive has, of whatever day.
    understood = replace(state.understood, prefer=None)
    return replace(state, understood=understood, found=found, readings=Readings(searcher.reader, found))


def asked_office(question: str) -> str:
    """The office of which a question asks who holds it now ('Who is the mayor?'); empty for any other question."""
    asked = _WHO_IS.fullmatch(fold(question))
    words = {one.lower for one in tokens(asked["office"])} if asked else set()
    plain = (words & FUNCTION) <= _LINKS and not words.isdisjoint(OFFICE_WORDS)
    return asked["office"] if asked and plain and introduced(question) is None else ""


def _is(one: Name, other: Name) -> bool:
    """Whether two names are of one person: 'Yellen' and 'Janet Yellen'."""
    first, second = set(one.words), set(other.words)
    return first <= second or second <= first


def _holding(office: str, state: State, archive: Archive, searcher: Searcher) -> Iterator[tuple[Name | None, Line]]:
    """The sentences that stand alone and name somebody in the office, with the name, or just the office."""
    folded = fold(office)
    asked, words = _keys(folded), [one for one in tokens(folded) if one.lower not in FUNCTION]
    # Of whom it is an office is written in many ways: 'of the Republic of Korea'.
    own = [one for one in words if not any(name.start <= one.start < name.end for name in names(folded))]
    passages = {(one.article_id, one.version, one.start): one for one in state.found}
    for sought in (own, words) if own else (words,):
        for one in searcher.naming([word.lower for word in sought], state.scope, NAMING):
            passages.setdefault((one.article_id, one.version, one.start), one)
    for one in passages.values():
        for line in lines_of(archive.article(one.article_id, one.version), one):
            if not (line.fit and stands_alone(line.text) and _in_order(folded, fold(line.text))):
                continue
            if (who := _holder(asked, line.text)) or _has(asked, line.text):
                yield who, line


def _in_order(office: str, folded: str) -> bool:
    """Whether a folded text names the countries of an office, where it has two, in its order: whose, and where."""
    asked = [one for one in map(canonical, named(office)) if one.startswith("@")]
    said = dict.fromkeys(one for one in map(canonical, named(folded)) if one in asked)
    return len(asked) < 2 or list(said) == asked


def _holder(asked: frozenset[str], text: str) -> Name | None:
    """Who is named in a text with all of the office that is asked for, and with no word that makes it another."""
    folded = fold(text)
    for who, told in beside_names(folded, 1):
        of = _OF.match(folded, who.end)
        held = _keys(f"{told} {of[0] if of else ''}")
        if asked <= held and _OTHERS.isdisjoint(held - asked):
            return who
    return None


def _has(asked: frozenset[str], text: str) -> bool:
    """Whether a text has the office in so many words, and somebody's name, and no word beside that makes it another."""
    folded = fold(text)
    people = any(not (one.canonical or one.office or one.place) for one in names(folded))
    return people and any(_together(asked, part) for part in _PARTS.split(folded))


def _together(asked: frozenset[str], folded: str) -> bool:
    """Whether all words of the office stand side by side."""
    groups = _groups(folded)
    return any(
        asked <= {*groups[at : at + len(asked)]} and _OTHERS.isdisjoint({*groups[max(0, at - 1) : at]} - asked)
        for at in range(len(groups))
    )


def _keys(folded: str) -> frozenset[str]:
    """What a folded text names."""
    return frozenset(_groups(folded))


def _groups(folded: str) -> list[str]:
    """The stems of a folded text's words in order, names of one thing under one form. Not only of words that carry
    meaning by themselves, as `tellings.keys` has them: an office may be 'of state'.
    """
    return [canonical(group) for group in named(folded) if len(group) > 1 or group[0].lower not in FUNCTION]
