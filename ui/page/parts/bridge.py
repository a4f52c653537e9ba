"""The one script of the page: reports clicks on markers, scrolls to the cited words, and knows two keys."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st


def bridge(opened: Callable[[], None], *, scroll: str, browser: str) -> None:
    """Mount it; `opened` runs when a marker was clicked, and finds its name in `st.session_state.bridge.opened`.

    `scroll`: when it changes, the cited words are scrolled to once more. `browser`: kept in a cookie.
    """
    component: Any = st.components.v2.component("briefing_bridge", js=_script())
    component(key="bridge", data={"scroll": scroll, "browser": browser}, on_opened_change=opened, height=1)


@lru_cache
def _script() -> str:
    return Path(__file__).with_name("bridge.js").read_text("utf-8")
