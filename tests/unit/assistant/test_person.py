"""Who somebody is: told by sentences that name the person, wherever they stand, and never by one on somebody else."""

import pytest

from tests.support.archives import desk_of

FILLER = "The harbour board met again on the price of berths, and put the vote off until the next month."
ARTICLES = [
    {
        "id": "quay",
        "title": "The new quay",
        "source": "Harbour Dispatch",
        "published": "2022-03-01",
        "text": f"{FILLER} Harbour board spokeswoman Ilse Marren said that the quay would open late. {FILLER}",
    },
    {
        "id": "praise",
        "title": "A new chief at the port",
        "source": "Harbour Dispatch",
        "published": "2022-03-04",
        "text": "Tom Ray is the new director of the port, and a man who has worked hard. He was a pilot before. "
        "Who is he? He is a father of three, and the first director from the island.",
    },
    {
        "id": "ferry",
        "title": "The ferry",
        "source": "Harbour Dispatch",
        "published": "2022-03-05",
        "text": f"{FILLER} Nora Lindqvist paid for the ferry that was lost in the storm. {FILLER}",
    },
    {
        "id": "talks",
        "title": "Talks on the ferry",
        "source": "Harbour Dispatch",
        "published": "2022-03-06",
        "text": "Bo Falk and the island's council talked for two days about the ferry and its captain. "
        "On the second day Ambassador Falk offered a loan for another ferry, which the council took.",
    },
]
ARTICLES += [
    {
        "id": name,
        "title": f"On the {name}",
        "source": "Harbour Office",
        "published": "2022-03-08",
        "text": f"The following is attributable to Spokesperson {who}:\n\n{FILLER}\n\n{more}",
    }
    for name, who, more in (
        ("loan", "Dana Brook", "2:00 p.m. Harbour Press Briefing with Spokesperson Dana Brook."),
        ("storm", "Ivo Stark", FILLER),
    )
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over articles of which most name the person asked for in passing."""
    return desk_of(tmp_path_factory.mktemp("person"), ARTICLES)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who is Ilse Marren?", "“Harbour board spokeswoman Ilse Marren said"),
        ("Who is Ilse J. Marren?", "“Harbour board spokeswoman Ilse Marren said"),
        ("Who is Tom Ray?", "“Tom Ray is the new director of the port"),
        ("Who was Nora Lindqvist?", "“Nora Lindqvist paid for the ferry"),
        ("Who is Dana Brook?", "“2:00 p.m. Harbour Press Briefing with Spokesperson Dana Brook."),
        ("Who is Ivo Stark?", "“The following is attributable to Spokesperson Ivo Stark:"),
    ],
)
def test_the_first_sentence_names_the_person_with_the_office_where_there_is_one(desk, question, first):
    text = desk.ask(question).text
    assert text.split(": ", 1)[1].startswith(first)
    assert ("Tom Ray" in text) == ("Tom Ray" in question)


def test_an_office_before_the_surname_is_told_too(desk):
    first = desk.ask("Who is Bo Falk?").sentences[0].text
    assert "Bo Falk and the island's council" in first and "Ambassador Falk offered a loan" in first


@pytest.mark.parametrize("name", ["Emil Ray-Horne", "Ada Vinter"])
def test_a_person_whom_no_article_names_is_not_taken_for_another(desk, name):
    answer = desk.ask(f"Who is {name}?")
    assert answer.reason == "name_absent" and any(name in note for note in answer.notes)


def test_of_two_questions_each_is_answered(desk):
    text = desk.ask("Who is Ilse Marren and who paid for the ferry?").text
    assert "spokeswoman Ilse Marren" in text and "Nora Lindqvist" in text


def test_of_several_people_each_is_told(desk):
    text = desk.ask("Who are Ilse Marren and Tom Ray?").text
    assert "spokeswoman Ilse Marren" in text and "Tom Ray is the new director of the port" in text


def test_whatever_somebody_said_is_told_where_no_topic_is_asked_for(desk):
    assert "that the quay would open late" in desk.ask("What did Ilse Marren say?").text
    assert desk.ask("What did Nora Lindqvist say?").abstained


CHOSEN = [
    (
        "ray",
        "Mira Holt, a pilot of the straits, will be the island's envoy to the port, Mayor Lund said on Friday.",
    ),
    ("trip", "For three days from 3 May 2022 Mira Holt will be in Casta to see the head of the mills."),
    ("sea", "Prime Minister Olaf Rask named the engineer Tomas Weil as sea minister on Saturday."),
]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was Mira Holt named?", "ray"),
        ("Who is Mira Holt, and when was she appointed?", "ray"),
        ("When was Tomas Weil appointed?", "sea"),
        ("When was Tomas Weil elected?", None),
        ("When was Mayor Lund named?", None),
    ],
)
def test_when_somebody_was_given_an_office_is_told_in_whatever_words(tmp_path, question, told):
    rows = [
        {"id": id, "title": "From the port", "source": "Harbour Dispatch", "published": "2022-05-01", "text": text}
        for id, text in CHOSEN
    ]
    answer = desk_of(tmp_path, rows).ask(question)
    cited = [one.article_id for each in answer.sentences for one in each.citations]
    assert cited[:1] == ([told] if told else []) and answer.left_out == []
