"""Who holds an office now: told by the newest sentence that names somebody in it, not by one on another office."""

import pytest

from assistant.answering.office import asked_office
from tests.support.archives import desk_of


def _report(id, published, text):
    return {"id": id, "title": f"Varna: {id}", "published": published, "source": "Harbour Dispatch", "text": text}


ARTICLES = [
    _report(
        "old",
        "2021-02-01",
        "Harbour Minister Edda Lund of Varna opened the dry dock on Monday. Foreign Minister Ivo Petrov was there too.",
    ),
    _report(
        "new",
        "2022-04-02",
        "Pilots met Varna's new Harbour Minister Tomas Reyes on Friday, and asked him about the dock. "
        "Deputy Harbour Minister Ada Coombs joined them.",
    ),
    _report("past", "2022-05-02", "The pilots gave a medal to former Varna Harbour Minister Edda Lund on Sunday."),
    _report("chair", "2022-05-03", "Olga Wendt, the chair of the pilots' guild, said the medal was overdue."),
    _report(
        "visit",
        "2022-04-01",
        "Premier Ilse Krantz of Japan and Harbour Minister Lars Holm of Germany came to Varna on Thursday.",
    ),
    _report("envoys", "2022-05-06", "Ambassador Mia Dahl, the Japanese ambassador to Germany, left Varna on Friday."),
    _report(
        "law", "2022-05-04", "The harbour minister signed the law on pilots, and the foreign minister stayed away."
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over articles on two holders of one office, a deputy, and another office."""
    return desk_of(tmp_path_factory.mktemp("office"), ARTICLES)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is the harbour minister of Varna?", "Tomas Reyes"),
        ("Who is currently the Varna harbour minister?", "Tomas Reyes"),
        ("Who's the harbour minister now?", "Tomas Reyes"),
        ("Who is the deputy harbour minister?", "Ada Coombs"),
        ("Who is the foreign minister?", "Ivo Petrov"),
        ("Who is the chair of the pilots' guild?", "Olga Wendt"),
        ("Who is the German harbour minister?", "Lars Holm"),
        ("Who is the ambassador of Japan to Germany?", "Mia Dahl"),
    ],
)
def test_the_newest_holder_is_told_first_and_nobody_else_of_that_office(desk, question, named):
    text = desk.ask(question).text
    assert named in text.split("[1]")[0]
    assert ("Lund" in text) <= ("Petrov" in named)  # his sentence stands beside hers


@pytest.mark.parametrize(
    "question",
    [
        "Who is Tomas Reyes?",
        "Who was the harbour minister?",
        "Who is striking in Varna?",
        "Who is the owner of the dock?",
    ],
)
def test_other_questions_ask_for_no_holder_of_an_office(question):
    assert asked_office(question) == ""


def test_of_a_time_in_the_past_its_own_holder_is_told(desk):
    assert "Edda Lund" in desk.ask("Who is the harbour minister in February 2021?").text
