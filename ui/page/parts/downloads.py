"""Buttons that take a text away: Word at once, and one for each form; a file is made when its button is pressed."""

from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Any

import streamlit as st
from streamlit import runtime

from corpus.errors import WorkError
from ui import fonts
from ui.export.document import Document
from ui.export.forms import FORMS
from ui.safe import literal

HINTS = {"RIS": "The sources, for Zotero, EndNote or Citavi"}
KEPT = cycle(range(64))  # places of the files that were made last, of all tabs


def take(label: str, make: Callable[[], bytes], name: str, media: str, **how: Any) -> None:  # noqa: ANN401 - Streamlit's
    """A button that has a file made when it is pressed, outside of a run of the page's script, and taken away."""
    st.download_button(label, partial(_kept, make, name, media), name, media, on_click="ignore", **how)


def _kept(make: Callable[[], bytes], name: str, media: str) -> bytes:
    """What was made; it is kept until its browser has surely fetched it.

    Streamlit by itself lets go of it after two runs of the script, of whichever tab: with several tabs, which all look
    now and then whether there is news, that is within a second.
    """
    data = make()
    if runtime.exists():
        files = runtime.get_instance().media_file_mgr
        files.add(data, media, f"taken-{next(KEPT)}", name, is_for_static_download=True)
    return data


def word(make: Callable[[], Document], *, key: str) -> None:
    """The button of the form that is wanted most; `make` is called outside of a run of the page's script."""
    form = FORMS["Word"]
    take(
        "Word file",
        lambda: form.make(make()),
        f"briefing.{form.suffix}",
        form.media,
        icon=":material/description:",
        key=f"{key}-at-once",
        type="tertiary",
        help="Other forms stand under Export",
    )


def downloads(made: Document, json: Callable[[], bytes], *, key: str) -> None:
    """The buttons of all forms of a document, and of its JSON."""
    for name, form in FORMS.items():
        blocked = _no_font() if name == "PDF" else None
        take(
            name,
            partial(form.make, made),
            f"briefing.{form.suffix}",
            form.media,
            key=f"{key}-{form.suffix}",
            width="stretch",
            disabled=blocked is not None,
            help=blocked or HINTS.get(name),
        )
    take(
        "JSON",
        json,
        "briefing.json",
        "application/json",
        key=f"{key}-json",
        width="stretch",
        help="Everything, with the offsets of each quotation",
    )


def _no_font() -> str | None:
    try:
        fonts.find()
    except WorkError as exc:
        return literal(str(exc))
    return None
