"""A question for the words of outlets: each is asked within its own articles; where there is none, others report it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import phrasing
from assistant.answering.state import State
from assistant.briefing.events.kinds import is_editorial
from assistant.briefing.reported import reported
from assistant.briefing.request import topic_of
from assistant.language.outlets import of_editorials as editorials_asked
from assistant.language.outlets import wants_opinion, without_editorial
from assistant.question.follow_up import subject, without_subject
from assistant.question.understand import Understood
from assistant.question.window import Window
from assistant.writers.plans import covers
from corpus.scope import Scope
from corpus.search import Readings, Searcher
from corpus.store.archive import Archive
from corpus.store.reads import Row
from corpus.text.calendar import either

_THEY = "they"
LOOKED = 5000  # articles of an outlet, the newest, among which its editorials are looked for


def matter(state: State) -> str:
    """What a question asks, without the outlets of which it asks it, or the editorials."""
    asked, on = state.names.asked, without_subject(state.understood.standalone)
    on = (asked and editorials_asked(on)) or on
    for name in asked:
        on = on.replace(name, " ")
    return on


def on_topic(state: State, question: str) -> State:
    """The state of a question for what an outlet of the archive wrote, quoted for its topic alone, which the outlet's
    articles do not tie to its name. `question`: it without the outlet.
    """
    topic = topic_of(without_editorial(question), Window())
    return replace(state, parts=(topic,) if topic else ())


def of_others(state: State, archive: Archive, searcher: Searcher) -> State:
    """The state with what others report of these outlets' words as its evidence; a reason where that is nothing."""
    if not state.names.unheld:
        return state
    told = reported(state.names.unheld, state.found, archive.article)
    if not told:
        return replace(state, reason="name_absent")
    return replace(state, found=told, readings=Readings(searcher.reader, told), notes=(*state.notes, phrasing.REPORTED))


def each_of(outlets: Sequence[str], understood: Understood, read: Callable[[str], Understood]) -> Understood:
    """A question that names several outlets as a question of each: 'What do the Herald and the Post say?'; a question
    beside it is on what they tell of, and not on them. `read` understands one.
    """
    name = rf"(?:the )?{either(map(re.escape, outlets))}" if len(outlets) > 1 else ""
    asked = understood.standalone
    run = re.search(rf"{name}(?:(?:,? (?:and|or) |, ){name})+", asked, re.I) if name else None
    if run is None:
        return understood
    named = [one[0] for one in re.finditer(name, run[0], re.I)]
    several = understood.several and read(asked.replace(run[0], _THEY)).several
    if len(several) != len(understood.several):
        several = ()
    found = list[str]()
    for whole, bare in zip(understood.several, several, strict=True) if several else ((asked, ""),):
        of_them = re.search(rf"\b{_THEY}\b", without_subject(bare)) if run[0] in whole else None
        if run[0] not in whole or run[0] in subject(whole):
            found.append(bare)
        elif of_them and without_subject(bare) == bare:  # 'about it'
            found += [f"{bare[: of_them.start()]}{one}{bare[of_them.end() :]}" for one in named]
        else:
            found += [whole.replace(run[0], one) for one in named]
    return replace(understood, parts=(), several=tuple(found))


def within(scope: Scope, outlets: Sequence[str]) -> Scope:
    """The scope with the outlets that a question names, where the caller has named none."""
    if not outlets or scope.named_outlets:
        return scope
    return replace(scope, source=outlets[0]) if len(outlets) == 1 else replace(scope, outlets=tuple(outlets))


def opinions(scope: Scope, outlets: Sequence[str], question: str, archive: Archive) -> Scope:
    """The scope with the editorials of the outlets alone, where it is asked what these think and they have any."""
    if scope.articles or not any(wants_opinion(one, question) for one in outlets):
        return scope
    held = tuple(one.id for one in _editorials(scope, archive))
    return replace(scope, articles=held) if held else scope


def of_editorials(state: State, archive: Archive, search: Callable[[State], State]) -> State | None:
    """The state of a question for what editorials say, no outlet named, asked of the outlets of the archive's
    editorials within these alone; None where they have nothing on it, and for any other question. `search` finds.
    """
    topic = topic_of(editorials_asked(state.understood.standalone), Window())
    if not topic or state.names.asked or state.scope.articles:
        return None
    held = _editorials(state.scope, archive)
    if not held:
        return None
    names = replace(state.names, outlets=tuple(sorted({one.source or "editorials" for one in held})))
    scope = replace(state.scope, articles=tuple(one.id for one in held))
    found = search(replace(state, scope=scope, names=names, form="list", order=None))
    return found if covers(topic, found.found) else None


def _editorials(scope: Scope, archive: Archive) -> list[Row]:
    rows = archive.browse(scope=scope, limit=LOOKED)
    return [one for one in rows if one.kind == "editorial" or is_editorial(one.title)]
