"""Times in Korean."""

from datetime import date

import pytest

from assistant.language.times.mentions import Clock, mentions


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2021년 5월 21일 정상회담", "2021-05-21", "2021-05-21", "named"),
        ("2022년 3월 초에", "2022-03-01", "2022-03-10", "named"),
        ("2021년 하반기", "2021-07-01", "2021-12-31", "named"),
        ("5월 말", "2021-05-20", "2021-05-31", "named"),
        ("이번 주", "2022-04-18", "2022-04-24", "now"),
        ("이번주", "2022-04-18", "2022-04-24", "now"),
        ("재작년", "2020-01-01", "2020-12-31", "past"),
        ("모레", "2022-04-22", "2022-04-22", "ahead"),
        ("사흘 전에", "2022-04-17", "2022-04-17", "past"),
        ("5일 전", "2022-04-15", "2022-04-15", "past"),
        ("2주 전", "2022-04-03", "2022-04-09", "past"),
    ],
)
def test_a_korean_time_spans_what_its_words_tell(text, first, last, kind):
    (one,) = mentions(text, Clock(date(2022, 4, 20)))
    assert (str(one.first), str(one.last), one.kind) == (first, last, kind)


def test_a_bare_number_before_the_word_for_ago_is_no_time():
    assert mentions("3 전", Clock(date(2022, 4, 20))) == []
