"""Looking at feeds, pages and folders again and again: politely, whole or done again, with their health kept."""

import json
import os
import signal
import subprocess
import sys

import pytest

from corpus.errors import CallError
from corpus.index.vectors import VectorIndex
from corpus.models import embedder
from corpus.reading.web.robots import allowed, rules
from corpus.reading.web.visit import Visit
from corpus.store.archive import Archive
from corpus.subscriptions.files import difference, stamps
from corpus.subscriptions.looking import Looker
from corpus.subscriptions.subscription import Subscriptions
from tests.support.feeds import item, page, rss, text_of
from tests.support.site import news_site
from tests.support.written_articles import record, write
from ui.cli.main import main

LOOK = """
import sys
from corpus.index.vectors import VectorIndex
from corpus.models import embedder
from corpus.store.archive import Archive
from corpus.subscriptions.looking import Looker
archive = Archive.open(sys.argv[1])
list(Looker(archive, VectorIndex(archive), embedder(), now=lambda: sys.argv[2], allow_private=True).due())
"""


def at(hour, day=2):
    return f"2026-11-{day:02}T{hour:02}:00:00.000000Z"


class Desk:
    def __init__(self, folder):
        self.archive = Archive.open(folder / "archive", create=True)
        self.kept, self.seconds = Subscriptions(self.archive), 0.0
        self.index = VectorIndex(self.archive)

    def look(self, now, **options):
        looker = Looker(
            self.archive,
            self.index,
            embedder(),
            now=lambda: now,
            allow_private=True,
            timer=lambda: self.seconds,
            **options,
        )
        return {one.subscription.source: one for one in looker.due()}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def site():
    with news_site() as served:
        yield served


def put_feed(site, path, subjects, day="2026-11-01", **headers):
    """A feed whose entries lead to pages of their own."""
    entries = []
    for subject in subjects:
        where = f"/{subject.replace(' ', '-')}"
        site.put(where, page(f"News of the {subject}", text_of(subject), day))
        entries.append(item(site.url + where, f"News of the {subject}", day))
    site.put(path, rss("Harbour Post", *entries), "application/rss+xml", **headers)


def test_a_second_look_asks_whether_anything_changed_and_fetches_no_page_again(desk, site):
    put_feed(site, "/feed", ["ferry", "pier"], ETag='"one"')
    desk.kept.add(site.url + "/feed", every=30, now=at(6))
    (first,) = desk.look(at(6)).values()
    assert first.report.added == 2 and first.subscription.health.state == "fine"
    assert desk.look(at(6)) == {}, "it is not due"
    site.asked.clear()
    (second,) = desk.look(at(7)).values()
    assert site.asked == ["/feed"] and not second.report.news
    health = second.subscription.health
    assert (health.looks, health.taken, health.last_new, health.looked) == (2, 2, at(6), at(7))
    put_feed(site, "/feed", ["lighthouse", "ferry", "pier"], ETag='"two"')
    site.asked.clear()
    (third,) = desk.look(at(8)).values()
    assert third.report.added == 1 and site.asked == ["/feed", "/robots.txt", "/lighthouse"]


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: *\nDisallow: /private/", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf.html", True),
        ("User-agent: briefing-assistant\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/y", True),
        ("User-agent: other\nUser-agent: Briefing-Assistant\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow:", "/anything", True),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nDisallow: /a%20b", "/a b", False),
    ],
)
def test_robots_txt_is_read_as_its_rules_are_written(text, path, may):
    assert allowed(path, rules(text)) is may


