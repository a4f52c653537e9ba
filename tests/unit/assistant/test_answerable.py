"""Whether passages answer: names, the asked-for type, and the decision to abstain."""

import json
import random
import re
import shutil

import pytest

from assistant.answer import UNANSWERED
from assistant.answerable import decide
from assistant.language.name_index import absent, forms
from assistant.language.names import names
from assistant.language.words import fold
from assistant.question.answer_type import asked_type, holds_type, introduced, introduces
from corpus.errors import WorkError
from corpus.evidence import Reading
from corpus.models import pair_model, reader
from corpus.models.pair_model import WEIGHTS
from corpus.models.reader import TrainedReader
from tests.training.answerability_data import PRESS_QUESTIONS, Pair, headed, made_vague, without_answer
from ui.terminal import answer_text

FERRY = (
    "The harbour board said on Tuesday that the night ferry between Port Alder and Vess will stop on 3 October. "
    "Board chairwoman Ilse Marren said the line had lost 2.4 million crowns in a year. The day ferry is not affected."
)
MUSEUM = (
    "The town museum of Vess opened a hall of ship models last week. Its director, Tomas Brandt, said that schools "
    "may visit it free of charge on Thursdays. The hall was paid for by a foundation."
)


def mentions(text):
    """A `known_term` over one text: whether a name stands in it as whole words, whatever its case and hyphens."""

    def bare(words):
        return " ".join(re.findall(r"\w+", fold(words).casefold().replace(".", "")))

    plain = f" {bare(text)} "
    return lambda name: bool(bare(name)) and (f" {bare(name)} " in plain or f" {bare(name)}s " in plain)


def decided(question, *texts):
    """The decision on texts without heads, which name all that the archive knows."""
    readings = reader().read(question, [("", text) for text in texts])
    return decide(question, texts, readings, known_term=mentions(FERRY + MUSEUM))


def test_a_sentence_that_says_all_that_the_question_says_answers_it_whatever_the_reader_doubts():
    treaty = "Four coast states signed the herring treaty on Sunday. It limits the catch to 150 tonnes a year."
    readings = [Reading(relevance=0.9, answered=-2.4, told=())]

    def refused(question, text=treaty):
        return decide(question, [text], readings, known_term=bool).abstain

    assert not refused("Who signed the herring treaty?", treaty.replace("coast", "Black Sea"))
    assert not refused("When was the herring treaty signed?")
    assert not refused("Did the coast states sign the herring treaty?")
    for question in (
        "Who vetoed the herring treaty?",
        "When was the herring treaty signed in Vess?",
        "How many ships signed the herring treaty?",
        "Why?",
    ):
        assert refused(question)
    # Whoever names all that the question names says nothing of where it is.
    assert refused("Where is Seoul?", "On Sunday Minister Holm met her friend Jun Tanaka in Seoul.")
    assert refused("Who signed the herring treaty?", "Who signed the Vess herring treaty? Nobody in Alder can say.")


def test_the_head_of_a_text_says_what_its_sentences_are_on():
    head = "Second herring flight fails (2022-04-11)\n"
    told = "The second rocket was lost after 90 seconds. Chief engineer Ana Holm said a valve had frozen."
    readings = [Reading(relevance=0.9, answered=-2.4, told=())]

    def refused(question, text=head + told):
        return decide(question, [text], readings, known_term=bool).abstain

    assert not refused("Why did the second rocket fail?")
    assert refused("Why did the second rocket turn?")
    assert refused("Why did the second flight fail?", head + "The weather was fair on Monday, and the crowd was glad.")


def test_how_something_was_met_is_told_by_a_text_with_all_that_the_question_names():
    told = "The war in Gull Island began in May. Vess imposed duties on its herring, and replied with a ban on visits."
    readings = [Reading(relevance=0.5, answered=-2.4, told=())]

    def refused(question):
        return decide(question, [told], readings, known_term=bool).abstain

    assert not refused("How did Vess reply to the war in Gull Island?")
    for question in (
        "How did Alder reply to the war in Gull Island?",
        "How did Vess reply to the earthquake in Gull Island?",
        "Why did Vess reply to the war in Gull Island?",
        "How many replied to the war in Gull Island in Vess?",
    ):
        assert refused(question), question


