"""A briefing's sections to read, and to edit: drop, move and reword items, add text of one's own."""

import secrets
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.briefing import Briefing
from assistant.desk.briefings import Kept
from assistant.desk.drafting import reword
from assistant.desk.edits import Dropped, Edit, EditedItem, Moved, Written, parts
from corpus.errors import BriefingError
from ui import items
from ui.page import session
from ui.render import said
from ui.safe import cut, literal

LONGEST = 2_000  # characters of a sentence, or of a text of one's own


def read(briefing: Briefing, edits: Sequence[Edit]) -> None:
    """The sections as they stand."""
    shown = ""
    for part in parts(briefing, edits):
        shown += items.heading(part.heading) + "".join(_html(one) for one in part.entries)
    st.html(f"<div>{shown}</div>")


def editable(desk: Assistant, kept: Kept, briefing: Briefing) -> None:
    """The sections, with what can be done under each entry."""
    st.caption("A reworded sentence is checked again against the words that it cites. What you add is marked as yours.")
    for part in parts(briefing, kept.edits):
        st.html(items.heading(part.heading))
        _add_text(kept, f"{part.kind}.")
        for number, one in enumerate(part.entries):
            st.html(_html(one))
            with st.container(key=f"tools-{one.id}", horizontal=True, gap="small"):
                _entry(kept, one, first=number == 0, last=number == len(part.entries) - 1)
            if _shows("reword", one.id):
                _reword(desk, kept, one)
            _add_text(kept, one.id)


def _html(one: EditedItem) -> str:
    return items.item(one.item, 0, one.refused) if one.item is not None else items.own(one.own)


def _entry(kept: Kept, one: EditedItem, *, first: bool, last: bool) -> None:
    if st.button("Up", icon=":material/arrow_upward:", key=f"up-{one.id}", type="tertiary", disabled=first):
        _keep(kept, Moved(entry=one.id, by=-1))
    if st.button("Down", icon=":material/arrow_downward:", key=f"down-{one.id}", type="tertiary", disabled=last):
        _keep(kept, Moved(entry=one.id, by=1))
    if st.button("Drop", icon=":material/remove:", key=f"drop-{one.id}", type="tertiary"):
        _keep(kept, Dropped(entry=one.id))
    cites = one.item is not None and any(each.citations for each in one.item.sentences)
    if cites and st.button("Reword", icon=":material/edit:", key=f"reword-{one.id}", type="tertiary"):
        _show("reword", one.id)


def _reword(desk: Assistant, kept: Kept, one: EditedItem) -> None:
    """A field for each sentence that cites something, with the words that it cites."""
    with st.container(border=True):
        for number, sentence in enumerate(one.item.sentences if one.item else []):
            if not sentence.citations:
                continue
            text = st.text_area("Sentence", said(sentence.text), key=f"text-{one.id}-{number}", max_chars=LONGEST)
            for cited in sentence.citations:
                st.caption(literal(f"[{cited.marker}] {cut(cited.quote, 700)}"))
            pressed = st.button("Check and take", icon=":material/check:", key=f"take-{one.id}-{number}")
            if session.filled(pressed, text, "the sentence"):
                try:
                    _keep(kept, reword(desk.archive, one.id, number, sentence, said(text)))
                except BriefingError as exc:
                    st.error(literal(str(exc)))
        _cancel()


def _add_text(kept: Kept, behind: str) -> None:
    """A button, and once it was pressed a field, for text behind an entry or at the head of a section."""
    if not _shows("add", behind):
        if st.button("Add text here", icon=":material/add:", key=f"add-{behind}", type="tertiary"):
            _show("add", behind)
        return
    with st.container(border=True):
        text = st.text_area("Your text", key=f"own-{behind}", max_chars=LONGEST).strip()
        st.caption("It is marked as yours, and never as words of the archive.")
        if session.filled(st.button("Add", icon=":material/check:", key=f"own-add-{behind}"), text, "your text"):
            _keep(kept, Written(entry=f"own.{secrets.token_hex(4)}", behind=behind, text=text))
        _cancel()


def _cancel() -> None:
    if st.button("Cancel", key="cancel-editing", type="tertiary"):
        _show("", "")


def _show(what: str, id: str) -> None:
    """Open the field for an entry, or none; one is open at a time."""
    st.session_state["briefing-field"] = what, id
    st.rerun()


def _shows(what: str, id: str) -> bool:
    return bool(st.session_state.get("briefing-field") == (what, id))


def _keep(kept: Kept, edit: Edit) -> None:
    """Keep an edit, and draw the page anew."""
    if tried(partial(session.room().briefings.edit, kept.id, session.owner(), edit, seen=len(kept.edits))):
        _show("", "")


def tried(work: Callable[[], object]) -> bool:
    """Whether it was done; where not, the reason is shown."""
    try:
        work()
    except BriefingError as exc:
        st.error(literal(str(exc)))
        return False
    return True
