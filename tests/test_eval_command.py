"""`briefing eval`: a report, bounds that fail a build, a baseline, and a run taken up again."""

import json

import pytest

from assistant.evaluation import evaluate
from assistant.evaluation.kept import sample_prompts
from ui.cli import main

PROMPTS = [
    {
        "id": "bank",
        "question": "Which Russian banks were sanctioned on 27 May 2022?",
        "must_include": [["Sputnik"]],
        "gold_ids": ["sample-russian-banks"],
    },
    {"id": "nobody", "question": "What did Zebulon Quarkhaven say about the ferries?", "answerable": False},
]


@pytest.fixture
def prompts(tmp_path):
    file = tmp_path / "prompts.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in PROMPTS), "utf-8")
    return file


@pytest.mark.slow
def test_a_run_writes_its_report_and_is_compared_with_itself(prompts, sample_archive, tmp_path, capsys):
    words = ["eval", str(prompts), "--archive", str(sample_archive), "--report", str(tmp_path / "r"), "--json"]
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
def test_a_broken_bound_is_exit_status_1_and_said(prompts, sample_archive, capsys):
    words = ["eval", str(prompts), "--archive", str(sample_archive), "--min", "hit@10=1.1", "--kind", "other"]
    assert main(words) == 1
    assert "briefing: hit@10 is 1.000, less than 1.1" in capsys.readouterr().err


def test_a_wrong_prompt_file_or_bound_is_exit_status_2(prompts, sample_archive, tmp_path, capsys):
    (tmp_path / "wrong.jsonl").write_text('{"id": "a"}\n', "utf-8")
    assert main(["eval", str(tmp_path / "wrong.jsonl"), "--archive", str(sample_archive)]) == 2
    assert "wrong.jsonl:1: field question" in capsys.readouterr().err
    assert main(["eval", str(prompts), "--archive", str(sample_archive), "--min", "hit"]) == 2
    assert main(["eval", str(prompts), "--archive", str(sample_archive), "--kind", "none"]) == 2


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_sample_prompts_are_answered_as_well_as_before(desk):
    """Bounds a few prompts below the figures of the day they were set: a regression test, not an aim."""
    report = evaluate(desk, sample_prompts()[::5])
    summary = report.summary()
    failed = {one.id: one.faults for one in report.results if one.faults}
    assert summary["failed"] == 0
    assert summary["citations_exact"] == 1.0, failed
    assert summary["hit@10"] >= 0.88, failed  # .92 on the day it was set
    assert summary["right"] >= 0.6, failed
    assert summary["over_refusal"] <= 0.2, failed
