"""Who said it and what somebody said: the words that are asked for first, and no third's beside whom it is asked of."""

import pytest

from assistant.answering.whose import own_words
from assistant.pipeline import Pipeline
from assistant.question.answer_type import sayer
from corpus.evidence import Query
from corpus.scope import Scope
from tests.support.archives import desk_of


def _told(id, published, text, kind=None, title="Tolls on the canal", source="Coast Wire"):
    return {
        "id": id,
        "title": title,
        "published": published,
        "source": source,
        "kind": kind,
        "text": text,
    }


ARTICLES = [
    _told(
        "briefing",
        "2022-03-01",
        "MR ORR: The canal tolls will go up in May, since the locks must be mended.\n\n"
        "QUESTION: And what of the ferries?\n\nMS LUND: The canal tolls are a burden for every skipper on the coast.",
        title="Briefing on the canal tolls",
    ),
    _told("later", "2022-03-09", "MS LUND: Hal Orr is wrong on the canal tolls, and skippers know it well."),
    _told(
        "opinion",
        "2022-04-01",
        "Skippers pay and pay again. As Minister Rosa Klee put it, “a toll is a promise to mend”, and she broke it.",
        kind="editorial",
    ),
    _told(
        "mend", "2022-04-02", "The minister promised to mend the locks with the toll, and skippers doubt the promise."
    ),
    _told("court", "2022-05-02", "Judge Olga Wendt said the canal tolls break no law, and the skippers went home."),
    _told("union", "2022-05-03", "The skippers' union said of Wendt and Orr that both forget the canal tolls of 2019."),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over what several people said on one thing."""
    return desk_of(tmp_path_factory.mktemp("said"), ARTICLES)


def _cited(answer):
    return [one.quote for told in answer.sentences for one in told.citations]


@pytest.mark.parametrize(
    "question", ["Who said “a toll is a promise to mend”?", "Who said a toll is a promise to mend?"]
)
def test_the_words_that_are_asked_for_come_first_in_an_editorial_too(desk, question):
    (first, *others) = _cited(desk.ask(question))
    assert "a toll is a promise to mend" in first and "Rosa Klee" in first and not others


def test_the_words_that_a_question_gives_are_found_among_many_others(tmp_path):
    many = [
        _told(f"m{at}", "2022-04-03", f"Minister {name} Klee said of tolls and promises that locks need mending soon.")
        for at, name in enumerate(("Ada", "Ivo", "Mia", "Lars", "Tom", "Edda", "Ilse", "Hana", "Ilia", "Olaf", "Jon"))
    ]
    text = "The harbour was calm on Monday. “A gull has no master”, the pilot Nils Brand said when he was asked."
    desk = desk_of(tmp_path, [*many, _told("gull", "2021-01-04", text, title="Calm harbour")])
    assert "Nils Brand" in _cited(desk.ask("Which minister said “a gull has no master”?"))[0]


def test_of_what_somebody_said_no_third_is_quoted(desk):
    quotes = _cited(desk.ask("What did Hal Orr say about the canal tolls?"))
    assert any("will go up" in one for one in quotes)
    assert not any("burden" in one or "is wrong" in one or "break no law" in one for one in quotes)


def test_who_has_a_label_in_small_letters_is_told_by_his_own_words(tmp_path):
    text = (
        "Moderator: Thank you both for coming to the quay.\n\n"
        "President Solveig Orr: The canal tolls will go up in May, since the locks must be mended.\n\n"
        "Minister Lund: The canal tolls are a burden for every skipper on the coast.\n\n"
        "Reporter: Will you lower the canal tolls again?\n\nPresident Solveig Orr: We will not."
    )
    desk = desk_of(tmp_path, [_told("both", "2022-03-01", text, title="Orr and Lund at the quay"), *ARTICLES[1:]])
    answer = desk.ask("What did Minister Lund say about the canal tolls?")
    quotes = _cited(answer)
    assert any("burden" in one for one in quotes) and not any("will go up" in one or ":" in one for one in quotes)
    assert "Minister Lund: “" in answer.text


def test_what_an_article_sends_from_a_place_is_said_by_no_place(tmp_path):
    text = "LONDON: Minister Lund said the canal tolls are a burden for every skipper.\n\nThe locks are closed.\n"
    answer = desk_of(tmp_path, [_told("sent", "2022-03-01", text)]).ask("What did Lund say about the canal tolls?")
    assert "burden" in answer.text and "London" not in answer.text.replace("LONDON: ", "")


def test_a_side_of_a_comparison_is_told_by_its_own_words(desk):
    quotes = _cited(desk.ask("Compare what Hal Orr and Olga Wendt said about the canal tolls"))
    assert any("will go up" in one for one in quotes) and any("break no law" in one for one in quotes)
    assert not any("burden" in one or "is wrong" in one for one in quotes)


def test_a_third_is_quoted_where_nobody_else_names_whom_it_is_asked_of(desk):
    assert any("Klee" in one for one in _cited(desk.ask("What did Rosa Klee say about tolls?")))


STATEMENT = _told(
    "g7",
    "2022-05-30",
    "We urge North Korea to end its tests. We call on all states to close their ports to its ships.",
    kind="statement",
    title="G7 Foreign Ministers' Statement on North Korea",
)
OF_IT = _told(
    "of-it",
    "2022-05-31",
    "MR ORR: The G7 statement on North Korea speaks for itself, and the G7 spoke of North Korea at length in May.",
)


def test_a_search_may_be_among_some_passages_alone(desk):
    query = Query("the canal tolls", Scope.read(), 10)
    found, readings = desk.searcher.find(query, among=lambda one: one.article_id in ("court", "union"))
    assert {one.article_id for one in found} == {"court", "union"} and len(readings.of(query.text)) == len(found)
    nobodys, _ = desk.searcher.find(query, among=lambda one: False)
    assert len({one.article_id for one in nobodys}) > 2


def test_a_body_says_what_stands_under_its_name(tmp_path):
    quotes = _cited(desk_of(tmp_path, [STATEMENT, OF_IT]).ask("What did the G7 say about North Korea?"))
    assert quotes and all(one in STATEMENT["text"] for one in quotes)


def test_all_of_a_statement_is_said_by_whom_it_is_by(tmp_path):
    text = "The dredging of the estuary will begin in March. The estuary has not been dredged for thirty years."
    desk = desk_of(
        tmp_path,
        [
            _told("own", "2022-01-01", text, title="Statement by Governor Ada Brandt on the estuary"),
            _told("other", "2022-01-03", "The dredging of the estuary that Ada Brandt wants will kill the eels."),
            _told("third", "2022-01-04", "Dredging the estuary costs too much, said Lars Holm, who fishes there."),
        ],
    )
    answer = desk.ask("What did Brandt say about the dredging of the estuary?")
    assert [one.article_id for one in answer.sentences[0].citations] == ["own"], answer.text


def test_of_several_of_one_surname_each_is_told_by_the_own_words(tmp_path):
    call = _told(
        "call",
        "2022-04-06",
        "AMBASSADOR KIM: We seek talks on the tests of rockets, and no more tests of rockets.\n"
        "QUESTION: And what of Kim Jong Un?\n"
        "AMBASSADOR KIM: Kim Jong Un knows how to reach us.",
        title="Briefing with Special Representative Sung Kim on rockets",
    )
    parade = _told("parade", "2022-04-26", "Kim Jong Un said at a parade that tests of rockets will go on.")
    desk = desk_of(tmp_path, [call, parade])
    assert all("We seek talks" in one for one in _cited(desk.ask("What did Sung Kim say about tests of rockets?")))
    assert all("parade" in one for one in _cited(desk.ask("What did Kim Jong Un say about tests of rockets?")))


def test_a_reporter_who_asks_of_the_words_and_is_given_no_answer_did_not_say_them(tmp_path):
    asked = (
        "QUESTION: Does the mayor think that a toll is a promise to mend the locks?\n"
        "MR ORR: I have nothing on that today, and will come back to you.\n"
    )
    said = "Minister Rosa Klee said that a toll was a promise to mend the locks. Skippers were glad of the promise."
    answer = desk_of(tmp_path, [_told("asked", "2022-03-01", asked), _told("said", "2022-03-02", said)]).ask(
        "Who said a toll is a promise to mend the locks?"
    )
    assert "Rosa Klee" in answer.text


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Hal Orr of the canal board say on tolls?", "Hal Orr of the canal board"),
        ("What did the United States do about tolls?", ""),
        ("What has the United States said about tolls?", ""),
        ("What tolls did the firms raise in the United States?", ""),
    ],
)
def test_a_verb_within_a_name_says_nothing(question, who):
    assert sayer(question) == who


def test_who_asks_of_the_companies_of_a_country_asks_of_nobody_by_name(desk):
    pipeline = Pipeline(desk.archive, desk.searcher, desk.settings)
    for asked, one in (("What did Korean companies say on tolls?", False), ("What did Hal Orr say on tolls?", True)):
        assert (own_words(pipeline.understand({"question": asked}), asked) is not None) is one


@pytest.mark.parametrize(
    "question",
    [
        "Who said “a toll is a promise to end”?",
        "Who said 'the toll is a promise to mend'?",
        "When did Rosa Klee say “a toll is a promise to keep”?",
        "Did anyone say, “the canal tolls will go down in May”?",
        "Which minister called the tolls 'a burden for all the coast'?",
    ],
)
def test_words_that_nobody_said_are_not_told_of_who_said_others(desk, question):
    answer = desk.ask(question)
    assert answer.abstained and answer.reason == "not_stated" and answer.closest


@pytest.mark.parametrize(
    "question",
    [
        "When did Rosa Klee say “a toll is a promise to mend”?",
        "What did Hal Orr say about “tolls on the canal of the coast”?",
        "Who said that the canal tolls are a burden for skippers?",
    ],
)
def test_words_that_somebody_said_and_words_of_a_topic_are_told_of(desk, question):
    assert not desk.ask(question).abstained
