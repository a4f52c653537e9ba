"""Conversations are kept, answers under way survive, uploads are bounded, and the archive can be looked through."""

import io
import itertools
import json
import subprocess
import sys
import threading
import time
import zipfile

import pytest

from assistant.desk import uploads
from assistant.desk.additions import Adding, Progress
from assistant.desk.background import INTERRUPTED, Running
from assistant.desk.conversations import Conversations, Turn
from assistant.desk.suggestions import follow_ups, starters
from assistant.evaluation import drafts
from assistant.events import Done, Passed
from assistant.settings import Settings
from corpus.errors import BriefingError, CallError
from corpus.evidence import Evidence
from corpus.scope import Scope
from corpus.store.archive import Archive
from tests.page.test_render import answered, cited, said
from tests.support.page import make_archive
from ui.cli.main import main


def kept(folder, **parts):
    folder.mkdir(exist_ok=True)
    return Conversations(folder, **parts)


def turn(store, question="When does the ferry resume?", **changes):
    return Turn(question=question, asked=store.now(), **changes)


class Desk:
    """Gives an answer that a test wrote, each event when the test says so."""

    def __init__(self, *events, fails=None):
        self.script, self.fails, self.go, self.asked = events, fails, threading.Semaphore(0), []

    def events(self, question, **options):
        self.asked.append((question, options))
        for event in self.script:
            self.go.acquire()
            yield event
        if self.fails:
            raise self.fails


def events(answer):
    return [*map(Passed, answer.sentences), Done(answer)]


def test_a_copy_of_a_file_is_a_conversation_of_its_own(tmp_path):
    store = kept(tmp_path)
    one = store.new("me", "Ferries")
    store.add(one, turn(store))
    file = tmp_path / "conversations" / f"{one.id}.json"
    file.with_name(f"{'a' * 32}.json").write_bytes(file.read_bytes())
    assert {each.id for each in store.list("me")} == {one.id, "a" * 32}
    store.rename("a" * 32, "Boats")
    assert store.open(one.id, "me").name == "Ferries" and store.open("a" * 32, "me").name == "Boats"


def wait_until(true):
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline, "it did not come about within ten seconds"
        time.sleep(0.01)


def test_a_conversation_is_found_again_by_another_process_with_its_turns(tmp_path):
    store = kept(tmp_path)
    mine = store.add(store.new("browser:a"), turn(store, answer=answered(said()), status="done"))
    again = kept(tmp_path).open(mine.id, "browser:a")
    assert again == mine and again.name == "When does the ferry resume?"
    assert again.history() == [
        {"role": "user", "content": "When does the ferry resume?"},
        {"role": "assistant", "content": answered(said()).text},
    ]


def test_a_conversation_is_named_and_listed_without_control_characters(tmp_path):
    store = kept(tmp_path / "archive")
    one = store.add(store.new("me"), turn(store, "When does\x00 the ferry\x1b[31m resume?"))
    assert one.turns[0].question == "When does the ferry [31m resume?"
    store.rename(one.id, "Ferry\x07 and\u2028pier")
    store.put(one.id, group="Har\x00bour")
    (listed,) = store.list("me")
    assert (listed.name, listed.group) == ("Ferry and pier", "Har bour")


def test_a_conversation_without_a_question_leaves_nothing_behind(tmp_path):
    store = kept(tmp_path)
    empty = store.new("browser:a")
    assert store.list("browser:a") == []
    with pytest.raises(CallError):
        store.open(empty.id, "browser:a")


def test_each_person_sees_their_own_and_a_signed_in_persons_are_closed_to_others(tmp_path):
    store = kept(tmp_path)
    mine = store.add(store.new("user:ada"), turn(store))
    other = store.add(store.new("browser:b"), turn(store, "Another?"))
    assert [one.id for one in store.list("user:ada")] == [mine.id]
    assert store.open(other.id, "user:ada").id == other.id  # whoever has the link of an unsigned one may read it
    with pytest.raises(CallError, match="no such conversation"):
        store.open(mine.id, "browser:b")


def test_conversations_are_searched_renamed_and_deleted(tmp_path):
    hours = itertools.count(10)
    store = kept(tmp_path, now=lambda: f"2026-01-01T{next(hours)}:00:00+00:00")
    ferry = store.add(store.new("a"), turn(store))
    tide = store.add(store.new("a"), turn(store, "How high was the tide?"))
    assert [one.id for one in store.list("a")] == [tide.id, ferry.id]
    assert [one.id for one in store.list("a", "TIDE high")] == [tide.id]
    store.rename(ferry.id, "  The   ferry ")
    assert store.open(ferry.id, "a").name == "The ferry"
    with pytest.raises(CallError):
        store.rename(ferry.id, "  ")
    store.delete(tide.id)
    store.delete(tide.id)
    assert [one.name for one in store.list("a")] == ["The ferry"]


