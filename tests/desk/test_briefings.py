"""Briefings at the desk: kept privately, edited and undone, reworded only as the gate allows, removed, restored."""

import errno
import json
import threading

import pytest

from assistant.answer import LeftOut
from assistant.briefing.briefing import Briefed, Found, Told
from assistant.desk.briefings import Briefings, Ordered
from assistant.desk.drafting import Drafting, reword, with_event
from assistant.desk.edits import Dropped, Moved, Reworded, Written, edited, parts
from assistant.rechecking.reading import read_texts
from corpus.errors import CallError, WorkError
from tests.support.briefings import RESUMES, briefing

ORDERED = Ordered(request="Brief me on the ferry")


@pytest.fixture
def store(tmp_path):
    return Briefings(tmp_path)


def names(edits, kind="developments"):
    return [one.id for part in parts(briefing(), edits) if part.kind == kind for one in part.entries]


def finished(store, one=None, owner="me"):
    kept = store.new(owner, ORDERED)
    store.put(with_event(kept, Briefed(one or briefing())))
    return store.open(kept.id, owner)


def test_a_briefing_is_kept_for_its_owner_alone_and_reopened(store, tmp_path):
    kept = finished(store)
    file = tmp_path / "briefings" / f"{kept.id}.json"
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700
    again = Briefings(tmp_path)
    assert again.open(kept.id, "me").briefing == briefing()
    assert [one.name for one in again.list("me")] == ["Brief me on the ferry"] and again.list("you") == []
    signed = finished(store, owner="user:a")
    with pytest.raises(CallError):
        again.open(signed.id, "user:b")
    with pytest.raises(CallError):
        again.open("../x", "me")


def test_a_copy_of_a_file_is_a_briefing_of_its_own_and_what_holds_none_is_named(store, tmp_path):
    kept, folder = finished(store), tmp_path / "briefings"
    text = (folder / f"{kept.id}.json").read_text("utf-8")
    for name in ("a" * 32, "a copy"):
        (folder / f"{name}.json").write_text(text, "utf-8")
    (folder / f"{'b' * 32}.json").write_text(text.replace('"2021-06-14"', '"not a day"'), "utf-8")
    assert {one.id for one in store.list("me")} == {kept.id, "a" * 32} and store.open("a" * 32, "me").id == "a" * 32
    assert store.damaged == ("a copy.json", f"{'b' * 32}.json")
    with pytest.raises(CallError, match="is damaged"):
        store.open("b" * 32, "me")
    with pytest.raises(CallError, match="the day of an item is none: not a day"):
        read_texts(folder / f"{'b' * 32}.json")


def test_a_name_and_a_text_of_ones_own_are_kept_without_control_characters(store):
    kept = store.new("me", Ordered(request="The\x00 ferry\x1b[31m\u202e, " + "and the pier " * 9))
    store.put(with_event(kept, Briefed(briefing())))
    edit = Written(entry="own.a", behind="developments.", text="Mine\x00 alone")
    assert store.edit(kept.id, "me", edit).edits[0].text == "Mine alone"
    (one,) = store.list("me")
    assert one.name.startswith("The ferry [31m, and the pier") and one.name.endswith("…") and len(one.name) <= 80


def test_edits_change_what_stands_and_each_is_undone(store):
    kept = finished(store)
    assert names([]) == ["developments.0", "developments.1"]
    for edit, left in (
        (Moved(entry="developments.1", by=-1), ["developments.1", "developments.0"]),
        (Written(entry="own.a", behind="developments.1", text="Mine."), ["developments.1", "own.a", "developments.0"]),
        (Moved(entry="own.a", by=1), ["developments.1", "developments.0", "own.a"]),
        (Dropped(entry="developments.0"), ["developments.1", "own.a"]),
        (Written(entry="own.b", behind="developments.", text="First."), ["own.b", "developments.1", "own.a"]),
    ):
        kept = store.edit(kept.id, "me", edit)
        assert names(kept.edits) == left
    now = edited(kept.briefing, kept.edits)
    assert [one.date for section, one in now.items() if section.kind == "developments"] == ["2021-06-14"]
    assert edited(kept.briefing, [Dropped(entry="disagreements.0")]).coverage.used == 1
    for _ in range(5):
        kept = store.undo(kept.id, "me")
    assert kept.edits == [] and edited(kept.briefing, kept.edits) == briefing()
    with pytest.raises(CallError, match="only who ordered"):
        store.edit(kept.id, "you", Dropped(entry="developments.0"))


