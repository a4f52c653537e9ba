"""How long the process of the foreign parsers may work on one thing before it ends itself, and how much it may hold."""

import signal
from typing import Final

# Seconds of processor, over twice what the largest within its bounds takes: docs/decisions/017-hostile-inputs.md.
SECONDS: Final = {
    "page": 10.0,
    "page's words": 10.0,
    "fragment": 10.0,
    "web archive": 15.0,
    "feed": 20.0,
    "json feed": 20.0,
    "feed list": 10.0,
    "mail": 10.0,
    "letters": 10.0,
    "articles of a page": 10.0,
    "outlook": 15.0,
    "pdf": 15.0,
    "word": 20.0,
    "rich text": 20.0,
    "book": 20.0,
    "references": 20.0,
}
# By the clock, for a machine that has a hundred other things to do, or that has no timer of processor time.
LONGEST_WAIT: Final = 300.0
_MEMORY = 2_000_000_000  # bytes of addresses; the parsers and the largest page take under 600 million

_inside = False


def enter() -> None:
    """Say that this process is the one of the parsers, and bound its memory where the system can."""
    global _inside
    _inside = True
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, OSError, ValueError):  # Windows has no such module, macOS no such limit
        pass


def allow(seconds: float) -> None:
    """End this process after so many more seconds of processor, 0 for no end; nothing in any other process."""
    if _inside and hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
