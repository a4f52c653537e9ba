"""A press is done once, and what it is answered with stays until the page has been drawn whole.

Streamlit may end a run of the page's script before its end, call a callback again in the next one, and forget what the
first had drawn. What is told here is of a press until a run came to its end, however long that takes: what is pressed
after that is another press, however soon it comes.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import streamlit as st

SAID = "said-once"  # what is to be drawn until the page is whole
TOLD = "told-once"  # the presses that were done since then


def again(*press: object) -> bool:
    """Whether this press was told already and the page has not been whole since; from now on it was."""
    told: list[tuple[object, ...]] = st.session_state.setdefault(TOLD, [])
    if press in told:
        return True
    told.append(press)
    return False


def say(what: str, value: object) -> None:
    """Have `said(what)` give the value until the page is whole."""
    st.session_state.setdefault(SAID, {})[what] = value


def said(what: str) -> Any:  # noqa: ANN401 - whatever was said
    """What was said last and has not yet been drawn in a whole page; None where nothing was."""
    return st.session_state.get(SAID, {}).get(what)


def page(draw: Callable[[], None]) -> Callable[[], None]:
    """The function of a page, after whose end what is pressed is another press; so too where it fails."""

    @wraps(draw)
    def drawn() -> None:
        try:
            draw()
        except Exception:  # not what ends a run that another one cuts in on
            _whole()
            raise
        _whole()

    return drawn


def _whole() -> None:
    st.session_state[TOLD], st.session_state[SAID] = [], {}