def test_what_part_somebody_had_is_told_by_a_text_with_all_that_the_question_names():
    told = "The war in Gull Island began in May. The army of Vess sent nine boats."
    readings = [Reading(relevance=0.5, answered=-3.4, told=())]

    def refused(question):
        return decide(question, [told], readings, known_term=bool).abstain

    for question in (
        "What role did the army play?",
        "What part did Vess play in the war in Gull Island?",
        "What is Vess's role in the war?",
        "What was the role of the army?",
        "How was the army of Vess involved in the war?",
    ):
        assert not refused(question), question
    for question in ("What role did the navy play?", "What was Alder's role in the war?", "What part of Vess fell?"):
        assert refused(question), question


def test_what_came_of_something_is_told_by_a_text_with_all_that_it_is_of():
    told = "The strike in Vess began in May. The bakery sent its 40 workers home, and bread was dear until July."
    readings = [Reading(relevance=0.5, answered=-3.4, told=())]

    def refused(question):
        return decide(question, [told], readings, known_term=bool).abstain

    for question in (
        "What were the consequences of the strike?",
        "What is the impact of the strike in Vess?",
        "And what are the effects of the strike on the bakery?",
    ):
        assert not refused(question), question
    for question in (
        "What were the consequences of the flood?",
        "What were the consequences of the strike in Alder?",
        "What was the result of the strike?",
        "What were the consequences of it?",
    ):
        assert refused(question), question


def test_names_leave_out_openers_titles_and_calendar_words():
    def found(question):
        return [name.text for name in names(question)]

    assert found("When did President Moon meet Sung Kim in May 2022?") == ["Moon", "Sung Kim"]
    assert found("Which US envoy phoned China's envoy on Monday?") == ["US", "China"]
    assert found("What did the WHO say about the E.U. rules?") == ["WHO", "E.U."]
    assert found("who was it?") == []


def test_a_name_is_known_under_the_forms_that_the_press_uses():
    known = mentions("Kim Jong Un spoke. The United States and North Korea answered, said the Department of State.")
    for name in ("Kim Jong-un", "U.S.", "US", "DPRK", "D.P.R.K.", "Pyongyang", "kim jong un"):
        assert any(known(form) for form in forms(name)), name
    assert not any(known(form) for form in forms("Kim Jong-nam"))


def test_two_names_joined_by_a_hyphen_are_looked_for_apart_and_a_given_name_is_not():
    known = mentions("Biden met Moon Jae-in. Lee spoke of an era. The Hwasong-14 flew for 17 minutes.")
    assert absent("What did the Biden-Moon summit settle?", known) == []
    assert absent("What of the Biden-era rules?", known) == []
    assert absent("What did Lee Jae-myung say of the Hwasong-17?", known) == ["Lee Jae-myung", "Hwasong-17"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did the ferry stop?", "date"),
        ("In which month did it stop?", "date"),
        ("How many crowns were lost?", "number"),
        ("Who chairs the board?", "person"),
        ("Which minister resigned?", "person"),
        ("Where does the ferry go?", "place"),
        ("What did the board say when the ferry stopped?", None),
        ("Why did the ferry stop?", None),
    ],
)
def test_the_type_that_is_asked_for_is_read_from_the_words(question, kind):
    assert asked_type(question) == kind


def test_a_passage_without_a_date_a_number_or_a_new_name_lacks_the_type():
    when, cost, who = "When will it stop?", "How much was lost?", "Whom did Marren meet?"
    assert holds_type(when, FERRY) and not holds_type(when, "The ferry stopped, and nobody was told.")
    assert holds_type(cost, FERRY) and not holds_type(cost, "The line had lost money by 3 October 2021.")
    assert holds_type(who, "Marren met Tomas Brandt.") and not holds_type(who, "Later Marren spoke of the line.")
    assert holds_type("Why did it stop?", "For no reason.")


