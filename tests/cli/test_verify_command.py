"""`briefing verify`: what was exported still stands in the archive, and each thing that does not is one line."""

import copy
import json

import pytest

from assistant.answer import Answer
from corpus.store.archive import Archive
from ui.cli.main import main
from ui.export.forms import answers_json


@pytest.fixture(scope="module")
def answer(sample_archive):
    """An answer that cites an article of the sample, made of the archive's own words."""
    archive = Archive.open(sample_archive)
    article, (articles, passages) = archive.article("sample-russian-banks"), archive.counts()
    start = article.text.index("Far Eastern Bank comes under")
    end = article.text.index(".", start) + 1
    quote = article.text[start:end]
    cited = {
        "marker": 1,
        "article_id": article.id,
        "version": article.version,
        "also": [],
        "title": article.title,
        "source": article.source,
        "kind": article.kind,
        "published": article.day,
        "url": article.url,
        "start": start,
        "end": end,
        "quote": quote,
    }
    sentence = {"text": f"“{quote}” [1]", "verdict": "quote", "reasons": [], "citations": [cited]}
    whole = {
        "question": "q",
        "standalone_question": "q",
        "as_of": article.day,
        "since": None,
        "until": None,
        "window_from": None,
        "abstained": False,
        "reason": None,
        "text": sentence["text"],
        "sentences": [sentence],
        "left_out": [],
        "closest": [],
        "writer": "quotes",
        "timings_ms": {},
        "usage": {},
        "archive": {"articles": articles, "passages": passages, "newest": article.day},
    }
    return Answer.model_validate(whole).model_dump(mode="json")


@pytest.fixture
def verify(sample_archive, tmp_path, capsys):
    def run(document, *words):
        file = tmp_path / "export.json"
        file.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
        status = main(["verify", str(file), "--archive", str(sample_archive), *words])
        return status, capsys.readouterr()

    return run


def forms(answer):
    export = answers_json([Answer.model_validate(answer)], archive="a", today="2022-01-01").decode()
    turns = [{"question": "q", "answer": answer}, {"question": "running", "answer": None}]
    return {"ask": answer, "export": export, "conversation": {"turns": turns}, "chat": f"{json.dumps(answer)}\n" * 2}


@pytest.mark.parametrize("name", ["ask", "export", "conversation", "chat"])
def test_what_stands_in_the_archive_holds_in_every_form(verify, answer, name):
    status, said = verify(forms(answer)[name])
    assert status == 0
    assert "citation" in said.out and "stand in the archive" in said.out


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("article_id", "nowhere", "the archive holds no version 1 of nowhere"),
        ("version", 9, "the archive holds no version 9"),
        ("start", 0, "sample-russian-banks says"),
        ("end", 10**6, "has no span"),
        ("quote", "Far Western Bank comes under nothing.", "sample-russian-banks says"),
        ("title", "Another title", "the title of sample-russian-banks is"),
        ("published", "2020-01-01", "the date of sample-russian-banks is"),
        ("url", "https://elsewhere.invalid/", "the link of sample-russian-banks is"),
        ("source", "Another outlet", "the outlet of sample-russian-banks is"),
        ("marker", 7, "the marker is not in the sentence"),
    ],
)
def test_each_thing_that_does_not_hold_is_one_line_and_status_1(verify, answer, field, value, line):
    changed = copy.deepcopy(answer)
    changed["sentences"][0]["citations"][0][field] = value
    status, said = verify(changed)
    assert status == 1
    assert len(said.out.splitlines()) == 1
    assert said.out.startswith("answer 1, sentence 1") and line in said.out
    status, said = verify(changed, "--json")
    assert status == 1
    document = json.loads(said.out)
    assert (document["holds"], len(document["mismatches"])) == (False, 1)


def test_a_text_that_is_not_its_sentences_does_not_hold(verify, answer):
    status, said = verify(answer | {"text": "Far Eastern Bank was closed. [1]"})
    assert (status, said.out) == (1, "answer 1: its text is not what its sentences say\n")


@pytest.mark.parametrize("text", ["", "no json", "{}", "[]", "3", '{"answers": [{}]}', '{"turns": []}', "[" * 100_000])
def test_a_file_that_holds_no_answer_is_a_wrong_call(verify, text):
    status, said = verify(text)
    assert status == 2
    assert said.out == "" and len(said.err.splitlines()) == 1


