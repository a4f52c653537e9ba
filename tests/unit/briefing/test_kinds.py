"""What an article is, by how it is headed and begins; and kept briefings that took it for something else."""

import json
from time import thread_time

import pytest

from assistant.briefing.briefing import Briefing
from assistant.briefing.events.kinds import kind_before, kind_of
from assistant.rechecking.mismatches import mismatches
from corpus.article import Article
from tests.support.archives import desk_of

OURS = "We will build a pier together and share the fish of the northern bay."


def kind(title, text="The pier of Norvik opens in May.", given=None):
    return kind_of(Article(title=title, text=text, published="2022-03-01", id=title + text, kind=given))


@pytest.mark.parametrize(
    ("title", "is_a"),
    [
        ("Norvik-Orsk Joint Leaders’ Statement", "statement"),
        ("United States-Republic of Korea Leaders’ Joint Statement", "statement"),
        ("Korea-United States Joint Communiqué", "statement"),
        ("United Nations Secretary-General’s Statement", "statement"),
        ("Secretary Vale’s Remarks", "transcript"),
        ("Communiqué de presse", "statement"),
        ("Norvik and Orsk: joint statement on fishing", "statement"),
        ("Fourth Norvik – Orsk Dialogue Joint Statement", "statement"),
        ("BAY OF NORVIK SUMMIT COMMUNIQUÉ", "statement"),
        ("A Proclamation on the Day of the Ferry", "statement"),
        ("Mayor Vale Statement on the Pier", "statement"),
        ("Friends of Norvik Readout, 2022", "readout"),
        ("Joint Readout of Talks on the Pier", "readout"),
        ("Opening Remarks at a Round Table", "transcript"),
        ("Department Press Briefing – June 15", "transcript"),
        ("Joint statement disappoints fishermen", "report"),
        ("States Reject Joint Statement", "report"),
        ("Fishermen Reject Joint Statement", "report"),
        ("Union Statement Sinks Talks", "report"),
        ("Anger Over Joint Statement", "report"),
        ("Inside the Joint Statement", "report"),
        ("Mayor issues statement on ferry", "report"),
        ("Mayor Vale to Deliver Remarks at the Pier", "report"),
        ("Anniversary of the Joint Declaration", "report"),
        ("Remarks anger unions", "report"),
        ("Letter bomb found in Norvik", "report"),
        ("Letter to the President of the Council", "statement"),
        ("A Letter to Congress on the Pier", "statement"),
        ("Letters from the front", "report"),
        ("Letters to the King go unanswered", "report"),
        ("Opinion-makers meet in Norvik", "report"),
        ("Commentary on the law is published", "report"),
        ("Letter to the Editor", "editorial"),
        ("Letter to the editor: The pier is a waste", "editorial"),
        ("LETTERS TO THE EDITOR, March 3", "editorial"),
        ("Letters: Save the pier", "editorial"),
        ("Letters | Save the pier", "editorial"),
        ("Letters", "editorial"),
        ("Readers’ letters: the pier and the fish", "editorial"),
        ("Opinion: The pier is a waste", "editorial"),
        ("Editorial – The pier is a waste", "editorial"),
    ],
)
def test_a_title_says_what_its_article_is_where_no_verb_is_done_to_it_or_does_it(title, is_a):
    assert kind(title) == is_a
    assert kind(title, given="editorial") == "editorial"


@pytest.mark.parametrize(
    ("title", "text", "is_a"),
    [
        (
            "Joint statement by Norvik and Orsk angers fishermen",
            "The joint statement of the towns fell flat.",
            "report",
        ),
        ("Joint statement by Norvik and Orsk angers fishermen", "Fishermen said that they were cheated.", "report"),
        ("Joint statement by Norvik and Orsk", f"We said in March what we want. {OURS}", "statement"),
        ("Norvik and Orsk agree", f"The following is the text of a joint statement by the towns.\n{OURS}", "statement"),
        (
            "The Mayor's Call with Orsk",
            "The below is attributable to the spokesman:\nThe mayor spoke today.",
            "statement",
        ),
        ("Norvik and Orsk agree", "Norvik and Orsk issued a joint statement on Monday.", "report"),
    ],
)
def test_first_words_say_that_an_article_is_a_statement_or_tells_of_one(title, text, is_a):
    assert kind(title, text) == is_a


def test_a_title_of_thousands_of_words_is_read_at_once():
    began = thread_time()
    assert kind("joint " * 5000) == "report"
    assert thread_time() - began < 1


def test_a_kept_briefing_that_took_a_statement_for_a_report_is_verified_and_what_it_never_was_is_not(tmp_path):
    row = {"id": "a", "title": "Norvik-Orsk Joint Leaders’ Statement", "source": "Norvik", "published": "2022-05-04"}
    text = "The leaders of Norvik and Orsk decided on Monday to build a pier in the northern bay of Norvik."
    desk = desk_of(tmp_path, [row | {"text": text}])
    assert kind_before(desk.archive.article("a", 1)) == "report"
    found = desk.brief("the pier of Norvik")
    told = json.dumps(found.model_dump(mode="json"))
    assert mismatches(desk.archive, [found]) == []
    now, once = (
        json.dumps({"level": level, "basis": f"one outlet, one origin{more}"})
        for level, more in (("moderate", ", a statement"), ("low", ""))
    )
    assert now in told
    kept = Briefing.model_validate_json(told.replace(now, once))
    assert mismatches(desk.archive, [kept]) == []
    forged = Briefing.model_validate_json(told.replace(now, once.replace("low", "high")))
    assert any("its confidence is" in line for line in mismatches(desk.archive, [forged]))