@pytest.mark.parametrize("id", ["../archive", "", "x" * 32, "..%2f..", "0" * 200])
def test_an_id_that_is_none_reaches_no_file(tmp_path, id):
    with pytest.raises(CallError):
        kept(tmp_path).open(id, "a")


def test_a_torn_file_is_passed_over_and_the_others_are_listed(tmp_path):
    store = kept(tmp_path)
    whole = store.add(store.new("a"), turn(store))
    (tmp_path / "conversations" / ("0" * 32 + ".json")).write_text('{"id": "00', "utf-8")
    assert [one.id for one in store.list("a")] == [whole.id]


def test_sentences_are_kept_as_they_come_and_the_answer_when_it_is_whole(tmp_path):
    store = kept(tmp_path)
    desk, running = Desk(*events(answered(said(), said("Two. [2]", cited(2))))), Running(store)
    id = running.start(desk, store.new("a"), turn(store)).id
    assert running.live(id) and store.open(id, "a").turns[0].sentences == []
    desk.go.release()
    wait_until(lambda: len(store.open(id, "a").turns[0].sentences) == 1)
    assert kept(tmp_path).open(id, "a").turns[0].status == "running"  # what a reload would read
    desk.go.release(5)
    wait_until(lambda: not running.live(id))
    done = store.open(id, "a").turns[0]
    assert done.status == "done" and done.answer == answered(said(), said("Two. [2]", cited(2)))


def test_stopping_keeps_what_has_come(tmp_path):
    store = kept(tmp_path)
    desk, running = Desk(*events(answered(said(), said("Two. [2]", cited(2))))), Running(store)
    id = running.start(desk, store.new("a"), turn(store)).id
    desk.go.release()
    wait_until(lambda: store.open(id, "a").turns[0].sentences)
    running.stop(id)
    desk.go.release(5)
    wait_until(lambda: store.open(id, "a").turns[0].status == "stopped")
    assert len(store.open(id, "a").turns[0].sentences) == 1 and not running.live(id)


def test_a_failure_is_said_in_the_turn(tmp_path):
    store = kept(tmp_path)
    running = Running(store)
    id = running.start(Desk(fails=BriefingError("the server is away")), store.new("a"), turn(store)).id
    wait_until(lambda: not running.live(id))
    assert (store.open(id, "a").turns[0].status, store.open(id, "a").turns[0].error) == ("failed", "the server is away")


def test_a_follow_up_is_asked_with_the_turns_before_it_and_asking_again_replaces(tmp_path):
    store = kept(tmp_path)
    desk, running = Desk(*events(answered(said()))), Running(store)
    desk.go.release(50)
    first = running.start(desk, store.new("a"), turn(store, since="2021-05-01"))
    wait_until(lambda: not running.live(first.id))
    running.start(desk, store.open(first.id, "a"), turn(store, "And who said so?"))
    wait_until(lambda: not running.live(first.id))
    assert desk.asked[0][1]["since"] == "2021-05-01" and desk.asked[0][1]["history"] == []
    assert [one["content"] for one in desk.asked[1][1]["history"]] == [turn(store).question, answered(said()).text]
    running.start(desk, store.open(first.id, "a"), turn(store, "And what did it cost?"), keep=1)
    wait_until(lambda: not running.live(first.id))
    assert [one.question for one in store.open(first.id, "a").turns] == [turn(store).question, "And what did it cost?"]


def test_questions_of_one_conversation_are_answered_one_after_the_other_and_one_that_waits_can_be_stopped(tmp_path):
    store = kept(tmp_path)
    desk, running = Desk(*events(answered(said()))), Running(store)
    id = running.start(desk, store.new("a"), turn(store, "One?")).id
    for question in ("Two?", "Three?"):
        running.start(desk, store.open(id, "a"), turn(store, question))
    running.stop(id, store.open(id, "a").turns[1].asked)
    desk.go.release(50)
    wait_until(lambda: not running.live(id))
    assert [one.status for one in store.open(id, "a").turns] == ["done", "stopped", "done"]
    assert [question for question, _ in desk.asked] == ["One?", "Three?"]
    assert [one["content"] for one in desk.asked[1][1]["history"]][::2] == ["One?"]


