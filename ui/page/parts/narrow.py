"""Which articles the next question may use: as-of date, dates of publication, outlet."""

from datetime import date

import streamlit as st

from assistant.assistant import Assistant
from corpus.scope import Scope
from ui import render
from ui.page import session
from ui.safe import cut, literal


def narrow(desk: Assistant) -> None:
    """A button that says how questions are narrowed now, and opens to change it."""
    chosen = session.preferences()
    newest = desk.archive.newest()
    with st.container(key="narrow", horizontal=True):  # noqa: SIM117 - the order is the page's
        with st.popover(literal(summary(chosen.scope, newest)), icon=":material/filter_alt:", type="tertiary"):
            chosen.scope, _ = form(desk, chosen.scope, key="narrow")


def summary(scope: Scope, newest: str | None) -> str:
    """The narrowing in words."""
    parts = [f"As of {render.day(scope.as_of or newest or '')}"]
    if scope.since or scope.until:
        parts.append(" to ".join(render.day(one) if one else "…" for one in (scope.since, scope.until)))
    parts.append(cut(scope.source, 40) if scope.source else "all outlets")
    return " · ".join(parts)


def form(desk: Assistant, scope: Scope, *, key: str) -> tuple[Scope, bool]:
    """The four fields; returns what they say, and whether the days are in order; it is said where they are not."""
    newest = desk.archive.newest()
    as_of = _date(
        "As of (nothing later is used)", scope.as_of, key=f"{key}-as-of", hint=f"Empty: the newest day, {newest}."
    )
    left, right = st.columns(2)
    with left:
        since = _date("Published from", scope.since, key=f"{key}-since")
    with right:
        until = _date("Published to", scope.until, key=f"{key}-until")
    names = [name for name, _ in session.overview_of(desk)["source"] if name]
    source = outlet("Outlet", names, scope.source, key=f"{key}-source")
    found = Scope(as_of, since, until, source)
    if since and until and since > until:
        st.warning("The first day lies after the last: swap them.")
        return found, False
    return found, True


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
