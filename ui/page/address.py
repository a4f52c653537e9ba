"""Where this tab is: which conversation and which source; in the address, so that a reload finds both again."""

import streamlit as st

from assistant.desk.conversations import Conversation


def conversation_id() -> str | None:
    """The conversation of the address, or the one that this tab showed before it went to another page."""
    named = st.query_params.get("c")
    if named:
        st.session_state.c = named
        return named
    remembered: str | None = st.session_state.get("c")
    if remembered:
        st.query_params["c"] = remembered
    return remembered


def show(id: str | None) -> None:
    """Go to a conversation, or to a new one (None); no source is open there."""
    st.session_state.c = id
    st.session_state.pop("arrived", None)
    st.query_params.clear()
    if id:
        st.query_params["c"] = id


def briefing_id() -> str | None:
    """The briefing of the address, or the one that this tab showed before it went to another page."""
    named: str | None = st.query_params.get("b") or st.session_state.get("b")
    if named:
        st.session_state.b = st.query_params["b"] = named
    return named


def show_briefing(id: str | None) -> None:
    """Go to a briefing, or to the order of a new one (None); no source is open there."""
    st.session_state.b = id
    st.query_params.clear()
    if id:
        st.query_params["b"] = id


def source() -> str:
    """The open source as `TURN.MARKER`; empty for none."""
    return st.query_params.get("source", "")


def open_source(named: object) -> None:
    """Open a source, named by a page or by its script; opening it once more scrolls to its words again."""
    if isinstance(named, str):
        st.query_params["source"] = named
        st.session_state.opened = st.session_state.get("opened", 0) + 1


def close_source() -> None:
    """Close the open source."""
    st.query_params.pop("source", None)


def shown(words: str) -> None:
    """Say which words the source panel highlights now."""
    st.session_state.shown = words


def arrive(conversation: Conversation, turn: str | None = None) -> None:
    """Bring a turn of the conversation into view: the one named, or its last where this tab has just opened it."""
    if conversation.turns and (turn or st.session_state.get("arrived", ("", ""))[0] != conversation.id):
        st.session_state.arrived = conversation.id, turn or conversation.turns[-1].asked


def arrived() -> str:
    """The turn that is to be in view: its moment; it changes when another one is."""
    return str(st.session_state.get("arrived", ("", ""))[1])


def scroll() -> str:
    """Changes whenever the cited words are to be scrolled to."""
    return f"{source()} {st.session_state.get('opened', 0)} {st.session_state.get('shown', '')}"
