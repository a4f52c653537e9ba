"""A question of one time that nothing seems to answer: asked without its time, of what is of that time alone.

The reader sees the day of an article at most in its head, and seldom ties 'in October' to it.
"""

from dataclasses import replace
from datetime import date

from assistant.answering.state import State
from assistant.question.window import is_of
from corpus.search import Readings, Searcher


def of_its_time(state: State, searcher: Searcher) -> State | None:
    """The state with the question without its time as its one part, and of its evidence what is of that time alone;
    None where it names no one time, or nothing is of it.
    """
    if not (state.window and state.understood.untimed):
        return None
    window = state.window
    found = tuple(
        one for one in state.found if is_of(window, date.fromisoformat(one.published[:10]), one.text, late=False)
    )
    readings = Readings(searcher.reader, found)
    return replace(state, found=found, readings=readings, parts=(state.understood.untimed,)) if found else None
