"""Times counted from the as-of date or from another time."""

from datetime import date

import pytest

from assistant.language.times.days import Period
from assistant.language.times.mentions import Clock, mentions
from assistant.language.times.relative import ago

AS_OF = date(2022, 8, 31)  # a Wednesday


def read(text, as_of=AS_OF, anchor=None):
    return [(str(one.first), str(one.last), one.kind, one.sure) for one in mentions(text, Clock(as_of, anchor))]


@pytest.mark.parametrize(
    ("words", "first", "last", "kind"),
    [
        ("last year", "2021-01-01", "2021-12-31", "past"),
        ("the last year", "2021-08-31", "2022-08-31", "now"),
        ("past year", "2021-08-31", "2022-08-31", "now"),
        ("the past month", "2022-07-31", "2022-08-31", "now"),
        ("next month", "2022-09-01", "2022-09-30", "ahead"),
        ("over the next month", "2022-08-31", "2022-09-30", "ahead"),
        ("the next year’s budget", "2023-01-01", "2023-12-31", "ahead"),
        ("earlier this month", "2022-08-01", "2022-08-31", "now"),
        ("late last week", "2022-08-26", "2022-08-28", "past"),
        ("the day after tomorrow", "2022-09-02", "2022-09-02", "ahead"),
        ("nine years ago today", "2013-08-31", "2013-08-31", "past"),
    ],
)
def test_a_relative_time_is_counted_from_the_as_of_date(words, first, last, kind):
    assert read(words) == [(first, last, kind, True)]


@pytest.mark.parametrize(
    ("words", "day", "sure"),
    [
        ("last Friday", "2022-08-26", True),
        ("next Friday", "2022-09-02", True),
        ("coming Friday", "2022-09-02", True),
        ("this Friday", "2022-09-02", True),
        ("It opened this Friday", "2022-08-26", True),
        ("this Monday", "2022-08-29", False),
        ("It opens this Monday", "2022-09-05", True),
        ("Friday", "2022-08-26", False),
        ("next Wednesday", "2022-09-07", True),
        ("last Wednesday", "2022-08-24", True),
        ("It opens on Wednesday", "2022-08-31", True),
        ("the following Friday", "2022-09-02", False),
        ("Friday of last week", "2022-08-26", False),
        ("Friday last week", "2022-08-26", True),
    ],
)
def test_a_weekday_is_the_nearest_on_its_side_of_the_as_of_date(words, day, sure):
    first, _, _, settled = read(words)[0]
    assert (first, settled) == (day, sure)


def test_a_span_ago_is_as_exact_as_its_unit():
    assert ago(3, "day", AS_OF) == Period(date(2022, 8, 28), date(2022, 8, 28))
    assert ago(1, "month", AS_OF) == Period(date(2022, 7, 16), date(2022, 8, 15))
    assert ago(1, "year", AS_OF) == Period(date(2021, 7, 2), date(2021, 10, 30))
    assert ago(2, "year", AS_OF) == Period(date(2020, 3, 1), date(2021, 3, 2))


@pytest.mark.parametrize("words", ["about two years ago", "two or three years ago", "a few years ago", "20 years ago"])
def test_a_rough_count_of_years_settles_no_days(words):
    assert [one[3] for one in read(words)] == [False]


def test_a_time_told_from_another_counts_from_the_nearest_before_it():
    assert read("on 3 May 2021 and the day after")[1][:3] == ("2021-05-04", "2021-05-04", "told")
    assert read("on 3 May 2021, on 9 June 2021, and the day after")[2][0] == "2021-06-10"
    assert read("the day after", anchor=Period(date(2022, 3, 24), date(2022, 3, 24)))[0][0] == "2022-03-25"
    assert read("the day after") == []
    assert read("in 2021 and the day after") == [("2021-01-01", "2021-12-31", "named", True)]


@pytest.mark.parametrize(
    ("words", "first", "last", "kind"),
    [
        ("the last two weeks of June 2022", "2022-06-17", "2022-06-30", "named"),
        ("the first ten days of June", "2022-06-01", "2022-06-10", "named"),
        ("in the first 10 days in June", "2022-06-01", "2022-06-10", "named"),
        ("the first few weeks of 2022", "2022-01-01", "2022-01-28", "named"),
        ("the closing days of 2021", "2021-12-22", "2021-12-31", "named"),
        ("the last fifteen days of May 2022", "2022-05-17", "2022-05-31", "named"),
        ("the last three months of 2021", "2021-10-01", "2021-12-31", "named"),
        ("the last week of 2021", "2021-12-25", "2021-12-31", "named"),
        ("the first day of June 2022", "2022-06-01", "2022-06-01", "named"),
        ("the 3rd week of June 2022", "2022-06-15", "2022-06-21", "named"),
        ("the fifth week of May 2022", "2022-05-29", "2022-05-31", "named"),
        ("the last weekend of July 2022", "2022-07-30", "2022-07-31", "named"),
        ("the first Monday in June 2022", "2022-06-06", "2022-06-06", "named"),
        ("June's first ten days", "2022-06-01", "2022-06-10", "named"),
        ("the first two months of the third quarter of 2021", "2021-07-01", "2021-08-31", "named"),
        ("the last two years of the 1990s", "1998-01-01", "1999-12-31", "named"),
        ("the second half of the 1990s", "1995-01-01", "1999-12-31", "named"),
        ("the latter part of June 2022", "2022-06-20", "2022-06-30", "named"),
        ("the first week of the last two months of 2021", "2021-11-01", "2021-11-07", "named"),
        ("the first three days of last month", "2022-07-01", "2022-07-03", "past"),
        ("the first five months of this year", "2022-01-01", "2022-05-31", "past"),
        ("the first six months of the year", "2022-01-01", "2022-06-30", "past"),
        ("the last week of next month", "2022-09-24", "2022-09-30", "ahead"),
    ],
)
def test_a_piece_of_a_period_is_cut_from_whatever_period_is_named(words, first, last, kind):
    (one,) = read(f"What happened in {words}?")
    assert one[:3] == (first, last, kind)


@pytest.mark.parametrize("words", ["the first week of the 2022 war", "the second day of the 2022 summit"])
def test_a_period_that_names_a_thing_is_not_cut(words):
    assert [one[:2] for one in read(f"What happened in {words}?")] == [("2022-01-01", "2022-12-31")]
