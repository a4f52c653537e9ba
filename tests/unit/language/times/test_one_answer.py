"""What is read alike in an article, in a question and in the gate, where three readers once disagreed."""

from datetime import date

import pytest

from assistant.language.times.dates import relative
from assistant.language.times.derived import derived_days
from assistant.question.window import read_window
from assistant.verify import judge

AS_OF = date(2022, 8, 31)  # a Wednesday

PHRASES = [
    ("two years ago", "2020-03-01", "2021-03-02", "about 2020"),
    ("a month ago", "2022-07-16", "2022-08-15", "about July 2022"),
    ("past year", "2021-08-31", "2022-08-31", "31 August 2021 to 31 August 2022"),
    ("this Friday", "2022-09-02", "2022-09-02", "2 September 2022"),
]


@pytest.mark.parametrize(("words", "first", "last", "said"), PHRASES, ids=[row[0] for row in PHRASES])
def test_an_article_and_a_question_mean_the_same_days(words, first, last, said):
    (derived,) = derived_days(words, AS_OF.isoformat())
    assert (derived.first.isoformat(), derived.last.isoformat()) == (first, last)
    assert derived.meaning == f"{words}: {said}"
    window = read_window(f"What is known of {words}?", AS_OF)
    assert (window.since, window.until) == (first, last)


@pytest.mark.parametrize(
    ("cited", "right", "wrong"),
    [
        ("The mill closed two years ago.", "The mill closed in 2020.", "The mill closed in 2021."),
        ("The mill closed a month ago.", "The mill closed in July 2022.", "The mill closed in June 2022."),
        ("The mill opens this Friday.", "The mill opens on 2 September 2022.", "The mill opens on 26 August 2022."),
        ("The mill opened this Friday.", "The mill opened on 26 August 2022.", "The mill opened on 2 September 2022."),
    ],
)
def test_the_gate_lets_pass_what_the_article_means_and_nothing_else(cited, right, wrong):
    known = [AS_OF.isoformat()]
    assert judge(right, cited, known=known).verdict == "supported"
    assert judge(wrong, cited, known=known).verdict == "unsupported"


def test_the_gate_holds_two_words_for_one_time_for_the_same():
    (one,), (other,) = relative("in the past year"), relative("in the last year")
    assert one.days == other.days
    assert judge("The mill grew in the past year.", "The mill grew in the last year.").verdict != "unsupported"
    assert judge("The mill grew in the past year.", "The mill grew in the past month.").verdict == "unsupported"
