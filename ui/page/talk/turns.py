"""A turn of a conversation: the question, its answer as it comes or whole, the sources, and what to ask next."""

from functools import partial

import streamlit as st

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.desk.conversations import Conversation, Turn
from assistant.desk.suggestions import follow_ups
from assistant.gate.recheck import at_fault
from corpus.text.counting import counted
from ui import render
from ui.page import session
from ui.page.parts.ordering import whole_briefing
from ui.page.parts.pinning import offer
from ui.page.talk.actions import Ask, answer_actions
from ui.safe import cut, escape, literal


def asked(turn: Turn) -> None:
    """The question; the page's script finds it by its moment."""
    st.html(f'<div class="question" data-turn="{escape(turn.asked)}">{escape(turn.question)}</div>')


def under_way(desk: Assistant, id: str, turn: Turn, number: int) -> None:
    """What has come of an answer so far, what is being done, and a way to stop it."""
    if turn.sentences:
        offer(turn.sentences)
        st.html(render.sentences(turn.sentences, number))
    waits = turn.status == "waiting"
    doing = "Waits for the answer before it" if waits else _doing(desk, session.room().running.step(id), turn)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="why" role="status">{escape(doing)} …</div>', width="content")
        st.button(
            "Do not ask" if waits else "Stop",
            icon=":material/stop_circle:",
            key=f"stop-{turn.asked}",
            type="tertiary",
            on_click=session.room().running.stop,
            args=(id, turn.asked),
        )


def _doing(desk: Assistant, step: str, turn: Turn) -> str:
    if step == "write":
        come = f": {counted(len(turn.sentences), 'sentence')} so far" if turn.sentences else ""
        return "Step 4 of 4: writing, each sentence held against its source" + come
    passages = f"{desk.archive.counts()[1]:,} passages"
    steps = {
        "understand": "Step 1 of 4: reading the question",
        "search": f"Step 2 of 4: searching {passages}",
        "decide": "Step 3 of 4: asking whether the passages found answer it",
    }
    return steps.get(step, "Step 1 of 4: reading the question")


def finished(desk: Assistant, conversation: Conversation, number: int, ask: Ask) -> None:
    """A whole answer, or what came of one."""
    turn, answer = conversation.turns[number], conversation.turns[number].answer
    last = number == len(conversation.turns) - 1
    if answer is not None and answer.abstained:
        st.html(render.abstention(answer))
    elif turn.sentences:
        offer(turn.sentences)
        twice = answer is not None and answer.judge != "gate"
        st.html(render.sentences(turn.sentences, number, twice=twice))
    if turn.status == "failed":
        st.error(literal(turn.error or "The answer did not come to an end."), icon=":material/error:")
    elif answer is None:
        st.caption("Stopped before the end.")
    if answer is not None and answer.notes:
        st.html(render.notes(answer.notes))
    if turn.sentences:
        st.html(render.sources(turn.sentences, number))
    _closest(answer, number)
    _left_out(desk, turn)
    if answer is not None:
        if answer.form == "brief" and not answer.abstained and not turn.articles:
            whole_briefing(desk, turn, key=f"whole-{number}")
        st.html(render.asked(answer, turn.source, len(turn.articles)))
        _other_writer(conversation, number, answer)
    answer_actions(desk, conversation, number, turn, last=last, ask=ask)
    if last and answer is not None:
        _follow_ups(desk, conversation, number, answer, ask)


def _closest(answer: Answer | None, number: int) -> None:
    if answer is not None and answer.closest:
        with st.expander(f"Closest passages ({len(answer.closest)})", icon=":material/near_me:"):
            for one in answer.closest:
                st.html(render.passage(one) + render.opens(f"{number}.c{one.rank}", "Open the article"))


def _left_out(desk: Assistant, turn: Turn) -> None:
    for part in turn.left_out:
        if part.unanswered:
            st.info(literal(f"Not answered: {part.text}"), icon=":material/help:")
    if refused := [one for one in turn.left_out if not one.unanswered]:
        with st.expander(f"Left out ({len(refused)})", icon=":material/filter_alt_off:"):
            st.caption(
                "These sentences were written but not supported by their sources, so they are not part of the answer."
            )
            st.html(render.left_out(refused, lambda one: at_fault(desk.archive, one)))


def _other_writer(conversation: Conversation, number: int, answer: Answer) -> None:
    """Say that another writer wrote than before."""
    before = next((one.answer.writer for one in reversed(conversation.turns[:number]) if one.answer), answer.writer)
    if before != answer.writer:
        st.caption(literal(f"Another writer than before: {cut(answer.writer, 60)}, not {cut(before, 60)}."))


def _follow_ups(desk: Assistant, conversation: Conversation, number: int, answer: Answer, ask: Ask) -> None:
    """What to ask next, within the scope that the next question has."""
    scope = session.preferences().scope
    key = conversation.turns[number].asked, scope
    known = st.session_state.get("next")  # not looked up again at every click
    if known is None or known[0] != key:
        before = [turn.question for turn in conversation.turns[:number]]
        known = st.session_state["next"] = key, follow_ups(answer, desk.archive, scope, asked=before)
    if not known[1]:
        return
    st.html('<div class="why">Worth asking next</div>')
    with st.container(key=f"followups-{number}", horizontal=True, gap="small"):
        for at, question in enumerate(known[1]):
            st.button(
                literal(cut(question, 140)),
                key=f"followup-{number}-{at}",
                icon=":material/subdirectory_arrow_right:",
                on_click=partial(ask, question),
            )
