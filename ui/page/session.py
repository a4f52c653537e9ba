"""What all pages share: one room per archive and process, one visitor per browser tab."""

import secrets
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st
from pydantic import SecretStr

from assistant.assistant import Assistant
from assistant.desk.additions import Adding
from assistant.desk.background import Running
from assistant.desk.conversations import Conversations
from assistant.evaluation.run_store import Kept
from assistant.settings import Settings
from corpus.errors import BriefingError, WorkError
from corpus.scope import EVERYTHING, Scope
from corpus.store.database import advice
from ui.safe import literal


class Room:
    """The archive of this process with its conversations and the answers under way. Safe between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder: Path = settings.archive
        self.conversations = Conversations(self.folder)
        self.running = Running(self.conversations)
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
    """The room that the environment names."""
    return room_of(str(Settings.from_env().archive.absolute()))


def desk_or_none() -> Assistant | None:
    """The assistant where there is an archive with articles; what cannot be opened is said in plain words."""
    try:
        found = room().desk()
    except BriefingError as exc:
        st.error(literal(str(exc)), icon=":material/error:")
        st.stop()
    return found if found is not None and found.archive.newest() else None


def failed(exc: Exception) -> bool:
    """Say what to do where the archive is damaged or its disk refuses; returns whether that is all that needs to be said."""
    if isinstance(exc, WorkError):
        line = str(exc)
    elif isinstance(exc, sqlite3.Error):
        line = advice(room().folder, exc)
    else:
        return False
    st.error(literal(line), icon=":material/error:")
    return True


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
    key: SecretStr | None = None
    depth: int | None = None
    scope: Scope = EVERYTHING


def preferences() -> Preferences:
    """What this tab has chosen; it ends with the tab."""
    if "preferences" not in st.session_state:
        st.session_state.preferences = Preferences()
    found: Preferences = st.session_state.preferences
    return found


def personal(desk: Assistant, chosen: Preferences) -> Assistant:
    """The same assistant with this tab's key and depth; archive, index and models are shared."""
    changes: dict[str, Any] = {}
    if chosen.key is not None:
        changes["openai_api_key"] = chosen.key
    if chosen.depth is not None:
        changes["evidence_tokens"] = chosen.depth
    return desk.with_settings(**changes) if changes else desk


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
