"""Today: what arrived since the last visit, the newest editions with what changed, and how the subscriptions do."""

from functools import partial

import streamlit as st

from assistant.answer import LONGEST, Citation
from assistant.assistant import Assistant
from assistant.daily.changes import compare
from assistant.daily.editions import Edition, Editions
from corpus import clock
from corpus.article import Span
from corpus.errors import BriefingError
from corpus.store.archive import Archive
from corpus.subscriptions.subscription import Subscription, Subscriptions
from corpus.text.counting import counted
from ui import items, render
from ui.page import address as place
from ui.page import once, session, undoing
from ui.page.parts.panel import source_panel
from ui.page.parts.welcome import empty_archive
from ui.safe import cut, escape, literal, named

MOST = 200  # articles that are listed
NEW = '<span class="why">new</span> '


@once.page
def page() -> None:
    """The page."""
    desk = session.desk_or_none()
    if desk is None:
        empty_archive("Today")
        return
    archive, person = desk.archive, session.room().people.read(session.owner())
    rows = archive.arrivals.since(person.seen or _day_ago(), MOST + 1)
    came = list({id: (id, version, at) for id, version, at in rows}.values())  # of each article what came last
    since = f"since {render.moment(person.seen)}" if person.seen else "in the last day"
    count = f"more than {MOST} articles" if len(rows) > MOST else counted(len(came), "article")
    st.html(f'<div class="hero"><h1>Today</h1><p><b>{count}</b> arrived {escape(since)}.</p></div>')
    if came and st.button("Mark all as read", icon=":material/done_all:", key="read-all"):
        seen = rows[-1][2] if len(rows) <= MOST else archive.arrivals.last_of_all() or ""
        session.room().people.change(session.owner(), lambda one: setattr(one, "seen", seen))
        st.rerun()
    opened = _opened(Editions(archive))
    text, aside = st.columns([7, 5], gap="large") if opened else (st.container(), None)
    with text:
        topics, arrived, sources = st.tabs(["Editions", "Arrived", "Subscriptions"], key="today-tab")
        with topics:
            _editions(archive, person.seen)
        with arrived:
            _arrived(desk, came[:MOST], person.seen)
        with sources:
            _subscriptions(Subscriptions(archive))
    if aside is not None and opened is not None:
        with aside:
            source_panel(desk, opened.article_id, opened.version, [Span(opened.start, opened.end)], key="today")


def _opened(kept: Editions) -> Citation | None:
    """What the address's `source` names: `TOPIC.MARKER`, the topic by its place, in the edition of it that is shown."""
    turn, _, named = place.source().partition(".")
    names = kept.names()
    if not turn.isdecimal() or int(turn) >= len(names):
        return None
    edition = kept.open(names[int(turn)], st.session_state.get(f"edition-{names[int(turn)]}"))
    cited = (one for sentence in edition.briefing.sentences() for one in sentence.citations)
    return next((one for one in cited if str(one.marker) == named), None)


def _day_ago() -> str:
    from datetime import datetime, timedelta

    return clock.moment(datetime.fromisoformat(clock.now()) - timedelta(days=1))


def _editions(archive: Archive, seen: str) -> None:
    kept = Editions(archive)
    names = kept.names()
    if not names:
        st.info(
            "No edition yet. An edition tells what is new on a topic since the one before it. Topics are named on the "
            "command line: `briefing topics add NAME REQUEST`, then `briefing watch` or `briefing edition NAME`."
        )
    for turn, name in enumerate(names):
        numbers = kept.numbers(name)
        chosen, other = numbers[-1], None
        if len(numbers) > 1:
            with st.container(horizontal=True):
                chosen = st.selectbox(
                    f"Edition of {cut(name, 60)}", numbers[::-1], key=f"edition-{name}", width=220, format_func=str
                )
                others = [one for one in numbers[::-1] if one != chosen]
                other = st.selectbox(
                    "Compared with", others, index=None, key=f"beside-{name}", width=220, placeholder="none"
                )
        shown = kept.open(name, chosen)
        _edition(shown, seen, turn)
        if other is not None:
            _differences(kept.open(name, other), shown)


