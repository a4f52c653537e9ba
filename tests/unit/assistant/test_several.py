"""A question that asks several things: what is answered is told, in turn, and the rest is named as left out."""

from dataclasses import replace
from itertools import permutations

import pytest

from assistant.answer import UNANSWERED
from assistant.writers.base import Brief, Cited, Meter
from assistant.writers.quotes import QuotesWriter
from corpus.article import Article
from corpus.evidence import Reading, ReadSentence
from corpus.text.sentences import sentence_spans
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server
from tests.support.evidence import whole

FERRIES = "The Vess line sold nine ferries to the port of Sokcho on 3 May 2022 for 40 million crowns."
CRANES = "Harbour chief Ko Min said on Friday that forty new cranes will be built because the old ones are worn out."
SOLD, CHIEF, CUP, MOON = (
    "how many ferries did the Vess line sell",
    "why will new cranes be built",
    "who won the Wimbledon Cup",
    "what is the price of cheese",
)


def article(id, day, text):
    return {"id": id, "title": f"Report {id}", "published": day, "source": "Harbour Dispatch", "text": text}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    rows = [
        article("ferries", "2022-05-04", f"{FERRIES} The crews stay on board until the summer."),
        article("cranes", "2022-06-11", f"{CRANES} The first of them is to stand next spring."),
        article("rain", "2022-06-12", "Rain fell in the hills on Sunday. The market stayed open until the evening."),
    ]
    return desk_of(tmp_path_factory.mktemp("several"), rows)


def joined(*questions):
    *first, last = questions
    text = f"{', '.join(first)}, and {last}?"
    return text[0].upper() + text[1:]


@pytest.mark.parametrize("asked", [*permutations((SOLD, CUP)), *permutations((SOLD, MOON, CHIEF))], ids=joined)
def test_what_is_answered_is_told_wherever_it_stands_and_the_rest_is_left_out(desk, asked):
    answer = desk.ask(joined(*asked))
    quoted = " ".join(cited.quote for one in answer.sentences for cited in one.citations)
    assert (FERRIES in quoted) == (SOLD in asked) and (CRANES in quoted) == (CHIEF in asked)
    left = [(one.text.partition(",")[0].rstrip("?").lower(), one.reasons) for one in answer.left_out]
    assert left == [(one.lower(), [UNANSWERED]) for one in asked if one in (CUP, MOON)]


def test_a_name_of_one_question_that_no_article_has_is_told(desk):
    notes = desk.ask(joined(CUP, SOLD)).notes
    assert any("“Wimbledon Cup”" in one for one in notes)


def test_where_nothing_answers_any_of_them_it_abstains(desk):
    answer = desk.ask(joined(MOON, CUP))
    assert (answer.abstained, answer.reason, answer.left_out) == (True, "name_absent", [])


def test_all_together_stay_within_the_words_of_one_answer(desk):
    answer = desk.ask(joined(SOLD, CHIEF))
    assert len(answer.text.split()) <= 150 and len(answer.sentences) == 2


def test_a_chat_model_is_shown_the_evidence_for_each(desk):
    seen = []

    def script(asked):
        seen.append(asked.passages)
        key = next(key for key, text in asked.passages.items() if FERRIES in text)
        return Reply(f"The Vess line sold nine ferries to the port of Sokcho. [{key}]")

    with chat_server(script) as server:
        mine = desk.with_settings(openai_base_url=server.url, retries=0)
        answer = mine.ask(joined(MOON, SOLD, CHIEF), writer="openai:scripted")
    assert any(FERRIES in text for text in seen[0].values()) and any(CRANES in text for text in seen[0].values())
    assert [one.verdict for one in answer.sentences] == ["supported"]
    assert [one.text for one in answer.left_out] == ["What is the price of cheese?"]