def test_what_is_stopped_is_at_once_no_longer_under_way_and_the_next_begins(tmp_path):
    store = kept(tmp_path)
    slow, desk, running = Desk(*events(answered(said()))), Desk(*events(answered(said()))), Running(store)
    id = running.start(slow, store.new("a"), turn(store, "One?")).id
    running.start(desk, store.open(id, "a"), turn(store, "Two?"))
    wait_until(lambda: slow.asked)
    running.stop(id)  # while its thread hangs
    desk.go.release(50)
    assert running.open(id, "a").turns[0].status == "stopped"
    wait_until(lambda: not running.live(id))
    assert store.open(id, "a").turns[1].status == "done"
    slow.go.release(50)
    wait_until(lambda: not [one for one in threading.enumerate() if one.name == f"answer-{id[:8]}"])
    assert store.open(id, "a").turns[0].status == "stopped" and store.open(id, "a").turns[0].sentences == []


def test_a_turn_on_which_nobody_works_is_shown_as_failed_and_one_of_another_process_as_under_way(tmp_path):
    store = kept(tmp_path)
    desk, one, other = Desk(*events(answered(said()))), Running(store), Running(kept(tmp_path))
    id = one.start(desk, store.new("a"), turn(store)).id
    wait_until(lambda: desk.asked)
    assert other.open(id, "a").turns[0].under_way and not other.live(id)
    other.stop(id)  # nobody's in this process
    other.stop(id, store.open(id, "a").turns[0].asked)
    assert one.open(id, "a").turns[0].status == "stopped"
    desk.go.release(50)
    wait_until(lambda: not one.live(id))
    dead = store.add(store.new("a"), turn(store, process="0" * 16))
    assert one.open(dead.id, "a").turns[0].error == INTERRUPTED
    assert one.open(dead.id, "a").turns[0].status == "failed"


TWO = """
import sys
from pathlib import Path
from assistant.desk.conversations import Conversations, Turn
store = Conversations(Path(sys.argv[1]))
one = store.open(sys.argv[2], "a")
sys.stdin.readline()
for number in range(40):
    turn = Turn(question=f"{sys.argv[3]} {number}", asked=store.now())
    seen = store.add(one, turn)
    store.change(one.id, turn.asked, status="done")
    if number % 10 == 9:  # asked once more, by who has not seen what the other has added since
        store.add(one.model_copy(update={"turns": [*one.turns, turn]}), turn.model_copy(), keep=len(one.turns))
"""


def test_two_processes_that_save_one_conversation_at_the_same_time_lose_no_turn(tmp_path):
    store = kept(tmp_path)
    id = store.add(store.new("a"), turn(store)).id
    command = [sys.executable, "-c", TWO, str(tmp_path), id]
    both = [subprocess.Popen([*command, name], stdin=subprocess.PIPE, text=True) for name in ("left", "right")]
    for one in both:
        one.communicate("go\n", timeout=100)
    turns = store.open(id, "a").turns
    questions = [one.question for one in turns]
    assert [one.returncode for one in both] == [0, 0] and len(questions) == len(set(questions)) == 81
    assert {f"{name} {number}" for name in ("left", "right") for number in range(40)} <= set(questions)
    assert len([one for one in turns if one.status == "done"]) == 80 - 8


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            box.writestr(name, content)
    return out.getvalue()


def test_names_of_uploads_never_become_paths(tmp_path):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    evil = zipped(**{"../../up.txt": "one", "/etc/x.md": "two", "C:\\y.txt": "three"})
    found = uploads.unpack([("../../out.txt", b"zero"), ("..\\z.zip", evil)], inside)
    assert sorted(one.name for one in inside.iterdir()) == ["00001.txt", "00002.txt", "00003.md", "00004.txt"]
    assert all(path.parent == inside for path in found.files)
    assert [
        one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file() and one.parent != inside
    ] == []
    assert "..\\z.zip: ../../up.txt" in found.files.values()


def test_a_zip_is_bounded_in_ratio_size_files_and_depth(tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "FILES", 3)
    bomb = zipped(
        **{
            "bomb.txt": b"0" * 20_000_000,
            "in.zip": zipped(a=b"x"),
            "a.txt": "a",
            "b.txt": "b",
            "c.txt": "c",
            "d.txt": "d",
        }
    )
    found = uploads.unpack([("all.zip", bomb), ("x.exe", b"MZ")], tmp_path)
    reasons = dict(found.rejected)
    assert "too large" in reasons["all.zip: bomb.txt"] and "inside a zip" in reasons["all.zip: in.zip"]
    assert "more than 3 files" in reasons["all.zip"] and "not read" in reasons["x.exe"]
    assert list(found.files.values()) == ["all.zip: a.txt", "all.zip: b.txt", "all.zip: c.txt"]


