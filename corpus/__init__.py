"""The archive: articles in, evidence out. Knows nothing of chat models or screens."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.article import Article
    from corpus.errors import BriefingError, CallError, WorkError
    from corpus.evidence import Evidence, Query
    from corpus.scope import Scope

__all__ = ["Article", "BriefingError", "CallError", "Evidence", "Query", "Scope", "WorkError"]

_HOMES = {
    "Article": "corpus.article",
    "BriefingError": "corpus.errors",
    "CallError": "corpus.errors",
    "Evidence": "corpus.evidence",
    "Query": "corpus.evidence",
    "Scope": "corpus.scope",
    "WorkError": "corpus.errors",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: whoever reads one module need not load all of them
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
