"""The way to anything by its words (Ctrl+K), and the keys of the page (?)."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.page import address as place
from ui.page import session
from ui.safe import cut, headline, literal

SHOWN = 6  # of each kind
KEYS = {
    "Enter": "ask; a question that is typed while an answer comes waits for its turn",
    "/": "to the field for a question",
    "Arrow up": "in the empty field: the last question, to be changed",
    "Escape": "close the source or the dialog",
    "Arrows, Shift+Space": "in the library’s list: read an article; tick it",
    "Ctrl+K": "go to a conversation, an article or a page",
    "?": "this list",
}


def keys_and_ways(pages: Sequence[Any]) -> None:
    """The two buttons at the head of every page; `pages` are Streamlit's, Ask first."""
    with st.container(key="ways", horizontal=True, gap=None):
        if st.button("Go to", icon=":material/search:", key="goto", type="tertiary", shortcut="Ctrl+K"):
            _go_to(pages)
        if st.button("Keys", icon=":material/keyboard:", key="keys", type="tertiary", help="Or press ?"):
            _keys()


@st.dialog("Keys")
def _keys() -> None:
    st.markdown("\n".join(f"- **{key}**: {words}" for key, words in KEYS.items()))


@st.dialog("Go to")
def _go_to(pages: Sequence[Any]) -> None:
    words = st.text_input("Words of a conversation, an article or a page, then Enter", key="goto-words", max_chars=200)
    with st.container(key="goto-found", gap=None):
        _found(pages, words)


def _found(pages: Sequence[Any], words: str) -> None:
    wanted = words.casefold().split()
    for page in pages:
        named = all(word in page.title.casefold() for word in wanted)
        if named and st.button(page.title, icon=page.icon, key=f"goto-{page.url_path}", type="tertiary"):
            st.switch_page(page)
    for one in session.room().conversations.list(session.owner(), words)[:SHOWN]:
        name = literal(cut(one.name, 80))
        if st.button(name, icon=":material/forum:", key=f"goto-{one.id}", type="tertiary"):
            place.show(one.id)
            st.switch_page(pages[0])
    desk = session.desk_or_none()
    for row in desk.archive.browse(words, limit=SHOWN) if desk is not None and wanted else ():
        name = literal(headline(row.title, 80))
        if st.button(name, icon=":material/article:", key=f"goto-article-{row.id}", type="tertiary"):
            st.session_state["library-open"] = row.id
            st.switch_page(next(one for one in pages if one.url_path == "library"))
