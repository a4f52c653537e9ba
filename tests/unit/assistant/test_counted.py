"""A number is told of what the question names; where what is named stands by none of the numbers, it is not stated."""

import pytest

from assistant.answerable import Decision
from tests.support.archives import desk_of


def _told(id, published, text, title):
    return {"id": id, "title": title, "published": published, "source": "Coast Wire", "text": text}


ARTICLES = [
    _told(
        "plants",
        "2023-03-02",
        "This new commitment of $5 billion for automotive technology and $6 billion to open a new factory near Marlow, "
        "Ohio, is going to create more than 8,000 new jobs. The plan is to break ground in January.",
        "Remarks on the investments of Volta in Ohio",
    ),
    _told(
        "yard",
        "2023-03-09",
        "The yard in Velden was sold on Friday. The new owner, Brandt Lines, promised to stay.\n\n"
        "It will build six ferries there by the summer.",
        "A yard is sold",
    ),
    _told(
        "address",
        "2023-03-11",
        "That is what is happening. Arden is investing $11 billion to build electric vehicles, creating 11,000 jobs "
        "across the country.\n\nBolt is making the largest investment in its history, $7 billion to build electric "
        "vehicles, creating 4,000 jobs in Michigan.\n\nAll told, 369,000 new jobs were created in industry last year."
        "\n\nAs Kansas Senator Ada Brown says, it is time to build again.",
        "Address on the state of the country",
    ),
    _told("flood", "2023-03-12", "Nine people drowned on Sunday, and forty houses fell.", "Flood in Tarn"),
    _told("vaccines", "2023-03-15", "We have given 40,000 doses to our neighbours, the minister said.", "Norway gives"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over numbers of several things."""
    return desk_of(tmp_path_factory.mktemp("counted"), ARTICLES)


@pytest.fixture
def _sure(monkeypatch):
    """Whatever the evidence, it is taken for an answer."""
    monkeypatch.setattr("assistant.pipeline.decide", lambda *_, **__: Decision(False, None))


@pytest.mark.usefixtures("_sure")
@pytest.mark.parametrize(
    "question",
    [
        "How many jobs did Arden create in Kansas?",
        "How many jobs will Volta create in Michigan?",
        "How many vehicles does Brandt Lines build?",
        "How many people drowned in Velden?",
        "How many doses did Japan give?",
    ],
)
def test_a_number_of_something_else_is_no_answer(desk, question):
    answer = desk.ask(question)
    assert answer.abstained and answer.closest, answer.text


@pytest.mark.usefixtures("_sure")
@pytest.mark.parametrize(
    "half", ["How many jobs did Arden create in Kansas?", "How many jobs does Brandt Lines create?"]
)
def test_a_half_on_something_else_is_left_out(desk, half):
    answer = desk.ask(f"How many people drowned in Tarn, and {half[0].lower()}{half[1:]}")
    assert "Nine people" in answer.text and "illion" not in answer.text
    assert [one.text for one in answer.left_out] == [half]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many jobs did Arden create?", "11,000 jobs"),
        ("How many jobs will Volta create in Ohio?", "8,000"),
        ("How many ferries will Brandt Lines build in Velden?", "six ferries"),  # named before
        ("How many people drowned in Tarn in March 2023?", "Nine people"),  # in the title
        ("How many houses fell in the flood in Tarn?", "forty houses"),
        ("How many doses did Norway give?", "40,000"),
        ("How much is Arden investing, and who owns the yard in Velden?", "$11 billion"),
    ],
)
def test_a_name_may_stand_before_or_in_the_title(desk, question, told):
    answer = desk.ask(question)
    assert told in answer.text, (answer.reason, answer.text)
