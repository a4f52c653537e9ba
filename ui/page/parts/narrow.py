"""Which articles the next question may use: as-of date, dates of publication, outlet."""

from datetime import date

import streamlit as st

from assistant.assistant import Assistant
from ui import render
from ui.page import session
from ui.page.session import Preferences
from ui.safe import cut, markdown


def narrow(desk: Assistant) -> None:
    """A button that says how questions are narrowed now, and opens to change it."""
    chosen = session.preferences()
    newest = desk.archive.newest()
    with st.container(key="narrow", horizontal=True):  # noqa: SIM117 - the order is the page's
        with st.popover(markdown(summary(chosen, newest)), icon=":material/filter_alt:", type="tertiary"):
            form(desk, chosen, key="narrow")


def summary(chosen: Preferences, newest: str | None) -> str:
    """The narrowing in words."""
    parts = [f"As of {render.day(chosen.as_of or newest or '')}"]
    if chosen.since or chosen.until:
        parts.append(" to ".join(render.day(one) if one else "…" for one in (chosen.since, chosen.until)))
    parts.append(cut(chosen.source, 40) if chosen.source else "all outlets")
    return " · ".join(parts)


def form(desk: Assistant, chosen: Preferences, *, key: str) -> bool:
    """The four fields, written into `chosen`; returns whether the days are in order, and says so where they are not."""
    newest = desk.archive.newest()
    chosen.as_of = _date(
        "As of (nothing later is used)", chosen.as_of, key=f"{key}-as-of", hint=f"Empty: the newest day, {newest}."
    )
    left, right = st.columns(2)
    with left:
        chosen.since = _date("Published from", chosen.since, key=f"{key}-since")
    with right:
        chosen.until = _date("Published to", chosen.until, key=f"{key}-until")
    names = [name for name, _ in session.overview_of(desk)["source"] if name]
    chosen.source = outlet("Outlet", names, chosen.source, key=f"{key}-source")
    if chosen.since and chosen.until and chosen.since > chosen.until:
        st.warning("The first day lies after the last: swap them.")
        return False
    return True


def outlet(label: str, names: list[str], value: str | None, *, key: str) -> str | None:
    """A choice of one outlet, or of all (None)."""
    options = ["", *names]  # an empty name, not None: that would be "nothing chosen yet"
    at = options.index(value) if value in options else 0
    found = st.selectbox(
        label, options, index=at, key=key, format_func=lambda name: cut(name, 80) if name else "All outlets"
    )
    return found or None


def _date(label: str, value: str | None, *, key: str, hint: str | None = None) -> str | None:
    found = st.date_input(
        label,
        date.fromisoformat(value) if value else None,
        key=key,
        help=hint,
        format="YYYY-MM-DD",
        min_value=date(1800, 1, 1),
        max_value=date(2200, 12, 31),
    )
    return found.isoformat() if isinstance(found, date) else None
