"""What the relative times of an article mean, and which of them are told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.times.derived import derived_days
from corpus.errors import CallError

# Sentences as the press writes them, their day of publication, and the days that their weekdays are.
WEEKDAYS = [
    ("The kite festival at Shabla opens on Saturday.", "2022-05-03", ["2022-05-07"]),
    ("The kite festival at Shabla opened on Saturday.", "2022-05-03", ["2022-04-30"]),
    ("The concert planned for Saturday was put off because of the storm, the hall said.", "2022-07-06", ["2022-07-09"]),
    ("The bridge at Devnya is closed to lorries from Monday on, the road office said.", "2022-09-08", ["2022-09-12"]),
    ("Ministers of six states meet in Burgas on Friday to talk about grain.", "2022-06-15", ["2022-06-17"]),
    ("Coming Saturday the old tram runs for the last time.", "2022-02-09", ["2022-02-12"]),
    ("Voters in the three valleys go to the polls on Sunday.", "2022-05-03", ["2022-05-08"]),
    ("On Thursday, the council will decide whether the pool stays open.", "2022-05-03", ["2022-05-05"]),
    ("On Thursday, the council decided that the pool stays open.", "2022-05-03", ["2022-04-28"]),
    ("The ferry has been out of service since Friday.", "2022-05-03", ["2022-04-29"]),
    ("Police arrested two men on Sunday after a chase along the quay.", "2022-05-03", ["2022-05-01"]),
    ("A man arrested on Sunday was released without charge.", "2022-05-03", ["2022-05-01"]),
    ("The hearing, which begins on Wednesday, is to last three days.", "2022-05-03", ["2022-05-04"]),
    ("The mayor said on Monday that the lock would reopen on Friday.", "2022-05-03", ["2022-05-02", "2022-05-06"]),
    ("Officials said Monday the water is safe.", "2022-05-03", ["2022-05-02"]),
    ("The envoy is flying to Oslo on Thursday.", "2022-05-03", ["2022-05-05"]),
    ("The envoy was flying to Oslo on Thursday when the storm broke.", "2022-05-03", ["2022-04-28"]),
    ("The strike is due to start on Saturday morning.", "2022-05-03", ["2022-05-07"]),
    ("A verdict is expected on Friday.", "2022-05-03", ["2022-05-06"]),
    ("The match has been postponed until Sunday.", "2022-05-03", ["2022-05-08"]),
    ("The trade talks were adjourned until Friday.", "2022-05-03", ["2022-05-06"]),
    ("New speed limits apply from Monday.", "2022-05-03", ["2022-05-09"]),
    ("The library is shut on Friday for repairs.", "2022-05-03", []),
    ("The museum on the hill, on a Sunday, is full of schoolchildren.", "2022-05-03", []),
    ("Every Saturday the market fills the square.", "2022-05-03", []),
    ("Mass on Easter Sunday drew thousands.", "2022-05-03", []),
    ("Photographs from Friday in the press room.", "2022-05-03", []),
    ("A vote on Friday.", "2022-05-03", []),
    ("The two sides agreed to meet again on Friday.", "2022-05-03", ["2022-05-06"]),
    ("The two sides agreed on Friday to meet again.", "2022-05-03", ["2022-04-29"]),
    ("Rescuers managed to reach the village on Sunday.", "2022-05-03", ["2022-05-01"]),
    ("The governor may lift the ban on Wednesday.", "2022-05-03", ["2022-05-04"]),
    ("The pilot may have seen the ship on Sunday.", "2022-05-03", ["2022-05-01"]),
    ("The strike would have stopped all tankers from Wednesday on.", "2022-05-03", []),
    ("Lawmakers vote on the budget on Thursday.", "2022-05-03", ["2022-05-05"]),
    ("Talks in Geneva on Thursday ended without a deal.", "2022-05-03", ["2022-04-28"]),
    ("Friday's storm tore the roof off the school.", "2022-05-03", ["2022-04-29"]),
    ("Friday's debate will be shown on the big screen.", "2022-05-03", ["2022-05-06"]),
    ("The deadline is Friday, the ministry warned.", "2022-05-03", ["2022-05-06"]),
    ("The king turns 80 on Sunday.", "2022-05-03", ["2022-05-08"]),
    ("The first crane arrives in the harbour on Saturday, six weeks late.", "2022-05-03", ["2022-05-07"]),
    ("The first crane arrived in the harbour on Saturday, six weeks late.", "2022-05-03", ["2022-04-30"]),
    ("The launch, which had been scheduled for Monday, did not happen.", "2022-05-03", []),
    ("Deneva, Kolev and Ilieva meet the union on Thursday.", "2022-05-03", ["2022-05-05"]),
    ("Where the pipe burst on Friday, workers are laying a new one.", "2022-05-03", ["2022-04-29"]),
    ("We'll know more on Wednesday.", "2022-05-03", ["2022-05-04"]),
    ("The new tariff takes effect on Sunday.", "2022-05-03", ["2022-05-08"]),
    ("The dam held, but on Saturday water came over the road.", "2022-05-03", ["2022-04-30"]),
    ("Tickets for the derby, to be played on Saturday, are sold out.", "2022-05-03", ["2022-05-07"]),
    ("He did not attend the parade on Monday.", "2022-05-03", ["2022-05-02"]),
    ("The court hears the appeal this Thursday.", "2022-05-03", ["2022-05-05"]),
    ("The court heard the appeal this Monday.", "2022-05-03", ["2022-05-02"]),
    ("She flew to Varna to meet the crew on Saturday.", "2022-05-03", ["2022-04-30"]),
    ("The company plans to restart the furnace on Thursday.", "2022-05-03", ["2022-05-05"]),
    ("Nobody was hurt when the wall fell on Thursday.", "2022-05-03", ["2022-04-28"]),
    # published on the day itself, which the press names by its weekday, too
    ("The President will launch the plan in Oslo on Monday.", "2022-05-23", ["2022-05-23"]),
    ("He spoke on Monday.", "2022-05-23", ["2022-05-23"]),
    ("Good morning, and a happy Friday.", "2022-04-08", []),
    ("The third Saturday of May is a feast.", "2022-05-20", []),
]


@pytest.mark.parametrize(("sentence", "published", "days"), WEEKDAYS, ids=[row[0] for row in WEEKDAYS])
def test_the_words_around_a_weekday_tell_whether_it_lies_ahead(sentence, published, days):
    found = derived_days(sentence, published)
    assert [one.first.isoformat() for one in found] == [one.last.isoformat() for one in found] == days


# The article is posted on Monday, 25 January 2021.
RELATIVE = {
    "It opened last Monday": "last Monday: 18 January 2021",
    "It opens next Friday": "next Friday: 29 January 2021",
    "yesterday": "yesterday: 24 January 2021",
    "the day before yesterday": "the day before yesterday: 23 January 2021",
    "today": "today: 25 January 2021",
    "tomorrow morning": "tomorrow morning: 26 January 2021",
    "last week": "last week: 18 January 2021 to 24 January 2021",
    "the last week": "the last week: 18 January 2021 to 25 January 2021",
    "this week": "this week: 25 January 2021 to 31 January 2021",
    "last weekend": "last weekend: 23 January 2021 to 24 January 2021",
    "over the weekend": "the weekend: 23 January 2021 to 24 January 2021",
    "We will sail over the weekend": "the weekend: 30 January 2021 to 31 January 2021",
    "last month": "last month: December 2020",
    "last year’s crop": "last year: 2020",
    "2 days ago": "2 days ago: 23 January 2021",
    "two weeks ago": "two weeks ago: about 11 January 2021",
    "two months ago": "two months ago: about November 2020",
    "two years ago": "two years ago: about 2019",
    "nine years ago this week": "nine years ago this week: 23 January 2012 to 29 January 2012",
    "어제": "어제: 24 January 2021",
    "지난주": "지난주: 18 January 2021 to 24 January 2021",
    "지난 주": "지난 주: 18 January 2021 to 24 January 2021",
    "사흘 전": "사흘 전: 22 January 2021",
    "2주 전에": "2주 전: about 11 January 2021",
}


@pytest.mark.parametrize(("words", "meaning"), RELATIVE.items())
def test_relative_times_are_counted_from_the_articles_own_day(words, meaning):
    assert [one.meaning for one in derived_days(words, "2021-01-25T07:27")] == [meaning]


@pytest.mark.parametrize(
    "words",
    [
        *("On Friday Porter would not say so", "they could not agree on Friday", "wouldn't comment on Friday"),
        *("on Friday", "Fridays", "weekly", "a year-ago figure", "last week-long strike"),
        *("met on Good Friday", "met every Tuesday", "met on Friday, January 22", "met on Friday (22 Jan.)"),
        *("in recent weeks", "lately", "the coming year", "over the past three days", "a few days ago"),
        *(
            "fifty years ago",
            "about 15 months ago",
            "three or four months ago",
            "thirty-one years ago",
            "three days earlier",
        ),
        *("in May", "on 3 May 2020", "in 2020"),
    ],
)
def test_what_names_no_certain_days_or_names_them_itself_is_left_alone(words):
    assert derived_days(words, "2021-01-25") == []


def test_the_next_day_counts_from_the_day_before_it_in_the_same_paragraph():
    text = "They met on Saturday, followed by the next day's call.\nThe next day is nobody's here."
    saturday, sunday = derived_days(text, "2021-01-25")
    assert (saturday.meaning, sunday.meaning) == ("Saturday: 23 January 2021", "the next day: 24 January 2021")
    assert text[slice(*sunday.span)] == sunday.phrase
    (after,) = derived_days("They met on 3 May 2020. The next day they left.", "2021-01-25")
    assert after.meaning == "The next day: 4 May 2020"
    (earlier,) = derived_days("They met on 3 May 2020. Two days earlier, it rained.", "2021-01-25")
    assert earlier.meaning == "Two days earlier: 1 May 2020"


def test_a_day_that_is_counted_from_an_unsure_one_is_unsure():
    assert derived_days("A vote on Saturday, and the next day a call.", "2021-01-25") == []


def test_a_day_of_publication_that_is_none_is_refused():
    with pytest.raises(CallError):
        derived_days("yesterday", "May 2021")


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("on friday yesterday 999 years ago the next day will \n어제전일"), max_size=200)
)
def test_derived_days_are_exact_spans_in_order(text):
    end = 0
    for derived in derived_days(text, "2021-01-25"):
        assert text[slice(*derived.span)] == derived.phrase
        assert derived.span.start >= end
        assert derived.first <= derived.last
        end = derived.span.end


@pytest.mark.parametrize(
    "words",
    [
        "The virus spread in the last year of the previous Administration.",
        "They met in the last week of the campaign.",
        "He resigned on the last day of the conference.",
    ],
)
def test_the_last_year_of_something_is_not_told_from_the_day_of_writing(words):
    assert derived_days(words, "2022-03-29") == []
