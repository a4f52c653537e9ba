"""The time window that words speak of: the table of phrasings, and what surrounds it."""

from datetime import date

import pytest

from assistant.language.times.days import Days
from assistant.question.window import of_words, read_window, without_times

AS_OF = date(2022, 4, 20)  # a Wednesday
OPEN = None

# What is asked on 20 April 2022, the first and last day that are meant, and whether newer articles are likelier to
# answer.
PHRASINGS = [
    # whole months, years, quarters, halves, seasons
    ("What did Price say in January 2021?", "2021-01-01", "2021-01-31", False),
    ("what did price say in january 2021", "2021-01-01", "2021-01-31", False),
    ("What was planned in 2021-11?", "2021-11-01", "2021-11-30", False),
    ("What happened in Nov. 2021?", "2021-11-01", "2021-11-30", False),
    ("What happened in April '21?", "2021-04-01", "2021-04-30", False),
    ("What happened in January of last year?", "2021-01-01", "2021-01-31", False),
    ("What happened in 2021?", "2021-01-01", "2021-12-31", False),
    ("What was promised in the 2022 campaign?", "2022-01-01", "2022-12-31", False),
    ("What was agreed at the May 2021 summit?", "2021-05-01", "2021-05-31", False),
    ("What happened in the 1990s?", "1990-01-01", "1999-12-31", False),
    ("What happened in Q2 2022?", "2022-04-01", "2022-06-30", False),
    ("What happened in the third quarter of 2021?", "2021-07-01", "2021-09-30", False),
    ("What happened in the first half of 2022?", "2022-01-01", "2022-06-30", False),
    ("What happened in H2 2021?", "2021-07-01", "2021-12-31", False),
    ("Which resolution failed in spring 2022?", "2022-03-01", "2022-05-31", False),
    ("What was agreed last summer?", "2021-06-01", "2021-08-31", False),
    ("What happened in the summer?", "2021-06-01", "2021-08-31", False),
    ("What happened in the winter of 2021-22?", "2021-12-01", "2022-02-28", False),
    ("What is known of the late-winter 2022 launches?", "2022-02-01", "2022-02-28", False),
    ("What happened in 2020-21?", "2020-01-01", "2021-12-31", False),
    # a modal says nothing of the future, a word of it does
    ("How much water may households use in August?", "2021-08-01", "2021-08-31", False),
    ("Could the talks in August help?", "2021-08-01", "2021-08-31", False),
    ("What should the union accept in the summer?", "2021-06-01", "2021-08-31", False),
    ("What may happen next August?", "2022-08-01", "2022-08-31", True),
    ("What could be planned for August?", "2022-08-01", "2022-08-31", True),
    ("What may happen on Friday?", "2022-04-22", "2022-04-22", True),
    # parts of them
    ("What did the two Koreas do in late July 2021?", "2021-07-20", "2021-07-31", False),
    ("Whom did Blinken praise in early March 2022?", "2022-03-01", "2022-03-10", False),
    ("What happened in mid-May 2021?", "2021-05-10", "2021-05-20", False),
    ("What happened in mid-2021?", "2021-05-01", "2021-08-31", False),
    ("What happened in early 2021?", "2021-01-01", "2021-04-30", False),
    ("What happened at the beginning of June 2021?", "2021-06-01", "2021-06-10", False),
    ("What happened at the end of last year?", "2021-11-01", "2021-12-31", False),
    ("What happened in the first week of June 2021?", "2021-06-01", "2021-06-07", False),
    ("What happened in the second half of May 2021?", "2021-05-15", "2021-05-31", False),
    # days
    ("What was announced on 27 May 2021?", "2021-05-27", "2021-05-27", False),
    ("What was announced on May 27, 2021?", "2021-05-27", "2021-05-27", False),
    ("What was announced on the 27th of May 2021?", "2021-05-27", "2021-05-27", False),
    ("What was announced on Thursday, May 27, 2021?", "2021-05-27", "2021-05-27", False),
    ("What was announced on 2021-05-27?", "2021-05-27", "2021-05-27", False),
    ("What was announced on 27.05.2021?", "2021-05-27", "2021-05-27", False),
    ("What was announced on 27/05/2021?", "2021-05-27", "2021-05-27", False),
    ("What was announced on 05/27/2021?", "2021-05-27", "2021-05-27", False),
    ("What was said on Sept 3?", "2021-09-03", "2021-09-03", False),
    ("What was said on 20-22 May 2021?", "2021-05-20", "2021-05-22", False),
    ("What happened around 15 April?", "2022-04-12", "2022-04-18", False),
    ("What happened in the week of 14 March 2022?", "2022-03-14", "2022-03-20", False),
    ("What happened during the week ending 8 April 2022?", "2022-04-02", "2022-04-08", False),
    ("Who visited over the weekend of 9 April 2022?", "2022-04-09", "2022-04-10", False),
    ("What happened the day after 24 March 2022?", "2022-03-25", "2022-03-25", False),
    ("What did she say the weekend before 24 March 2022?", "2022-03-19", "2022-03-20", False),
    ("What did she say the weekend after 24 March 2022?", "2022-03-26", "2022-03-27", False),
    ("What did she say the weekend following 26 March 2022?", "2022-04-02", "2022-04-03", False),
    ("What did she say two weekends after 24 March 2022?", "2022-04-02", "2022-04-03", False),
    ("How many people came to the 49th March for Life?", OPEN, OPEN, True),
    ("What did the bank say last quarter?", "2022-01-01", "2022-03-31", False),
    ("What did the bank say in the last quarter of 2021?", "2021-10-01", "2021-12-31", False),
    ("What happened two days before 24 March 2022?", "2022-03-22", "2022-03-22", False),
    ("What happened on 24 March 2022 and the day after?", "2022-03-24", "2022-03-25", False),
    # counted from the as-of date
    ("Who spoke today?", "2022-04-20", "2022-04-20", True),
    ("What happened yesterday?", "2022-04-19", "2022-04-19", False),
    ("What happened the day before yesterday?", "2022-04-18", "2022-04-18", False),
    ("Which launches were there this week?", "2022-04-18", "2022-04-24", True),
    ("What did Price say last week?", "2022-04-11", "2022-04-17", False),
    ("What was said two weeks ago?", "2022-04-03", "2022-04-09", False),
    ("What was said three days ago?", "2022-04-17", "2022-04-17", False),
    ("What was said over the past three days?", "2022-04-17", "2022-04-20", True),
    ("What was said in the last fortnight?", "2022-04-06", "2022-04-20", True),
    ("What was said in the past month?", "2022-03-20", "2022-04-20", True),
    ("What was said last month?", "2022-03-01", "2022-03-31", False),
    ("Which countries will she visit this month?", "2022-04-01", "2022-04-30", True),
    ("What happened earlier this month?", "2022-04-01", "2022-04-20", True),
    ("Is the trip next month official?", "2022-05-01", "2022-05-31", True),
    ("Is she due in Seoul tomorrow?", "2022-04-21", "2022-04-21", True),
    ("How many missiles were launched so far this year?", "2022-01-01", "2022-04-20", True),
    ("What happened late last week?", "2022-04-15", "2022-04-17", False),
    ("What happened in recent weeks?", "2022-03-09", "2022-04-20", True),
    ("What happened this time last year?", "2021-04-10", "2021-04-30", False),
    ("Who visited over the weekend?", "2022-04-16", "2022-04-17", False),
    # weekdays
    ("What did he say on Monday?", "2022-04-18", "2022-04-18", False),
    ("What did he say last Friday?", "2022-04-15", "2022-04-15", False),
    ("What will he say next Tuesday?", "2022-04-26", "2022-04-26", True),
    ("What will he do on Friday?", "2022-04-22", "2022-04-22", True),
    # open ends and ranges
    ("What was said since May?", "2021-05-01", "2022-04-20", False),
    ("What has changed since the May 2021 summit?", "2021-05-01", "2022-04-20", False),
    ("What was said from May 2021 on?", "2021-05-01", "2022-04-20", False),
    ("What was done by late March?", OPEN, "2022-03-31", False),
    ("How often did it happen in 2022 by late March?", "2022-01-01", "2022-03-31", False),
    ("What happened until February 2022?", OPEN, "2022-02-28", False),
    ("What was the record before 2022?", OPEN, "2021-12-31", False),
    ("What was said after May 2021 and before February 2022?", "2021-06-01", "2022-01-31", False),
    ("What changed between March and May 2021?", "2021-03-01", "2021-05-31", False),
    ("What changed between August 2021 and the March 2022 talks?", "2021-08-01", "2022-03-31", False),
    ("How did the count rise from late March to late May 2021?", "2021-03-20", "2021-05-31", False),
    ("What happened January to March?", "2022-01-01", "2022-03-31", False),
    ("What happened January-March 2021?", "2021-01-01", "2021-03-31", False),
    ("What happened from November to February?", "2021-11-01", "2022-02-28", False),
    # two times
    ("Where did they meet in July 2021 and in January 2022?", "2021-07-01", "2022-01-31", False),
    ("Who was penalised in March and May 2021?", "2021-03-01", "2021-05-31", False),
    ("Did he mean to talk in 2020 or in 2021?", "2020-01-01", "2021-12-31", False),
    # ambiguous: a bare month is the latest that has begun, or the next one when the future is spoken of
    ("What happened in May?", "2021-05-01", "2021-05-31", False),
    ("What will happen in May?", "2022-05-01", "2022-05-31", True),
    ("What happened last May?", "2021-05-01", "2021-05-31", False),
    ("What happened in March?", "2022-03-01", "2022-03-31", False),
    # words that only look like times
    ("What may North Korea do?", OPEN, OPEN, True),
    ("May the talks be resumed?", OPEN, OPEN, True),
    ("Did they march on the capital?", OPEN, OPEN, True),
    ("Who led the March on Washington?", OPEN, OPEN, True),
    ("What did Theresa May say?", OPEN, OPEN, True),
    ("Who paid for the September 11 attacks?", OPEN, OPEN, True),
    ("What did resolution 2017 forbid?", OPEN, OPEN, True),
    ("What did April Ryan ask?", OPEN, OPEN, True),
    ("Did the Arab Spring matter?", OPEN, OPEN, True),
    ("How many of the 2000 soldiers came home?", OPEN, OPEN, True),
    ("What happened on September 11, 2021?", "2021-09-11", "2021-09-11", False),
    ("What did Brian May say in May 2021?", "2021-05-01", "2021-05-31", False),
    # a time counted from the as-of date, beside one that names a thing or tells of long ago
    ("What did Price say this week about the May 2021 summit?", "2022-04-18", "2022-04-24", True),
    ("Which 1980s star died on Tuesday?", "2022-04-19", "2022-04-19", False),
    ("Which drug first sold in the 1960s was banned yesterday?", "2022-04-19", "2022-04-19", False),
    ("How did it go from January 2022 to this week?", "2022-01-01", "2022-04-24", False),
    # a record's measure is no time that the question is about
    ("Which team won for the first time since 1966?", OPEN, OPEN, True),
    ("Who was behind the biggest theft since the 2016 raid?", OPEN, OPEN, True),
    ("Which currency fell to its lowest level since 1985 this week?", "2022-04-18", "2022-04-24", True),
    ("Which steps have been taken since May 2021?", "2021-05-01", "2022-04-20", False),
    ("What are the most important changes since May 2021?", "2021-05-01", "2022-04-20", False),
    ("Which crisis was the worst since 1998?", OPEN, OPEN, True),
    ("Which car maker will sell no petrol cars by 2030?", OPEN, "2030-12-31", True),
    # Korean
    ("지난주에 무슨 일이 있었나?", "2022-04-11", "2022-04-17", False),
    ("2021년 5월 21일 정상회담에서 무엇을 합의했나?", "2021-05-21", "2021-05-21", False),
    ("2022년 3월 초에 무슨 일이 있었나?", "2022-03-01", "2022-03-10", False),
    ("작년에 무슨 일이 있었나?", "2021-01-01", "2021-12-31", False),
]