def test_how_many_wants_a_number_right_before_the_thing_counted():
    question = "How many ferries were sold?"
    assert holds_type(question, "The board sold two old ferries.")
    assert holds_type("Ferries were sold: how many were there?", "There were 3.")
    assert not holds_type(question, "The board sold its ferries for 2.4 million crowns.")
    assert not holds_type("How many ferries did North Line sell?", "On 5 May 2022 North Line spoke of the sale.")
    assert not holds_type("How many people were hurt?", "On 5 May 2022 people mourned.")
    assert not holds_type("How many were hurt in the storm?", "The storm of 9 June 2022 was seen by 40 ships.")
    assert holds_type("How many soldiers fell?", "In all 2000 soldiers fell.")
    assert holds_type("How many people did it hurt?", "In March 12 people were hurt by the flood.")


def test_a_name_that_is_nowhere_in_the_archive_is_the_reason_to_abstain():
    decision = decided("When did Karin Holt ride the night ferry to Vess?", FERRY, MUSEUM)
    assert decision.abstain and decision.reason == "name_absent"


def test_a_question_that_the_evidence_answers_is_answered():
    for question in ("When will the night ferry to Vess stop?", "Who directs the museum of Vess?"):
        decision = decided(question, MUSEUM, FERRY)
        assert not decision.abstain and decision.reason is None


def test_a_question_on_another_matter_is_not_stated_and_so_is_one_without_evidence():
    assert decided("What does a litre of milk cost in Vess?", FERRY, MUSEUM).reason == "not_stated"
    assert decided("When will the ferry stop?").reason == "not_stated"


def test_a_detail_that_the_event_is_told_without_is_not_stated():
    for question in ("How many passengers does the night ferry to Vess carry?", "Who bought the night ferry to Vess?"):
        assert decided(question, FERRY, MUSEUM).reason == "not_stated", question


def test_one_reading_tells_relevance_answer_and_the_sentence_that_carries_it_under_whatever_head():
    question = "When will the night ferry to Vess stop?"
    for head in ("", "Ferries (2022-09-20)\n"):
        ferry, museum, empty = reader().read(question, [(head, FERRY), (head, MUSEUM), (head, "")])
        assert ferry.answered > 0 > museum.answered and ferry.relevance > museum.relevance and empty.told == ()
        best = max(ferry.told, key=lambda told: told.share)
        assert "3 October" in FERRY[best.start : best.end]
        assert best.share > max(told.share for told in museum.told)


def test_a_long_passage_is_read_in_windows_to_its_end():
    question = "When will the night ferry stop?"
    (long,) = reader().read(question, [("", MUSEUM * 8 + FERRY)])
    best = max(long.told, key=lambda told: told.share)
    assert long.answered > 0 and best.start >= len(MUSEUM) * 8 - 1


def test_the_weights_tell_nothing_of_the_machine_that_made_them():
    assert b"stack_trace" not in (WEIGHTS / "reader.onnx").read_bytes()


def test_weights_that_are_not_those_of_the_card_are_refused(tmp_path):
    for file in WEIGHTS.glob("reader*"):
        shutil.copy(file, tmp_path)
    (tmp_path / "reader.onnx").write_bytes(b"other weights")
    with pytest.raises(WorkError, match="missing or damaged"):
        TrainedReader(tmp_path).read("Who?", [("", "Nobody.")])
    (tmp_path / "reader.json").unlink()
    with pytest.raises(WorkError, match="install the project again"):
        TrainedReader(tmp_path).read("Who?", [("", "Nobody.")])
    assert (WEIGHTS / "reader.onnx").stat().st_size <= 30_000_000


def test_training_pairs_lose_the_answer_and_keep_the_event():
    at = FERRY.index("3 October")
    pair = Pair("x", "When will the night ferry stop?", FERRY, True, at, at + 9, head="Ferries (2022-10-01)")
    vague, robbed, under = made_vague(pair, random.Random(1)), without_answer(pair), headed(pair)
    assert not vague.answered and "3 October" not in vague.passage and "Port Alder and Vess will stop" in vague.passage
    assert not robbed.answered and robbed.passage.startswith("Board chairwoman")
    assert under.passage[under.start : under.end] == "3 October"
    assert made_vague(vague, random.Random(1)) is None


