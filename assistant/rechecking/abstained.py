"""Whether a saved text that abstains has a reason that fits what it shows, and one that does not has none."""

from collections.abc import Iterator

from assistant import phrasing
from assistant.answer import Answer
from assistant.briefing.briefing import Briefing
from assistant.briefing.length import NO_ROOM
from assistant.language.name_index import absent_of
from assistant.language.outlets import asked_outlets
from assistant.question.understand import asks_nothing
from assistant.rechecking.cited import shown
from corpus.text.metadata import plain_name


def abstention(text: Answer | Briefing, asked: str, *, tells: bool, again: bool = False) -> Iterator[str]:
    """What does not fit. `tells`: whether it has sentences; `again`: whether what others told already was taken out.

    Whether the archive says nothing on it is not looked at: it grows.
    """
    if text.abstained == tells:
        yield f"its abstained is {str(not tells).lower()}, not {str(tells).lower()}"
        return
    reasons = list(_reasons(text, asked, again)) if text.abstained else [None]
    if text.reason not in reasons:
        yield f"its reason is {' or '.join(map(shown, reasons))}, not {shown(text.reason)}"


def _reasons(text: Answer | Briefing, asked: str, again: bool) -> Iterator[str | None]:
    """The reasons that there can be, the likeliest first. Without anything near there was nothing in its dates."""
    if not text.closest:
        if isinstance(text, Answer) and asks_nothing(asked):
            yield "not_stated"
            return
        if any(note.startswith(phrasing.NO_OUTLET) for note in text.notes):
            yield "name_absent"
        yield "outside_dates" if text.archive.newest else "not_stated"
        if again:
            yield "not_stated"
        return
    yield "outside_dates" if any(note.startswith(phrasing.NOTHING_OUT) for note in text.notes) else "not_stated"
    whole = text.standalone_question if isinstance(text, Answer) else text.request
    names = [phrasing.unnamed(name) for name in absent_of(asked, whole, lambda _: False)]
    outlets = [f"{phrasing.NO_OUTLET} “{plain_name(name)}”" for name in asked_outlets(whole)]
    if any(note.startswith((*names, *outlets)) for note in text.notes):
        yield "name_absent"
    written = isinstance(text, Briefing) and text.writer != "quotes"
    if text.left_out or written or any(note.startswith(NO_ROOM) for note in text.notes):
        yield "nothing_supported"
