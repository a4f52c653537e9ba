"""The day on which an article speaks: that of its title or dateline, and not one that it tells of."""

from datetime import date

import pytest

from assistant.language.times.spoken import day_of_article
from corpus.article import Article


def _spoken_on(title, text):
    return day_of_article(Article(id="one", title=title, published="2022-03-07", text=text))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Port Press Briefing – March 5, 2022", "The mayor spoke today."),
        ("Remarks", "Washington, D.C.\n(March 5, 2022)\n9:08 P.M. EST\nTHE MAYOR: Good evening."),
        ("Remarks", "March 5, 2022\nThe mayor spoke today."),
        ("Strike", "SEOUL, March 5, 2022 (Harbour Wire) — The dockers began a strike today."),
        ("Strike", "Sokcho, Saturday, 5 March 2022: The dockers began a strike today."),
        ("Strike", "(March 5, 2022) The dockers began a strike today."),
        ("Strike", "March 5, 2022, Naju: The dockers began a strike today."),
        ("Strike", "WONJU, 5 March 2022. The dockers began a strike today."),
        ("Strike", "Today, March 5, 2022, the mayor met the dockers."),
    ],
)
def test_a_title_or_dateline_names_it(title, text):
    assert _spoken_on(title, text) == date(2022, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "The dockers began a strike on March 5, 2022. On Sunday the mayor asked both sides to talk.",
        "On March 5, 2022, the dockers began a strike. The mayor spoke today.",
        "On March 5, 2022 – a Saturday – the dockers began a strike.",
        "The two met from March 1 to March 5, 2022, in the town hall.",
        "March 5, 2022, was the day of the strike. The mayor spoke today.",
        f"{'A' * 200}! March 5, 2022 — Capital letters without end are read at once.",
        "Washington, D.C.\n(February 5, 2022)\nTHE MAYOR: It came out a month later.",
    ],
)
def test_a_day_that_is_told_of_is_not_it(text):
    assert _spoken_on("Strike", text) == date(2022, 3, 7)
