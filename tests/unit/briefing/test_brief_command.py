"""`briefing brief`: printed, as JSON, into a file; and what is wrong with a call, in one line."""

import json
from pathlib import Path

import pytest

from ui.cli.main import main


@pytest.fixture
def run(harbour, capsys):
    def call(*words):
        status = main(["brief", *words, "--archive", str(harbour.archive.folder)])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def test_a_briefing_is_printed_with_its_sections_and_sources(run):
    status, out, _ = run("Brief me on the dockers' strike")
    assert status == 0
    assert "Key developments" in out and "Harbour Courier" in out
    assert "\\" not in out and "**" not in out


def test_json_is_the_one_document_of_brief(run):
    status, out, _ = run("Brief me on the dockers' strike", "--json", "--words", "120")
    told = [one for section in json.loads(out)["sections"] for item in section["items"] for one in item["sentences"]]
    assert status == 0
    assert 0 < sum(len(one["text"].split()) for one in told) <= 120


@pytest.mark.parametrize(
    ("request_text", "form", "kinds"),
    [
        ("A press review of March 2022", "review", {"positions", "disagreements"}),
        ("Timeline of March 2022", "timeline", {"developments"}),
    ],
)
def test_the_words_of_a_request_name_its_form(run, request_text, form, kinds):
    told = json.loads(run(request_text, "--json")[1])
    assert (told["form"], told["since"], told["until"]) == (form, "2022-03-01", "2022-03-31")
    assert told["sections"] and {one["kind"] for one in told["sections"]} <= kinds


@pytest.mark.parametrize(
    ("request_text", "abstains"),
    [
        ("Brief me on the dockers' strike at Port Ansel, " + "and on what the mayor said of it " * 12, False),
        ("strike " * 571, None),
        ("x" * 4000, True),
        ("https://courier.invalid/2022/03/02/weather", True),
    ],
    ids=["a hundred words", "one word again and again", "4,000 letters", "an address"],
)
def test_a_strange_request_has_one_outcome(run, request_text, abstains):
    status, out, err = run(request_text, "--json")
    made = json.loads(out)
    assert (status, err, made["request"]) == (0, "", request_text.strip())
    assert made["abstained"] in ([True, False] if abstains is None else [abstains])
    assert len(made["title"]) <= 600 and bool(made["reason"]) == made["abstained"]


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf", "ris", "json"])
def test_a_briefing_is_written_to_a_file_by_its_suffix(run, tmp_path, suffix):
    file = tmp_path / f"strike.{suffix}"
    status, out, _ = run("Brief me on the dockers' strike", "--out", str(file))
    assert (status, "Written to" in out, file.stat().st_size > 500) == (0, True, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name a topic, or a period"),
        (["🚀"], "the request is empty: name a topic, or a period"),
        (["strike " * 600], "the request has 4,199 characters: at most 4,000 are read"),
        (["the \ud83d strike"], "REQUEST: 'the \ufffd strike' holds broken characters"),
        (["strike", "--form", "poem"], "choose brief, review, timeline"),
        (["strike", "--words", "3"], "whole number"),
        (["strike", "--out", ""], "--out: it is empty"),
        (["strike", "--out", "strike.xyz"], "no suffix of a form"),
        (["strike", "--out", "nosuch/strike.md"], "nosuch/strike.md cannot be written: there is no folder nosuch"),
    ],
)
def test_a_wrong_call_is_one_line(run, words, said):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert said in err and err.count("\n") == 1
    assert not Path("nosuch").exists()
