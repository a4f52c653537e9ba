"""What can be done with an answer or a conversation: again, changed, judged, exported."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

import streamlit as st

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.desk.conversations import Conversation, Turn
from assistant.evaluation.drafts import record
from corpus import clock
from corpus.errors import BriefingError
from ui.export.document import Document, of_answers
from ui.export.forms import answers_json
from ui.page import session
from ui.page.parts import narrow
from ui.page.parts.downloads import downloads, word
from ui.safe import cut, literal

Ask = Callable[..., None]


def answer_actions(
    desk: Assistant, conversation: Conversation, number: int, turn: Turn, *, last: bool, ask: Ask
) -> None:
    """The row under an answer. What is asked again keeps the dates and the outlet that it was asked with."""
    with st.container(key=f"actions-{number}", horizontal=True, gap="xsmall"):
        if last:
            again = partial(ask, turn.question, keep=number, scope=turn.scope)
            st.button(
                "Ask again", icon=":material/refresh:", key=f"retry-{turn.asked}", type="tertiary", on_click=again
            )
            with st.popover("Edit", icon=":material/edit:", key=f"edit-{number}", type="tertiary"):
                _edit(number, turn, partial(ask, scope=turn.scope))
            _understood(number, turn, partial(ask, scope=turn.scope))
            with st.popover("Dates and outlet", icon=":material/filter_alt:", key=f"dates-{number}", type="tertiary"):
                _renarrow(desk, number, turn, ask)
        if turn.answer is not None:
            word(_making(desk, [turn.answer], title=turn.answer.question), key=f"export-{number}")
            with st.popover("Export", icon=":material/download:", key=f"export-{number}", type="tertiary"):
                _export(desk, conversation, number, turn.answer)
            _judge(conversation, number, turn)


def _edit(number: int, turn: Turn, ask: Ask) -> None:
    with st.form(f"edit-form-{number}", border=False):
        text = st.text_area("Question", turn.question, max_chars=4000, key=f"edit-text-{number}")
        if session.filled(st.form_submit_button("Ask this instead", icon=":material/send:"), text, "a question"):
            ask(text.strip(), keep=number)
            st.rerun()


def _understood(number: int, turn: Turn, ask: Ask) -> None:
    """A follow-up as it was read, to be changed in place."""
    if turn.answer is None or turn.answer.standalone_question.strip() == turn.question.strip():
        return
    over = st.popover("Understood as", icon=":material/edit_note:", key=f"understood-{number}", type="tertiary")
    with over, st.form(f"understood-form-{number}", border=False):
        label, read = "Understood as", turn.answer.standalone_question
        text = st.text_area(label, read, max_chars=4000, key=f"understood-text-{number}-{turn.asked}")
        if session.filled(st.form_submit_button("Ask it so", icon=":material/send:"), text, "a question"):
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


def _export(desk: Assistant, conversation: Conversation, number: int, answer: Answer) -> None:
    """Buttons that make the file only when they are pressed."""
    whole = [turn.answer for turn in conversation.turns if turn.answer is not None]
    answers, title, headed = [answer], answer.question, True
    if len(whole) > 1:
        chosen = st.multiselect(
            "Answers",
            list(range(len(whole))),
            [at for at, one in enumerate(whole) if one is answer],
            format_func=lambda at: cut(whole[at].question, 60),
            key=f"extent-{number}-{len(whole)}",
        )
        answers = [whole[at] for at in sorted(chosen)] or [answer]
        title = conversation.name if len(answers) > 1 else answers[0].question
        headed = st.toggle("Questions as headings", True, key=f"headed-{number}")
    title = st.text_input("Title", title, key=f"title-{number}-{len(answers)}", max_chars=160)
    archive, today = session.room().folder.name, clock.today()
    made = _making(desk, answers, title=title, asked=headed)()
    downloads(made, partial(answers_json, answers, archive=archive, today=today), key=f"export-{number}")


def _making(desk: Assistant, answers: list[Answer], *, title: str, asked: bool = True) -> Callable[[], Document]:
    """Makes the document when it is called: outside of a run of the page's script, where a button is pressed."""
    archive, today = session.room().folder.name, clock.today()
    return partial(
        of_answers,
        answers,
        title=title,
        archive=archive,
        today=today,
        look=desk.article,
        arrived=desk.archive.arrivals.of,
        asked=asked,
    )


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
    stored = (turn.thumb, turn.correction) if mine else (None, None)
    before: tuple[str | None, str | None] = st.session_state.get(kept, stored)
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
            session.room().conversations.change(conversation.id, turn.asked, thumb=thumb, correction=correction)
        st.session_state[kept] = thumb, correction
    except BriefingError as exc:
        st.warning(literal(str(exc)))
    else:
        st.caption("Thank you, kept for the next evaluation.")
