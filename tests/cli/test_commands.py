"""The command line: exit statuses, one line an error, and nothing on standard output but the one JSON document."""

import io
import json
import socket
import subprocess
import sys

import pytest

from ui.cli.main import main

# What a citation and a search result both tell of their passage.
PASSAGE = set("article_id version also title source kind published url start end".split())


@pytest.fixture
def run(capsys):
    """Run a command in this process: its exit status, what it printed and what it complained of."""

    def call(*words):
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def complains(err):
    """The one line of an error."""
    lines = [line for line in err.splitlines() if line.startswith("briefing: ")]
    assert len(lines) == 1, err
    assert "Traceback" not in err
    return lines[0]


def test_the_help_is_quick_to_import_and_names_every_command():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from ui.cli.main import main; sys.stdout.flush()\n"
            "try: main(['--help'])\nexcept SystemExit: pass\n"
            "heavy = {'chromadb', 'opentelemetry', 'streamlit', 'fastembed', 'langchain_openai', 'trafilatura'}\n"
            "heavy &= set(sys.modules)\n"
            "assert not heavy, heavy",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(
        f"    {name} " in done.stdout for name in "ingest ask search show chat eval serve status reindex".split()
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask", ""], "empty"),
        (["ask", "x" * 100_000], "100,000 characters"),
        (["ask"], "required"),
        (["ask", "q", "--as-of", "2021-02-30"], "2021-02-30"),
        (["ask", "q", "--since", "soon"], "soon"),
        (["ask", "q", "--since", "2022-02-01", "--until", "2022-01-01"], "after"),
        (["search", "q", "--k", "0"], "k must"),
        (["ask", "q", "--writer", "nobody"], "nobody"),
        (["show", "no-such-id"], "no-such-id"),
        (["fly"], "fly"),
        (["show", "sample-new-strategy-remark", "--version-of", "9"], "version 9"),
        (["ask", "q", "--history", "/does/not/exist"], "cannot be read"),
        (["ask", "Who \udcff met whom?"], "QUESTION: 'Who \ufffd met whom?' holds broken characters"),
        (["show", "\udcff\udcfe"], "broken characters"),
        (["restore", "\udcff"], "broken characters"),
        (["topics", "add", "T\udcff", "banks"], "broken characters"),
        (["status", "--archive", "Z\udcff"], "--archive: 'Z\ufffd' holds broken characters"),
        (["status", "--archive", ""], "--archive: it is empty"),
        (["ingest", ""], "SOURCE: it is empty"),
        (["edition", "T", "--number", "9" * 26], "--number: 99999999999999999999999999 is out of bounds"),
        (["edition", "T", "--number", "one"], "invalid int value: 'one'"),
        (["show", "sample-new-strategy-remark", "--version-of", "-" + "9" * 26], "out of bounds"),
        (["topics", "add", "T", "banks", "--alert-every", "-4"], "--alert-every must be from 0 to"),
        (["ask", "q", "--k", "5"], "unrecognized arguments: --k 5"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_call_is_one_line_and_exit_status_2(run, sample_archive, monkeypatch, words, said):
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(sample_archive))
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert said in complains(err)


def test_the_archive_is_named_before_the_command_or_after_it(run, sample_archive, tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(tmp_path / "none"))
    named, command = ["--archive", sample_archive], ["show", "sample-new-strategy-remark"]
    assert run(*named, *command) == run(*command, *named)
    assert run(*named, *command)[0] == 0
    assert run("--archive", tmp_path / "none", *command, *named)[0] == 0  # the one after the command counts


@pytest.mark.parametrize(
    "words",
    [
        ["brief", "talks", "--out"],
        ["edition", "News", "--out"],
        ["subscriptions", "export"],
        ["prompts", "export"],
        ["eval", "--sample", "--report"],
    ],
)
def test_a_file_in_a_folder_that_is_not_there_is_a_wrong_call_and_makes_none(run, sample_archive, tmp_path, words):
    status, out, err = run(*words, tmp_path / "no" / "such" / "file.md", "--archive", sample_archive)
    assert (status, out) == (2, "")
    assert f"there is no folder {tmp_path / 'no' / 'such'}" in complains(err)
    assert list(tmp_path.iterdir()) == []


def test_files_that_never_end_are_one_line(run, sample_archive, monkeypatch):
    monkeypatch.setattr("corpus.reading.decoding.LARGEST", 1_000_000)
    for command in (["ask", "q", "--history", "/dev/zero"], ["verify", "/dev/zero"], ["eval", "/dev/zero"]):
        status, _, err = run(*command, "--archive", sample_archive)
        assert status == 2 and err.count("\n") == 1 and "it has more than 1 MB" in err


def test_a_history_nested_too_deep_is_one_line_and_exit_status_2(run, sample_archive, tmp_path):
    (tmp_path / "deep.json").write_text("[" * 100_000)
    status, _, err = run("ask", "q", "--history", tmp_path / "deep.json", "--archive", sample_archive)
    assert status == 2 and "nested too deep" in complains(err)


def test_without_an_archive_the_error_names_the_command_that_makes_one(run, tmp_path):
    status, _, err = run("ask", "q", "--archive", tmp_path / "none")
    assert status == 2
    assert "briefing ingest" in complains(err)
    assert not (tmp_path / "none").exists()


def test_a_missing_source_is_refused_before_an_archive_is_made(run, tmp_path):
    status, _, err = run("ingest", tmp_path / "nowhere", "--archive", tmp_path / "a")
    assert status == 2
    assert "nowhere" in complains(err)
    assert not (tmp_path / "a").exists()


def test_bad_input_is_rejected_line_by_line_and_the_rest_is_taken(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "binary.txt").write_bytes(bytes(range(256)) * 20)
    good = {
        "id": "good",
        "title": "A good day",
        "text": "The envoy flew to Seoul on Monday.",
        "published": "2022-05-03",
    }
    wrong_day = {**good, "id": "bad", "published": "2022-02-30"}
    lines = [json.dumps(good), '{"id": "broken", ', json.dumps(wrong_day)]
    (tmp_path / "in" / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    status, out, _ = run("ingest", tmp_path / "in", "--archive", tmp_path / "a", "--json")
    report = json.loads(out)
    assert (status, report["added"], report["articles"], len(report["rejected"])) == (0, 1, 1, 4)
    assert all("\n" not in one["reason"] for one in report["rejected"])
    assert set(report) == {
        "added",
        "updated",
        "unchanged",
        "duplicates",
        "removed",
        "rejected",
        "articles",
        "passages",
        "seconds",
    }
    assert run("show", "good", "--archive", tmp_path / "a")[0] == 0


def test_a_source_of_which_nothing_can_be_read_is_exit_status_2(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    status, out, _ = run("ingest", tmp_path / "empty.txt", "--archive", tmp_path / "a", "--json")
    assert status == 2
    assert len(json.loads(out)["rejected"]) == 1


def test_an_archive_of_another_embedder_is_refused(run, sample_archive, monkeypatch):
    monkeypatch.setenv("BRIEFING_EMBEDDER", "openai:text-embedding-3-small")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    status, _, err = run("ask", "q", "--archive", sample_archive)
    assert status == 2
    assert "bundled" in complains(err)


@pytest.mark.slow
@pytest.mark.parametrize("last", ["", "exit", "/quit"])
def test_a_conversation_ends_with_an_empty_line_or_a_word(run, sample_archive, monkeypatch, last):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"Who vetoed the resolution?\n{last}\nWhat is more?\n"))
    status, out, _ = run("chat", "--json", "--archive", sample_archive)
    assert status == 0 and [json.loads(line)["question"] for line in out.splitlines()] == ["Who vetoed the resolution?"]


def test_ask_prints_one_json_document_of_the_contract(run, sample_archive):
    status, out, _ = run(
        "ask", "When did Washington put Blender.io under sanctions?", "--archive", sample_archive, "--json"
    )
    answer = json.loads(out)
    assert status == 0
    assert set(answer) == {
        "question",
        "standalone_question",
        "as_of",
        "since",
        "until",
        "window_from",
        "abstained",
        "reason",
        "text",
        "form",
        "sentences",
        "left_out",
        "closest",
        "notes",
        "writer",
        "judge",
        "timings_ms",
        "usage",
        "archive",
    }
    assert (answer["form"], answer["judge"], answer["notes"]) == ("answer", "gate", [])
    assert set(answer["timings_ms"]) == {"search", "rerank", "write", "verify", "total"}
    for sentence in answer["sentences"]:
        for one in sentence["citations"]:
            assert set(one) == {"marker", "quote", *PASSAGE}


@pytest.mark.slow
def test_asking_opens_no_connection(run, sample_archive, monkeypatch):
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda *asked: opened.append(asked))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **_: opened.append(asked) or [])
    assert run("ask", "What did Washington say of its North Korea policy?", "--archive", sample_archive)[0] == 0
    assert opened == []


def test_search_prints_the_results_of_the_contract(run, sample_archive):
    words = ["search", "trilateral meeting", "--archive", sample_archive, "--json", "--k", "3", "--until", "2022-06-30"]
    _, out, _ = run(*words)
    found = json.loads(out)
    assert set(found) == {"query", "as_of", "results", "timings_ms"}
    assert len(found["results"]) == 3
    assert set(found["results"][0]) == {"rank", "score", "text", *PASSAGE}
    assert all(one["published"] <= "2022-06-30" for one in found["results"])
