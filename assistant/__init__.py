"""Evidence in, cited and verified answers out. Knows nothing of screens."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.assistant import Assistant
    from assistant.settings import Settings

__all__ = ["Answer", "Assistant", "Settings"]

_HOMES = {"Answer": "assistant.answer", "Assistant": "assistant.assistant", "Settings": "assistant.settings"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: the pipeline takes a second to import, and not all need it
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
