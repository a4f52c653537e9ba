"""Where this tab is: which conversation and which source; in the address, so that a reload finds both again."""

import streamlit as st


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
    st.query_params.clear()
    if id:
        st.query_params["c"] = id


def source() -> str:
    """The open source as `TURN.MARKER`; empty for none."""
    return st.query_params.get("source", "")


def open_source(place: str) -> None:
    """Open a source; opening it once more scrolls to its words again."""
    st.query_params["source"] = place
    st.session_state.opened = st.session_state.get("opened", 0) + 1


def close_source() -> None:
    """Close the open source."""
    st.query_params.pop("source", None)


def follow() -> None:
    """Open the source whose marker was clicked."""
    named = st.session_state.bridge.opened
    if isinstance(named, str):
        open_source(named)


def shown(words: str) -> None:
    """Say which words the source panel highlights now."""
    st.session_state.shown = words


def scroll() -> str:
    """Changes whenever the cited words are to be scrolled to."""
    return f"{source()} {st.session_state.get('opened', 0)} {st.session_state.get('shown', '')}"