def test_what_a_chat_model_tells_of_a_part_is_not_called_unanswered(desk):
    def script(asked):
        return Reply(f"The first of the cranes is to stand next spring. [{asked.key('forty new cranes')}]")

    with chat_server(script) as server:
        mine = desk.with_settings(openai_base_url=server.url, retries=0)
        answer = mine.ask(joined("who is to pay for the cranes", MOON), writer="openai:scripted")
    assert [one.verdict for one in answer.sentences] == ["supported"]
    assert [one.text for one in answer.left_out] == ["What is the price of cheese?"]


def test_a_sentence_that_was_quoted_for_one_is_not_quoted_again_beside_another_for_the_next():
    text = f"{FERRIES} It was the first sale of the whole line. {CRANES}"
    held = Article(id="line", title="Line", published="2022-05-04", source="Dispatch", text=text)
    ferries, sale, cranes = sentence_spans(text)
    evidence = whole(held, 1)
    read = [Reading(0.9, 2.0, tuple(ReadSentence(*span, 0.9) for span in (sale, cranes)))]
    brief = Brief(SOLD, "2022-08-01", (evidence,), lambda *_: held, read=lambda _: read)

    def quoted(brief):
        return " ".join(draft.text for draft in QuotesWriter().write(brief, Meter()))

    assert FERRIES in quoted(brief)  # 'It' leans on it
    again = quoted(replace(brief, told=(Cited(evidence, *ferries),)))
    assert FERRIES not in again and "It was the first sale of the whole line." in again and CRANES in again


@pytest.mark.parametrize(
    "question",
    [
        "What do the Harbour Dispatch and the Evening Herald say about the ferries?",
        "What did Evening Herald and Harbour Dispatch write about ferries?",
        "Compare what the Evening Herald and the Harbour Dispatch report on the ferries",
    ],
)
def test_each_of_several_outlets_is_asked_within_its_own_articles(tmp_path, question):
    rows = [
        article("dispatch", "2022-05-04", f"{FERRIES} The Evening Herald had told of it a day before."),
        article("heron", "2022-05-03", "The nine ferries need new engines, the harbour office warned on Tuesday."),
        article("post", "2022-05-05", "The ferries of the Vess line will be painted blue, its owner said on Thursday."),
    ]
    sources = {"heron": "Evening Herald", "post": "Coast Post"}
    desk = desk_of(tmp_path, [row | {"source": sources.get(row["id"], row["source"])} for row in rows])
    answer = desk.ask(question)
    assert {cited.article_id for one in answer.sentences for cited in one.citations} == {"dispatch", "heron"}
    alone = desk.ask("What do the Coast Post and the Harbour Dispatch say about engines?")
    assert "heron" not in {cited.article_id for one in alone.sentences for cited in one.citations}


BRIDGE = "The bridge over the Kamchia was closed on Wednesday after the flood."
RESIGNED = "Transport Minister Odile Marchand resigned on Wednesday, a day after an audit."


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What did the Coast Wire and the Coast Post write about the bridge, and when was it closed?", (BRIDGE,)),
        ("What did the Coast Post write about the ferries, and who resigned as transport minister?", (RESIGNED,)),
        (
            "What did the Coast Wire and the Coast Post write about the bridge, and who resigned as minister?",
            (BRIDGE, RESIGNED),
        ),
    ],
)
def test_a_question_beside_those_to_outlets_is_asked_of_all_articles_and_on_what_they_tell_of(
    tmp_path, question, quoted
):
    sources = {"bridge": "Coast Wire", "painted": "Coast Post", "ministry": "Capital Post"}
    rows = [
        article("bridge", "2022-05-04", BRIDGE),
        article("painted", "2022-05-05", "The ferries will be painted blue, their owner said on Thursday."),
        article("ministry", "2022-05-06", RESIGNED),
    ]
    desk = desk_of(tmp_path, [row | {"source": sources[row["id"]]} for row in rows])
    answer = desk.ask(question)
    assert all(one in answer.text for one in quoted) and ("painted" in answer.text) == ("ferries" in question)


