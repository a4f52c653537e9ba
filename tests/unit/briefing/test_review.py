"""Who says what: a press review by outlet, a change of position said as one, reactions, and editorials alone."""

import json

import pytest

from assistant.answer import Sentence
from assistant.briefing.events.positions import changes, merged
from tests.support.archives import desk_of
from tests.unit.briefing.test_figures import told
from ui.cli.main import main


@pytest.fixture(scope="module")
def review(harbour):
    return harbour.brief("Brief me on the dockers' strike", form="review")


def test_a_press_review_is_quotations_outlet_by_outlet(review):
    (section,) = [one for one in review.sections if one.kind == "positions"]
    outlets = [item.who for item in section.items]
    assert len(outlets) == len(set(outlets)) >= 3
    for item in section.items:
        assert all(one.verdict == "quote" for one in item.sentences)
        assert {one.source for sentence in item.sentences for one in sentence.citations} == {item.who}
        days = [sentence.citations[0].published for sentence in item.sentences]
        assert days == sorted(days)


def test_a_press_review_sets_out_where_outlets_differ(review):
    assert "disagreements" in [one.kind for one in review.sections]
    assert not {"developments", "bottom_line"} & {one.kind for one in review.sections}


def test_a_press_review_asks_no_chat_model(harbour):
    desk = harbour.with_settings(openai_base_url="http://127.0.0.1:9", writer="openai:m")
    assert desk.brief("Brief me on the dockers' strike", form="review").writer == "quotes"


def test_a_press_review_is_written_to_a_file(harbour, tmp_path, capsys):
    file = tmp_path / "review.json"
    words = ["brief", "Brief me on the dockers' strike", "--form", "review", "--out", str(file)]
    assert main([*words, "--archive", str(harbour.archive.folder)]) == 0
    assert json.loads(file.read_text("utf-8"))["form"] == "review"


def test_a_change_of_position_is_said_as_one_with_both_ends_quoted(harbour):
    found = harbour.brief("How did Mayor Jon Vale's position on talks with the Dockers' Union change?")
    said = [item for section, item in found.items() if section.kind == "positions" and "Vale" in (item.who or "")]
    one = next(sentence for item in said for sentence in item.sentences if "Later" in sentence.text)
    assert "5 March 2022" in one.text and "21 March 2022" in one.text
    assert {cited.article_id for cited in one.citations} == {"port-talks", "port-deal-told"}
    assert all(f"“{cited.quote}”" in one.text for cited in one.citations)


@pytest.mark.parametrize(
    ("later", "count"),
    [
        ("Mayor Jon Vale said that the town will negotiate with the dockers of Port Ansel.", 1),
        ("Mayor Jon Vale said that the town will not negotiate with the dockers of Port Ansel.", 0),
        ("Director Ida Holm said that the town will negotiate with the dockers of Port Ansel.", 0),
    ],
)
def test_only_the_same_speaker_who_says_otherwise_has_changed(later, count):
    first = ("2022-03-05", "Mayor Jon Vale said that the town will not negotiate with the dockers of Port Ansel.")
    assert len(changes(told(first, ("2022-03-21", later)))) == count


def test_what_one_speaker_said_on_two_days_stands_under_both():
    said = [("Mayor Jon Vale", "2022-03-21", sentence("b")), ("Jon Vale", "2022-03-05", sentence("a"))]
    items = merged([*said, ("Mayor Vale", "2022-03-05", sentence("c"))])
    assert [(one.date, one.who, len(one.sentences)) for one in items] == [
        ("2022-03-05", "Mayor Vale", 2),
        ("2022-03-21", "Mayor Jon Vale", 1),
    ]


def sentence(text):
    """A sentence that cites nothing."""
    return Sentence(text=text, verdict="supported", reasons=[], citations=[])


SAID = [
    {
        "id": "walkout", "title": "Dockers in Norvik walk out", "source": "Harbour Gazette", "published": "2022-05-17",
        "text": "About 900 dockers walked off the job in Norvik on Monday over pay and the night shifts. "
        "The port authority called the strike unlawful.",
    },
    {
        "id": "talks", "title": "Norvik strike talks collapse", "source": "Coast Wire", "published": "2022-05-20",
        "text": "Talks between the dockers' union and the Norvik port authority collapsed on Friday. "
        "Mediator Jonas Feldt said that both sides would meet again next Tuesday.",
    },
    {
        "id": "minister", "title": "Transport minister resigns", "source": "Coast Wire", "published": "2022-06-08",
        "text": "Minister Odile Marchand resigned on Wednesday over 2.3 million crowns for a ferry never built.",
    },
    {
        "id": "opinion", "title": "The ferry that never sailed", "source": "Coast Post", "published": "2022-06-10",
        "kind": "editorial",
        "text": "A minister is gone, but the question remains who signed for the ferry. "
        "We believe that the whole contract must be published now.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def coast(tmp_path_factory):
    return desk_of(tmp_path_factory.mktemp("coast"), SAID)


def cited(answer):
    return {one.article_id for each in answer.sentences for one in each.citations}


def test_reactions_to_a_matter_are_answered_as_far_as_the_matter_is_told(coast):
    answer = coast.ask("Reactions to the strike")
    assert "walkout" in cited(answer) and "called the strike unlawful" in answer.text
    assert coast.ask("Reactions to the harvest").reason == "not_stated"


@pytest.mark.parametrize(
    "question", ["What do editorials say about the ferry?", "What is the editorial line on the ferry?"]
)
def test_editorials_alone_answer_where_they_are_asked_for(coast, question):
    answer = coast.ask(question)
    assert cited(answer) == {"opinion"} and cited(coast.ask("Brief me on the ferry")) == {"minister", "opinion"}
    assert coast.ask(question.replace("the ferry", "the strike")).reason == "not_stated"


def test_what_stands_in_a_passage_that_has_the_word_of_a_topic_is_as_near_as_that(coast):
    assert "Mediator Jonas Feldt" in coast.ask("Brief me on the strike").text