@pytest.mark.parametrize(("question", "since", "until", "recent"), PHRASINGS, ids=[row[0] for row in PHRASINGS])
def test_a_phrasing_is_read_as_its_window(question, since, until, recent):
    window = read_window(question, AS_OF)
    assert (window.since, window.until, window.recent) == (since, until, recent)


def test_the_table_holds_at_least_sixty_phrasings_and_each_only_once():
    assert len({row[0] for row in PHRASINGS}) == len(PHRASINGS) >= 60


@pytest.mark.parametrize(
    ("as_of", "since", "until"),
    [
        ("2021-01-01", "2020-12-21", "2020-12-27"),
        ("2022-03-06", "2022-02-21", "2022-02-27"),
        ("2024-03-04", "2024-02-26", "2024-03-03"),
    ],
)
def test_last_week_crosses_months_years_and_leap_days(as_of, since, until):
    window = read_window("What happened last week?", date.fromisoformat(as_of))
    assert (window.since, window.until) == (since, until)


def test_a_month_back_from_the_31st_stays_inside_the_shorter_month():
    assert read_window("What happened in the past month?", date(2022, 3, 31)).since == "2022-02-28"


def test_a_numeral_that_can_be_day_or_month_first_covers_both_and_says_so():
    window = read_window("What was signed on 03/04/2022?", AS_OF)
    assert (window.since, window.until) == ("2022-03-04", "2022-04-03")
    assert "2022-03-04 or 2022-04-03" in window.notes[0]