def test_pages_that_a_server_asks_programs_not_to_read_are_left_alone_and_it_is_said(desk, site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /pier", "text/plain")
    put_feed(site, "/feed", ["ferry", "pier"])
    desk.kept.add(site.url + "/feed", now=at(6))
    desk.kept.add(site.url + "/pier", page=True, now=at(6))
    looks = desk.look(at(6))
    assert [row.title for row in desk.archive.browse()] == ["News of the ferry"] and "/pier" not in site.asked
    assert site.asked.count("/robots.txt") == 1
    assert "robots.txt" in looks[site.url + "/feed"].subscription.health.refused[0]
    assert "1 time in a row: its server asks programs not to" in looks[site.url + "/pier"].subscription.health.state
    site.put("/robots.txt", "", "text/plain", status=503)
    assert "could not be had" in desk.look(at(7, 4))[site.url + "/pier"].subscription.health.error


def test_a_page_that_changes_is_a_new_version(desk, site):
    site.put("/living", page("The state of the bridge", text_of("bridge"), "2026-11-01"))
    desk.kept.add(site.url + "/living", page=True, now=at(6))
    desk.look(at(6))
    site.put("/living", page("The state of the bridge", text_of("bridge") + " It was closed.", "2026-11-01"))
    (look,) = desk.look(at(8)).values()
    assert look.report.updated == 1 and look.subscription.health.last_new == at(8)


@pytest.mark.parametrize("path", ["/living", "/feed", "folder"])
def test_what_came_with_a_look_that_was_killed_before_it_was_kept_is_news_of_the_next(
    desk, site, monkeypatch, tmp_path, path
):
    folder = tmp_path / "inbox"
    folder.mkdir()

    def bring(*subjects):
        put_feed(site, "/feed", subjects)
        site.put("/living", page("The state of the bridge", text_of(subjects[0]), "2026-11-01"))
        write(folder / f"{subjects[0]}.jsonl", [record(len(subjects), published="2026-11-01")])

    def killed(*_):
        raise KeyboardInterrupt

    bring("bridge")
    desk.kept.add(str(folder) if path == "folder" else site.url + path, page=path == "/living", every=60, now=at(6))
    desk.look(at(6))
    bring("ferry", "bridge")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Subscriptions, "put", killed)
        desk.look(at(8))
    for hour in (9, 11):
        (look,) = desk.look(at(hour)).values()
        assert look.subscription.health.last_new == at(9) and not look.report.news


def test_what_fails_is_left_in_peace_ever_longer_and_as_long_as_its_server_asks(desk, site):
    source = site.url + "/feed"
    site.put("/feed", "", status=500)
    desk.kept.add(source, every=60, now=at(0))
    assert desk.look(at(0))[source].subscription.health.due == at(2)
    health = desk.look(at(2))[source].subscription.health
    assert (
        health.due == at(6) and health.state == "failed 2 times in a row: its server answered 500 Internal Server Error"
    )
    site.put("/feed", "", status=503, **{"Retry-After": "86400"})
    assert desk.look(at(6))[source].subscription.health.due == at(6, 3)
    put_feed(site, "/feed", ["ferry"])
    health = desk.look(at(7, 3))[source].subscription.health
    assert (health.failures, health.error, health.due) == (0, None, at(8, 3))


def test_undated_empty_slow_and_broken_things_are_told_and_given_up_after_some_tries(desk, site):
    source = site.url + "/feed"
    site.put("/undated", page("No day", text_of("quarry"), None))
    entries = [
        item(site.url + "/undated", "No day", None),
        item(site.url + "/gone", "Gone", "2026-11-01"),
        item(site.url + "/whole", "Whole", "2026-11-01", text_of("museum", 6) + " " + text_of("orchard", 6)),
    ]
    site.put("/feed", rss("Harbour Post", *entries), "application/rss+xml", ETag='"one"')
    desk.kept.add(source, now=at(0))
    health = desk.look(at(0))[source].subscription.health
    assert health.undated == 1 and len(health.refused) == 2 and health.taken == 1
    assert "1 entry without a day; 2 refusals at the last look" in health.state
    for hour in (2, 4, 6, 8):
        site.asked.clear()
        health = desk.look(at(hour))[source].subscription.health
        assert ("/gone" in site.asked) is (hour in (2, 4)), hour
    assert health.refused == () and health.state == "fine"
    site.put("/feed", rss("Harbour Post"), "application/rss+xml")
    looked = desk.look(at(10))[source].subscription.health
    assert (looked.empty, looked.failures) == (1, 0) and looked.state == "empty 1 time in a row"
    slow = iter((0.0, 99.0))
    looker = Looker(
        desk.archive, desk.index, embedder(), now=lambda: at(12), allow_private=True, timer=lambda: next(slow)
    )
    assert looker.look(desk.kept.find(source)).subscription.health.state == "empty 2 times in a row; slow: 99 s"


