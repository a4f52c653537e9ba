"""Every reader of times takes time in proportion to the length of the text, whatever stands in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.times.dates import times, weekdays
from assistant.language.times.derived import derived_days
from assistant.language.times.headings import headed_days
from assistant.question.form import over_time
from assistant.question.window import read_window
from corpus.text.published import parse_date
from tests.support.linear import Reader, assert_linear, examples

READERS: dict[str, Reader] = {
    "a window": lambda text: read_window(text, date(2022, 8, 31), events=lambda phrase: None),
    "derived days": lambda text: derived_days(text, "2022-08-31"),
    "dates": times.__wrapped__,
    "date headings": lambda text: headed_days.__wrapped__(text, "2022-08-31"),
    "weekdays": weekdays,
    "a date": parse_date,
    "a narrative": over_time,
}
# Pieces that come near to a match of one of our patterns, or match it over and over.
PIECES = (
    *(
        " ",
        "\n",
        "a",
        "1 ",
        "-",
        "“",
        "a a ",
        "the ",
        "and ",
        "Mr. ",
        "Friday ",
        "on Friday, ",
        "since May ",
        "2021-",
        "1.1.",
    ),
    *(
        "the day after ",
        "two weeks before ",
        "two days ago ",
        "last year ",
        "first second ",
        "from 2021 to ",
        "week of the ",
    ),
    *(
        "before Lee took office ",
        "ever since the talks ",
        "to be ",
        "spring ",
        "the biggest of ",
        "2021년",
        "how did and who ",
        "June 4, 2021\n",
        "x.\n",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_twice_the_text_takes_about_twice_the_time(reader):
    for piece in PIECES:
        assert_linear(READERS[reader], piece)


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
@examples(4)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_no_mixture_of_pieces_takes_longer(reader, pieces):
    assert_linear(READERS[reader], "".join(pieces))


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
@examples(4)
@given(text=st.text(min_size=1, max_size=200))
def test_any_text_repeated_takes_time_by_its_length(reader, text):
    assert_linear(READERS[reader], text)
