"""The sidebar of the chat: a new conversation, the earlier ones, and what the archive holds."""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.desk.conversations import Conversation, Listed
from corpus.errors import BriefingError
from ui.page import address as place
from ui.page import once, session, undoing
from ui.page.parts.welcome import archive_size
from ui.safe import cut, escape, literal

# Conversations listed at once, beside those that are pinned, and how many come with a press on More: a browser draws
# each for longer than the server works for it. Of what was deleted, as many are listed as come with a press.
FEW, MORE = 12, 30


def sidebar(current: Conversation) -> Callable[[], None]:
    """Show its head; what is returned shows the rest of it, and is called when the page beside it has been drawn, which
    is waited for. `current` is the conversation on the page.
    """
    with st.sidebar:
        st.html('<div class="brand">Briefing<small>Cited answers from your news archive</small></div>')
        st.button(
            "New conversation",
            icon=":material/edit_square:",
            width="stretch",
            key="new",
            on_click=place.show,
            args=(None,),
        )
        words = st.text_input(
            "Search conversations", placeholder="Search conversations", label_visibility="collapsed", key="find"
        )
        undoing.undo("conversation")
        below = st.container()
    return partial(_below, below, current, words)


def _below(below: DeltaGenerator, current: Conversation, words: str) -> None:
    found = session.room().conversations.list(session.owner(), words)
    shown = _shown(found, current.id, st.session_state.get("listed", FEW))
    with below:
        with st.container(key="conversations", gap=None):
            groups = [(heading, list(group)) for heading, group in groupby(sorted(shown, key=_rank), key=_heading)]
            for heading, group in groups:
                if heading or len(groups) > 1:  # what is in no group is seen not to be in the one above
                    st.html(f'<div class="group">{escape(cut(heading or "Others", 40))}</div>')
                for one in group:
                    _conversation(one, one.id == current.id)
            if not found:
                st.caption("No conversation matches." if words else "Your conversations will be listed here.")
        if len(found) > len(shown):
            st.button(f"More ({len(found) - len(shown)})", key="more", type="tertiary", on_click=_more)
        _removed()
        archive_size()
        _sign_in()


def _shown(found: list[Listed], current: str, most: int) -> list[Listed]:
    """What is pinned, what is on the page, and the newest of the others, in the order of `found`."""
    newest = {one.id for one in [one for one in found if not one.pinned][:most]}
    return [one for one in found if one.pinned or one.id == current or one.id in newest]


def _more() -> None:
    st.session_state.listed = st.session_state.get("listed", FEW) + MORE


def _rank(one: Listed) -> tuple[int, str]:
    """Pinned ones first, then the groups by their name, then all others."""
    if one.pinned:
        return 0, "Pinned"
    return (1, one.group) if one.group else (2, "")


def _heading(one: Listed) -> str:
    return _rank(one)[1]


def _conversation(one: Listed, current: bool) -> None:
    with st.container(horizontal=True, wrap=False, gap=None, vertical_alignment="center"):
        label = literal(cut(one.name, 60))
        st.button(
            f"**{label}**" if current else label,
            key=f"open-{one.id}",
            type="tertiary",
            width="stretch",
            on_click=place.show,
            args=(one.id,),
        )
        st.button(
            "Rename or delete",
            icon=":material/more_vert:",
            type="tertiary",
            key=f"more-{one.id}",
            on_click=_open,
            args=(one.id,),
        )
    # Not by the button itself: the page is drawn before the list, and what draws it anew would forget the press.
    if once.said("edited") == one.id:
        _edit(one, current)


def _open(id: str) -> None:
    once.say("edited", id)


# A dialog: a popover belongs to a place in the list, and stays open when another conversation moves there.
@st.dialog("Rename or delete")
def _edit(one: Listed, current: bool) -> None:
    store = session.room().conversations
    with st.form(f"rename-form-{one.id}", border=False):  # Enter in a field is the button
        name = st.text_input("Name", one.name, key=f"name-{one.id}", max_chars=80)
        group = st.text_input("Group", one.group, key=f"group-{one.id}", max_chars=40, placeholder="None")
        pinned = st.toggle("Pinned", one.pinned, key=f"pinned-{one.id}")
        if st.form_submit_button("Save", icon=":material/check:"):
            try:
                store.rename(one.id, name)
                store.put(one.id, group=" ".join(group.split()), pinned=pinned)
            except BriefingError as exc:
                st.warning(literal(str(exc)))
            else:
                st.rerun()
    if st.button("Delete", key=f"delete-{one.id}", icon=":material/delete:", help="It can be brought back"):
        session.room().running.stop(one.id)
        store.put(one.id, removed=store.now())
        undoing.gone("conversation", one.name, partial(_back, one.id, current=current))
        if current:
            place.show(None)
        st.rerun()


def _back(id: str, *, current: bool) -> None:
    """Bring it back, and what was on the page to the page."""
    _restore(id)
    if current:
        place.show(id)


def _restore(id: str) -> None:
    session.room().conversations.put(id, removed=None)
    undoing.forget("conversation")


def _delete(id: str) -> None:
    session.room().conversations.delete(id)
    undoing.forget("conversation")


def _removed() -> None:
    """What was deleted: to be brought back, or deleted for good."""
    store = session.room().conversations
    gone = store.list(session.owner(), removed=True)
    if not gone:
        return
    with st.popover(f"Removed ({len(gone)})", icon=":material/delete:", type="tertiary", key="removed"):
        for one in gone[:MORE]:
            st.markdown(literal(cut(one.name, 60)))
            with st.container(horizontal=True):
                st.button("Restore", key=f"restore-{one.id}", type="tertiary", on_click=_restore, args=(one.id,))
                undoing.for_good(one.id, partial(_delete, one.id))


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
