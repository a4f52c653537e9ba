"""Ten days of watching: feeds, a folder and a page, two topics, three ways of sending, and a kill at a random moment
of each day: nothing is lost, nothing is fetched, told or sent twice, and what is wrong with a source is said.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress

import pytest

from assistant.daily.editions import Editions
from assistant.daily.topics import Topic, Topics
from corpus.store.archive import Archive
from corpus.subscriptions.subscription import Subscriptions
from tests.daily.conftest import at
from tests.daily.test_delivery import Hook, hook
from tests.support.feeds import item, page, rss
from tests.support.mail import postbox
from tests.support.site import news_site
from tests.support.written_articles import write

DAYS = range(2, 12)
WAYS = ("mail", "atom", "webhook")
# One process imports all once; each line on its standard input is a moment, and a child of it makes the round.
ROUNDS = """
import os, sys
import assistant.assistant, assistant.daily.watch, chromadb, corpus.subscriptions.looking, ui.outgoing
from pathlib import Path
from assistant.settings import Settings
from assistant.verify import judge
from corpus.models import embedder, reader
embedder().embed_query("a ferry")
reader().read("a ferry", [("News", "The ferry sailed.")])
judge("The ferry sailed.", "The ferry sailed.")
corpus.subscriptions.looking.SLOW = 0.3
settings = Settings.from_env()
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        now, parts = line.strip(), (Path(sys.argv[1]), settings, ui.outgoing.Outgoing())
        failed = assistant.daily.watch.Watch(*parts, now=lambda: now).once().failed
        os._exit(1 if failed else 0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
DEEDS = (
    "adopted auctioned baked borrowed buried carved cleaned counted decorated demolished dredged enlarged fenced "
    "flooded forged gilded hired hoisted insured leased lifted mapped melted moved named opened paved planted polished "
    "praised rebuilt rented restored sealed sketched sold towed vaccinated weighed wired"
).split()
THINGS = (
    "anchors apples banners barrels bells bicycles blankets boots bricks candles carpets clocks coins crutches drums "
    "eggs feathers flutes gloves hammers helmets horses kettles ladders lanterns maps mirrors needles oars pianos "
    "pillows plates ropes saddles shovels spoons statues tents umbrellas violins"
).split()
PEOPLE = (
    "actors bakers barbers bishops butchers carpenters chemists clerks coopers dancers dentists drivers farmers "
    "firemen florists gardeners glaziers grocers hatters judges lawyers masons miners monks nurses painters pilots "
    "plumbers poets porters potters printers sailors singers smiths soldiers surgeons tailors teachers weavers"
).split()
KINDS = ("ferry", "quarry", "wire", "memo")


def story(kind: str, day: int) -> str:
    """A text that shares no word with another day's or kind's but the small ones and its subject."""
    one = (day - DAYS[0]) * len(KINDS) + KINDS.index(kind)
    deed, thing, people = DEEDS[one], THINGS[one], PEOPLE[one]
    return (
        f"The {people} of the {kind} {deed} {100 + 7 * one} {thing} on behalf of their families. "
        f"Those {thing} belong with the {kind}, as all {people} agree."
    )


class Rounds:
    """Rounds of watching in processes of their own."""

    def __init__(self, archive, environment):
        call = [sys.executable, "-c", ROUNDS, str(archive)]
        env = os.environ | environment | {"OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        assert self.process.stdout.readline() == "ready\n"

    def run(self, now, kill_after=None):
        """The exit status of a round at that moment; killed after some seconds where it is still at work."""
        self.process.stdin.write(now + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)  # the moment itself is what is tried
            with suppress(ProcessLookupError):  # it is done
                os.kill(child, signal.SIGKILL)
        return int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


class Island:
    """What the feeds, the folder and the page have on each day."""

    def __init__(self, site, folder):
        self.site, self.folder, self.listed, self.wire = site, folder, [], []

    def dawn(self, day):
        """The day begins."""
        site, date = self.site, f"2026-11-{day:02}"
        site.put(f"/ferry-{day}", page(f"News of the ferry {day}", story("ferry", day), date))
        self.listed.insert(0, item(f"{site.url}/ferry-{day}", f"News of the ferry {day}", date))
        quarry = item(f"{site.url}/quarry-{day}", f"News of the quarry {day}", date, story("quarry", day))
        self.listed.insert(0, quarry)
        self.wire.insert(0, item(f"{site.url}/wire/{day}", f"Wire {day}", date, story("wire", day)))
        write(self.folder / f"{day}.jsonl", [_memo(day)])
        self._odd(day, date)
        broken = {"status": 500} if day in (5, 6) else {}
        site.put("/feed", rss("Harbour Post", *self.listed[:14]), "application/rss+xml", ETag=f'"{day}"')
        site.put("/wire", rss("Island Wire", *self.wire[:12]), "application/rss+xml", **broken)
        span = ("three", "four", "five")[day // 4]
        site.put("/living", page("The bridge", f"The bridge over the strait has {span} lanes by now.", "2026-11-01"))

    def _odd(self, day, date):
        """What does not happen every day."""
        site = self.site
        if day == 4:
            site.put("/undated", page("Whenever", "Nobody can tell when this came to pass on the island.", None))
            self.listed.insert(0, item(site.url + "/undated", "Whenever", None))
            self.listed.insert(0, item(site.url + "/gone", "Gone", date))
        if day == 5:
            text = story("ferry", 3).replace(".", ", as was put right on Thursday.", 1)
            site.put("/ferry-3", page("Corrected: ferry 3", text, "2026-11-03"))
            self.listed = [
                one.replace("<title>News of the ferry 3<", "<title>Corrected: ferry 3<") for one in self.listed
            ]
        if day == 7:
            self.listed = [one for one in self.listed if "/quarry-6<" not in one]
        if day == 8:  # to the letter what it told on the second, under another address
            self.wire.insert(0, item(site.url + "/wire/copy", "Wire copy", date, story("wire", 2)))
        if day == 9:
            (self.folder / "3.jsonl").unlink()


def _memo(day):
    made = {"id": f"memo-{day}", "title": f"Memo {day}", "published": f"2026-11-{day:02}", "source": "Memos"}
    return made | {"text": story("memo", day)}


def _environment(folder, box, address):
    return {
        "SSL_CERT_FILE": str(box.certificate),
        "BRIEFING_MAIL_SERVER": box.address,
        "BRIEFING_MAIL_FROM": "desk@island.invalid",
        "BRIEFING_MAIL_TO": "one@island.invalid",
        "BRIEFING_SEND_ATOM": str(folder / "editions.xml"),
        "BRIEFING_SEND_WEBHOOK": address,
        "BRIEFING_ALLOW_PRIVATE": "1",
    }


def _begin(archive, site, folder):
    """Subscribe to all sources and keep both topics."""
    subscribed = Subscriptions(archive)
    for path in ("/feed", "/wire", "/slow", "/empty"):
        subscribed.add(site.url + path, every=600, now=at(1))
    subscribed.add(site.url + "/living", page=True, every=600, now=at(1))
    subscribed.add(str(folder), sync=True, every=600, now=at(1))
    site.put("/empty", rss("Nothing"), "application/rss+xml")
    site.pages["/slow"] = lambda handler: time.sleep(0.4)  # it hangs up after a while
    for name, request in (("Island", ""), ("Ferries", "the ferry")):
        made = {"send": list(WAYS), "added": at(1), "words": 900, "form": "timeline"}
        Topics(archive).add(Topic(name=name, request=request, **made))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_days_of_watching_with_a_kill_on_each_lose_nothing_and_tell_and_send_each_thing_once(tmp_path):
    chance, archive, states = random.Random(18), Archive.open(tmp_path / "archive", create=True), {}
    (tmp_path / "inbox").mkdir()
    with news_site() as site, postbox(tmp_path) as box, hook() as address:
        _begin(archive, site, tmp_path / "inbox")
        rounds = Rounds(tmp_path / "archive", _environment(tmp_path, box, address))
        island, longest, killed = Island(site, tmp_path / "inbox"), 3.0, 0
        for day in DAYS:
            island.dawn(day)
            killed += rounds.run(at(day), kill_after=chance.uniform(0.05, longest)) == -signal.SIGKILL
            began = time.monotonic()
            assert rounds.run(at(day)) == 0
            longest = max(0.5, time.monotonic() - began)
            states[day] = {one.source.rpartition("/")[2]: one.health for one in Subscriptions(archive).all()}
        rounds.close()
        assert killed >= 4
        _archive_is_right(archive, site)
        _editions_are_right(archive)
        _each_was_sent_once(archive, box, tmp_path)
        _health_is_right(states, site)


def _archive_is_right(archive, site):
    titles = Counter(row.title for row in archive.browse(limit=500))
    expected = {f"{name} {day}" for name in ("News of the quarry", "News of the ferry", "Wire", "Memo") for day in DAYS}
    expected = expected - {"News of the ferry 3", "Memo 3"} | {"Corrected: ferry 3", "Wire copy", "The bridge"}
    assert titles == Counter(expected)
    asked = Counter(path for path in site.asked if path.startswith("/ferry"))
    assert all(count <= (4 if path == "/ferry-3" else 2) for path, count in asked.items()), asked
    assert sum(asked.values()) <= 2 * len(DAYS) + 1, "a page more for each kill at most"
    assert site.asked.count("/gone") <= 6 and site.asked.count("/undated") <= 6, (
        "three tries, and those of killed rounds"
    )


def _editions_are_right(archive):
    kept = Editions(archive)
    made = {name: [kept.open(name, number) for number in kept.numbers(name)] for name in ("Island", "Ferries")}
    for editions in made.values():
        assert [(one.number, one.made) for one in editions] == [(one, at(day)) for one, day in enumerate(DAYS, 1)]
    come = {f"{name} {day}": [day] for name in ("News of the quarry", "News of the ferry", "Memo") for day in DAYS}
    come |= {f"Wire {day}": [7 if day in (5, 6) else day] for day in DAYS} | {"The bridge": [2]}
    assert _days(made["Island"], lambda one: {cited.title for cited in one.changes.new}) == come
    ferries = {title: days for title, days in come.items() if "ferry" in title}
    assert _days(made["Ferries"], lambda one: {cited.title for cited in one.changes.new}) == ferries
    changed = {"News of the ferry 3": [5], "The bridge": [4, 8]}
    assert _days(made["Island"], lambda one: [each.before.title for each in one.changes.changed]) == changed
    gone = {"News of the quarry 6": [7], "Memo 3": [9]}
    assert _days(made["Island"], lambda one: [each.before.title for each in one.changes.gone]) == gone
    (moved,) = made["Ferries"][3].changes.changed
    assert moved.now.quote == moved.before.quote.replace(".", ", as was put right on Thursday.")
    assert not any(one.empty for one in made["Island"])


def _days(editions, titles):
    """By title the days of the editions that have it."""
    found = {}
    for one in editions:
        for title in titles(one):
            found.setdefault(title, []).append(int(one.made[8:10]))
    return found


def _each_was_sent_once(archive, box, folder):
    log = {
        (topic, way, number): archive.documents.get("delivery", f"{topic}/edition/{way}", number)["state"]
        for topic in ("Island", "Ferries")
        for way in WAYS
        for number in range(1, len(DAYS) + 1)
    }
    doubtful = {key for key, state in log.items() if state != "sent"}
    assert {log[key] for key in doubtful} <= {"doubt"} and len(doubtful) <= 3, "each by a kill right after handing over"
    mails = Counter(one["Subject"].rpartition(",")[0] for one in box.came)
    posts = Counter((body["edition"]["topic"], body["edition"]["number"]) for _, body in Hook.came)
    for topic, way, number in log:
        count = {"mail": mails[f"{topic}, edition {number}"], "webhook": posts[topic, number]}.get(way, 1)
        assert count == 1 or (count == 0 and (topic, way, number) in doubtful), (topic, way, number, count)
    feed = (folder / "editions.xml").read_text("utf-8")
    assert feed.count("<entry") == 2 * len(DAYS) == len(set(feed.split("<id>")[2:]))


def _health_is_right(states, site):
    """What was said of each source on each day."""
    assert [states[day]["wire"].failures for day in (4, 5, 6, 7)] == [0, 1, 2, 0]
    assert "500" in states[6]["wire"].error and states[11]["wire"].last_new == at(11)
    assert (states[4]["feed"].undated, states[3]["feed"].undated) == (1, 0) and len(states[4]["feed"].refused) == 2
    assert list(states[7]["feed"].withdrawn) == [site.url + "/quarry-6"] and states[11]["feed"].failures == 0
    assert states[11]["empty"].empty == len(DAYS) and states[11]["empty"].state.startswith("empty 10 times in a row")
    assert states[11]["slow"].failures == len(DAYS) and "cannot be fetched" in states[11]["slow"].error
    assert states[11]["slow"].slow >= len(DAYS), "slow besides"
    assert (states[8]["living"].last_new, states[11]["living"].last_new) == (at(8), at(8))
    assert (states[9]["inbox"].failures, states[9]["inbox"].last_new) == (0, at(9))
