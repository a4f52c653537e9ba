"""What can be done with an answer or a conversation: again, changed, judged, exported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.desk.conversations import Conversation, Turn
from assistant.evaluation.drafts import record
from corpus.errors import BriefingError, WorkError
from ui import export, fonts
from ui.page import session
from ui.page.parts import narrow
from ui.safe import literal

Ask = Callable[..., None]


def answer_actions(
    desk: Assistant, conversation: Conversation, number: int, turn: Turn, *, last: bool, ask: Ask
) -> None:
    """The row under an answer. What is asked again keeps the dates and the outlet that it was asked with."""
    with st.container(key=f"actions-{number}", horizontal=True, gap="small"):
        if last:
            if st.button("Ask again", icon=":material/refresh:", key=f"retry-{number}", type="tertiary"):
                ask(turn.question, keep=number, scope=turn.scope)
                st.rerun()
            with st.popover("Edit", icon=":material/edit:", key=f"edit-{number}", type="tertiary"):
                _edit(number, turn, partial(ask, scope=turn.scope))
            with st.popover("Dates and outlet", icon=":material/filter_alt:", key=f"dates-{number}", type="tertiary"):
                _renarrow(desk, number, turn, ask)
        if turn.answer is not None:
            with st.popover("Export", icon=":material/download:", key=f"export-{number}", type="tertiary"):
                _export(conversation, number, turn.answer)
            _judge(conversation, number, turn)


def _edit(number: int, turn: Turn, ask: Ask) -> None:
    with st.form(f"edit-form-{number}", border=False):
        text = st.text_area("Question", turn.question, max_chars=4000, key=f"edit-text-{number}")
        if st.form_submit_button("Ask this instead", icon=":material/send:") and text.strip():
            ask(text.strip(), keep=number)
            st.rerun()


def _renarrow(desk: Assistant, number: int, turn: Turn, ask: Ask) -> None:
    """How the question was understood, to be changed in place: a window read from its words becomes a firm one."""
    understood = turn.answer or turn
    now = replace(turn.scope, since=understood.since, until=understood.until)
    with st.form(f"dates-form-{number}", border=False):
        scope, ordered = narrow.form(desk, now, key=f"dates-{number}-{turn.asked}")
        if st.form_submit_button("Ask again with these", icon=":material/refresh:") and ordered:
            ask(turn.question, keep=number, scope=scope)
            st.rerun()


def _export(conversation: Conversation, number: int, answer: Answer) -> None:
    """Buttons that make the file only when they are pressed."""
    whole = [turn.answer for turn in conversation.turns if turn.answer is not None]
    extent = "This answer"
    if len(whole) > 1:
        extent = st.radio("What", ["This answer", "The conversation"], key=f"extent-{number}", horizontal=True)
    answers = whole if extent == "The conversation" else [answer]
    title = conversation.name if extent == "The conversation" else answer.question
    archive, today = session.room().folder.name, date.today().isoformat()
    made = export.document(answers, title=title, archive=archive, today=today)
    for name, (suffix, media, maker) in export.FORMS.items():
        blocked = _no_font() if name == "PDF" else None
        st.download_button(
            name,
            partial(maker, made),
            f"briefing.{suffix}",
            media,
            key=f"export-{number}-{suffix}",
            on_click="ignore",
            width="stretch",
            disabled=blocked is not None,
            help=blocked,
        )
    st.download_button(
        "JSON",
        partial(export.as_json, answers, archive=archive, today=today),
        "briefing.json",
        "application/json",
        key=f"export-{number}-json",
        on_click="ignore",
        width="stretch",
        help="Everything, with the offsets of each quotation",
    )


def _no_font() -> str | None:
    try:
        fonts.find()
    except WorkError as exc:
        return literal(str(exc))
    return None


@st.fragment
def _judge(conversation: Conversation, number: int, turn: Turn) -> None:
    """Thumbs, and a correction; a fragment, so that judging disturbs nothing else on the page.

    Whoever reads a conversation of somebody else judges for themselves: they see no thumb of its owner, and leave it.
    """
    if turn.answer is None:
        return
    owner = session.owner()
    mine = conversation.owner == owner
    kept = f"judged-{turn.asked}"
    before: tuple[str | None, str | None] = (
        (turn.thumb, turn.correction) if mine else st.session_state.get(kept, (None, None))
    )
    value = st.feedback("thumbs", key=f"thumb-{number}-{turn.asked}", default={"down": 0, "up": 1}.get(before[0] or ""))
    if value is None:
        return
    thumb: Literal["up", "down"] = "up" if value == 1 else "down"
    correction = before[1]
    if thumb == "down":
        correction = (
            st.text_input(
                "What would be right?",
                correction or "",
                key=f"correction-{number}-{turn.asked}",
                max_chars=2000,
                placeholder="Optional: the right answer, or what is missing",
            ).strip()
            or None
        )
    if (thumb, correction) == before:
        return
    try:
        record(session.room().folder, turn.answer, thumb, correction, owner=owner)
        if mine:
            turn.thumb, turn.correction = thumb, correction
            session.room().conversations.update(conversation.id, number, turn)
        st.session_state[kept] = thumb, correction
    except BriefingError as exc:
        st.warning(literal(str(exc)))
    else:
        st.caption("Thank you, kept for the next evaluation.")