def _edition(edition: Edition, seen: str, turn: int) -> None:
    mark = NEW if edition.made > seen else ""
    changes = edition.changes
    told = "nothing new" if edition.empty else counted(len(changes.new), "new item")
    line = f"{told}, {len(changes.changed)} changed, {len(changes.gone)} gone, {changes.unchanged} as they were"
    st.html(f'<h2 class="section">{mark}{escape(cut(edition.title))}</h2><div class="why">{escape(line)}</div>')
    for section in edition.briefing.sections:
        st.html(items.heading(section.heading) + "".join(items.item(one, turn) for one in section.items))


def _differences(old: Edition, new: Edition) -> None:
    """What one edition tells otherwise than another."""
    found = compare(old, new)
    lines = [f"<li>Told anew: {_quoted(one)}</li>" for one in found.new]
    lines += [
        f"<li>Changed: {_quoted(one.before)} now: {_quoted(one.now)}</li>"
        for one in found.changed
        if one.now is not None
    ]
    lines += [f"<li>{escape(one.how.capitalize())}: {_quoted(one.before)}</li>" for one in found.gone]
    same = f'<div class="why">{counted(found.unchanged, "item")} in both</div>'
    st.html(items.heading(f"Edition {new.number} beside edition {old.number}") + f"<ul>{''.join(lines)}</ul>{same}")


def _quoted(one: Citation) -> str:
    return f"“{escape(cut(one.quote, LONGEST))}” ({escape(cut(one.title, 200))})"


def _told(kept: Editions, seen: str) -> dict[str, set[str]]:
    """By topic, the articles that its editions since the last visit tell as new."""
    found: dict[str, set[str]] = {}
    for name in kept.names():
        for number in reversed(kept.numbers(name)):
            if (edition := kept.open(name, number)).made <= seen:
                break
            found.setdefault(name, set()).update(one.article_id for one in edition.changes.new)
    return found


def _arrived(desk: Assistant, came: list[tuple[str, int, str]], seen: str) -> None:
    """What arrived, by the topics whose editions tell it, and all of it by outlet."""
    told, topics, outlets = _told(Editions(desk.archive), seen), dict[str, list[str]](), dict[str, list[str]]()
    for id, version, _ in came:
        one = desk.article(id, version)
        again = " (changed)" if version > 1 else ""
        line = f"<li>{NEW}{escape(cut(one.title))}{again}, {escape(render.day(one.published))}</li>"
        outlets.setdefault(named(one.source, 60, "no outlet named"), []).append(line)
        for name in (name for name, ids in told.items() if id in ids):
            topics.setdefault(name, []).append(line)
    for kind, groups in (("Topic", topics), ("Outlet", outlets)):
        for name, lines in sorted(groups.items()):
            st.html(f'<h2 class="section">{kind} {escape(name)}: {len(lines)}</h2><ul>{"".join(lines)}</ul>')
    if not came:
        st.info("Nothing has arrived.")


def _subscriptions(kept: Subscriptions) -> None:
    found = kept.all()
    undoing.undo("subscription")
    for number, one in enumerate(found):
        _subscription(kept, one, number)
    if not found:
        st.info("Nothing is subscribed to yet.")
    with st.form("subscribe", clear_on_submit=True, border=False):
        source = st.text_input("Address of a feed", key="subscribe-source", placeholder="https://…")
        if session.filled(st.form_submit_button("Subscribe"), source, "the address"):
            try:
                kept.add(source.strip(), now=clock.now())
            except BriefingError as exc:
                st.error(literal(str(exc)))
            else:
                st.rerun()


def _subscription(kept: Subscriptions, one: Subscription, number: int) -> None:
    looked = f"looked at {render.moment(one.health.looked)}" if one.health.looked else ""
    news = f", last new {render.moment(one.health.last_new)}" if one.health.last_new else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f"<div><b>{escape(cut(one.title or one.source))}</b>: {escape(cut(one.health.state))}"
            f'<div class="why">{escape(one.kind)}, every {counted(one.every, "minute")}{looked and ", " + looked}{news}'
            "</div></div>"
        )
        if st.button("Remove", key=f"unsubscribe-{number}", type="tertiary", help="What it gave stays"):
            kept.remove(one.source)
            undoing.gone("subscription", one.title or one.source, partial(kept.put, one))
            st.rerun()
