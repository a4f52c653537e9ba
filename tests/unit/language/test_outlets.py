"""Outlets whose own words a question asks for: known by name or by their build, in the place of who says it."""

import pytest

from assistant.language.outlets import asked_outlets, named_in, of_editorials, reports
from assistant.question.known_names import not_held
from tests.support.archives import desk_of

ARTICLES = [
    {
        "id": "launch",
        "title": "Norland launches a rocket",
        "source": "Harbour Dispatch",
        "published": "2022-03-25",
        "text": "Norland launched a rocket from its coast on Thursday, the joint chiefs of its neighbour said. "
        "The launch was a complete success, KCNA reported on Friday.\n\n"
        "The neighbour called the launch a grave threat to the whole region and to its shipping.",
    },
    {
        "id": "press",
        "title": "Press briefing on the rocket",
        "source": "Ministry of the Coast",
        "published": "2022-03-26",
        "text": "QUESTION: CNN reported that the rocket fell into the sea. Is that right?\n\n"
        "MR VALE: The rocket launch of Norland was a grave threat, and we condemn it in the strongest terms.",
    },
]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What does CNN say about the rocket?", ("CNN",)),
        ("what has the bbc reported on the launch", ("bbc",)),
        ("According to Reuters, how high did the rocket fly?", ("Reuters",)),
        ("In May 2022, what did the New York Times and the Guardian write on it?", ("New York Times", "Guardian")),
        ("Which rockets did the state news agency KCNA report?", ("KCNA",)),
        ("What is said in the Wall Street Journal about rockets?", ("Wall Street Journal",)),
        ("Summarise the Norland Gazette's coverage of the launch.", ("Norland Gazette",)),
        ("Which Yonhap articles mention the launch?", ("Yonhap",)),
        ("What do editorials in the Coast Herald say on it?", ("Coast Herald",)),
        ("What did Vale tell CNN about the rocket?", ()),
        ("Who is the Reuters correspondent?", ()),
        ("Which reporter did CNN send?", ()),
        ("What did a CNN reporter ask?", ()),
        ("What did the Independent Commission report?", ()),
        ("What did the Sputnik bank report?", ()),
        ("What did the Foreign Affairs Committee report say?", ()),
        ("What did the Korea Post announce?", ()),
        ("What did Norland's state news agency KCNA claim?", ("KCNA",)),
        ("What does North Korea's KCNA say of the launch?", ("KCNA",)),
        ("What do the New York Times' articles say of the launch?", ("New York Times",)),
        ("What did Vale say about the Washington Post article?", ()),
        ("How did the ministry respond to what the New York Times reported?", ()),
        ("What does the Posture Review say on rockets?", ()),
        ("What did the Atomic Energy Agency report?", ()),
    ],
)
def test_an_outlet_is_asked_for_where_it_is_who_says_it(question, asked):
    assert asked_outlets(question) == asked


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("The launch was a success, the Korean Central News Agency said.", True),
        ("KCNA, the state news agency, has reported a success.", True),
        ("According to KCNA, it flew for an hour.", True),
        ("He told KCNA that it flew for an hour.", True),
        ("KCNA asked when it would fly.", False),
        ("He criticized KCNA for what it showed.", False),
        ("A man of KCNA stood beside the rocket.", False),
    ],
)
def test_what_others_report_of_its_words_is_known_under_each_of_its_names(sentence, is_told):
    assert reports(["KCNA"], sentence) == is_told


def test_an_everyday_word_is_no_outlet_that_is_reported():
    assert not reports(["Sun"], "According to the sun clock, it flew at noon.")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over a report that hands on an outlet's words, and a press briefing in which one is named."""
    return desk_of(tmp_path_factory.mktemp("outlets"), ARTICLES)


def test_an_outlet_of_the_archive_is_held_under_a_longer_and_a_shorter_name(desk):
    assert not_held("What did the Dispatch Wire say?", desk.archive) == ("Dispatch Wire",)
    assert not_held("What did the Harbour Dispatch say?", desk.archive) == ()


def test_an_outlet_is_held_by_the_name_of_its_site(tmp_path):
    said = {"title": "A launch", "published": "2022-03-01", "text": "A rocket flew from Norland on Monday."}
    assert not_held("What does CNN say?", desk_of(tmp_path, [{"id": "a", "source": "CNN.com"} | said]).archive) == ()


@pytest.mark.parametrize("question", ["What does CNN say about the rocket?", "What did Le Monde report on the launch?"])
def test_the_words_of_an_outlet_that_there_is_not_are_not_taken_from_others(desk, question):
    name = "CNN" if "CNN" in question else "Le Monde"
    answer, made = desk.ask(question), desk.brief(question)
    assert (answer.reason, answer.notes) == ("name_absent", [f"The archive has no outlet “{name}”."])
    assert (made.reason, made.notes) == ("name_absent", [f"The archive has no outlet “{name}”."])
    assert answer.closest and made.closest


@pytest.mark.parametrize("door", ["ask", "brief"])
def test_what_an_article_reports_of_its_words_is_quoted_and_that_is_told(desk, door):
    text = getattr(desk, door)("What did KCNA report about the launch?")
    assert "a complete success, KCNA reported" in text.text and "grave threat" not in text.text
    assert text.notes[:2] == ["The archive has no outlet “KCNA”.", "What is quoted is what others report of its words."]


@pytest.mark.parametrize(("text", "named"), [("What did AP say?", True), ("What did Japan say?", False)])
def test_an_outlet_is_named_in_whole_words(text, named):
    assert named_in("AP", text) is named


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What does Southern Review say about the terminal?", ("Southern Review",)),
        ("what did the southern review write about the terminal", ("southern review",)),
        ("What do Southern Review and the Norland Gazette say of it?", ("Southern Review", "Norland Gazette")),
        ("What does Dawn think of the budget?", ("Dawn",)),
        ("what was seen at dawn, and who wrote it down", ()),
        ("Who edits Southern Review?", ()),
        ("What did the mayor tell Southern Review?", ()),
    ],
)
def test_an_outlet_that_is_known_is_asked_for_whatever_the_shape_of_its_name(question, asked):
    assert asked_outlets(question, ("The Southern Review", "Dawn")) == asked


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What did the editorial say about the ferry?", "about the ferry?"),
        ("What do editorial writers think of the mayor's offer?", "of the mayor's offer?"),
        ("What did the newspaper editorials write on tolls?", "on tolls?"),
        ("How do the newspapers' editorials judge the toll?", "the toll?"),
        ("What is the editorials' view of the toll?", "of the toll?"),
        ("Why do the op-eds oppose the toll?", "the toll?"),
        ("According to the editorials, is the toll fair?", ", is the toll fair?"),
        ("Which newspaper wants the pier rebuilt?", "the pier rebuilt?"),
        ("Which papers are in favour of the toll?", "the toll?"),
        ("Which newspaper reported on the toll?", ""),
        ("Which newspaper won the prize?", ""),
        ("Who wrote the editorial on the toll?", ""),
        ("What did the mayor say about the editorial?", ""),
        ("What did Lantern's editorial say about the toll?", ""),
        ("What did the foreign editorial say about the toll?", ""),
    ],
)
def test_editorials_are_asked_where_no_outlet_is_named(question, left):
    assert of_editorials(question).strip() == left
