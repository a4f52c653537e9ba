"""Remarks for the reader: what is told of how a question was read and an answer written, on every door."""

import json

import pytest

from assistant.desk.conversations import Turn
from assistant.question.understand import NOTHING, asks_nothing
from assistant.remarks import unheard
from tests.support.archives import desk_of, of_one_outlet
from tests.support.chat_server import Reply, chat_server
from ui.cli.main import main
from ui.render import notes
from ui.terminal import answer_text

ARTICLES = [
    {
        "id": "launch",
        "title": "North Korea launches a missile",
        "source": "Harbour Dispatch",
        "published": "2022-03-25",
        "text": "North Korea launched an intercontinental ballistic missile on Thursday, the joint chiefs said. "
        "North Korea said the missile flew for 67 minutes.",
    },
    {
        "id": "talks",
        "title": "Envoys meet on North Korea",
        "source": "Harbour Dispatch",
        "published": "2022-07-08",
        "text": "Envoys of three countries met in Honolulu. They called on North Korea to come back to talks.",
    },
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over two short articles."""
    return desk_of(tmp_path_factory.mktemp("notes"), ARTICLES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did North Korea launch on 3/7/2022?", "'3/7/2022' can mean 2022-03-07 or 2022-07-03"),
        ("What did North Korea launch between June 2022 and March 2022?", "it was read as March 2022 to June 2022"),
        ("What did North Korea launch on 30 February 2022?", "There is no day 2022-02-30"),
        ("What did North Korea launch on 2022-03-45?", "There is no day 2022-03-45; the whole month is taken."),
        ("What did North Korea launch on 2022-13-02?", "There is no day 2022-13-02; the whole year is taken."),
    ],
)
def test_a_date_that_can_be_read_otherwise_is_told(desk, question, said):
    answer = desk.ask(question, as_of="2022-08-01")
    note = answer.notes[0]
    assert said in note and note.endswith(".")
    assert f"Note: {note}" in answer_text(answer).splitlines()


def test_an_answer_that_is_of_another_time_than_the_question_tells_so(desk):
    history = [
        {"role": "user", "content": "List the envoys' meetings in July 2022."},
        {"role": "assistant", "content": "One in Honolulu."},
    ]
    told = "Nothing that is cited here was published in, or tells of, the time that the question names: 2021."
    later = desk.ask("And the year before?", history=history)
    assert later.standalone_question == "List the envoys' meetings in 2021." and later.sentences
    assert told in later.notes
    of_that_day = desk.ask("How long did the missile of 24 March 2022 fly?")  # told a day later
    assert of_that_day.sentences and not any(note.startswith(told[:20]) for note in of_that_day.notes)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How long did the missile of North Korea fly over Honolulu?", "“Honolulu”"),
        ("How long did the North Korean missile fly?", ""),
    ],
)
def test_that_nothing_cited_names_somebody_of_the_question_is_told(desk, question, names):
    answer = desk.ask(question)
    told = [note for note in answer.notes if note.startswith("Nothing that is cited here names")]
    assert answer.sentences and told == ([f"Nothing that is cited here names {names}."] if names else [])


def test_a_surname_the_title_the_dateline_and_what_stands_shortly_before_name_too(tmp_path):
    visit = (
        "HAVEN - Deputy Minister Irma Sand met fishermen on Monday. The Herring Act, HEACT for short, was on the "
        "table.\n\nSand had a full diary besides: she opened a lighthouse."
    )
    other = "President Piet Vos said on Monday that the quota of the south coast would be cut. Vos gave no number."
    rows = [("visit", "Work of two days", "2022-03-25", visit), ("quota", "Quota cut", "2022-03-26", other)]
    desk = of_one_outlet(tmp_path, rows)
    opened, cut = "What did Sand open besides?", "What did Vos say would be cut on the south coast?"
    for asked, question, names in (
        (opened, "What did Irma Sand open in Haven?", ""),
        (opened, "What did the HEACT visit open?", ""),
        (opened, "Did Sand open it with Piet Vos?", "“Piet Vos”"),
        (cut, "What did Piet Vos cut?", ""),
        (cut, "What did Nils Vos cut in Haven?", "“Nils Vos” or “Haven”"),
    ):
        told = unheard(question, desk.ask(asked).sentences, desk.archive.article)
        assert told == ((f"Nothing that is cited here names {names}.",) if names else ()), question


def test_the_outlet_and_who_signs_a_statement_are_named_by_what_is_cited(tmp_path):
    text = "The flags of the town fly at half-mast until Sunday for the four fishermen.\n\nIrma Sand, Mayor"
    desk = of_one_outlet(tmp_path, [("flags", "Statement on the fishermen", "2022-03-25", text)])
    told = desk.ask("How long do the flags of the town fly at half-mast?").sentences
    outlet = told[0].citations[0].source
    for question in ("What did Sand say of the flags?", f"What did {outlet} write of the flags?"):
        assert unheard(question, told, desk.archive.article) == (), question


def test_a_briefing_tells_that_its_period_was_turned_round(desk):
    made = desk.brief("North Korea from August 2022 to March 2022")
    assert (made.since, made.until) == ("2022-03-01", "2022-08-31")
    assert made.notes == ["'August 2022 to March 2022' begins after it ends: it was read as March 2022 to August 2022."]


def test_a_name_that_no_article_holds_is_told(desk):
    answer = desk.ask("What did Gorbanovsky tell Zyklomat about North Korea?")
    assert answer.reason == "name_absent"
    assert answer.notes == ["No article names “Gorbanovsky”.", "No article names “Zyklomat”."]


@pytest.mark.parametrize(
    ("source", "near"),
    [("Harbor Dispach", True), ("The Dispatch", False), ("Dispatch", True), ("No\x00 Such", False)],
)
def test_an_outlet_that_the_archive_does_not_have_is_told_at_every_door(desk, capsys, source, near):
    note = f"The archive has no outlet “{source.replace(chr(0), '')}”"
    note += "; the nearest name in the archive is “Harbour Dispatch”." if near else "."
    answer = desk.ask("What did North Korea launch?", source=source)
    assert (answer.reason, answer.notes) == ("name_absent", [note])
    made = desk.brief("North Korea", source=source)
    assert (made.reason, made.notes) == ("name_absent", [note])
    words = ["search", "North Korea", "--source", source, "--archive", str(desk.archive.folder)]
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines() == ["Nothing was found.", f"Note: {note}"]
    assert main([*words, "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["results"] == [] and err == f"briefing: {note}\n"


def test_an_outlet_of_the_archive_without_articles_of_the_time_is_no_absent_name(desk):
    answer = desk.ask("What did North Korea launch?", source="Harbour Dispatch", until="2021-01-01")
    assert answer.reason == "outside_dates"


@pytest.mark.parametrize("question", ["What?", "who", "And why not?", "And then?", "What about it?", "Did they?"])
def test_a_question_that_names_nothing_is_told_so_where_nothing_was_said_before(desk, question):
    answer = desk.ask(question)
    assert (answer.reason, answer.form, answer.notes) == ("not_stated", "answer", [NOTHING])
    turns = [
        {"role": "user", "content": "What did North Korea launch in March 2022?"},
        {"role": "assistant", "content": "North Korea launched a missile. [1]"},
    ]
    assert NOTHING not in desk.ask(question, history=turns).notes


@pytest.mark.parametrize("question", ["What about the US?", "What happened?", "What about 2022?", "Was ist mit ihm?"])
def test_a_question_of_one_word_of_its_own_asks_something(question):
    assert not asks_nothing(question)


def test_an_outlet_of_the_archive_is_known_whatever_its_case(desk):
    assert desk.ask("What did North Korea launch in March 2022?", source="HARBOUR dispatch").notes == []


def test_a_topic_that_waits_for_an_outlet_that_there_is_not_is_told_so(tmp_path, capsys):
    folder = desk_of(tmp_path, ARTICLES).archive.folder
    assert (
        main(["topics", "add", "Korea", "North Korea", "--source", "Harbour Dispatsh", "--archive", str(folder)]) == 0
    )
    assert "no outlet “Harbour Dispatsh”; the nearest" in capsys.readouterr().err


def test_a_question_that_needs_no_remark_has_none(desk):
    answer = desk.ask("What did North Korea launch in March 2022?")
    assert (answer.notes, answer.form, answer.judge) == ([], "answer", "gate")


@pytest.mark.parametrize(
    ("question", "foreign"),
    [
        ("Was sagte der Präsident zu den Raketen?", True),
        ("¿Quién lanzó el misil?", True),
        ("Que s'est-il passé avec le missile dans la mer?", True),
        ("북한은 언제 미사일을 발사했습니까?", True),
        ("What did Ursula van der Leyen say on sanctions?", False),
        ("van der Leyen on NATO", False),
        ("Did the 김정은 letter reach Zyklomat?", False),
        ("wat did kim sayd about the misiles", False),
        ("wat did teh harbor boord decide at teh end of the meting", False),
    ],
)
def test_a_question_that_is_not_in_english_is_told_so(question, foreign):
    from assistant.question.foreign import remark

    assert bool(remark(question, lambda word: word in {"raketen", "kim", "missile"})) == foreign
    assert remark(question, lambda word: True) == ()  # the archive speaks its language


def test_the_answer_to_a_question_in_another_language_tells_what_can_be_read(desk):
    [note] = desk.ask("북한은 언제 미사일을 발사했습니까?").notes
    assert note.endswith("ask it in English.")


def with_model(desk, server, **more):
    return desk.with_settings(openai_base_url=server.url, retries=0, **more)


def first_key(asked):
    return next(iter(asked.passages))


def test_an_answer_that_was_cut_says_so(desk):
    def script(asked):
        return Reply(f"North Korea launched a missile. [{first_key(asked)}]", finish="length")

    with chat_server(script) as server:
        answer = with_model(desk, server).ask("What did North Korea launch in March 2022?", writer="openai:scripted")
    assert "The answer was cut at 1000 tokens (BRIEFING_MAX_TOKENS)." in answer.notes


def test_a_fall_back_says_so_and_the_command_line_prints_it(desk, monkeypatch, capsys):
    with chat_server(Reply(status=500)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("BRIEFING_RETRIES", "0")
        monkeypatch.setenv("BRIEFING_FALLBACK", "quotes")
        words = ["ask", "What did North Korea launch in March 2022?", "--writer", "openai:scripted"]
        assert main([*words, "--archive", str(desk.archive.folder)]) == 0
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Note: ")]
    assert line.startswith("Note: openai:scripted did not finish; quotes wrote this answer: ")


def test_a_follow_up_that_the_model_did_not_complete_is_told(desk):
    history = [
        {"role": "user", "content": "What did North Korea launch in March 2022?"},
        {"role": "assistant", "content": "It launched an intercontinental ballistic missile. [1]"},
    ]
    with chat_server(Reply("")) as server:
        mine = with_model(desk, server, fallback="quotes")
        answer = mine.ask("And what did it say about that?", history=history, writer="openai:scripted")
    assert "The follow-up was completed by rule, since the chat model returned nothing." in answer.notes


def test_on_the_page_a_remark_is_text_and_nothing_else():
    assert notes([]) == ""
    shown = notes(["'<img src=x>' can mean two days.", "No article names “A & B”."])
    assert shown.startswith('<ul class="notes">') and "<img" not in shown
    assert "&lt;img src=x&gt;" in shown and "“A &amp; B”" in shown


def test_an_answer_that_was_kept_before_there_were_remarks_can_still_be_opened(desk):
    answer = desk.ask("What did North Korea launch in March 2022?").model_dump(mode="json")
    for name in ("notes", "form", "judge"):
        del answer[name]
    turn = Turn.model_validate({"question": answer["question"], "asked": "2026-01-01T00:00:00+00:00", "answer": answer})
    assert turn.answer is not None and turn.answer.notes == []
