"""What a person keeps in the library: searches under a name, tags and notes on articles; and several at once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import streamlit as st

from assistant.assistant import Assistant
from assistant.desk.people import Mark, Person, Search
from assistant.desk.upkeep import restore
from assistant.language.stems import stem
from corpus.article import Article, Span
from corpus.errors import BriefingError, CallError
from corpus.store.reads import Row
from corpus.text.counting import counted
from corpus.text.spelling import plain
from corpus.text.stop_words import FUNCTION
from ui.page import address as place
from ui.page import session, undoing
from ui.page.parts.downloads import take
from ui.safe import cut, json_text, literal

FIELDS = ("browse-words", "browse-outlet", "browse-kind", "browse-tag")
MOST = 200  # marks in one article
WORD = re.compile(r"\w+")
FIELDS_OF = ("id", "title", "source", "kind", "published", "updated", "author", "url", "language", "text")


def searches(now: Search, person: Person) -> None:
    """The searches that are kept, and a way to keep this one."""
    with st.popover("Searches", icon=":material/bookmark:", key="searches", type="tertiary"):
        undoing.undo("search")
        for at, one in enumerate(person.searches):
            with st.container(horizontal=True, wrap=False):
                st.button(literal(cut(one.name, 60)), key=f"search-{at}", type="tertiary", on_click=_again, args=(one,))
                st.button("Forget", key=f"forget-{at}", type="tertiary", on_click=_forget, args=(one,))
        with st.form("keep-search", border=False, clear_on_submit=True):
            name = st.text_input("Keep this search as", key="search-name", max_chars=60, placeholder=now.words)
            kept = name.strip() or now.words.strip()
            if session.filled(st.form_submit_button("Keep the search"), kept, "it a name"):
                _change(lambda one: one.searches.append(now.model_copy(update={"name": kept})))
                st.rerun()


def _again(one: Search) -> None:
    for field, value in zip(FIELDS, (one.words, one.outlet, one.kind, one.tag), strict=True):
        st.session_state[field] = value or ""


def _forget(one: Search) -> None:
    _change(lambda person: person.searches.remove(one) if one in person.searches else None)
    undoing.gone("search", one.name, partial(_change, lambda person: person.searches.append(one)))


def _change(change: Callable[[Person], object]) -> None:
    try:
        session.room().people.change(session.owner(), change)
    except BriefingError as exc:
        st.toast(literal(str(exc)), icon=":material/info:")


def marked(desk: Assistant, rows: list[Row], words: str, tag: str | None, person: Person) -> list[Row]:
    """The rows with the tag, if there is one; and, for words, those besides whose own tags or note hold them all."""
    wanted, known = words.casefold().split(), {row.id for row in rows}
    for id, mark in person.marks.items():
        held = " ".join([mark.note, *mark.tags]).casefold()
        if wanted and id not in known and all(word in held for word in wanted):
            try:
                one = desk.article(id)
            except CallError:
                continue
            rows = [*rows, Row(id, one.title, one.source, one.kind, one.published, one.version, None)]
    return [row for row in rows if not tag or (row.id in person.marks and tag in person.marks[row.id].tags)]


def mark_form(id: str) -> None:
    """Tags and a note of one's own on an article."""
    mark = session.room().people.read(session.owner()).marks.get(id, Mark())
    label = "Tags and note" + (f": {', '.join(mark.tags)}" if mark.tags else "")
    with st.expander(literal(cut(label, 80)), icon=":material/sell:"), st.form(f"mark-{id}", border=False):
        tags = st.text_input("Tags, with commas between them", ", ".join(mark.tags), key=f"tags-{id}", max_chars=200)
        note = st.text_area("Note", mark.note, key=f"note-{id}", max_chars=2000)
        if st.form_submit_button("Keep tags and note"):
            kept = Mark(tags=list(dict.fromkeys(filter(None, map(str.strip, tags.split(","))))), note=note.strip())
            _change(lambda person: person.marks.update({id: kept}))
            st.rerun()


def found_in(desk: Assistant, id: str, words: str) -> list[Span]:
    """Where the words searched for stand in the article, in any of their forms; function words only where all are."""
    given = WORD.findall(words)[:20]
    wanted = set().union(*map(_forms, [one for one in given if one.casefold() not in FUNCTION] or given))
    text = desk.article(id).text if wanted else ""
    found = (one for one in WORD.finditer(text) if wanted & _forms(one[0]))
    return [Span(one.start(), one.end()) for one in islice(found, MOST)]


def _forms(word: str) -> set[str]:
    return {stem(word.casefold()), plain(word)}


def several(desk: Assistant, rows: Sequence[Row]) -> None:
    """What can be done with several articles at once."""
    with st.container(key="several"):
        _several(desk, rows)


def _several(desk: Assistant, rows: Sequence[Row]) -> None:
    st.subheader(counted(len(rows), "article"))
    for row in rows[:8]:
        st.caption(literal(cut(row.title, 90)))
    live = [row for row in rows if not row.removed]
    one = len(rows) == 1
    if live and st.button("Ask only this" if one else "Ask only these", key="several-ask", icon=":material/forum:"):
        chosen = session.preferences()
        chosen.scope = replace(
            chosen.scope, source=None, since=None, until=None, articles=tuple(row.id for row in live)
        )
        place.show(None)
        session.keep()
        # A page is known by its address alone: this one stands for that of the questions.
        st.switch_page(st.Page(lambda: None, url_path="ask", title="Ask", default=True))
    take(
        "Take away as JSON Lines",
        lambda: "".join(json_text(_fields(desk.article(row.id)), indent=None) + "\n" for row in rows).encode(),
        "articles.jsonl",
        "application/jsonl",
        key="several-export",
        icon=":material/download:",
    )
    if live and st.button(
        "Remove it" if one else "Remove all of these",
        key="several-remove",
        icon=":material/delete:",
        help="What is removed can be restored",
    ):
        try:
            remove(desk, live)
        except BriefingError as exc:
            st.error(literal(str(exc)))
        else:
            st.rerun()


def remove(desk: Assistant, rows: Sequence[Row]) -> None:
    """Remove articles; the list then offers to undo it, and none is open."""
    ids = [row.id for row in rows]
    desk.archive.remove(ids)
    undoing.gone(
        "article", rows[0].title if len(rows) == 1 else counted(len(rows), "article"), partial(bring_back, ids)
    )
    st.session_state["browse-closed"] += 1


def bring_back(ids: Sequence[str]) -> None:
    """Restore articles."""
    restore(session.room().folder, session.room().settings, ids)
    undoing.forget("article")


def _fields(one: Article) -> dict[str, object]:
    return {name: getattr(one, name) for name in FIELDS_OF if getattr(one, name) is not None}