def test_the_press_questions_name_a_span_and_an_answer_or_none():
    rows = [json.loads(line) for line in PRESS_QUESTIONS.read_text("utf-8").splitlines()]
    assert len(rows) == 1909 and sum(row["answer"] is not None for row in rows) == 807
    assert all(0 <= row["start"] < row["end"] and row["question"].strip() == row["question"] for row in rows)


@pytest.mark.slow
def test_of_a_question_in_parts_what_can_be_answered_is_and_what_cannot_is_said(desk):
    answer = desk.ask(
        "How many ballistic missiles had the North launched by early June 2022, and how many tons of fuel did they "
        "burn?"
    )
    assert not answer.abstained and "31" in answer.text
    assert [one.text for one in answer.left_out if one.unanswered] == [
        "How many tons of fuel did the ballistic missiles burn?"
    ]
    assert f"Not answered: How many tons of fuel did the ballistic missiles burn? ({UNANSWERED})" in answer_text(answer)
    # The whole of it is not answered, a half of it is.
    events = list(desk.stream("When was Yoon inaugurated, and who sang at the ceremony?"))
    assert [one["left_out"]["text"] for one in events if one["type"] == "left_out"] == ["Who sang at the ceremony?"]
    halved = events[-1]["answer"]
    assert not halved["abstained"] and [one["text"] for one in halved["left_out"]] == ["Who sang at the ceremony?"]
    both = desk.ask("What does CVID stand for, and with which capital was it discussed by the Pentagon chief?")
    assert not any(one.unanswered for one in both.left_out)


@pytest.mark.parametrize(("relevance", "abstain"), [(0.99, False), (0.9, True)])
def test_a_passage_that_comes_all_but_certainly_near_is_not_doubted(relevance, abstain):
    readings = [Reading(relevance, -3.5, ()), Reading(0.4, -5.0, ())]
    assert (
        decide("How much did the port earn?", ["It earned 14 crowns."] * 2, readings, known_term=bool).abstain
        == abstain
    )


INTRODUCING = [
    ("Who is Ilse Marren?", "Deputy Secretary of State Ilse R. Marren flew to Vess.", True),
    ("Who's Ann Lee?", "They were met by Ann Lee, the acting mayor of Vess.", True),
    ("Who was Ann Lee?", "Ann Lee was a career member of the harbour service.", True),
    ("Who is Lee Young-ho?", "Special Envoy for Peace and Harbour Affairs Lee Young-ho called.", True),
    ("Who is Ann Lee?", "The harbour board's spokeswoman Ann Lee had no comment.", True),
    ("Who is Ann Lee?", "The spokeswoman, Ann Lee, had no comment.", True),
    ("Who is Ann Lee?", "With him was our Under Secretary for Ports, Trade, and Fisheries Ann Lee.", True),
    ("Who is Ann J. Lee?", "Ambassador Ann Lee flew to Vess.", True),
    ("Who is Ann Lee?", "Ann Lee was just in Vess meeting with President Ray.", False),
    ("Who is Ann Lee?", "Ms. Lee flew to Vess with the minister.", False),
    ("Who is Ann Lee?", "Ann Lee flew to Vess with the minister.", False),
    ("Who is Ann Lee?", "Minister Tom Ray and Ann Lee flew to Vess.", False),
]


@pytest.mark.parametrize(("question", "text", "told"), INTRODUCING)
def test_an_office_beside_the_full_name_says_who_somebody_is(question, text, told):
    assert introduces(introduced(question), text) == told


@pytest.mark.parametrize("question", ["Who is the mayor of Vess?", "Who was fined?", "Who is Ann Lee's deputy?"])
def test_who_has_an_office_introduces_nobody_who_is_named(question):
    assert introduced(question) is None


def test_a_question_of_odd_words_is_not_read_with_ever_smaller_pieces_of_a_passage(monkeypatch):
    read: list[int] = []
    run = pair_model._run
    monkeypatch.setattr(pair_model, "_run", lambda session, group: read.append(len(group)) or run(session, group))
    text = "The harbour board met on the price of berths in the old town. " * 60

    def windows(question: str) -> int:
        read.clear()
        reader().read(question, [("", text)])
        return sum(read)

    assert windows("teh wen presidnet vist Soeul Koraen " * 100) <= 3 * windows("What did the board meet on?")