STRIKE = [
    {
        "id": f"strike-{day}",
        "title": f"Strike in Varna: day {day}",
        "published": f"2022-05-{day}",
        "source": "Coast Wire",
        "text": text,
    }
    for day, text in (
        (17, "The dockers of Varna began their strike on Monday over pay, and the port called the strike unlawful."),
        (25, "The dockers of Varna ended their strike on Wednesday after the union accepted a rise of 8 percent."),
    )
]


@pytest.mark.parametrize(
    ("times", "parts"),
    [("17 May and 25 May 2022", []), ("17 May and 30 June 2022", ["How did the strike develop on 30 June 2022?"])],
)
def test_an_end_of_a_course_is_unanswered_only_where_nothing_is_of_its_time(tmp_path, times, parts):
    answer = desk_of(tmp_path, STRIKE).ask(f"How did the strike develop between {times}?")
    assert [one.text for one in answer.left_out] == parts and not answer.abstained


def test_an_end_of_a_course_of_which_an_article_was_found_and_nothing_is_quoted_is_unanswered(tmp_path):
    after = STRIKE[0] | {"id": "after", "published": "2022-06-30", "text": "They spoke of the strike in Varna then."}
    answer = desk_of(tmp_path, [*STRIKE, after]).ask("How did the strike develop between 17 May and 30 June 2022?")
    assert [one.text for one in answer.left_out] == ["How did the strike develop on 30 June 2022?"]


def test_what_an_outlet_wrote_is_quoted_for_its_topic_alone(tmp_path):
    articles = [
        {
            "id": f"wire-{at}",
            "title": title,
            "published": f"2022-05-0{at + 1}",
            "source": "Coast Wire",
            "text": text,
        }
        for at, (title, text) in enumerate(
            (
                ("The week", "Stoyan Kolev said that the pier of Shabla was rotten and would be closed in June."),
                ("The hospital", "The hospital wrote to the wire service of the coast about its new wing on Monday."),
                ("The bank", "The bank of the coast wrote off its loans, the regulator said, and wired the rest."),
            )
        )
    ]
    answer = desk_of(tmp_path, articles).ask("What did Coast Wire write about the pier?")
    assert [one.article_id for said in answer.sentences for one in said.citations] == ["wire-0"]


HARBOUR = [
    article("fire", "2022-05-04", "The ferry Halma burned out off Orlo on Tuesday, and nine people died."),
    article("left", "2022-05-06", "Transport Minister Odile Marchand resigned on Friday over the audit of the mills."),
    article("talks", "2022-05-08", "Minister Bo Falk met the owners in Casta. The two agreed on a fund of ten crowns."),
    article("veto", "2022-05-09", "Casta did not sign the pact on salt because its council has yet to vote on it."),
]
BESIDE = {  # words that are quoted, and parts that are left out
    "What did the Coast Post write about the ferry, and who resigned?": (("Halma", "Marchand"), []),
    "Who resigned, and what did the Coast Post write about the ferry?": (("Halma", "Marchand"), []),
    "When was the Salt Museum built, and who resigned?": (("Marchand",), ["When was the Salt Museum built?"]),
    "Did Casta sign the pact on salt, and why not?": (("yet to vote",), []),
    "When did the ferry Halma burn out, and why?": (("Tuesday",), ["Why did the ferry Halma burn out?"]),
}


@pytest.mark.parametrize("question", BESIDE)
def test_a_part_of_a_verb_or_of_why_alone_is_answered_or_left_out(tmp_path_factory, question):
    rows = [row | {"source": "Coast Post" if row["id"] == "fire" else row["source"]} for row in HARBOUR]
    answer = desk_of(tmp_path_factory.mktemp("harbour"), rows).ask(question)
    quoted, left = BESIDE[question]
    assert all(one in answer.text for one in quoted)
    assert [one.text for one in answer.left_out] == left


def test_what_is_quoted_for_one_question_is_not_called_unanswered_for_the_next(tmp_path):
    answer = desk_of(tmp_path, HARBOUR).ask("Where did Falk meet the owners, and what did they agree?")
    assert "a fund of ten crowns" in answer.text and answer.left_out == []
