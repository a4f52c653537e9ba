"""The times that a text names: in order, apart, the longest first."""

import re
from datetime import date
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.times import mentions as module
from assistant.language.times.clock import Mention
from assistant.language.times.days import month
from assistant.language.times.mentions import ASKED, Clock, apart, mentions
from corpus.text.sentences import sentence_spans

WORDS = "on in May 2021 early Friday last week two years ago the day after 3 , . since Q2 spring 지난주 2021년 — \n ’s"
WORDS = WORDS.split(" ")


def test_of_rules_that_match_the_same_words_the_longest_match_is_meant():
    (one,) = mentions("in late July 2021", Clock(date(2022, 4, 20)))
    assert (one.start, one.end) == (3, 17)


def test_mentions_that_overlap_give_way_to_the_longest_and_then_the_first():
    may = month(2022, 5)
    one, two, three = Mention(0, 5, may), Mention(3, 9, may), Mention(9, 14, may)
    assert apart([three, one, two]) == [two, three]
    assert apart([two, one._replace(end=6)]) == [one._replace(end=6)]


def test_names_that_hold_a_date_are_no_times_and_keep_their_place():
    (one,) = mentions("Theresa May spoke of the September 11 attacks in June 2021.", Clock(date(2022, 4, 20)))
    assert one.start == 49


def test_only_the_remarks_on_mentions_that_are_kept_are_told():
    clock = Clock(date(2022, 4, 20), notes=["told before"])
    mentions("on Friday 27 May 2021", clock)
    assert clock.notes == ["told before", "2021-05-27 is a Thursday, not a Friday."]


def test_a_time_beyond_the_calendar_is_none():
    assert mentions("999 decades ago and 999 years ago", Clock(date(22, 4, 20))) == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_mentions_are_in_order_and_apart_and_their_days_too(text):
    end = 0
    for one in mentions(text, Clock(date(2022, 4, 20))):
        assert end <= one.start < one.end <= len(text)
        assert one.first <= one.last
        end = one.end


def test_a_sentence_without_a_sign_of_a_time_is_not_searched_for_one_and_no_rule_finds_one_there(monkeypatch):
    clock, texts = (
        Clock(date(2022, 4, 20)),
        [one.read_text("utf-8") for one in files("corpus").joinpath("sample").iterdir()],
    )
    told = [text[start:end] for text in texts for start, end in sentence_spans(text)]
    unsigned = [one for one in told if not module._SIGN.search(one)]
    assert len(told) > len(unsigned) > len(told) / 3
    monkeypatch.setattr(module, "_SIGN", re.compile(""))
    assert [one for one in unsigned if mentions(one, clock, ASKED)] == []