def test_a_winter_with_one_year_covers_both_winters_and_says_so():
    window = read_window("What happened in winter 2021?", AS_OF)
    assert (window.since, window.until) == ("2020-12-01", "2022-02-28")
    assert "both are taken" in window.notes[0]


def test_a_weekday_that_does_not_fit_its_date_is_remarked():
    window = read_window("What was announced on Friday 27 May 2021?", AS_OF)
    assert window.since == "2021-05-27"
    assert window.notes == ("2021-05-27 is a Thursday, not a Friday.",)


def test_a_day_that_does_not_exist_becomes_its_month_and_is_remarked():
    window = read_window("What happened on February 30, 2022?", AS_OF)
    assert (window.since, window.until) == ("2022-02-01", "2022-02-28")
    assert "no day 2022-02-30" in window.notes[0]


def test_the_day_after_counts_from_the_time_of_the_question_before():
    told = Days(date(2022, 3, 24), date(2022, 3, 24))
    for words, since, until in [
        ("What was said the day after?", "2022-03-25", "2022-03-25"),
        ("What was said that week?", "2022-03-21", "2022-03-27"),
        ("What was said the month before?", "2022-02-01", "2022-02-28"),
        ("What was said two days later?", "2022-03-26", "2022-03-26"),
        ("And on Monday?", "2022-03-28", "2022-03-28"),
        ("And in May?", "2022-05-01", "2022-05-31"),
    ]:
        window = read_window(words, AS_OF, anchor=told)
        assert (window.since, window.until) == (since, until), words


