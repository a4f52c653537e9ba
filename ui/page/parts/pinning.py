"""Pinning: a sentence with its sources, or the words of an article that were chosen, kept for the tray."""

import secrets
from collections.abc import Callable, Iterable, Iterator

import streamlit as st

from assistant import phrasing
from assistant.answer import LONGEST, SHORTEST, Sentence, cite, marks
from assistant.assistant import Assistant
from assistant.desk.edits import EditedSection
from assistant.desk.people import Person, Pin
from corpus.article import Span
from corpus.errors import BriefingError, CallError
from corpus.text.counting import counted
from ui import render
from ui.page import session
from ui.safe import literal

MOST = 1_800  # characters of an article pinned at once: a long paragraph; the gate reads no longer sentence than 2,000


def offer(sentences: Iterable[Sentence]) -> None:
    """Say which sentences are on the page: a click on `Pin` beside one names it."""
    st.session_state.setdefault("pinnable", {}).update({render.name_of(one): one for one in sentences})


def on_pin(named: object) -> None:
    """Pin the sentence that was named by a click, as the page's script reports it."""
    one = st.session_state.get("pinnable", {}).get(named) if isinstance(named, str) else None
    if one is not None:
        add([one])


def on_pick(picked: object) -> None:
    """Pin the words that were chosen in the open article, as the page's script reports them."""
    desk = session.desk_or_none()
    id, version = st.session_state.get("panel", ("", 0))
    if desk is None or not isinstance(picked, dict):
        return
    try:
        add([chosen(desk, id, version, int(picked.get("start", 0)), int(picked.get("end", 0)))])
    except BriefingError as exc:
        st.toast(literal(str(exc)), icon=":material/info:")


def chosen(desk: Assistant, id: str, version: int, start: int, end: int) -> Sentence:
    """The words of an article between two places as a quotation with its source. Raises CallError for too few or many.

    What is longer than one citation may be is cut between words into several.
    """
    article = desk.article(id, version)
    start, end = _whole_words(article.text, max(0, start), min(end, len(article.text)))
    text = article.text[start:end]
    start, text = start + len(text) - len(text.lstrip()), text.strip()
    if not SHORTEST <= len(text) <= MOST:
        raise CallError(f"select {SHORTEST} to {MOST:,} characters of the article to pin them")
    cited = [cite(article, Span(*span), marker) for marker, span in enumerate(_pieces(text, start), 1)]
    quotes = " ".join(f"“{' '.join(one.quote.split())}”" for one in cited)
    words = f"{phrasing.attribution(article)}: {quotes} {marks(cited)}"
    return Sentence(text=words, verdict="quote", reasons=[], citations=cited)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same span, the words at its ends whole."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the text's pieces begin and end in the article: cut behind sentences, else between words."""
    while len(text) > LONGEST:
        head = text[: LONGEST - 2 * SHORTEST]  # what is left is no scrap
        at = head.rfind(". ", SHORTEST) + 1 or max(head.rfind(" ", SHORTEST), 0) or len(head)
        yield start, start + len(text[:at].rstrip())
        rest = text[at:].lstrip()
        start, text = start + len(text) - len(rest), rest
    yield start, start + len(text)


def add(sentences: Iterable[Sentence]) -> None:
    """Pin sentences that are not pinned yet; it is said how many are."""

    def put(person: Person) -> None:
        held = [one.sentence for one in person.pins]
        person.pins.extend(_pin(one.text, sentence=one) for one in sentences if one not in held)

    if (person := change(put)) is not None:
        st.toast(f"{counted(len(person.pins), 'thing')} pinned", icon=":material/keep:")


def add_all(parts: Iterable[EditedSection]) -> None:
    """Pin a briefing as it stands: its headings, its sentences and the editor's own texts."""
    new: list[Pin] = []
    for part in parts:
        new.append(_pin(part.heading, heading=True))
        for entry in part.entries:
            said = entry.item.sentences if entry.item else []
            new += [_pin(one.text, sentence=one) for one in said if one.citations]
            new += [_pin(entry.own)] if entry.own else []
    if change(lambda person: person.pins.extend(new)) is not None:
        st.toast("Pinned, under its headings", icon=":material/keep:")


def _pin(text: str, *, heading: bool = False, sentence: Sentence | None = None) -> Pin:
    return Pin(id=secrets.token_hex(4), text=text, heading=heading, sentence=sentence)


def change(how: Callable[[Person], object]) -> Person | None:
    """Change what is kept of this person; None where it cannot be kept, which is said."""
    try:
        return session.room().people.change(session.owner(), how)
    except BriefingError as exc:
        st.toast(literal(str(exc)), icon=":material/info:")
        return None
