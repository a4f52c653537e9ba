"""The one script of the page: reports clicks on markers and pins, copies, scrolls to the cited words, knows keys."""

from collections import deque
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from ui.page import address as place
from ui.page import session
from ui.page.parts.pinning import on_pick, on_pin
from ui.safe import cut, literal

KNOWN = 50  # presses that are remembered to be done


def early() -> None:
    """Have the script listen from the page's beginning; what is pressed waits there for `bridge`."""
    component: Any = st.components.v2.component("briefing_bridge", js=_script())
    component(key="early", height=1)


def bridge(*, scroll: str, turn: str = "") -> None:
    """Mount it: a click on a marker opens its source, and what is to be pinned is kept by `pinning`.

    `scroll`: when it changes, the cited words are scrolled to once more. `turn`: when it changes, the question of that
    moment comes into view. The browser's name is kept in a cookie. Another archive than before closes a narrow screen's
    sidebar. A button that was pressed when the server went away is told of.
    """
    component: Any = st.components.v2.component("briefing_bridge", js=_script())
    component(
        key="bridge",
        data={
            "scroll": scroll,
            "turn": turn,
            "browser": session.browser(),
            "done": list(_done()),
            "archive": st.session_state.get("archive", ""),
        },
        on_opened_change=partial(_once, "opened", place.open_source, lambda named: place.source() == named),
        on_pinned_change=partial(_once, "pinned", on_pin),
        on_picked_change=partial(_once, "picked", on_pick),
        on_lost_change=partial(_once, "lost", _lost),
        height=1,
    )


def _once(event: str, do: Callable[[Any], None], stands: Callable[[Any], bool] = lambda _: True) -> None:
    """Do what was pressed: the script reports it again and again until the number of the press is among those done.

    A report brings the address that the browser knew when it was sent, which may be the one before the press. So what
    was pressed last is done once more where it no longer `stands`.
    """
    told, done = st.session_state.bridge.get(event), _done()
    if not isinstance(told, dict):
        return
    press, value = told.get("press"), told.get("value")
    if press not in done or (press == done[-1] and not stands(value)):
        if press not in done:
            done.append(press)
        do(value)


def _lost(button: object) -> None:
    """Whether it was done nobody knows: what it said is gone with the server, or with the way to it."""
    st.toast(
        f"The page lost its server when “{literal(cut(str(button), 60))}” was pressed. "
        "If that was not done, press again.",
        icon=":material/sync_problem:",
        duration="long",
    )


def _done() -> deque[Any]:
    found: deque[Any] = st.session_state.setdefault("done", deque(maxlen=KNOWN))
    return found


@st.fragment
def beside(draw: Callable[[], None], *, turn: Callable[[], str] = str) -> None:
    """What stands beside a text, with the script: a click on a marker of the text draws this again and nothing else.

    `turn` gives the question that is to be in view.
    """
    draw()
    bridge(scroll=place.scroll(), turn=turn())


@lru_cache
def _script() -> str:
    return "\n".join(Path(__file__).with_name(f"{name}.js").read_text("utf-8") for name in ("focus", "bridge", "lost"))