def test_a_briefing_is_checked_item_by_item_and_what_is_not_known_needs_no_source(verify, desk):
    whole = desk.brief("Brief me on the Biden-Yoon summit").model_dump(mode="json")
    kinds = {one["kind"]: one["items"] for one in whole["sections"]}
    assert kinds["unknown"]
    status, found = verify(whole)
    assert status == 0 and found.out.endswith("citations of 1 briefing: all stand in the archive.\n")
    status, found = verify(whole | {"sections": None})
    assert status == 2 and "(sections: Input should be a valid list)" in found.err
    item = kinds["developments"][1]
    day, item["date"] = item["date"], "2022-05-23"
    status, found = verify(whole)
    assert (status, found.out) == (1, f"briefing 1, developments 2: its date is {day}, not 2022-05-23\n")
    item["date"], cited = day, item["sentences"][0]["citations"][0]
    cited["quote"] = "Far Western Bank comes under nothing."
    status, found = verify(whole)
    assert status == 1 and found.out.startswith(
        f"briefing 1, developments 2, [{cited['marker']}]: {cited['article_id']}"
    )


def test_a_real_export_of_the_desk_holds(verify, desk):
    answer = desk.ask("On what legal basis was Far Eastern Bank put on the American blacklist?")
    assert answer.sentences
    assert verify(answer.model_dump(mode="json"))[0] == 0


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf", "ris"])
def test_of_an_export_that_cannot_be_read_again_only_json_is_asked_for(sample_archive, tmp_path, capsys, suffix):
    file = tmp_path / f"saved.{suffix}"
    file.write_bytes(b"\x00\xff")
    assert main(["verify", str(file), "--archive", str(sample_archive)]) == 2
    assert "only JSON can be checked" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["as_of", "since", "until"])
@pytest.mark.parametrize("day", ["nonsense", "9999-99-99", "20220517", ""])
@pytest.mark.parametrize("window", ["caller", None])
def test_a_day_of_an_answer_that_is_none_does_not_hold(verify, answer, name, day, window):
    status, said = verify(answer | {"window_from": window, name: day})
    assert status == 1 and f"answer 1: its {name} is no day: " in said.out


@pytest.mark.parametrize("days", [{"since": "2030-01-01"}, {"until": "2001-01-01"}])
def test_a_period_of_an_answer_that_neither_question_nor_articles_have_does_not_hold(verify, answer, days):
    [(name, day)] = days.items()
    status, said = verify(answer | days)
    assert (status, said.out) == (1, f"answer 1: its {name} is none, not {day}\n")
    status, said = verify(answer | days | {"window_from": "caller"})
    assert status == 1 and "outside the dates that are named" in said.out


def test_a_period_of_which_the_question_speaks_holds(verify, answer):
    asked = {"question": "Which bank in May 2022?", "standalone_question": "Which bank in May 2022?"}
    period = {"since": "2022-05-01", "until": "2022-05-31", "window_from": "question"}
    assert verify(answer | asked | period)[0] == 0
    assert verify(answer | asked)[0] == 1


def test_an_answer_kept_from_when_the_year_of_a_name_was_a_time_to_look_in_holds(verify, answer):
    question = "What came of the 2015 deal?"
    asked = {"question": question, "standalone_question": question}
    of_then = {"since": "2015-01-01", "until": "2015-12-31", "window_from": "question"}
    assert verify(answer | asked)[0] == 0
    assert verify(answer | asked | of_then)[0] == 0
    assert verify(answer | asked | of_then | {"since": "2014-01-01"})[0] == 1


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ({"sections": [], "own": 3}, "request: Field required"),
        ({"answers": None}, "answers: Input should be a valid list"),
        ({"turns": {}}, "turns: Input should be a valid list"),
        ({"briefing": None}, "briefing: Input should be a valid dictionary"),
        ({"answers": [{"question": "\ud800"}]}, "answers.0.question holds a broken character"),
        ([3], "the whole: Input should be"),
    ],
)
def test_a_damaged_file_is_a_wrong_call_that_names_the_damage(verify, damage, said):
    status, found = verify(damage)
    assert status == 2 and said in found.err and len(found.err.splitlines()) == 1
