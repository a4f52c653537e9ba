"""`briefing eval`: a report, bounds that fail a build, a baseline, and a run taken up again."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from assistant.evaluation import evaluate, read_prompts
from assistant.evaluation.runs.run_store import sample_prompts
from tests.support.chat_server import Reply, chat_server
from tests.support.copies import copied
from tests.support.page import make_archive
from ui.cli.main import main

PROMPTS = [
    {
        "id": "bank",
        "question": "Which Russian banks were sanctioned on 27 May 2022?",
        "must_include": [["Sputnik"]],
        "gold_ids": ["banks"],
    },
    {"id": "nobody", "question": "What did Zebulon Quarkhaven say about the ferries?", "answerable": False},
]


ARTICLES = [
    {
        "id": "banks",
        "title": "Washington puts two Russian banks on its blacklist",
        "source": "Harbour Dispatch",
        "published": "2022-05-27",
        "text": "The United States sanctioned two Russian banks on Friday, Far Eastern Bank and Bank Sputnik. "
        "Far Eastern Bank comes under Executive Order 13722. Bank Sputnik comes under Executive Order 13382.",
    },
    {
        "id": "ferries",
        "title": "Ferries to the outer islands",
        "source": "Harbour Dispatch",
        "published": "2022-05-20",
        "text": "The ferries to the outer islands sail twice a day. They carry 240 passengers each.",
    },
]


@pytest.fixture(scope="module")
def banks(tmp_path_factory):
    """An archive of two short articles."""
    return make_archive(tmp_path_factory.mktemp("banks"), ARTICLES)


@pytest.fixture
def prompts(tmp_path):
    file = tmp_path / "prompts.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in PROMPTS), "utf-8")
    return file


@pytest.mark.slow
def test_a_run_writes_its_report_and_is_compared_with_itself(prompts, banks, tmp_path, capsys):
    words = ["eval", str(prompts), "--archive", str(banks), "--report", str(tmp_path / "r"), "--json"]
    assert main(words) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["prompts"] == 2
    assert first["summary"]["hit@10"] == 1.0
    assert first["abstaining"]["abstained_rightly"] == 1
    assert {file.name for file in (tmp_path / "r").iterdir()} == {"run.json", "report.html", "report.md"}
    assert main([*words, "--baseline", str(tmp_path / "r" / "run.json")]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["comparison"]["changed"] == []
    assert {one["claim"] for one in again["comparison"]["measures"].values()} == {"no difference can be claimed"}


@pytest.mark.slow
def test_a_broken_bound_is_exit_status_1_and_said(prompts, banks, capsys):
    words = [
        "eval",
        "--archive",
        str(banks),
        "--kind",
        "other",
        "--min",
        "hit@10=1.1",
        "right=0",
        str(prompts),
    ]
    assert main(words) == 1
    assert "briefing: hit@10 is 1.000, less than 1.1" in capsys.readouterr().err


BANK = {
    "id": "bank",
    "question": "On what legal basis was Far Eastern Bank put on the American blacklist?",
    "answer": "Executive Order 13722.",
    "must_include": [["13722"]],
}


def says_the_order(asked):
    if "You mark answers" in asked.text:
        return Reply("right\nIt names the order.")
    return Reply(f"Far Eastern Bank comes under Executive Order 13722. [{asked.key('13722')}]")


def test_rounds_a_judge_and_the_cost_are_one_json_document(banks, tmp_path, monkeypatch, capsys):
    file = tmp_path / "prompts.yaml"
    file.write_text(
        f"- id: bank\n  question: {BANK['question']}\n  answer: Executive Order 13722.\n  must_include: [13722]\n",
        "utf-8",
    )
    with chat_server(says_the_order) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("BRIEFING_PRICE_IN", "1000000")
        monkeypatch.setenv("BRIEFING_PRICE_OUT", "0")
        words = ["eval", str(file), "--archive", str(banks), "--json", "--repeat", "2", "--writer", "openai:m"]
        assert main([*words, "--judge", "openai:j", "--min", "right=1", "--max", "over_refusal=0"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["prompts"], found["runs"], found["summary"]["right"], found["summary"]["supported"]) == (
        1,
        2,
        1.0,
        1.0,
    )
    assert (found["judge"]["both_right"], found["judge"]["agreement"]["mean"], found["judge"]["model"]) == (
        2,
        1.0,
        "openai:j",
    )
    assert found["totals"]["cost"] == found["totals"]["input_tokens"] > 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_keeps_what_is_done_and_resume_goes_on(banks, tmp_path, monkeypatch, capsys):
    file, kept = tmp_path / "prompts.jsonl", tmp_path / "r" / "unfinished.jsonl"
    file.write_text("".join(json.dumps({**BANK, "id": f"bank-{n}"}) + "\n" for n in range(3)), "utf-8")
    words = [
        "eval",
        str(file),
        "--archive",
        str(banks),
        "--report",
        str(tmp_path / "r"),
        "--writer",
        "openai:m",
    ]

    def script(asked):
        return Reply(wait=60) if asked.number == 2 else says_the_order(asked)  # the second prompt hangs

    with chat_server(script) as server:
        environment = {**os.environ, "OPENAI_BASE_URL": server.url}
        run = subprocess.Popen(
            [sys.executable, "-m", "ui.cli.main", *words],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
            # A suite that was started in the background hands down a Ctrl-C that is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        until = time.monotonic() + 100
        while len(server.asked) < 2 and time.monotonic() < until and run.poll() is None:
            time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=30)
        assert run.returncode == 1
        assert "1 of 3 results kept" in said and "--resume" in said and "Traceback" not in said
        assert len(kept.read_text("utf-8").splitlines()) == 2  # what the run is of, and one result
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert main([*words, "--resume", "--json"]) == 0
        assert len(server.asked) == 4  # the first prompt was not asked again
    found = json.loads(capsys.readouterr().out)
    assert (found["prompts"], found["summary"]["right"]) == (3, 1.0)
    assert not kept.exists()


def test_a_wrong_prompt_file_or_bound_is_exit_status_2(prompts, banks, tmp_path, capsys):
    (tmp_path / "wrong.jsonl").write_text('{"id": "a"}\n', "utf-8")
    assert main(["eval", str(tmp_path / "wrong.jsonl"), "--archive", str(banks)]) == 2
    assert "wrong.jsonl:1: field question" in capsys.readouterr().err
    assert main(["eval", str(prompts), "--archive", str(banks), "--min", "hit"]) == 2
    for words in (
        ["--min", "nothing=1"],
        ["--min", "over_refusal=0.1"],
        ["--kind", "none"],
        ["--repeat", "0"],
        ["--baseline", str(prompts)],
        ["--judge", "other:x"],
    ):
        capsys.readouterr()
        assert main(["eval", str(prompts), "--archive", str(banks), *words]) == 2
        said = capsys.readouterr()
        assert said.out == "" and len(said.err.splitlines()) == 1
    assert main(["eval", "--archive", str(banks)]) == 2


def test_prompts_are_added_listed_and_exported_into_a_file_that_runs(banks, tmp_path, capsys):
    archive = copied(banks, tmp_path / "archive")
    file, out = tmp_path / "mine.yaml", tmp_path / "out.jsonl"
    file.write_text(
        "- id: mine\n  question: Who flew?\n- id: other\n  question: When?\n  must_include: [May]\n", "utf-8"
    )
    assert main(["prompts", "add", str(file), "--archive", str(archive)]) == 0
    assert main(["prompts", "add", str(file), "--archive", str(archive)]) == 0  # an id that is there is taken anew
    capsys.readouterr()
    assert main(["prompts", "list", "--archive", str(archive)]) == 0
    assert capsys.readouterr().out.splitlines() == ["mine  Who flew?", "other  When?"]
    assert main(["prompts", "export", str(out), "--archive", str(archive)]) == 0
    assert "without must_include, so that any answer is right: 1 of 2 prompts" in capsys.readouterr().err
    assert [one.id for one in read_prompts(out)] == ["mine", "other"]
    assert main(["prompts", "list", "--archive", str(tmp_path / "none")]) == 2
    assert not (tmp_path / "none").exists()


@pytest.mark.long
@pytest.mark.timeout(400)
def test_plain_sample_prompts_are_answered_as_well_as_before(desk):
    """With bounds below what they reach: `make bench ONLY=prompts` asks the other kinds too."""
    plain = [one for one in sample_prompts() if one.kind in ("fact", "quote", "entity_absent")]
    report = evaluate(desk, plain[::3])
    summary = report.summary()
    failed = {one.id: one.faults for one in report.results if one.faults}
    assert summary["failed"] == 0
    assert summary["citations_exact"] == 1.0, failed
    assert summary["hit@10"] >= 0.88, failed
    assert summary["right"] >= 0.6, failed
    assert summary["over_refusal"] <= 0.2, failed
