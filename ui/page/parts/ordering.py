"""Ordering a briefing: the form, the button in the chat, and the list of those that were ordered."""

from dataclasses import replace
from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.briefing import Form
from assistant.briefing.form import checked
from assistant.briefing.length import FEWEST_WORDS, MOST_WORDS, WORDS
from assistant.desk.briefings import Kept, Ordered
from assistant.desk.conversations import Turn
from corpus.errors import BriefingError
from ui.page import address as place
from ui.page import session, undoing
from ui.page.parts import narrow
from ui.page.parts.editing import tried
from ui.page.parts.welcome import archive_size
from ui.safe import cut, literal

FORMS: dict[Form, str] = {"brief": "Briefing", "review": "Press review", "timeline": "Timeline"}
HINT = "A press review quotes, outlet by outlet; a timeline has the developments alone."
SHOWN = 30  # listed at once


def order(desk: Assistant, ordered: Ordered) -> str | None:
    """Keep an order and have it written in the background; its id, or None where it cannot be kept, which is said."""
    room = session.room()
    try:
        kept = room.briefings.new(session.owner(), ordered)
    except BriefingError as exc:
        st.error(literal(str(exc)))
        return None
    room.drafting.start(session.personal(desk, session.preferences()), kept)
    return kept.id


def order_form(desk: Assistant) -> None:
    """Request, days, outlet, length and form."""
    chosen = session.preferences()
    with st.form("order", border=True):
        request = st.text_area(
            "What should it be on?",
            key="order-request",
            max_chars=4000,
            height=90,
            placeholder="Such as: Brief me on the summit. Empty: all of the days below.",
        )
        # Of the whole archive: articles that were chosen for questions do not bound a briefing.
        scope, ordered_days = narrow.form(desk, replace(chosen.scope, articles=()), key="order")
        left, right = st.columns(2)
        with left:
            form = st.selectbox("Form", list(FORMS), format_func=lambda one: FORMS[one], key="order-form", help=HINT)
        with right:
            words = st.number_input("Words at most", FEWEST_WORDS, MOST_WORDS, WORDS, 50, key="order-words")
        st.caption(literal(f"Writer: {narrow.writer_words(chosen)} (see Settings)"))
        pressed = st.form_submit_button("Write the briefing", type="primary", icon=":material/edit_note:")
    if not pressed or not ordered_days:
        return
    request, _, _ = checked(request, int(words), form)
    if not request and not (scope.since or scope.until):
        st.warning("Name a topic, or the days that it should be about.")
        return
    made = Ordered(request=request, writer=chosen.writer, words=int(words), form=form, **scope.window)
    if id := order(desk, made):
        place.show_briefing(id)
        st.rerun()


def again(desk: Assistant, kept: Kept) -> None:
    """A button that orders the same once more; the one that is there stays."""
    pressed = st.button("Write it again", icon=":material/refresh:", key="again-briefing", type="tertiary")
    if pressed and (id := order(desk, kept.ordered)):
        place.show_briefing(id)
        st.rerun()


def whole_briefing(desk: Assistant, turn: Turn, *, key: str) -> None:
    """Under a short briefing in the chat: one click has the whole one written, on its own page."""
    if st.button("The whole briefing", icon=":material/article:", key=key):
        scope = turn.scope
        if turn.answer is not None and turn.answer.window_from == "question":
            scope = replace(scope, since=turn.answer.since, until=turn.answer.until)
        if id := order(desk, Ordered(request=turn.question, writer=turn.writer, **scope.window)):
            # A page is known by its address alone: this one stands for that of the briefing.
            st.switch_page(st.Page(lambda: None, url_path="briefing", title="Briefing"), query_params={"b": id})


def list_of_briefings(current: str | None) -> None:
    """In the sidebar: a new one, those that are there, and those that were removed."""
    store, owner = session.room().briefings, session.owner()
    with st.sidebar:
        st.html('<div class="brand">Briefing<small>Cited answers from your news archive</small></div>')
        if st.button("New briefing", icon=":material/edit_square:", width="stretch", key="new-briefing"):
            place.show_briefing(None)
            st.rerun()
        undoing.undo("briefing")
        kept = store.list(owner)
        with st.container(key="conversations-briefings", gap=None):
            for one in kept[:SHOWN]:
                label = literal(cut(one.name, 60))
                label = f"**{label}**" if one.id == current else label
                if st.button(label, key=f"open-{one.id}", type="tertiary", width="stretch"):
                    place.show_briefing(one.id)
                    st.rerun()
            if not kept:
                st.caption("Your briefings will be listed here.")
        if store.damaged:
            st.caption(literal(f"Left out, since they hold no briefing: {cut(', '.join(store.damaged), 200)}"))
        if gone := store.list(owner, removed=True):
            with st.expander(f"Removed ({len(gone)})", icon=":material/delete:"):
                for one in gone[:SHOWN]:
                    _removed(one)
        archive_size()


def remove(kept: Kept) -> None:
    """Take a briefing out of the list; the sidebar then offers to undo it."""
    session.room().drafting.stop(kept.id)
    if tried(partial(session.room().briefings.remove, kept.id)):
        undoing.gone("briefing", kept.name, partial(_back, kept.id))
        place.show_briefing(None)
        st.rerun()


def _removed(one: Kept) -> None:
    st.caption(literal(cut(one.name, 60)))
    with st.container(horizontal=True, gap="small"):
        st.button("Restore", key=f"restore-{one.id}", type="tertiary", on_click=_restore, args=(one.id,))
        undoing.for_good(one.id, partial(_delete, one.id))


def _back(id: str) -> None:
    _restore(id)
    place.show_briefing(id)


def _restore(id: str) -> None:
    undoing.forget("briefing")
    undoing.tried(partial(session.room().briefings.restore, id))


def _delete(id: str) -> None:
    undoing.forget("briefing")
    session.room().briefings.delete(id)
