"""What only the sentence before introduces is quoted with it by an answer."""

import pytest

from assistant.question.pronouns import points_back
from tests.support.archives import of_one_outlet

POINTING = [
    ("The accord takes effect in May.", "Norway and Sweden signed a fishing accord on Monday.", "Neighbours settle"),
    ("The American voiced concern about it.", "A 37-year-old American was held in Minsk.", "Arrest in Minsk"),
    ("The study found a rise of 3 percent.", "A study by Oslo University came out.", "Lakes are warming"),
    ("The new law bans plastic bags.", "Parliament passed a law on Tuesday.", "Plastic bags banned"),
    ("The man was taken to hospital.", "A man of 52 was found in the flat.", "Fire in Lille"),
]
PLAIN = [
    ("The accord takes effect in May.", "Norway and Sweden signed a fishing accord.", "Norway and Sweden sign accord"),
    ("The earthquake killed 12 people.", "An earthquake struck Nepal on Monday.", "Earthquake hits Nepal"),
    ("The government said it would pay.", "Kenya raised taxes on fuel.", "Taxes in Kenya"),
    ("The government said it would pay.", "The cabinet met on Monday.", "Taxes in Kenya"),
    ("The accord was signed by Erik Holm in Oslo.", "They have an accord.", "Talks end"),
    ("The committee of ministers met on Friday.", "A committee was named on Monday.", "Talks end"),
]
LEAD = "Norway and Sweden signed an accord on Monday after nine months of talks."
LATER = "The accord bans trawling for cod in the inner fjords from May 3, 2022."


@pytest.mark.parametrize(("text", "before", "title"), POINTING)
def test_a_thing_that_only_the_sentence_before_introduces_points_back(text, before, title):
    assert points_back(text, before, title)


@pytest.mark.parametrize(("text", "before", "title"), PLAIN)
def test_a_thing_that_the_title_or_the_sentence_makes_plain_does_not(text, before, title):
    assert not points_back(text, before, title)


@pytest.mark.parametrize(("title", "led"), [("Neighbours settle dispute", True), ("Accord bans trawling", False)])
def test_an_answer_quotes_it_with_what_introduces_it(tmp_path, title, led):
    desk = of_one_outlet(tmp_path, [("sign", title, "2022-03-01", f"{LEAD} {LATER} The catch of cod fell by half.")])
    told = desk.ask("From when is trawling banned in the inner fjords?").text
    assert LATER in told and (f"{LEAD} {LATER}" in told) == led
