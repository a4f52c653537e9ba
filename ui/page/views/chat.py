"""Ask: the conversation, its sources, and what narrows the next question."""

from dataclasses import asdict

import streamlit as st

from assistant.answer import Answer, Citation
from assistant.assistant import Assistant
from assistant.desk.conversations import Conversation, Turn
from assistant.desk.suggestions import follow_ups
from corpus.article import Span
from corpus.errors import BriefingError
from corpus.scope import Scope
from ui import render
from ui.page import address as place
from ui.page import session
from ui.page.parts.actions import answer_actions
from ui.page.parts.narrow import narrow
from ui.page.parts.panel import source_panel
from ui.page.parts.sidebar import sidebar
from ui.page.parts.welcome import empty_archive, welcome
from ui.safe import cut, escape, headline, literal, named

POLL = 0.4  # seconds between two looks at an answer under way


def page() -> None:
    """The page."""
    id = place.conversation_id()
    live = id is not None and session.room().running.live(id)  # looked at first: what ends meanwhile is read whole
    conversation = _conversation()
    sidebar(conversation)
    desk = session.desk_or_none()
    if desk is None:
        empty_archive()
        return
    opened = _opened(conversation)
    talk, aside = st.columns([7, 5], gap="large") if opened else (st.container(key="talk"), None)
    with talk:
        if not conversation.turns:
            welcome(desk, _ask)
        for number, turn in enumerate(conversation.turns):
            st.html(f'<div class="question">{escape(turn.question)}</div>')
            if live and turn.status == "running":
                _under_way(conversation.id, number)
            else:
                _finished(desk, conversation, number, turn)
    if aside is not None and opened is not None:
        with aside:
            article, version, span = opened
            if source_panel(desk, article, version, [span], key="chat"):
                place.close_source()
                st.rerun()
    with st.bottom:
        narrow(desk)
        question = st.chat_input("Ask the archive", max_chars=4000, key="ask", disabled=live)
    if question and question.strip():
        _ask(question.strip())
        st.rerun()


def _conversation() -> Conversation:
    """The conversation that the address names, or a new one."""
    store = session.room().conversations
    id = place.conversation_id()
    if id:
        try:
            return store.open(id, session.owner())
        except BriefingError as exc:
            st.toast(literal(str(exc)), icon=":material/info:")
            place.show(None)
    return store.new(session.owner())


def _ask(question: str, *, keep: int | None = None, scope: Scope | None = None) -> None:
    """Put a question, within this tab's scope or another one, and answer it in the background.

    `keep` drops the turns from that number on.
    """
    desk, room, chosen = session.desk_or_none(), session.room(), session.preferences()
    if desk is None:
        return
    narrowed = asdict(chosen.scope if scope is None else scope)
    turn = Turn(question=question, writer=chosen.writer, asked=room.conversations.now(), **narrowed)
    try:
        stored = room.running.start(session.personal(desk, chosen), _conversation(), turn, keep=keep)
    except BriefingError as exc:
        st.error(literal(str(exc)))
        st.stop()
    place.show(stored.id)


@st.fragment(run_every=POLL)
def _under_way(id: str, number: int) -> None:
    """The answer as it comes; when it is whole, the page is drawn once more."""
    room = session.room()
    live = room.running.live(id)
    try:
        turn = room.conversations.open(id, session.owner()).turns[number]
    except (BriefingError, IndexError):
        st.rerun()
    if turn.status != "running" or not live:
        st.rerun()
    if turn.sentences:
        st.html(render.sentences(turn.sentences, number))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html('<div class="why" role="status">Reading the archive …</div>', width="content")
        if st.button("Stop", icon=":material/stop_circle:", key=f"stop-{number}", type="tertiary"):
            room.running.stop(id)
            st.rerun()


def _finished(desk: Assistant, conversation: Conversation, number: int, turn: Turn) -> None:
    answer = turn.answer
    if answer is not None and answer.abstained:
        st.html(render.abstention(answer))
    elif turn.sentences:
        st.html(render.sentences(turn.sentences, number))
    if turn.status == "failed":
        st.error(literal(turn.error or "The answer did not come to an end."), icon=":material/error:")
    elif answer is None:
        st.caption("Stopped before the end.")
    _sources(turn, number)
    if answer is not None and answer.closest:
        with st.expander(f"Closest passages ({len(answer.closest)})", icon=":material/near_me:"):
            for one in answer.closest:
                st.html(render.passage(one))
                if st.button(
                    "Open the article", key=f"closest-{number}-{one.rank}", type="tertiary", icon=":material/article:"
                ):
                    place.open_source(f"{number}.c{one.rank}")
                    st.rerun()
    for part in turn.left_out:
        if part.unanswered:
            st.info(literal(f"Not answered: {part.text}"), icon=":material/help:")
    if refused := [one for one in turn.left_out if not one.unanswered]:
        with st.expander(f"Left out ({len(refused)})", icon=":material/filter_alt_off:"):
            st.caption(
                "These sentences were written but not supported by their sources, so they are not part of the answer."
            )
            st.html(render.left_out(refused))
    last = number == len(conversation.turns) - 1
    if answer is not None:
        if answer.notes:
            st.html(render.notes(answer.notes))
        st.html(render.asked(answer, turn.source))
    answer_actions(desk, conversation, number, turn, last=last, ask=_ask)
    if last and answer is not None:
        _follow_ups(desk, conversation, number, answer)


def _sources(turn: Turn, number: int) -> None:
    """One line for each cited article, with its markers."""
    cited: dict[tuple[str, int], dict[int, Citation]] = {}
    for each in turn.sentences:
        for one in each.citations:
            cited.setdefault((one.article_id, one.version), {})[one.marker] = one
    if not cited:
        return
    with st.container(key=f"sources-{number}", gap=None):
        for markers in cited.values():
            first, one = min(markers.items())
            outlet = literal(named(one.source, 40, "no outlet"))
            numbers = ", ".join(str(marker) for marker in sorted(markers))
            label = f"**{numbers}**  {literal(headline(one.title, 90))}  ·  {outlet}, {render.day(one.published)}"
            if st.button(label, key=f"source-{number}-{first}", type="tertiary"):
                place.open_source(f"{number}.{first}")
                st.rerun()


def _follow_ups(desk: Assistant, conversation: Conversation, number: int, answer: Answer) -> None:
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
            if st.button(
                literal(cut(question, 140)), key=f"followup-{number}-{at}", icon=":material/subdirectory_arrow_right:"
            ):
                _ask(question)
                st.rerun()


def _opened(conversation: Conversation) -> tuple[str, int, Span] | None:
    """The article, version and words that the address's `source` names: `TURN.MARKER`, or `TURN.cRANK`."""
    turn_number, _, named = place.source().partition(".")
    if not turn_number.isdecimal() or int(turn_number) >= len(conversation.turns):
        return None
    turn = conversation.turns[int(turn_number)]
    for each in turn.sentences:
        for one in each.citations:
            if str(one.marker) == named:
                return one.article_id, one.version, Span(one.start, one.end)
    for near in turn.answer.closest if turn.answer is not None else []:
        if f"c{near.rank}" == named:
            return near.article_id, near.version, Span(near.start, near.end)
    return None
