"""Quantities: what a number of a text is worth, what it counts, and what limits it."""

import pytest

from assistant.language.quantities import limits_clash, quantities, same_value


def read(text):
    return [(one.value, one.kind, one.unit, one.limit) for one in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit", "limit"),
    [
        ("at least 8,000 troops", 8000, "count", "troop", "at least"),
        ("Fifteen countries", 15, "count", "countri", ""),
        ("two hundred and fifty homes", 250, "count", "home", ""),
        ("half a billion doses", 5e8, "count", "dose", ""),
        ("a dozen ships", 12, "count", "ship", ""),
        ("two dozen people", 24, "count", "person", ""),
        ("$2.4 million", 2.4e6, "money", "dollar", ""),
        ("$2¾ billion", 2.75e9, "money", "dollar", ""),
        ("2.4 million euros", 2.4e6, "money", "euro", ""),
        ("12 trillion won", 1.2e13, "money", "won", ""),
        ("nearly 30 percent", 30, "percent", "", "less than"),
        ("12 per cent of the town", 12, "percent", "", ""),
        ("rose by a third", 1 / 3, "fraction", "", ""),
        ("two thirds of them", 2 / 3, "fraction", "", ""),
        ("the twenty-fifth launch", 25, "ordinal", "launch", ""),
        ("the 7th launch", 7, "ordinal", "launch", ""),
        ("in 1987", 1987, "year", "", ""),
        ("a KN-23", 23, "code", "", ""),
        ("over two decades", 20, "count", "year", ""),
        ("in more than a decade", 10, "count", "year", "more than"),
        ("430 kilometres", 430, "count", "kilometer", ""),
        ("60km", 60, "count", "kilometer", ""),
        ("no more than 12 other countries", 12, "count", "countri", "at most"),
        ("80 million U.S. vaccine doses", 8e7, "count", "dose", ""),
        ("3 million Velmoran dollars", 3e6, "money", "dollar", ""),
        ("400 million cubic metres of water", 4e8, "count", "cubic meter", ""),
        ("12 armed soldiers left", 12, "count", "soldier", ""),
        ("exactly 9 p.m.", 9, "count", "pm", "exactly"),
    ],
)
def test_a_number_has_its_value_kind_unit_and_limit(text, value, kind, unit, limit):
    (found,) = quantities(text)
    assert found.value == pytest.approx(value)
    assert (found.kind, found.unit, found.limit) == (kind, unit, limit)
    assert text[found.start : found.end] == found.text


def test_the_thing_counted_is_told_in_the_words_of_the_text():
    assert [one.noun for one in quantities("430 miles, 25 workers and 12 trillion won")] == ["miles", "workers", "won"]


def test_one_value_has_many_forms():
    for one, other in (
        ("25 people", "twenty-five people"),
        ("$2,400,000", "2.4 million dollars"),
        ("33 percent", "a third of them"),
        ("about 30,000", "28,900"),
    ):
        assert same_value(quantities(one)[0], quantities(other)[0]), (one, other)
    assert not same_value(quantities("30,000")[0], quantities("28,900")[0])
    assert not same_value(quantities("more than 430 miles")[0], quantities("400 miles")[0])


def test_limits_clash_the_other_way_round_and_where_one_says_more():
    assert limits_clash("at least", "at most") and limits_clash("more than", "") and limits_clash("exactly", "about")
    assert not limits_clash("", "at least") and not limits_clash("about", "at least")


def test_what_is_no_number_is_none():
    assert read("He is the one who said so.") == [(1.0, "count", "", "")]
    assert read("1.2.3 and 김정은 ½") == []
    assert quantities("9" * 400)[0].value == float("inf")
