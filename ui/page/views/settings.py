"""Settings: who writes, on which server, with which key, how much evidence, and from which day questions are asked."""

import streamlit as st
from pydantic import SecretStr

from assistant.desk.conversations import Conversation
from assistant.settings import FIELDS
from corpus.errors import BriefingError
from ui.page import once, session
from ui.page.parts import connection, narrow
from ui.page.parts.welcome import NO_ARTICLES
from ui.page.session import Preferences
from ui.safe import escape, literal

DEPTHS = {
    "as set for this server": None,
    "short (2,000 tokens)": 2000,
    "usual (4,000 tokens)": 4000,
    "deep (12,000 tokens)": 12_000,
}


@once.page
def page() -> None:
    """The page."""
    st.html(
        '<div class="hero"><h1>Settings</h1><p>They are kept for you and for the conversation that you are in; '
        "a key is kept in this tab alone and ends with it.</p></div>"
    )
    with st.container(key="settings-page"):
        _settings(session.preferences())
    session.keep(_conversation())


def _conversation() -> Conversation | None:
    """The conversation that this tab is in; None for a new one."""
    id = st.session_state.get("entered")
    try:
        return session.room().conversations.open(id, session.owner()) if id else None
    except BriefingError:
        return None


def _settings(chosen: Preferences) -> None:
    with st.container(border=True):
        st.subheader("Who writes")
        _writer(chosen)
    with st.container(border=True):
        st.subheader("Which articles")
        desk = session.desk_or_none()
        if desk is None:
            st.caption(NO_ARTICLES)
        else:
            chosen.scope, _ = narrow.form(desk, chosen.scope, key="settings")
    with st.expander("Settings of this server", icon=":material/dns:"):
        st.caption("Read from the environment when the server started.")
        st.html(_table())


def _writer(chosen: Preferences) -> None:
    server = session.room().settings
    options = ["server", "quotes", "openai"]
    now = "server" if chosen.writer is None else "quotes" if chosen.writer == "quotes" else "openai"
    names = {
        "server": f"As set for this server ({'quotations' if server.writer == 'quotes' else server.writer})",
        "quotes": "Quotations only; nothing leaves this machine",
        "openai": "A chat model",
    }
    kind = st.radio("Writer", options, index=options.index(now), format_func=names.__getitem__, key="settings-writer")
    if kind == "openai":
        model = st.text_input(
            "Model",
            (chosen.writer or "").partition(":")[2],
            key="settings-model",
            max_chars=100,
            placeholder="gpt-5-mini",
        ).strip()
        hint = st.empty()  # always there: what is typed below stays where it is drawn
        if not model:
            hint.info("Name a model; until then the server's own writer answers.")
        connection.server_field(chosen, server)
        address = chosen.server or server.openai_base_url
        where = literal(address) if address else "OpenAI"
        st.caption(f"The question, the conversation so far and the passages found are sent to {where}.")
        _key(chosen)
        chosen.writer = f"openai:{model}" if model else None
        if model:
            connection.try_it(chosen, server)
        depths = list(DEPTHS)
        at = next((number for number, name in enumerate(depths) if DEPTHS[name] == chosen.depth), 0)
        chosen.depth = DEPTHS[st.selectbox("Evidence shown to the model", depths, index=at, key="settings-depth")]
    else:
        chosen.writer = None if kind == "server" else "quotes"


def _key(chosen: Preferences) -> None:
    """The key goes from the field into this tab's memory and nowhere else: the field is emptied at once."""
    if chosen.key is not None and chosen.key_server == chosen.server:
        st.caption(":material/key: A key is set for this tab. It is not stored, shown or logged.")
        if st.button("Forget the key", key="forget-key", icon=":material/key_off:"):
            chosen.key = None
            st.rerun()
        return
    if session.room().settings.openai_api_key is not None and chosen.server is None:
        st.caption("The server has a key; one given here is used instead, in this tab only.")
    with st.form("key", clear_on_submit=True, border=False):
        text = st.text_input(
            "Key, for this tab only", type="password", key="settings-key", autocomplete="off", max_chars=400
        )
        if session.filled(st.form_submit_button("Use this key"), text, "the key"):
            chosen.key, chosen.key_server = SecretStr(text.strip()), chosen.server
            st.rerun()


def _table() -> str:
    server = session.room().settings
    rows = ""
    for one in FIELDS:
        value = getattr(server, one.name)
        shown = "set" if isinstance(value, SecretStr) else "" if value is None else str(value)
        cells = f"<code>{escape(one.variable)}</code>", escape(shown), escape(one.meaning)
        rows += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    head = "<thead><tr><th>Variable</th><th>Value</th><th>Meaning</th></tr></thead>"
    return f'<table class="settings">{head}<tbody>{rows}</tbody></table>'
