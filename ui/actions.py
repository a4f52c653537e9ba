"""What can be done with an answer or a conversation: again, changed, judged, exported."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from assistant.conversations import Conversation, Turn
from ui.safe import markdown

Ask = Callable[..., None]


def answer_actions(conversation: Conversation, number: int, turn: Turn, *, last: bool, ask: Ask) -> None:
    """The row under an answer."""
    with st.container(key=f"actions-{number}", horizontal=True, gap="small", vertical_alignment="center"):
        if last:
            if st.button("Ask again", icon=":material/refresh:", key=f"retry-{number}", type="tertiary"):
                ask(turn.question, keep=number)
                st.rerun()
            with st.popover("Edit", icon=":material/edit:", key=f"edit-{number}", type="tertiary"):
                _edit(number, turn, ask)


def _edit(number: int, turn: Turn, ask: Ask) -> None:
    with st.form(f"edit-form-{number}", border=False):
        text = st.text_area("Question", turn.question, max_chars=4000, key=f"edit-text-{number}")
        if st.form_submit_button("Ask this instead", icon=":material/send:") and text.strip():
            ask(text.strip(), keep=number)
            st.rerun()