def test_a_zip_whose_header_lies_or_is_torn_is_named_and_the_rest_goes_on(tmp_path):
    torn = zipped(**{"a.txt": "hello " * 1000})[:-40]
    found = uploads.unpack([("torn.zip", torn), ("b.txt", b"b")], tmp_path)
    assert [name for name, _ in found.rejected] == ["torn.zip"]
    assert list(found.files.values()) == ["b.txt"]


def test_what_is_turned_away_out_of_a_zip_is_unpacked_no_further_than_what_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "MEGABYTES", 1)
    monkeypatch.setattr(uploads, "RATIO", 2_000)
    packed = b"\x1f\x8b\x08" + b"0123456789" * 15_000  # a gzip file by its first bytes
    data = zipped(**{f"{number}.{kind}": packed for number in range(40) for kind in ("exe", "pdf")})
    opened, whole = [], zipfile.ZipFile.open
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda box, one: opened.append(one.filename) or whole(box, one))
    found = uploads.unpack([("all.zip", data)], tmp_path)
    reasons = [reason for _, reason in found.rejected]
    assert not found.files and sum("gzip" in one for one in reasons) == 9
    # Of what no reader opens the first 64 KiB come, and count too.
    assert (
        opened == [f"{n}.{kind}" for n in range(5) for kind in ("exe", "pdf")]
        and "the rest was left out" in reasons[-1]
    )


def test_a_judged_answer_becomes_the_draft_of_a_prompt(tmp_path):
    from assistant.evaluation.prompts import parse

    liked, other = answered(said()), answered(said(), question="Else?", standalone_question="Else?")
    drafts.record(tmp_path, liked, "down")
    drafts.record(tmp_path, liked, "up")
    drafts.record(tmp_path, other, "down", " On 14 June. ")
    first, second = [drafts.draft(one) for one in drafts.judged(tmp_path)]
    assert first["gold_ids"] == ["ferry"] and first["answer"] == liked.text and second["answer"] == "On 14 June."
    assert second["gold_ids"] == [] and parse(json.loads(json.dumps(first)), "here").question == liked.question
    with (tmp_path / "feedback.jsonl").open("a") as file:
        file.write('{"torn')
    assert len(drafts.judged(tmp_path)) == 2


def test_everybody_judges_for_themselves_and_sees_their_own_judgements_alone(tmp_path):
    liked, other = answered(said()), answered(said(), question="Else?", standalone_question="Else?")
    drafts.record(tmp_path, liked, "up", owner="browser:a")
    drafts.record(tmp_path, liked, "down", "Never.", owner="browser:b")
    drafts.record(tmp_path, other, "down", owner="browser:a")
    drafts.record(tmp_path, other, "up", owner="browser:a")
    assert [one["thumb"] for one in drafts.judged(tmp_path, "browser:a")] == ["up", "up"]
    assert [one["thumb"] for one in drafts.judged(tmp_path, "browser:b")] == ["down"]
    assert drafts.judged(tmp_path, "browser:c") == drafts.drafts(tmp_path, "browser:c") == []
    assert [one["thumb"] for one in drafts.judged(tmp_path)] == ["up", "down", "up"]
    assert len(drafts.drafts(tmp_path)) == 2 and "browser" not in json.dumps(drafts.drafts(tmp_path))


def test_what_somebody_adds_is_told_to_nobody_else(tmp_path):
    adding = Adding(tmp_path / "archive", Settings())
    secret = json.dumps(
        {"title": "Secret title", "text": "The envoy flew to Seoul.", "published": "2022-05-04"}
    ).encode()
    assert adding.start([("secret.jsonl", secret), ("secret.exe", b"MZ")], owner="browser:a")
    assert not adding.start([("b.txt", b"b")], owner="browser:b")  # once: at its end a later one could begin
    seen = []
    while (now := adding.progress("browser:b")).busy:
        seen.append(now)
        time.sleep(0.01)
    assert seen and now == adding.progress() == Progress()
    assert all((one.last, one.rejected, one.report) == ("", (), None) for one in seen)
    ended = adding.progress("browser:a")
    assert ended.report is not None and ended.report.added == 1 and ended.articles == 1
    assert [name for name, _ in ended.rejected] == ["secret.exe"]
    adding.clear("browser:b")
    assert adding.progress("browser:a") == ended
    adding.clear("browser:a")
    assert adding.progress("browser:a") == Progress()


