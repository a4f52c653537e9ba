"""The tray: what a person has pinned, put in order under headings, with text of their own between, and taken away."""

import secrets
from collections.abc import Sequence
from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.desk.people import Person, Pin, Pinned
from corpus import clock
from corpus.text.counting import counted
from ui import render
from ui.export.document import Document, Line, Part, Sources, footer, words
from ui.page import session, undoing
from ui.page.parts.downloads import downloads, word
from ui.page.parts.panel import hint
from ui.page.parts.pinning import change
from ui.safe import cut, escape, json_text

OWN = "Note of the analyst:"  # before what is not of the archive, on the page and in every form


@st.fragment
def tray(desk: Assistant) -> None:
    """What is pinned, in its order; where nothing is, how it comes to be."""
    pins = session.room().people.read(session.owner()).pins
    with st.container(key="tray"):
        undoing.undo("pin")
        if not pins:
            hint("Press a number to read its source here. What you pin is kept here too.")
            return
        with st.expander(f"Pinned ({len(pins)})", icon=":material/keep:", expanded=True):
            for at, pin in enumerate(pins):
                _pin(pin, at, len(pins) - 1)
            with st.form("tray-own", border=False, clear_on_submit=True):
                text = st.text_area("Text of your own", key="tray-text", max_chars=4000, height=70)
                heading = st.toggle("As a heading", key="tray-heading")
                if session.filled(st.form_submit_button("Add"), text, "some text"):
                    change(lambda one: one.pins.append(_own(text.strip(), heading=heading)))
                    st.rerun(scope="fragment")
            title = st.text_input("Title", "Brief", key="tray-title", max_chars=160)
            made = document(desk, pins, title)
            with st.container(horizontal=True, gap="small"):
                word(lambda: made, key="tray-export")
                with st.popover("Export", icon=":material/download:", key="tray-export", type="tertiary"):
                    held = Pinned(title=title, pins=pins).model_dump(mode="json")
                    downloads(made, lambda: json_text(held).encode(), key="tray-export")


def _pin(pin: Pin, at: int, last: int) -> None:
    if pin.heading:
        st.html(f'<div class="group">{escape(cut(pin.text))}</div>')
    elif pin.sentence is None:
        st.html(f'<div class="item own"><span class="lead">{OWN}</span> {escape(pin.text)}</div>')
    else:
        first = pin.sentence.citations[0]
        about = render.about(first.title, first.source, first.published, None)
        st.html(
            f'<div class="item">{escape(render.own_words(pin.sentence))}<div class="why">{escape(about)}</div></div>'
        )
    with st.container(horizontal=True, gap="small"):
        for word, by, end in (("Up", -1, 0), ("Down", 1, last)):
            icon, move = f":material/arrow_{word.lower()}ward:", partial(_move, pin.id, by=by)
            st.button(word, key=f"{word}-{pin.id}", icon=icon, type="tertiary", disabled=at == end, on_click=move)
        off = partial(_unpin, pin, at)
        st.button("Unpin", key=f"unpin-{pin.id}", icon=":material/close:", type="tertiary", on_click=off)


def _move(id: str, *, by: int) -> None:
    change(partial(_moved, id=id, by=by))


def _moved(person: Person, *, id: str, by: int) -> None:
    at = next((n for n, one in enumerate(person.pins) if one.id == id), None)
    if at is not None:
        person.pins.insert(max(0, at + by), person.pins.pop(at))


def _unpin(pin: Pin, at: int) -> None:
    if change(lambda person: setattr(person, "pins", [one for one in person.pins if one.id != pin.id])) is not None:
        undoing.gone("pin", pin.text, partial(change, lambda person: person.pins.insert(at, pin)))


def _own(text: str, *, heading: bool) -> Pin:
    return Pin(id=secrets.token_hex(4), text=text, heading=heading)


def document(desk: Assistant, pins: Sequence[Pin], title: str) -> Document:
    """The pins under their headings; what is not of the archive is marked as the analyst's."""
    sources, parts = Sources(desk.article), list[tuple[str, list[Line]]]()
    for pin in pins:
        if pin.heading or not parts:
            parts.append((cut(pin.text) if pin.heading else "", []))
        if pin.sentence is not None:
            parts[-1][1].append(sources.line([pin.sentence]))
        elif not pin.heading:
            parts[-1][1].append(words(pin.text, OWN))
    found = tuple(Part(heading or counted(len(lines), "finding"), tuple(lines)) for heading, lines in parts)
    today, archive = clock.today(), session.room().folder.name
    return Document(
        cut(title), found, sources.listed(), footer(archive, desk.archive.counts()[0], today, "chosen by hand")
    )