def test_a_question_without_a_time_is_of_the_day_only_when_the_asker_chose_the_day():
    assert read_window("Who won the vote?", AS_OF, dated=True).recent
    assert not read_window("Who won the vote?", AS_OF, dated=False).recent
    assert read_window("What is the latest on the vote?", AS_OF, dated=False).recent
    assert not read_window("When was the emergency originally proclaimed?", AS_OF, dated=True).recent
    assert not read_window("Has the North ever used it?", AS_OF, dated=True).recent
    assert read_window("Which is the oldest map ever sold?", AS_OF, dated=True).recent


def test_a_bare_before_prefers_no_day_of_publication_but_by_and_an_event_do():
    assert read_window("What was the record before 2022?", AS_OF).prefer is None
    assert read_window("What was the count by early April 2022?", AS_OF).prefer == (None, "2022-04-10")
    assert read_window("What was said in March 2022?", AS_OF).prefer == ("2022-03-01", "2022-03-31")
    event = read_window("What was said before Lee took office?", AS_OF, events=lambda phrase: "2022-03-10")
    assert event.prefer == (None, "2022-03-09")


def test_an_event_gives_the_day_that_since_before_and_after_count_from():
    days = {"Yoon took office": "2022-05-10", "the summit": "2022-05-21"}

    def find(phrase):
        return days.get(phrase)

    as_of = date(2022, 8, 31)
    assert read_window("What was the policy before Yoon took office?", as_of, events=find).until == "2022-05-09"
    topic = read_window("What was said before Yoon took office about the exercises?", as_of, events=find)
    assert topic.until == "2022-05-09"
    since = read_window("What has changed since Yoon took office?", as_of, events=find)
    assert (since.since, since.until) == ("2022-05-10", "2022-08-31")
    after = read_window("What did Seoul say after the summit?", as_of, events=find)
    assert (after.since, after.until) == ("2022-05-21", "2022-06-20")


