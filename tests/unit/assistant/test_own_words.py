"""What somebody said is told by the own words: those of another of the surname are not, and what is signed is."""

import pytest

from tests.support.archives import desk_of


def _told(id, published, text, title="News of the dam at Ansel", kind=None):
    return {"id": id, "title": title, "published": published, "source": "Valley Wire", "kind": kind, "text": text}


ARTICLES = [
    _told(
        "envoy",
        "2022-03-01",
        "Envoy Ada Holm met engineers on Monday about the dam. She had seen the dam once before.\n\n"
        "Holm also said that the dam needs new gates, because Tove Holm had promised them.",
        title="An envoy at the dam",
    ),
    _told("wish", "2022-03-04", "Tove Holm, the poet, opened a library on Friday. The readers thanked her."),
    _told(
        "board",
        "2022-03-08",
        '"The cracks were found in another dam," said Petra Ohlsen, the head of the board. Councillor Tom Ray of the '
        'Greens called that "an insult to the valley" and wanted the report on the cracks.\n\n'
        'Its engineer, Henk Daal, apologised. "We failed the people below the wall," he said.',
        title="Board denies cracks",
    ),
    _told(
        "leaves",
        "2022-05-21",
        "Petra Ohlsen resigned as head of the board on Saturday, hours after an inquiry into the cracks in the dam.",
        title="Head of the board goes after the inquiry into the cracks",
    ),
    _told(
        "flood",
        "2022-06-03",
        "The valley mourns. My thoughts are with the families of the four who died in the flood last night. The city "
        "opens a fund for the families.\n\nSunniva Kell, Mayor",
        title="Statement of the mayor on the flood",
        kind="statement",
    ),
    _told(
        "pact",
        "2022-06-14",
        "The minister, Park Jin, came to Ansel on Monday, and heard a promise that the gates will be paid for.\n\n"
        "Asked about AQUIS, the pact on the river, Park said that his country wants it back as soon as possible.",
        title="Park Jin at the dam",
    ),
    _told(
        "boats",
        "2022-06-20",
        "The minister Park Jin spoke of a toll on river boats. Not all of the owners like that.\n\n"
        "Boats wait for days at the locks. Ray himself went further on Monday. The locks are too narrow, he said.",
        title="Boats at the locks",
    ),
    _told(
        "walls",
        "2022-07-01",
        "Visitors to the valley like to be seen at the VDZ. The president was not.\n\n"
        "His adviser Jan Sull gave the reason on Friday. It was not that the zone is too dangerous; many go there.",
        title="Why the president did not go to the walls",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over what several people said, two of them of one surname."""
    return desk_of(tmp_path_factory.mktemp("own-words"), ARTICLES)


@pytest.mark.parametrize(
    ("question", "told", "never"),
    [
        ("What did Ada Holm say about the dam?", "needs new gates", "poet"),
        ("What did Petra Ohlsen say about the cracks?", "another dam", "resigned"),
        ("What did Petra Ohlsen say?", "another dam", "insult"),
        ("What did Tom Ray say about the cracks?", "insult", "We failed"),
        ("What did Henk Daal say?", "We failed", "insult"),
        ("What did Kell say about the flood?", "My thoughts are with", "cracks"),
        ("What did Park Jin say about AQUIS?", "as soon as possible", "VDZ"),
        ("What did Jan Sull say about the VDZ?", "too dangerous", "AQUIS"),
        ("What did Park Jin say about the toll?", "spoke of a toll", "as soon as possible"),
        ("What did Ray say about the locks?", "too narrow", "insult"),
    ],
)
def test_own_words_are_told_and_no_others(desk, question, told, never):
    text = desk.ask(question).text
    assert told in text and never not in text, text


@pytest.mark.parametrize("question", ["What did Tove Holm say about the dam?", "What did Jill Holm say about the dam?"])
def test_another_of_the_surname_says_nothing_for_whom_it_is_asked_of(desk, question):
    answer = desk.ask(question)
    assert answer.abstained and answer.closest, answer.text
    assert [one.rank for one in answer.closest] == list(range(1, len(answer.closest) + 1))


def test_an_office_tells_which_of_a_surname_is_meant(tmp_path):
    both = (
        "The guests were First Lady Jill Biden and the teachers of the town. President Biden said that the schools of "
        "the town need roofs. The teachers cheered."
    )
    desk = desk_of(tmp_path, [_told("both", "2022-06-01", both, title="At the schools")])
    assert "roofs" in desk.ask("What did Joe Biden say about the schools?").text
    assert "roofs" not in desk.ask("What did Jill Biden say about the schools?").text
