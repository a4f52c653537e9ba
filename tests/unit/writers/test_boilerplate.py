"""What mails and feeds write around an article stays in its text, and is told in no answer and no briefing."""

import pytest

from tests.support.archives import desk_of

MAIL = "View this email in your browser.\n\nUnsubscribe from this list of the Gull Island ferry."
FOOT = (
    "The post Ferry stops at Gull Island appeared first on Harbour Courier.\n\n"
    "Read more at www.courier.invalid about the ferry to Gull Island.\n\nShare this:\n\n"
    "Sign up for our newsletter on the Gull Island ferry."
)
NEWS = (
    "The ferry to Gull Island stopped on Monday after its engine failed. "
    "Sixty guests of the island were brought back by fishing boats, harbour master Ida Holm said."
)
STRIKE = "The crew of the ferry to Gull Island began a strike on 9 March 2022. The company offered talks on Friday."
ARTICLES = [
    {
        "id": "mail",
        "title": "Ferry stops at Gull Island",
        "published": "2022-03-02",
        "text": f"{MAIL}\n\n{NEWS} {FOOT}",
    },
    {"id": "feed", "title": "Crew of the ferry on strike", "published": "2022-03-10", "text": f"{STRIKE} {FOOT}"},
]
TOLD = ("browser", "Unsubscribe", "appeared first", "Read more", "Share this", "newsletter")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    rows = [one | {"source": "Harbour Courier"} for one in ARTICLES]
    return desk_of(tmp_path_factory.mktemp("boilerplate"), rows)


def test_the_text_is_kept_as_it_came(desk):
    assert [desk.article(one["id"]).text for one in ARTICLES] == [one["text"] for one in ARTICLES]


@pytest.mark.parametrize(
    "question",
    [
        "What happened to the ferry to Gull Island?",
        "Which post appeared first on Harbour Courier about the Gull Island ferry?",
        "Where can I read more about the ferry to Gull Island?",
        "What does the newsletter say of the Gull Island ferry?",
        "Brief me on the ferry to Gull Island",
    ],
)
def test_no_answer_tells_it(desk, question):
    answer = desk.ask(question)
    assert not [word for word in TOLD if word in answer.text], answer.text


@pytest.mark.parametrize("form", ["brief", "review", "timeline"])
def test_no_briefing_tells_it(desk, form):
    briefing = desk.brief("the ferry to Gull Island", form=form)
    assert "engine failed" in briefing.text
    assert not [word for word in TOLD if word in briefing.text], briefing.text
