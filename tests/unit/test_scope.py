"""Scope: days are read and held in order at the door, and an article is within it or not."""

from datetime import date

import pytest

from corpus.article import Article
from corpus.errors import CallError
from corpus.scope import ALL_DAYS, EVERYTHING, Scope

FERRY = Article("Ferry", "The ferry sails.", "2021-05-03T09:00", "ferry", source="Harbour Gazette")


def test_days_may_be_texts_or_dates():
    assert Scope.read("2021-05-09", date(2021, 5, 1)) == Scope("2021-05-09", "2021-05-01")


def test_what_is_no_day_is_named_and_so_are_bounds_that_are_swapped():
    with pytest.raises(CallError, match="until: "):
        Scope.read(until="soon")
    with pytest.raises(CallError, match=r"since \(2021-05-02\) lies after until \(2021-05-01\): swap them"):
        Scope.read(since="2021-05-02", until="2021-05-01")


@pytest.mark.parametrize("day", ["9999-12-31", "9000-12-31", "1605-01-01", "0001-01-01"])
def test_a_day_from_which_no_days_can_be_counted_is_none_to_ask_from_and_may_be_a_bound(day):
    assert Scope.read(since=day, until=day).last == day
    if day in ("9000-12-31", "1605-01-01"):
        assert Scope.read(day).as_of == day
    else:
        with pytest.raises(CallError, match=f"as_of: {day} is no day to ask from; give one from 1605-01-01 to 9000-"):
            Scope.read(day)


@pytest.mark.parametrize(("source", "said"), [(5, "source is 5: name an outlet as text"), (" ", "source is empty")])
def test_a_source_that_is_no_name_is_an_error(source, said):
    with pytest.raises(CallError, match=said):
        Scope.read(source=source)


def test_the_last_day_is_the_earlier_of_the_as_of_day_and_the_bound():
    assert (EVERYTHING.last, EVERYTHING.horizon) == (ALL_DAYS, ALL_DAYS)
    assert Scope("2021-05-09", until="2021-05-03").last == "2021-05-03"
    assert Scope("2021-05-02", until="2021-05-03").last == "2021-05-02"


def test_a_scope_without_an_as_of_day_can_be_given_one_and_keeps_its_own():
    assert Scope(source="A").seen_from("2021-05-09") == Scope("2021-05-09", source="A")
    assert Scope("2021-05-01").seen_from("2021-05-09").as_of == "2021-05-01"


@pytest.mark.parametrize(
    ("scope", "held"),
    [
        (EVERYTHING, True),
        (Scope(since="2021-05-03", until="2021-05-03"), True),
        (Scope(since="2021-05-04"), False),
        (Scope(until="2021-05-02"), False),
        (Scope(source="HARBOUR gazette"), True),
        (Scope(source="Harbour"), False),
        (Scope(articles=("tides", "ferry")), True),
        (Scope(articles=("tides",)), False),
    ],
)
def test_bounds_are_inclusive_days_of_publication_and_outlets_have_no_case(scope, held):
    assert scope.holds(FERRY) is held
    assert scope.narrowed is (scope != EVERYTHING)


def test_articles_that_are_named_are_an_argument_of_a_question_and_none_are_not():
    assert Scope.read(articles=["ferry"]).window["articles"] == ("ferry",)
    assert "articles" not in EVERYTHING.window
