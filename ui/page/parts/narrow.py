"""Which articles the next question may use: as-of date, dates of publication, outlet."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from assistant.assistant import Assistant
from assistant.desk.conversations import Conversation
from corpus.scope import Scope
from corpus.text.counting import counted
from ui import render
from ui.page import session
from ui.safe import cut, literal


def narrow(desk: Assistant, conversation: Conversation | None = None) -> None:
    """A button that says how the next question is asked and who answers it, and opens to change it."""
    chosen = session.preferences()
    newest = desk.archive.newest()
    key = (
        f"narrow-{conversation.id}" if conversation and conversation.turns else "narrow"
    )  # each conversation has its own
    with st.container(key="narrow", horizontal=True):
        words = f"{summary(chosen.scope, newest)} · {writer_words(chosen)}"
        with st.popover(literal(words), icon=":material/filter_alt:", type="tertiary", key=f"{key}-open"):
            found, _ = form(desk, chosen.scope, key=key)
            st.caption(f"Writer: {literal(writer_words(chosen))} (see Settings)")
    before, chosen.scope = chosen.scope, found
    session.keep(conversation)
    if found != before:  # the button's words were drawn before what is under it was read
        st.rerun()


def writer_words(chosen: session.Preferences) -> str:
    """Who writes the next answer, and on which server."""
    server = session.room().settings
    writer = chosen.writer or server.writer
    provider, _, model = writer.partition(":")
    if provider != "openai":
        return "quotations"
    address = chosen.server or server.openai_base_url
    where = urlsplit(address).netloc.rpartition("@")[2] if address else "OpenAI"
    known = chosen.key is not None and chosen.key_server == chosen.server
    lacks = not (known or address or server.openai_api_key)
    return f"{cut(model, 40)} at {cut(where, 60)}" + (", no key in this tab" if lacks else "")


def summary(scope: Scope, newest: str | None) -> str:
    """The narrowing in words."""
    parts = [f"As of {render.day(scope.as_of or newest or '')}"]
    if scope.since or scope.until:
        parts.append(" to ".join(render.day(one) if one else "…" for one in (scope.since, scope.until)))
    if scope.articles:
        parts.append(f"only {counted(len(scope.articles), 'article')}")
    parts.append(cut(scope.source, 40) if scope.source else "all outlets")
    return " · ".join(parts)


def form(desk: Assistant, scope: Scope, *, key: str) -> tuple[Scope, bool]:
    """The four fields; returns what they say, and whether the days are in order; it is said where they are not."""
    newest, oldest = desk.archive.newest() or "", desk.archive.oldest() or ""
    hint = f"Empty: the newest day, {newest}."
    held = oldest, newest
    as_of = _date("As of (nothing later is used)", scope.as_of, held, key=f"{key}-as-of", hint=hint)
    left, right = st.columns(2)
    with left:
        since = _date("Published from", scope.since, held, key=f"{key}-since")
    with right:
        until = _date("Published to", scope.until, held, key=f"{key}-until")
    names = [name for name, _ in session.overview_of(desk)["source"] if name]
    source = outlet("Outlet", names, scope.source, key=f"{key}-source")
    found = Scope(as_of, since, until, source)
    only = f"Only the {counted(len(scope.articles), 'article')} chosen in the library"
    if scope.articles and st.toggle(only, True, key=f"{key}-articles-{hash(scope.articles)}"):
        found = replace(found, articles=scope.articles)
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


def _date(label: str, value: str | None, held: tuple[str, str], *, key: str, hint: str | None = None) -> str | None:
    """A day; the calendar reaches over the archive's days, so that it opens there."""
    days = sorted(one for one in (held[0][:10], held[1][:10], value) if one)
    found = st.date_input(
        label,
        date.fromisoformat(value) if value else None,
        key=key,
        help=hint,
        format="YYYY-MM-DD",
        min_value=date.fromisoformat(days[0]),
        max_value=date.fromisoformat(days[-1]),
    )
    return found.isoformat() if isinstance(found, date) else None
