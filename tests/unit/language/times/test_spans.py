"""Spans of a question that speak of a time: ranges, lists, words that lead up to one, and events."""

from datetime import date

import pytest

from assistant.language.times.mentions import Clock, mentions
from assistant.language.times.spans import event_spans, joined

AS_OF = date(2022, 4, 20)


def read(text):
    return [
        (text[one.start : one.end], *(str(day) if day else None for day in one.days), one.joint)
        for one in joined(text, mentions(text, Clock(AS_OF)), Clock(AS_OF))
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("between March and May 2021", ("March and May 2021", "2021-03-01", "2021-05-31", "range")),
        ("from November to February", ("November to February", "2021-11-01", "2022-02-28", "range")),
        ("in May and in June 2021", ("May and in June 2021", "2021-05-01", "2021-06-30", "list")),
        ("the week of 14 March 2022", ("the week of 14 March 2022", "2022-03-14", "2022-03-20", "")),
        ("the two weeks of May 2021", ("May 2021", "2021-05-01", "2021-05-31", "")),
        ("two days before 24 March 2022", ("two days before 24 March 2022", "2022-03-22", "2022-03-22", "")),
        ("since May 2021", ("since May 2021", "2021-05-01", "2022-04-20", "")),
        ("before the May 2021 talks", ("before the May 2021", None, "2021-04-30", "")),
        ("the brewers’s since Lee’s May 2021 talks", ("since Lee’s May 2021", "2021-05-01", "2022-04-20", "")),
        ("around 15 April", ("around 15 April", "2022-04-12", "2022-04-18", "")),
    ],
)
def test_a_time_is_read_with_the_words_that_lead_up_to_it(text, span):
    assert read(text) == [span]


@pytest.mark.parametrize("as_of", [AS_OF, date(2025, 4, 20)])
@pytest.mark.parametrize(
    ("text", "first", "last", "told"),
    [
        ("between August 2021 and May 2021", "2021-05-01", "2021-08-31", "May 2021 to August 2021"),
        ("from 21 May 2021 to 19 May 2021", "2021-05-19", "2021-05-21", "19 May 2021 to 21 May 2021"),
        ("from 2021 to 2020", "2020-01-01", "2021-12-31", "2020 to 2021"),
        ("from November to February 2021", "2020-11-01", "2021-02-28", ""),
        ("from November 2020 to February", "2020-11-01", "2021-02-28", ""),
        ("between May and August 2021", "2021-05-01", "2021-08-31", ""),
    ],
)
def test_a_period_the_wrong_way_round_is_turned_round_and_told(text, first, last, told, as_of):
    clock = Clock(as_of)
    (span,) = joined(text, mentions(text, clock), clock)
    assert (str(span.days.first), str(span.days.last)) == (first, last)
    words = text.removeprefix("between ").removeprefix("from ")
    assert clock.notes == ([f"'{words}' begins after it ends: it was read as {told}."] if told else [])


def test_what_is_counted_from_today_is_turned_round_and_moves_no_year():
    clock = Clock(AS_OF)
    (span,) = joined(text := "from yesterday to last week", mentions(text, clock), clock)
    assert span.days == (date(2022, 4, 11), date(2022, 4, 19)) and len(clock.notes) == 1


def test_times_far_apart_are_not_joined():
    assert len(read("in May 2021 " + "and so on " * 20 + "and June 2021")) == 2


def test_an_event_takes_the_times_that_stand_in_its_phrase():
    text = "What was said since the May 2021 summit, and in June 2021?"
    found = mentions(text, Clock(AS_OF))
    (span,), rest = event_spans(text, found, AS_OF, lambda phrase: "2021-05-21", Clock(AS_OF))
    assert (span.days.first, span.kind) == (date(2021, 5, 21), "since")
    assert [text[one.start : one.end] for one in rest] == ["June 2021"]