def test_an_entry_that_goes_from_the_middle_of_a_feed_is_withdrawn_and_one_from_its_end_is_not(desk, site):
    source = site.url + "/feed"
    put_feed(site, "/feed", ["ferry", "pier", "quay", "dock"])
    desk.kept.add(source, now=at(0))
    desk.look(at(0))
    put_feed(site, "/feed", ["crane", "ferry", "quay"])
    health = desk.look(at(2))[source].subscription.health
    assert health.withdrawn == (site.url + "/pier",) and health.state == "1 entry withdrawn"
    (id,) = desk.archive.documents.names("withdrawn")
    assert desk.archive.article(id).title == "News of the pier", "the archive keeps what it held"
    put_feed(site, "/feed", ["crane", "ferry", "pier", "quay"])
    assert desk.look(at(4))[source].subscription.health.withdrawn == ()
    assert desk.archive.documents.names("withdrawn") == []


@pytest.mark.parametrize(
    ("before", "now", "withdrawn"),
    [
        ("cba", "dba", "c"),  # the newest, as another came
        ("cba", "ba", "c"),  # the newest, and nothing came
        ("dcba", "edcb", ""),  # the oldest of a feed that is full
        ("abcd", "bcde", ""),  # the same of a feed that begins with its oldest
        ("abcd", "abe", "cd"),
        ("ba", "dc", ""),  # another feed altogether
        ("ba", "ba", ""),
    ],
)
def test_what_goes_from_a_feed_is_withdrawn_but_for_the_oldest_at_its_end(before, now, withdrawn):
    assert Visit(seen=dict.fromkeys(before, "")).later(dict.fromkeys(now, "")) == list(withdrawn)


def test_a_look_that_is_killed_loses_nothing_and_fetches_no_page_twice(tmp_path, site):
    subjects = ["ferry", "pier", "quay", "dock", "crane", "tower"]
    put_feed(site, "/feed", subjects)
    archive = Archive.open(tmp_path / "archive", create=True)
    Subscriptions(archive).add(site.url + "/feed", now=at(0))
    running: list[subprocess.Popen] = []
    answers = {path: site.pages[path] for path in ("/quay", "/tower")}

    def deadly(path):
        def answer(handler):
            site.pages[path] = answers[path]  # the next one who asks gets it
            os.kill(running[-1].pid, signal.SIGKILL)

        return answer

    for path in answers:
        site.pages[path] = deadly(path)
    for status in (-signal.SIGKILL, -signal.SIGKILL, 0):
        call = [sys.executable, "-c", LOOK, tmp_path / "archive", at(1)]
        running.append(subprocess.Popen(call, stderr=subprocess.PIPE))
        said = running[-1].communicate(timeout=200)[1]
        assert running[-1].returncode == status, said
    asked = [site.asked.count(f"/{subject}") for subject in subjects]
    assert asked == [1, 1, 2, 1, 1, 2], "only what was not answered is asked for again"
    assert sorted(row.title for row in archive.browse()) == sorted(f"News of the {one}" for one in subjects)
    assert VectorIndex(archive).health().whole
    assert Subscriptions(archive).find(site.url + "/feed").health.looks == 1


def test_a_link_out_of_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("Secret memo", "utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "own.txt").write_text("Own memo", "utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "inner.txt").symlink_to(folder / "own.txt")
    assert list(stamps(folder)) == ["inner.txt", "own.txt"]


