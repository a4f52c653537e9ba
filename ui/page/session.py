"""What all pages share: one room per archive and process, one visitor per browser tab."""

import secrets
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st
from pydantic import SecretStr

from assistant.assistant import Assistant
from assistant.desk.additions import Adding
from assistant.desk.background import Running
from assistant.desk.briefings import Briefings
from assistant.desk.conversations import Conversation, Conversations
from assistant.desk.drafting import Drafting
from assistant.desk.people import Choices, People
from assistant.evaluation.runs.run_store import Kept
from assistant.settings import Settings
from corpus.errors import BriefingError, WorkError
from corpus.scope import EVERYTHING, Scope
from corpus.store.database import advice
from ui.page import archives
from ui.safe import literal


class Room:
    """The archive of this process with its conversations and the answers under way. Safe between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder: Path = settings.archive
        self.conversations = Conversations(self.folder)
        self.running = Running(self.conversations)
        self.briefings = Briefings(self.folder)
        self.drafting = Drafting(self.briefings)
        self.people = People(self.folder)
        self.adding = Adding(self.folder, settings)
        self.evaluations = Kept(self.folder)
        self._desk: Assistant | None = None
        self._lock = threading.Lock()

    def desk(self) -> Assistant | None:
        """The assistant; None while there is no archive. Raises BriefingError when it cannot be opened."""
        with self._lock:
            if self._desk is None and (self.folder / "archive.db").is_file():
                self._desk = Assistant.open(self.folder, settings=self.settings)
            return self._desk


@st.cache_resource(show_spinner=False)
def room_of(folder: str) -> Room:
    """The one room of an archive's folder."""
    return Room(replace(Settings.from_env(), archive=Path(folder)))


def room() -> Room:
    """The room of the archive that this tab is in."""
    return room_of(str(archives.here()))


def desk_or_none(last: Callable[[], None] = lambda: None) -> Assistant | None:
    """The assistant where there is an archive with articles; what cannot be opened is said in plain words, and the page
    ends with what `last` draws.
    """
    try:
        found = room().desk()
    except BriefingError as exc:
        st.error(literal(str(exc)), icon=":material/error:")
        last()
        st.stop()
    return found if found is not None and found.archive.newest() else None


def failed(exc: Exception) -> bool:
    """Say what to do where the archive is damaged or its disk refuses; returns whether that is all to be said."""
    if isinstance(exc, WorkError):
        line = str(exc)
    elif isinstance(exc, sqlite3.Error):
        line = advice(room().folder, exc)
    else:
        return False
    st.error(literal(line), icon=":material/error:")
    return True


def filled(pressed: bool, text: str, what: str) -> bool:
    """Whether a button was pressed with `text` in its field; where that is empty, it is said that `what` is missing."""
    if pressed and not text.strip():
        st.warning(f"Give {what} first.", icon=":material/info:")
    return pressed and bool(text.strip())


def all_removed() -> Assistant | None:
    """The assistant where the archive holds nothing but removed articles."""
    found = room().desk()
    return (
        found
        if found is not None and not found.archive.newest() and found.archive.browse(removed=True, limit=1)
        else None
    )


@dataclass(slots=True)
class Preferences:
    """What one browser tab has chosen; the key is nowhere but here."""

    writer: str | None = None
    server: str | None = None
    key: SecretStr | None = None
    key_server: str | None = None  # the server that the key was given for; it goes to no other
    depth: int | None = None
    scope: Scope = EVERYTHING

    @property
    def choices(self) -> Choices:
        """What of it is kept: all but the key."""
        return Choices(writer=self.writer, server=self.server, depth=self.depth, **self.scope.window)

    def take(self, kept: Choices) -> None:
        """Choose what was kept."""
        self.writer, self.server, self.depth, self.scope = kept.writer, kept.server, kept.depth, kept.scope


def preferences() -> Preferences:
    """What this tab has chosen; a new tab begins with what its person chose last."""
    if "preferences" not in st.session_state:
        st.session_state.preferences = Preferences()
        st.session_state.preferences.take(room().people.read(owner()).choices)
        st.session_state.kept = st.session_state.preferences.choices
    found: Preferences = st.session_state.preferences
    return found


def enter(conversation: Conversation | None) -> None:
    """Choose what the conversation on the page was asked with, where this tab has just come to it; None: a new one."""
    id = conversation.id if conversation is not None else ""
    if st.session_state.get("entered", "") != id:
        st.session_state.entered = id
        # Of somebody else's conversation nothing is taken: its server would be asked with what this person types.
        if conversation is not None and conversation.choices is not None and conversation.owner == owner():
            preferences().take(conversation.choices)
            st.session_state.kept = conversation.choices


def keep(conversation: Conversation | None = None) -> None:
    """Keep what this tab has chosen, for its person and for the conversation on the page, where it has changed."""
    choices = preferences().choices
    try:
        if st.session_state.get("kept") != choices:
            room().people.change(owner(), lambda person: setattr(person, "choices", choices))
            st.session_state.kept = choices
        if conversation and conversation.turns and conversation.owner == owner() and conversation.choices != choices:
            room().conversations.put(conversation.id, choices=choices)
    except BriefingError as exc:
        st.toast(literal(str(exc)), icon=":material/info:")


def personal(desk: Assistant, chosen: Preferences) -> Assistant:
    """The same assistant with this tab's server, key and depth; archive, index and models are shared."""
    found = changes(desk.settings, chosen)
    return desk.with_settings(**found) if found else desk


def changes(server: Settings, chosen: Preferences) -> dict[str, Any]:
    """The settings that a tab has others of. The server's own key goes to the server's own address alone."""
    found: dict[str, Any] = {}
    if chosen.server is not None and chosen.server != server.openai_base_url:
        found |= {"openai_base_url": chosen.server, "openai_api_key": None}
    if chosen.key is not None and chosen.key_server == chosen.server:
        found["openai_api_key"] = chosen.key
    if chosen.depth is not None:
        found["evidence_tokens"] = chosen.depth
    return found


def owner() -> str:
    """Whose conversations are listed: who signed in, or else this browser."""
    if st.user.get("is_logged_in"):
        return f"user:{st.user.get('iss')} {st.user.get('sub') or st.user.get('email')}"
    return f"browser:{browser()}"


def browser() -> str:
    """The name of this browser: from its cookie, or a new one that the page then sets."""
    if "browser" not in st.session_state:
        name = st.context.cookies.get("briefing_browser", "")
        st.session_state.browser = name if len(name) == 32 and name.isalnum() else secrets.token_hex(16)
    return str(st.session_state.browser)


def theme() -> str:
    """How this tab is shown: `light` or `dark`."""
    return "dark" if st.context.theme.type == "dark" else "light"


def sign_in_configured() -> bool:
    """Whether Streamlit's secrets name an identity provider (a table `auth`)."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def overview_of(desk: Assistant) -> dict[str, list[tuple[str, int]]]:
    """Counts by `month` in order of time, and by `source` and `kind`, the most first."""
    return desk.archive.known("overview", lambda: _overview(desk))


def _overview(desk: Assistant) -> dict[str, list[tuple[str, int]]]:
    counts: dict[str, Counter[str]] = {"month": Counter(), "source": Counter(), "kind": Counter()}
    for month, outlet, kind, count in desk.archive.months():
        for name, value in (("month", month), ("source", outlet), ("kind", kind)):
            counts[name][value or ""] += count
    found = {name: sorted(each.items(), key=lambda pair: (-pair[1], pair[0])) for name, each in counts.items()}
    return found | {"month": sorted(counts["month"].items())}
