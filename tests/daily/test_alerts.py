"""Alerts: what newly arrived is told at once, why, at most so often, and each thing once."""

import re
import unicodedata

from assistant.daily.topics import Alert
from tests.daily.conftest import at
from tests.daily.test_editions import topic
from tests.support.feeds import text_of
from ui.outgoing import Outgoing


def told(days):
    return [(one.citation.article_id, one.why) for note in days.watch.once().alerts for one in note.told]


def test_a_word_or_name_that_arrives_is_told_with_the_reason_and_not_again(days):
    days.topics.add(topic(alert=Alert(words=["Gull Island", "lighthouse"], every=120)))
    days.take(2, "lighthouse")
    assert told(days) == [], "what was there before the topic is no news"
    days.take(3, "pier", text=text_of("pier") + " It stands on Gull-Island.")
    days.take(3, "quay")
    assert told(days) == [("pier", "it says “Gull Island”")]
    days.now = at(3, 7)
    days.take(3, "pier", id="copy", text=text_of("pier") + " It stands on Gull-Island.")
    assert told(days) == []
    days.take(3, "old lighthouse", "lighthouse keeper")
    days.now = at(3, 7)
    assert told(days) == [], "not within two hours"
    days.now = at(3, 9)
    assert [id for id, _ in told(days)] == ["old-lighthouse", "lighthouse-keeper"], "what waited is not lost"
    days.now = at(3, 12)
    assert told(days) == []


def test_a_korean_word_is_found_with_the_particle_of_its_case_and_not_within_another_word(days):
    days.topics.add(topic(alert=Alert(words=["북한", "한미 훈련", "NATO", "#"], every=0)))
    days.take(2, "ferry")
    assert told(days) == []
    came = [
        "북한은",
        "북한이",
        "북한에서는",
        "북한으로부터의",
        "북한의",
        "북한측은",
        "북한측에서는",
        "북한들이",
        "북한조차",
        "한미 훈련을",
        "NATO는",
        unicodedata.normalize("NFD", "북한과"),
    ]
    other = ["북한산은", "북한측근은", "탈북한", "한미 훈련장", "한미는 훈련", "이 은"]
    for number, said in enumerate([*came, *other]):
        days.take(3, f"story {number}", text=f"{text_of(f'story {number}')} 어제 {said} 말했다.")
    assert [id for id, _ in told(days)] == [f"story-{number}" for number in range(len(came))]


def test_what_is_near_in_meaning_to_the_examples_is_told_with_how_near(days):
    examples = [
        "North Korea fired a ballistic missile into the sea.",
        "Pyongyang launched two short-range missiles, Seoul's military said.",
        "A missile test by North Korea was condemned by Japan.",
    ]
    days.topics.add(topic(alert=Alert(examples=examples)))
    days.take(2, "ferry")
    assert told(days) == []
    text = "North Korea launched an intercontinental ballistic missile toward the East Sea, officials in Seoul said."
    days.take(3, "pier")
    days.take(3, "launch", title="A launch", text=text)
    ((id, why),) = told(days)
    assert id == "launch" and why.startswith("near in meaning to the examples: 0.")


def test_an_article_whose_first_sentence_goes_over_a_blank_line_is_one_entry_of_an_alert(days):
    """A speaker's label on a line of its own belongs to the words below it."""
    days.topics.add(topic(alert=Alert(words=["pier"])))
    days.take(2, "ferry")
    assert told(days) == []
    days.take(3, "pier", text="MR. VALE:\n\nThe pier of the island was closed on Monday. Nobody was hurt.")
    days.take(3, "old pier")
    (note,) = days.watch.once().alerts
    assert "\n\n" in note.told[0].citation.quote
    made = Outgoing().alert(note, days.archive)
    shown = re.findall("<li>(.*?)</li>", made.html)
    assert [line.count("it says “pier”") for line in shown] == [1, 1] and len(re.findall("(?m)^- ", made.markdown)) == 2
    assert "“MR. VALE: The pier of the island was closed on Monday.”" in shown[0]
    assert note.told[0].citation.quote in made.text