def test_the_files_of_a_folder_that_cannot_be_read_are_not_gone(tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    (tmp_path / "own.txt").write_text("Own memo", "utf-8")
    (tmp_path / "sub" / "memo.txt").write_text("Memo", "utf-8")
    before = stamps(tmp_path)
    real, closed = os.scandir, tmp_path / "sub"

    def scandir(path):
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = difference(tmp_path, before)
    assert (found.now, found.changed, found.gone) == (before, [], [])
    closed = tmp_path
    with pytest.raises(PermissionError):
        difference(tmp_path, before)


def test_a_folder_is_read_where_it_changed_and_mirrored_where_that_is_asked(desk, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in (1, 2):
        write(inbox / f"{number}.jsonl", [record(number)])
    one = desk.kept.add(str(inbox), sync=True, now=at(0))
    assert desk.look(at(0))[one.source].report.added == 2
    again = desk.look(at(2))[one.source].report
    assert (again.unchanged, again.news) == (0, False), "no file was opened"
    write(inbox / "1.jsonl", [record(1, text=record(1)["text"] + " It was put right.")])
    write(inbox / "3.jsonl", [record(3)])
    (inbox / "2.jsonl").unlink()
    report = desk.look(at(4))[one.source].report
    assert (report.added, report.updated, report.removed, report.unchanged) == (1, 1, 1, 0)
    assert {row.id for row in desk.archive.browse()} == {"t-1", "t-3"}
    for file in inbox.iterdir():
        file.rename(tmp_path / file.name)
    assert desk.look(at(5))[one.source].report.removed == 0, "an empty folder may be a drive that is not there"
    inbox.rmdir()
    assert desk.look(at(6))[one.source].subscription.health.state.startswith("failed 1 time in a row: there is no")
    assert desk.archive.counts()[0] == 2, "a folder that is away has not been emptied"


def test_what_cannot_be_subscribed_to_is_one_clear_line(desk, tmp_path):
    for source, why in (
        ("ftp://a.invalid/x", "give an http"),
        ("https://me:secret@a.invalid/", "give an http"),
        (str(tmp_path / "nothing"), "there is no file or folder"),
    ):
        with pytest.raises(CallError, match=why):
            desk.kept.add(source, now=at(0))
    with pytest.raises(CallError, match="no page"):
        desk.kept.add(str(tmp_path), page=True, now=at(0))
    desk.kept.add("https://a.invalid/feed", now=at(0))
    with pytest.raises(CallError, match="already"):
        desk.kept.add("https://a.invalid/feed", now=at(0))
    with pytest.raises(CallError, match="not subscribed"):
        desk.kept.remove("https://b.invalid/feed")


def test_the_command_line_keeps_subscriptions_and_watches_them(tmp_path, site, capsys, monkeypatch):
    monkeypatch.setenv("BRIEFING_ALLOW_PRIVATE", "1")
    monkeypatch.setattr("corpus.subscriptions.looking.SLOW", 1_000.0)  # a busy machine is no slow feed
    put_feed(site, "/feed", ["ferry"])
    at_folder = ["--archive", str(tmp_path / "archive")]
    assert main(["subscriptions", "add", site.url + "/feed", "--title", "Harbour Post", *at_folder]) == 0
    assert main(["subscriptions", "export", str(tmp_path / "list.opml"), *at_folder]) == 0
    assert main(["subscriptions", "remove", site.url + "/feed", *at_folder]) == 0
    assert main(["subscriptions", "import", str(tmp_path / "list.opml"), *at_folder]) == 0
    capsys.readouterr()
    assert main(["watch", "--once", "--json", *at_folder]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["looks"] == [
        {"source": site.url + "/feed", "health": "fine", "added": 1, "updated": 0, "duplicates": 0, "removed": 0}
    ]
    assert f"{site.url}/feed: 1 added, 0 updated, 0 removed" in err
    assert main(["watch", "--once", *at_folder]) == 0
    assert capsys.readouterr().out == "0 sources looked at, 0 with something new\n"
    assert main(["subscriptions", "list", *at_folder]) == 0
    assert "Harbour Post (feed, every 60 minutes): fine" in capsys.readouterr().out
    assert main(["subscriptions", "list", "--json", *at_folder]) == 0
    assert json.loads(capsys.readouterr().out)["subscriptions"][0]["health"]["state"] == "fine"
    assert main(["subscriptions", "add", *at_folder]) == 2