def test_an_event_outside_the_time_that_the_question_gives_it_is_not_believed():
    window = read_window("What has changed since the May 2021 summit?", AS_OF, events=lambda phrase: "2018-06-12")
    assert window.since == "2021-05-01"


def test_the_day_that_an_event_was_taken_to_have_is_told():
    find = {"the Biden visit to Seoul": "2022-05-21", "the war in Ukraine": "2022-02-24"}.get
    window = read_window("What was said before the Biden visit to Seoul?", AS_OF, events=find)
    assert (window.since, window.until) == (None, "2022-05-20")
    assert window.notes == ("'the Biden visit to Seoul' was taken to be on 21 May 2022.",)
    window = read_window("What was said during the Biden visit to Seoul?", AS_OF, events=find)
    assert (window.since, window.until) == ("2022-05-20", "2022-05-22")
    assert not read_window("What was said during the war in Ukraine?", AS_OF, events=find).named


def test_an_event_that_the_archive_does_not_date_is_remarked_and_gives_no_window():
    window = read_window("What was said before the treaty was signed?", AS_OF, events=lambda phrase: None)
    assert (window.since, window.until) == (None, None)
    assert window.notes == ("No one day was found for 'the treaty was signed'.",)


@pytest.mark.parametrize("question", ["Until when will the bridge stay closed?", "Since when has it been closed?"])
def test_what_asks_for_a_time_names_no_event(question):
    assert read_window(question, date(2022, 6, 7), events=lambda *_: None).notes == ()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What might follow in October?", "2022-10-01"),
        ("What may happen in December?", "2022-12-01"),
        ("How much water may households use in October?", "2021-10-01"),
    ],
)
def test_what_may_happen_is_to_come_and_what_one_may_do_is_not(question, first):
    assert read_window(question, date(2022, 8, 2)).since == first


def test_the_number_of_a_resolution_is_no_month():
    assert read_window("UN resolution 2397-01", date(2022, 8, 2)).since is None


def test_what_somebody_says_is_asked_for_where_a_mark_ends_the_word_too():
    assert of_words("In March 2022, what did Price say?") and not of_words("What was sold in March 2022?")


@pytest.mark.parametrize(
    "question",
    [
        'What is the film "1987" about?',
        "What is “Vision 2030”?",
        "Which goals does Vision 2030 set?",
        "What did officials say about the 2030 Agenda?",
        "What did Price say about the 2015 deal with Iran?",
        "What did the 1994 Agreed Framework promise?",
        "Who signed the 1953 armistice?",
        'What did Kim mean by "no talks in 2022"?',
    ],
)
def test_a_year_in_a_name_is_no_time_to_look_in(question):
    read = read_window(question, date(2022, 8, 2))
    assert (read.since, read.until, read.prefer) == (None, None, None)


@pytest.mark.parametrize(
    ("question", "since", "untimed"),
    [
        ("What happened at the 2018 Singapore summit?", "2018-01-01", "What happened at the Singapore summit?"),
        ("What did the 2019 Hanoi summit produce?", "2019-01-01", "What did the Hanoi summit produce?"),
        ("Who signed the armistice in 1953?", "1953-01-01", "Who signed the armistice?"),
        ("What did the 2022 strategy say?", "2022-01-01", "What did the strategy say?"),
        ('"What happened in 2018?"', "2018-01-01", '"What happened?"'),
    ],
)
def test_a_year_in_which_something_was_is_one(question, since, untimed):
    read = read_window(question, date(2022, 8, 2))
    assert (read.since, read.called, without_times(question, read)) == (since, None, untimed)


def test_what_a_thing_is_called_by_is_kept_apart_from_the_time_of_the_question():
    assert read_window("What of the 2015 deal?", date(2022, 8, 2)).called == ("2015-01-01", "2015-12-31")
    both = read_window("What did Price say on 3 June 2022 about the 2015 deal?", date(2022, 8, 2))
    assert (both.since, both.called) == ("2022-06-03", None)
