"""The sidebar of the chat: a new conversation, the earlier ones, and what the archive holds."""

from importlib.util import find_spec

import streamlit as st

from assistant.desk.conversations import Conversation, Listed
from corpus.errors import BriefingError
from ui import render
from ui.page import address as place
from ui.page import session
from ui.safe import cut, literal

SHOWN = 30  # conversations listed at once; the search finds the others


def sidebar(current: Conversation) -> None:
    """Show it; `current` is the conversation on the page."""
    with st.sidebar:
        st.html('<div class="brand">Briefing<small>Cited answers from your news archive</small></div>')
        if st.button("New conversation", icon=":material/edit_square:", width="stretch", key="new"):
            place.show(None)
            st.rerun()
        words = st.text_input(
            "Search conversations", placeholder="Search conversations", label_visibility="collapsed", key="find"
        )
        found = session.room().conversations.list(session.owner(), words)
        with st.container(key="conversations", gap=None):
            for one in found[:SHOWN]:
                _conversation(one, one.id == current.id)
            if not found:
                st.caption("No conversation matches." if words else "Your conversations will be listed here.")
            elif len(found) > SHOWN:
                st.caption(f"{len(found) - SHOWN} more: search to find them.")
        archive_size()
        _sign_in()


def archive_size() -> None:
    """How many articles there are, and from when to when."""
    desk = session.desk_or_none()
    if desk is not None:
        articles, _ = desk.archive.counts()
        st.html(render.archive_line(articles, desk.archive.oldest(), desk.archive.newest()))


def _conversation(one: Listed, current: bool) -> None:
    with st.container(horizontal=True, wrap=False, gap=None, vertical_alignment="center"):
        label = literal(cut(one.name, 60))
        if st.button(f"**{label}**" if current else label, key=f"open-{one.id}", type="tertiary", width="stretch"):
            place.show(one.id)
            st.rerun()
        if st.button("Rename or delete", icon=":material/more_vert:", type="tertiary", key=f"more-{one.id}"):
            _edit(one, current)


# A dialog: a popover belongs to a place in the list, and stays open when another conversation moves there.
@st.dialog("Rename or delete")
def _edit(one: Listed, current: bool) -> None:
    store = session.room().conversations
    name = st.text_input("Name", one.name, key=f"name-{one.id}", max_chars=80)
    if st.button("Rename", key=f"rename-{one.id}", icon=":material/check:"):
        try:
            store.rename(one.id, name)
        except BriefingError as exc:
            st.warning(literal(str(exc)))
        else:
            st.rerun()
    if st.button("Delete for good", key=f"delete-{one.id}", icon=":material/delete:"):
        session.room().running.stop(one.id)
        store.delete(one.id)
        if current:
            place.show(None)
        st.rerun()


def _sign_in() -> None:
    """Shown only where the server's secrets name an identity provider."""
    if not session.sign_in_configured():
        return
    if st.user.get("is_logged_in"):
        st.caption(literal(f"Signed in as {cut(str(st.user.get('email') or st.user.get('name') or ''), 60)}"))
        if st.button("Sign out", key="sign-out", type="tertiary"):
            st.logout()
    elif find_spec("authlib") is None:
        st.caption("Sign-in is configured, but Authlib is missing: `pip install 'briefing-assistant[sign-in]'`.")
    elif st.button("Sign in", key="sign-in", icon=":material/login:", type="tertiary"):
        st.login()
