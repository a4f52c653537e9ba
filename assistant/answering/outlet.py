"""A question for the words of outlets that the archive does not have: only what others report of them answers."""

from dataclasses import replace

from assistant import phrasing
from assistant.answering.state import State
from assistant.briefing.reported import reported
from corpus.search import Readings, Searcher
from corpus.store.archive import Archive


def of_others(state: State, archive: Archive, searcher: Searcher) -> State:
    """The state with what others report of these outlets' words as its evidence; a reason where that is nothing."""
    if not state.names.unheld:
        return state
    told = reported(state.names.unheld, state.found, archive.article)
    if not told:
        return replace(state, reason="name_absent")
    return replace(state, found=told, readings=Readings(searcher.reader, told), notes=(*state.notes, phrasing.REPORTED))