def test_edits_from_two_servers_at_once_are_all_kept(store, tmp_path):
    kept = finished(store)

    def write(name):
        mine = Briefings(tmp_path)  # as another process has it: with locks of its own
        for number in range(15):
            mine.edit(kept.id, "me", Written(entry=f"own.{name}{number}", behind="developments.", text="Mine."))

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    edits = store.open(kept.id, "me").edits
    assert sorted(one.entry for one in edits) == sorted(f"own.{name}{number}" for name in "ab" for number in range(15))
    store.put(kept)  # the end of its writing takes no edit away
    assert len(store.open(kept.id, "me").edits) == 30


def test_no_edit_replaces_one_that_its_maker_has_not_seen(store, tmp_path):
    kept, other = finished(store), Briefings(tmp_path)
    store.edit(kept.id, "me", Moved(entry="developments.1", by=-1), seen=0)
    with pytest.raises(CallError, match="changed meanwhile in another tab"):
        other.edit(kept.id, "me", Dropped(entry="developments.1"), seen=0)
    with pytest.raises(CallError, match="changed meanwhile in another tab"):
        other.undo(kept.id, "me", seen=0)
    assert len(other.edit(kept.id, "me", Dropped(entry="developments.0"), seen=0).edits) == 2
    assert len(other.undo(kept.id, "me", seen=2).edits) == 1


def test_a_section_of_which_all_is_dropped_is_gone_and_an_edit_of_what_is_gone_does_nothing():
    edits = [Dropped(entry="positions.0"), Moved(entry="positions.0", by=1), Dropped(entry="nowhere.9")]
    assert "positions" not in [part.kind for part in parts(briefing(), edits)]


def test_a_removed_briefing_is_restored_or_deleted_for_good(store, tmp_path):
    kept = finished(store)
    store.remove(kept.id)
    assert store.list("me") == [] and [one.id for one in store.list("me", removed=True)] == [kept.id]
    store.put(kept)  # the end of its writing brings nothing back
    assert store.list("me") == []
    store.restore(kept.id)
    assert store.open(kept.id, "me").briefing == briefing() and store.list("me", removed=True) == []
    store.remove(kept.id)
    store.delete(kept.id)
    assert store.list("me", removed=True) == [] and not list(tmp_path.rglob("*.json"))


def test_what_comes_is_kept_section_by_section_in_reading_order(store):
    kept = store.new("me", ORDERED)
    one = briefing()
    for kind in ("positions", "developments", "developments", "bottom_line"):
        item = next(item for section, item in one.items() if section.kind == kind)
        kept = with_event(kept, Told(kind, item))
    kept = with_event(kept, Found(one.coverage))
    assert [(each.kind, len(each.items)) for each in kept.sections] == [
        ("bottom_line", 1),
        ("developments", 2),
        ("positions", 1),
    ]
    assert kept.coverage == one.coverage and kept.briefing is None
    kept = with_event(kept, Briefed(one))
    assert kept.status == "done" and kept.sections == [] and kept.briefing == one


class Desk:
    """Briefs as told: after `go` is set, and raises what it is given."""

    def __init__(self, error=None):
        self.go, self.asked, self.error = threading.Event(), {}, error

    def brief_events(self, request="", **asked):
        self.asked = {"request": request} | asked
        yield Found(briefing().coverage)
        assert self.go.wait(30)
        if self.error:
            raise self.error
        yield Told("developments", briefing().sections[1].items[0])
        yield Briefed(briefing())


def ended(drafting, desk, kept):
    desk.go.set()
    worker = next((one for one in threading.enumerate() if one.name == f"brief-{kept.id[:8]}"), None)
    if worker is not None:
        worker.join(30)
    assert not drafting.live(kept.id)


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (None, "done", None),
        (WorkError("the model is gone: start it"), "failed", "the model is gone: start it"),
        (CallError("name a topic"), "failed", "name a topic"),
    ],
)
def test_a_briefing_is_written_in_the_background_and_its_end_is_kept(store, error, status, said):
    drafting, desk, kept = Drafting(store), Desk(error), store.new("me", ORDERED)
    drafting.start(desk, kept)
    assert drafting.live(kept.id)
    ended(drafting, desk, kept)
    found = store.open(kept.id, "me")
    assert (found.status, found.error) == (status, said)
    assert desk.asked == ORDERED.model_dump()


