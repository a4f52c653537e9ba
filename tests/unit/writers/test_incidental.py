"""What an answer leaves out: other articles beside a detail that is told, and one end of a course in place of both."""

import pytest

from assistant.writers.base import Brief
from assistant.writers.excerpts import pages
from corpus.models import reader
from corpus.search import Readings
from tests.support.evidence import whole
from tests.unit.writers.test_quotes import SALE, report, write

TUGS = report(
    "tugs", "2022-07-01", "The port authority sold its tugs to an owner from Oslo, the ministry said on Monday."
)
AGAIN = report("again", "2022-06-09", "The sale of two old ferries by the port authority was closed on 3 May 2022.")

FIRE = report("fire", "2022-07-03", "Four workers died in a fire at the cannery in Vess on Tuesday night, it was said.")
FAULT = report("fault", "2022-10-15", "A fault in a motor caused the fire that killed five people at the cannery.")


def cited(drafts):
    return [one.evidence.article_id for draft in drafts for one in draft.spans]


@pytest.mark.parametrize(
    ("question", "articles", "quoted"),
    [
        ("When did the port authority sell two old ferries?", (SALE, TUGS), {"sale"}),
        ("When did the port authority sell two old ferries?", (SALE, AGAIN), {"sale", "again"}),
        ("What did the port authority sell?", (SALE, TUGS), {"sale", "tugs"}),
        ("How many died in the fire at the cannery?", (FIRE, FAULT), {"fire", "fault"}),
    ],
)
def test_beside_a_detail_that_is_told_another_article_is_quoted_only_where_it_tells_it_too(question, articles, quoted):
    assert set(cited(write(question, *articles))) == quoted


def test_where_the_best_words_cannot_be_quoted_others_are():
    long = report(
        "long",
        "2022-06-06",
        "On 3 May 2022 the port authority sold two old ferries, when the dock committee of the harbour met again.",
    )
    told = write("When did the port authority sell two old ferries?", long, TUGS, share=20, words=24)
    assert set(cited(told)) == {"tugs"}


def test_each_end_of_a_course_is_told_by_words_of_its_time():
    early = report(
        "early", "2022-04-05", "Thirteen ferries ran on the Vess line this spring, the company said, and all were full."
    )
    late = report("late", "2022-06-07", "The number of ferries on the Vess line has grown to 31, the company said.")
    parts = tuple(
        f"How did the number of ferries on the Vess line grow in {month} 2022?" for month in ("April", "June")
    )
    found = (whole(late, 1), whole(early, 2))
    held = {one.id: one for one in (late, early)}
    read = Readings(reader(), found).of
    asked = "How did the number of ferries on the Vess line grow from April to June 2022?"
    _, best = pages(Brief(asked, "2022-08-01", found, lambda id, _: held[id], parts=parts, read=read), (asked, *parts))
    assert [line.page.article.id for line in best[1:]] == ["early", "late"]
