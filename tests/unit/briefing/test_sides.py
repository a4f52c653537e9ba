"""Who is for a matter and who against it: those on the other side are not quoted."""

from types import SimpleNamespace

import pytest

from assistant.briefing.stances.asked import side_of
from tests.support.archives import desk_of

BACKS = "The Carters' Guild and the Green Streets League support the toll, as it pays for buses."
MARCHED = "About 600 people marched through Marlow on Tuesday against the toll."
ROWS = [
    {
        "id": "march",
        "title": "Marlow marches",
        "published": "2023-03-07",
        "source": "Sund Wire",
        "text": f"{MARCHED} The Hawkers' Alliance and the Taxi Union had called the march. Joan Dell, who heads the "
        f"alliance, said the charge would empty every stall. {BACKS} Governor Lis Holm did not meet the marchers.",
    },
    {
        "id": "park",
        "title": "Villages on the wind park",
        "published": "2023-05-02",
        "source": "Sund Wire",
        "text": "The Seabird Society opposes the wind park off Cape Tarn. The mayor of Tarn, Ole Brun, spoke in favour "
        "of it: the town needs the jobs. The metalworkers' union backs the park too.",
    },
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over two reports, each with those who are for a matter and those who are against it."""
    return desk_of(tmp_path_factory.mktemp("sides"), ROWS)


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("Which groups oppose the toll?", "Hawkers' Alliance", "Carters' Guild"),
        ("Which groups support the toll?", "Carters' Guild", "600 people"),
        ("Who is in favour of the wind park?", "Ole Brun", "Seabird Society"),
    ],
)
def test_those_of_the_other_side_are_not_quoted(desk, question, told, others):
    text = desk.ask(question).text
    assert told in text and others not in text


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Who opposed the toll?", BACKS, True),
        ("Who opposed the toll?", "The guild did not support the toll.", False),
        ("Who opposed the toll?", "The guild backs the buses.", False),
        ("Who opposed the toll?", "The guild praised the mayor and rejected the toll.", False),
        ("Which countries voted against the treaty?", "Norland endorsed the treaty.", True),
        ("Who are the critics of the toll?", "His office said it fully supports the project.", True),
        ("Who is for the toll?", MARCHED, True),
        ("Who welcomed the toll?", "Mayor Dell stopped the long-planned toll on Monday.", True),
        ("Who welcomed the end of the toll?", "Mayor Dell stopped the toll on Monday.", False),
        ("Who supported the sanctions against Norland?", "The sanctions against Norland were put to a vote.", False),
        ("Who supports the toll?", "Nobody opposes the toll.", False),
    ],
)
def test_a_sentence_is_of_the_other_side_where_it_names_the_matter_and_tells_of_that_side_alone(question, text, other):
    side = side_of(question)
    assert side is not None and (side(SimpleNamespace(text=text)) == 0) is other


@pytest.mark.parametrize(
    "question",
    [
        "Who was criticised for the delay?",
        "Who was supported by the union?",
        "Who did the mayor criticise?",
        "Which towns does the guild support?",
        "Who backed out of the deal?",
        "Which ships sailed for Tarn?",
        "Do the unions support the toll?",
        "How many senators opposed the bill?",
    ],
)
def test_a_question_for_somebody_else_asks_for_no_side(question):
    assert side_of(question) is None