def test_a_briefing_for_which_there_is_no_room_is_shown_with_the_reason_and_kept_once_there_is(store, monkeypatch):
    def full(file, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    drafting, desk, kept = Drafting(store), Desk(), store.new("me", ORDERED)
    with monkeypatch.context() as patched:
        patched.setattr("assistant.desk.briefings.write", full)
        drafting.start(desk, kept)
        ended(drafting, desk, kept)
        shown = drafting.open(kept.id, "me")
        assert shown.briefing == briefing() and shown.status == "done"
        assert shown.error == (
            "the briefing cannot be kept (No space left on device): free disk space or check the rights"
        )
        with pytest.raises(CallError):
            drafting.open("0" * 32, "me")
    assert store.open(kept.id, "me").briefing is None
    assert drafting.open(kept.id, "me").error is None and store.open(kept.id, "me").briefing == briefing()


def test_a_stopped_briefing_keeps_what_has_come(store):
    drafting, desk, kept = Drafting(store), Desk(), store.new("me", ORDERED)
    drafting.start(desk, kept)
    drafting.stop(kept.id)
    ended(drafting, desk, kept)
    found = store.open(kept.id, "me")
    assert found.status == "stopped" and found.briefing is None


def test_a_kept_and_edited_briefing_can_be_read_again_as_it_stands(store, tmp_path):
    kept = store.edit(finished(store).id, "me", Dropped(entry="positions.0"))
    (found,) = read_texts(tmp_path / "briefings" / f"{kept.id}.json")
    assert "positions" not in [one.kind for one in found.sections]


def test_a_reworded_sentence_keeps_its_markers_or_is_refused_with_its_reason(tmp_path):
    from corpus.store.archive import Archive
    from tests.support.page import make_archive

    archive = Archive.open(make_archive(tmp_path))
    sentence = briefing().sections[1].items[1].sentences[0]
    assert sentence.text == RESUMES["sentences"][0]["text"]
    taken = reword(archive, "developments.1", 0, sentence, "The ferry to Gull Island will resume on 14 June.")
    assert taken.passed and taken.passed.citations == sentence.citations
    assert taken.passed.text == "The ferry to Gull Island will resume on 14 June. [1]"
    after = edited(briefing(), [taken])
    assert after.sections[1].items[1].sentences == [taken.passed] and taken.passed.text in after.text
    refused = reword(archive, "developments.1", 0, sentence, "The ferry to Gull Island will resume on 19 June.")
    assert isinstance(refused.refused, LeftOut) and refused.refused.reasons
    turned = reword(archive, "developments.1", 0, sentence, "The train to Gull Island will resume on 14 June.")
    assert turned.refused and turned.refused.reasons == ["says 'train' in the place of 'ferry'"]
    (entry,) = [each for part in parts(briefing(), [refused]) for each in part.entries if each.refused]
    assert entry.item == briefing().sections[1].items[1] and entry.refused[0] == refused.refused
    kept = json.loads(json.dumps(Reworded.model_dump(refused, mode="json")))
    assert Reworded.model_validate(kept) == refused


@pytest.mark.parametrize(
    "edit",
    [
        Dropped(entry="nowhere.9"),
        Moved(entry="developments.7", by=1),
        Reworded(entry="developments.7", number=0),
        Reworded(entry="developments.0", number=3),
        Written(entry="own.a", behind="nowhere.9", text="Mine."),
    ],
)
def test_an_edit_of_what_is_not_there_is_one_clear_error(store, edit):
    kept = finished(store)
    with pytest.raises(CallError, match=r"has no (entry|sentence)"):
        store.edit(kept.id, "me", edit)
    assert store.open(kept.id, "me").edits == []
    with pytest.raises(CallError, match="is not written yet"):
        store.edit(store.new("me", ORDERED).id, "me", Dropped(entry="developments.0"))


def test_a_bottom_line_goes_with_what_it_cites():
    assert edited(briefing(), [Dropped(entry="developments.0")]).sections[0].kind == "bottom_line"
    left = edited(briefing(), [Dropped(entry="developments.1")])
    assert "bottom_line" not in [one.kind for one in left.sections] and "back in June" not in left.text
