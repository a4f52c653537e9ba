"""What goes out: one message in all its forms, and the errors of the ways on which it goes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from corpus.errors import WorkError

_ORDINARY = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")  # words, of which a file's name loses nothing but capitals


@dataclass(frozen=True, slots=True)
class Message:
    """An edition, or an alert, as it goes out: `text` is plain, `html` a whole page; `made` a moment of `clock.now`."""

    topic: str
    kind: str
    number: int
    made: str
    title: str
    text: str
    markdown: str
    html: str
    document: dict[str, Any]
    archive: str
    """The name of the archive that it comes from: no two have the same."""

    @property
    def key(self) -> str:
        """32 hexadecimal digits that no other message has; the same whenever it is sent."""
        name = "\x1f".join((self.archive, self.kind, self.topic, str(self.number), self.made))
        return sha256(name.encode()).hexdigest()[:32]

    @property
    def file(self) -> str:
        """A file's name for it, without a suffix; of a topic whose name has signs, which no file's has, with digits of
        its own.
        """
        kept = "".join(letter if letter.isalnum() else "-" for letter in self.topic.lower()).strip("-") or "topic"
        if not _ORDINARY.fullmatch(self.topic):
            kept += f"-{sha256(self.topic.encode()).hexdigest()[:8]}"
        return f"{kept}-{self.kind}-{self.number:04}"


class Unsent(WorkError):
    """It has certainly not been sent, for the reason in the text; it can be tried again."""


class Doubtful(WorkError):
    """It may have been sent: what happened after it was handed over is not known."""


Handing = Callable[[], None]
"""Called right before the one step after which it may have been sent, though nobody says so."""
