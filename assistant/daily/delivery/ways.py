"""The ways in which editions and alerts go out, and the settings without which none goes."""

from typing import Final

from assistant.daily.topics import Way
from assistant.phrasing import several
from assistant.settings import FIELDS, Settings

NEEDS: Final[dict[Way, tuple[str, ...]]] = {
    "mail": ("mail_server", "mail_from", "mail_to"),
    "atom": ("send_atom",),
    "folder": ("send_folder",),
    "webhook": ("send_webhook",),
}


def lacking(way: Way, settings: Settings) -> str:
    """What must be set before anything goes out in this way, as a sentence; empty where nothing is missing."""
    variables = {one.name: one.variable for one in FIELDS}
    missing = [variables[name] for name in NEEDS[way] if not getattr(settings, name)]
    return f"{way} needs {several(missing)}" if missing else ""
