"""The way back for a minute after a removal, where it stood; and the second press before what is for good."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import streamlit as st

from corpus.errors import BriefingError
from ui.safe import cut, literal

FOR = timedelta(minutes=1)


def gone(place: str, what: str, back: Callable[[], object]) -> None:
    """For a minute `undo(place)` says that `what` is gone, and its button brings it back by `back`."""
    st.session_state[f"gone-{place}"] = what, back, datetime.now(UTC)


def undo(place: str) -> None:
    """The way back to what was removed here last, if that was within the minute."""
    what, back, since = st.session_state.get(f"gone-{place}", ("", None, None))
    if since is None or datetime.now(UTC) - since >= FOR:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"gone-row-{place}"):
        st.caption(f"Removed: {literal(cut(what, 60))}")
        st.button(
            "Undo", icon=":material/undo:", key=f"undo-{place}", type="tertiary", on_click=_back, args=(place, back)
        )


def forget(place: str) -> None:
    """Offer no way back any more."""
    st.session_state.pop(f"gone-{place}", None)


def _back(place: str, back: Callable[[], object]) -> None:
    forget(place)
    tried(back)


def for_good(key: str, delete: Callable[[], object]) -> None:
    """A button that deletes for good, at its second press."""
    if st.session_state.get("sure") == key:
        st.button("Yes, for good", key=f"sure-{key}", type="tertiary", on_click=_delete, args=(delete,))
        st.button("No", key=f"spare-{key}", type="tertiary", on_click=_sure, args=("",))
    else:
        st.button("Delete for good", key=f"gone-{key}", type="tertiary", on_click=_sure, args=(key,))


def _sure(key: str) -> None:
    st.session_state.sure = key


def _delete(delete: Callable[[], object]) -> None:
    _sure("")
    tried(delete)


def tried(work: Callable[[], object]) -> None:
    """Do it, for a callback of a widget; where it cannot be done, the reason is said."""
    try:
        work()
    except BriefingError as exc:
        st.toast(literal(str(exc)), icon=":material/info:")