HARBOUR = [
    {
        "id": "ferry",
        "title": "Ferry resumes",
        "published": "2021-05-03",
        "text": "The ferry resumes. “Four times a day,” Mara Lindqvist said. Begin Text: the Bureau of North Holmish "
        "and Cape Affairs, for all West Holmish people. The pilots of Cape Orrin waited with Ada Quill. "
        "The council of Gull Island met. Mara Lindqvist added thanks.",
    },
    {
        "id": "light",
        "title": "Light",
        "published": "2021-05-20",
        "text": "A light shines at Cape Orrin, Mara Lindqvist said. Begin Text: North Holmish, West Holmish.",
    },
    *(
        {
            "id": f"isle-{day}",
            "title": f"Isle {day}",
            "published": f"2021-05-{day:02}",
            "text": f"On Gull Island, day {day}.",
        }
        for day in range(10, 19)
    ),
]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    return Archive.open(make_archive(folder, HARBOUR))


def test_follow_ups_ask_of_names_in_the_cited_articles_of_which_other_articles_speak(harbour):
    found = follow_ups(answered(said()), harbour)
    assert found == [
        "What did Mara Lindqvist say about this?",
        "What else is reported about Cape Orrin?",
        "What was reported on this after 3 May 2021?",
    ]
    asked = follow_ups(answered(said()), harbour, asked=["What did Mara Lindqvist say?"])
    assert len(asked) == 3 and not any("Lindqvist" in one for one in asked)
    assert not any("Ada Quill" in one for one in found + asked)  # no other article knows her
    assert not any("the Gull Island" in one for one in found + asked)  # nearly all articles speak of it


def test_after_an_abstention_it_is_asked_of_what_the_closest_passages_name_and_not_for_a_headline(harbour):
    def asked(text):
        known = {"also": [], "source": None, "kind": None, "url": None, "title": "A day", "published": "2021-05-03"}
        near = Evidence(rank=1, score=0.5, article_id="a", version=1, start=0, end=60, text=text, **known)
        return follow_ups(answered(abstained=True, reason="not_stated", text="x", closest=[near]), harbour)

    assert asked("The pier of Cape Orrin was closed, said Mara Lindqvist on Monday.") == [
        "What is reported about Cape Orrin?",
        "What is reported about Mara Lindqvist?",
    ]
    assert asked("Nothing is said here of anybody.") == ["What does the archive say on “A day”?"]


def test_an_archive_of_a_few_articles_offers_questions_on_whom_and_what_they_name(harbour):
    found = starters(harbour)
    assert len(found) > 1 and all(one.startswith("What is reported about ") for one in found)
    assert "What is reported about Mara Lindqvist?" in found and not set("“”") & set("".join(found))


def test_follow_ups_look_no_further_than_the_bounds(harbour):
    assert follow_ups(answered(said()), harbour, Scope("2021-05-03")) == []
    assert follow_ups(answered(said()), harbour, Scope(source="Nobody")) == []
    assert follow_ups(answered(abstained=True, reason="not_stated", text="x"), harbour) == []


def test_a_list_reads_again_only_what_has_changed(tmp_path):
    store = kept(tmp_path)
    first, second = (store.add(store.new("a"), turn(store)) for _ in range(2))
    before = store.list("a")
    store.rename(first.id, "Tides")
    again = store.list("a")
    assert {one.name for one in again} == {second.name, "Tides"}
    assert next(one for one in again if one.id == second.id) is next(one for one in before if one.id == second.id)
    kept(tmp_path).delete(second.id)  # by another process
    assert [one.id for one in store.list("a")] == [first.id]


def test_the_slowest_answers_of_conversations_and_runs_are_told_by_step(tmp_path, capsys):
    store = kept(tmp_path)
    for seconds, question in ((4, "When?"), (9, "Why so late?")):
        timings = {"search": 500, "write": 1000 * seconds, "total": 1000 * seconds + 700}
        store.add(store.new("browser:a"), turn(store, question, answer=answered(said(), timings_ms=timings)))
    store.add(store.new("browser:b"), turn(store, "Under way?"))
    (tmp_path / "conversations" / "torn.json").write_text("{", "utf-8")
    (tmp_path / "evaluations").mkdir()
    (tmp_path / "evaluations" / "2026-01-01 10.00.00.json").write_text("{}", "utf-8")
    Archive.open(tmp_path, create=True)
    assert main(["status", "--slow", "--archive", str(tmp_path)]) == 0
    first, where, second, _ = capsys.readouterr().out.splitlines()
    assert first == "9.7 s (search 0.5, write 9.0, other 0.2): Why so late?"
    assert "a conversation" in where and second.startswith("4.7 s")
    assert main(["status", "--slow", "1", "--json", "--archive", str(tmp_path)]) == 0
    (one,) = json.loads(capsys.readouterr().out)["slow"]
    assert one["question"] == "Why so late?" and one["timings_ms"]["write"] == 9000
