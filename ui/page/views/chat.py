"""Ask: the conversation, its sources, and what narrows the next question."""

from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.desk.conversations import Conversation, Turn
from corpus.errors import BriefingError
from corpus.scope import Scope
from ui.page import address as place
from ui.page import once, polling, session
from ui.page.parts.bridge import beside
from ui.page.parts.narrow import narrow
from ui.page.parts.panel import Opened, named, open_or
from ui.page.parts.welcome import empty_archive, welcome
from ui.page.talk.sidebar import sidebar
from ui.page.talk.tray import tray
from ui.page.talk.turns import asked, finished, under_way
from ui.safe import literal


@once.page
def page() -> None:
    """The page."""
    conversation = _conversation()
    place.arrive(conversation)
    rest = sidebar(conversation)
    desk = session.desk_or_none(rest)
    if desk is None:
        empty_archive()
        beside(lambda: None)
    else:
        _drawn(desk, conversation)
    rest()


def _drawn(desk: Assistant, conversation: Conversation) -> None:
    """The conversation, and the field for the next question."""
    if not conversation.turns:
        with st.container(key="talk"):
            welcome(desk, partial(_ask, conversation))
        beside(lambda: None, turn=place.arrived)
    else:
        talk, aside = st.columns([7, 5], gap="large")  # whether a source is open or not: nothing that is read moves
        with talk:
            _talk(desk, conversation)
        with aside:
            beside(partial(_aside, conversation.id), turn=place.arrived)
    with st.bottom:
        said = st.empty()  # always there: the field below is drawn in its place, with what is typed in it
        if trouble := once.said("trouble"):
            said.error(literal(trouble), icon=":material/error:")
        narrow(desk, conversation)
        typed = st.chat_input("Ask the archive", max_chars=4000, key="ask", on_submit=_typed, args=(conversation,))
        # A server that has just begun anew knows no callback yet: the first run of the page is told what was typed.
        if typed and _put(conversation):
            st.rerun()


def _conversation() -> Conversation:
    """The conversation that the address names, or a new one."""
    room, id = session.room(), place.conversation_id()
    if id:
        try:
            found = room.running.open(id, session.owner())
        except BriefingError as exc:
            st.toast(literal(str(exc)), icon=":material/info:")
            place.show(None)
        else:
            session.enter(found)
            return found
    session.enter(None)
    return room.conversations.new(session.owner())


def _typed(conversation: Conversation) -> None:
    _put(conversation)


def _put(conversation: Conversation) -> bool:
    """Put what was typed, once; returns whether it was."""
    question = (st.session_state.ask or "").strip()
    if not question or once.again("typed", question):
        return False
    _ask(conversation, question)
    return True


def _ask(conversation: Conversation, question: str, *, keep: int | None = None, scope: Scope | None = None) -> None:
    """Put a question, within this tab's scope or another one, and answer it in the background. A callback of widgets.

    `keep`: in place of that turn of `conversation`, as it was drawn.
    """
    desk, room, chosen = session.desk_or_none(), session.room(), session.preferences()
    narrowed = (chosen.scope if scope is None else scope).window
    replaced = None if keep is None else conversation.turns[keep].asked
    if desk is None or once.again("ask", question, replaced, narrowed):
        return
    turn = Turn(question=question, writer=chosen.writer, asked=room.conversations.now(), **narrowed)
    if not conversation.turns:
        conversation = conversation.model_copy(update={"choices": chosen.choices})
    if keep is not None:
        conversation = conversation.model_copy(update={"turns": conversation.turns[: keep + 1]})
    try:
        stored = room.running.start(session.personal(desk, chosen), conversation, turn, keep=keep)
    except BriefingError as exc:
        once.say("trouble", str(exc))
        return
    place.show(stored.id)
    place.arrive(stored, turn.asked)


def _talk(desk: Assistant, conversation: Conversation) -> None:
    """The turns; from the first one that is under way they are drawn again and again, until all are whole."""
    whole = _whole(conversation)
    for number in range(whole):
        _turn(desk, conversation, number)
    every = _every(whole, conversation)
    st.fragment(run_every=every)(_rest)(conversation.id, _stamp(conversation)[:whole], every)


def _rest(id: str, drawn: list[tuple[str, str]], every: float) -> None:
    """The turns after those that are drawn already; where these have changed, the page is drawn once more."""
    desk = session.desk_or_none()
    try:
        now = session.room().running.open(id, session.owner())
    except BriefingError:
        st.rerun()
    whole = _whole(now)
    fits = _stamp(now)[:whole] == drawn and every == _every(whole, now)
    if desk is None or not fits:
        st.rerun()
    for number in range(whole, len(now.turns)):
        _turn(desk, now, number)


def _every(whole: int, conversation: Conversation) -> float:
    return polling.ANSWER if whole < len(conversation.turns) else polling.CONVERSATION


def _whole(conversation: Conversation) -> int:
    """How many turns stand before the first that is under way."""
    return next((n for n, one in enumerate(conversation.turns) if one.under_way), len(conversation.turns))


def _stamp(conversation: Conversation) -> list[tuple[str, str]]:
    return [(one.asked, one.status) for one in conversation.turns]


def _turn(desk: Assistant, conversation: Conversation, number: int) -> None:
    turn, last = conversation.turns[number], number == len(conversation.turns) - 1
    with st.container(key="last-turn" if last else f"turn-{number}"):
        asked(turn)
        if turn.under_way:
            under_way(desk, conversation.id, turn, number)
        else:
            finished(desk, conversation, number, partial(_ask, conversation))


def _aside(id: str) -> None:
    """The open source beside the conversation, or what is pinned."""
    desk = session.desk_or_none()
    try:
        conversation = session.room().running.open(id, session.owner())
    except BriefingError:
        st.rerun()
    if desk is None:
        st.rerun()
    open_or(partial(tray, desk), desk, _opened(conversation), key="chat")


def _opened(conversation: Conversation) -> Opened | None:
    """What the address's `source` names: `TURN.MARKER`, or `TURN.cRANK`."""
    turn_number, _, name = place.source().partition(".")
    if not turn_number.isdecimal() or int(turn_number) >= len(conversation.turns):
        return None
    turn = conversation.turns[int(turn_number)]
    cited = (one for sentence in turn.sentences for one in sentence.citations)
    return named(name, cited, turn.answer.closest if turn.answer is not None else ())
