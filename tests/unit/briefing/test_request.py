"""What a briefing is ordered on: topic and period, read out of the request."""

import pytest

from assistant.briefing.form import checked, is_timeline
from assistant.briefing.making import LONGEST, title_of
from assistant.briefing.request import is_open, read_order
from corpus.errors import CallError
from corpus.scope import Scope


def order(request, **bounds):
    return read_order(request, Scope.read(**bounds).seen_from("2022-08-02"), words=400, form="brief")


@pytest.mark.parametrize(
    ("request_text", "topic", "since", "until"),
    [
        ("Brief me on the ferry strike", "ferry strike", None, None),
        ("What happened in June?", "", "2022-06-01", "2022-06-30"),
        ("What was published yesterday?", "", "2022-08-01", "2022-08-01"),
        ("What did the papers write on tolls?", "tolls", None, None),
        ("What happened yesterday?", "", "2022-08-01", "2022-08-01"),
        ("How did the line on tolls change in May and June 2021?", "line on tolls", "2021-05-01", "2021-06-30"),
        ("Who said what about the new harbour?", "harbour", None, None),
        ("Prepare a note for the minister on the ferry", "ferry", None, None),
        ("I need a briefing for tomorrow: the ferry and the inquiry", "ferry and the inquiry", None, None),
        ("Write a one-page summary of the Madrid summit for the ambassador", "Madrid summit", None, None),
        ("Give me background on the toll board", "toll board", None, None),
        ("Talking points on supply chains for a speech", "supply chains", None, None),
        ("Draft a two-page memo about the strike in May 2021 for my boss", "strike", "2021-05-01", "2021-05-31"),
        ("Summary of aid for Haiti", "aid for Haiti", None, None),
        ("Brief me on the background checks law", "background checks law", None, None),
        ("The note of the embassy on visas", "note of the embassy on visas", None, None),
        ("How has the US position on tolls changed?", "US position on tolls", None, None),
        ("How has the US stance on Norvik's role developed?", "US stance on Norvik's role", None, None),
        ("Brief me on the dockers’ part", "dockers’ part", None, None),
        ("Brief me on New Zealand and tolls", "New Zealand and tolls", None, None),
        ("What's new on the Second World War museum?", "Second World War museum", None, None),
        ("Latest on the Fenwick mine", "Fenwick mine", None, None),
        ("What Is The Latest On Tolls?", "Tolls", None, None),
        ("Brief me on today's news", "", "2022-08-02", "2022-08-02"),
        ("Brief me on the WHO and the ferry flu", "WHO and the ferry flu", None, None),
        ("BRIEF US ON TOLLS", "TOLLS", None, None),
        ("How did the port's attitude towards tolls shift?", "port's attitude towards tolls", None, None),
        ("What did Oren say in May 2022 about tolls?", "What did Oren say about tolls", "2022-05-01", "2022-05-31"),
        ("Tell me how Norvik responded to the strike", "how Norvik responded to the strike", None, None),
        ("Who attended the opening of the harbour?", "Who attended the opening of the harbour", None, None),
        ("How did the line on tolls change between Oren and Vale?",
         "How did the line on tolls change between Oren and Vale", None, None),
        ("What is the state of the talks?", "state of the talks", None, None),
        ("Brief me on the harbour policy review", "harbour policy review", None, None),
        ("Brief me on the review conference in Norvik", "review conference in Norvik", None, None),
        ("A press review of the strike", "strike", None, None),
        ("Fill me in on the strike", "strike", None, None),
        ("Where do things stand with the strike?", "strike", None, None),
        ("Walk me through the strike", "strike", None, None),
        ("Give me a quick rundown of the strike", "strike", None, None),
        ("the strike, as a review", "strike", None, None),
        ("Reactions to the strike", "strike", None, None),
        ("What about the ferry affair?", "ferry", None, None),
        ("What is the mood among dockers?", "dockers", None, None),
        ("What's the mood in Norvik on tolls?", "Norvik on tolls", None, None),
        ("What do editorials say about tolls?", "tolls", None, None),
        ("What is the editorial line on the car ferry in May 2022?", "car ferry", "2022-05-01", "2022-05-31"),
        ("What was Norvik's reaction to the strike?", "Norvik's reaction to the strike", None, None),
        ("Brief me on public opinion on tolls", "public opinion on tolls", None, None),
        ("Brief me on <b>the harbour</b>", "harbour", None, None),
        ("[the harbour](http://a.test/x) and **tolls**", "harbour and tolls", None, None),
    ],
)  # fmt: skip
def test_topic_and_period_are_read_out_of_the_request(request_text, topic, since, until):
    found = order(request_text)
    assert (found.topic, found.scope.since, found.scope.until) == (topic, since, until)
    assert found.window_from == ("question" if since else None)


@pytest.mark.parametrize(
    ("request_text", "sought", "stances"),
    [
        ("How did Norvik's line on aid change?", "Norvik's position on aid", True),
        ("Brief me on the council’s tone towards the dockers", "council’s position towards the dockers", True),
        ("Brief me on the US view on tolls", "US position on tolls", True),
        ("Brief me on the railway line on the coast", "railway line on the coast", False),
        ("Brief me on the line of ferries", "line of ferries", False),
    ],
)
def test_what_somebody_holds_on_a_matter_is_sought_as_a_position(request_text, sought, stances):
    found = order(request_text)
    assert (found.sought, found.stances) == (sought, stances)


@pytest.mark.parametrize(
    ("request_text", "stances", "editorials"),
    [
        ("Reactions to the strike", True, False),
        ("What do editorials say about the strike?", True, True),
        ("Brief me on the editorial board", False, False),
        ("Brief me on the strike", False, False),
    ],
)
def test_what_is_said_of_a_matter_is_told_apart_from_the_matter(request_text, stances, editorials):
    found = order(request_text)
    assert (found.stances, found.editorials) == (stances, editorials)


def test_a_question_is_searched_without_its_asking():
    found = order("How did Norvik respond to the strike?")
    assert (found.sought, found.stances) == ("Norvik respond to the strike", False)
    assert order("Brief me on the review conference").sought == "review conference"


def test_who_will_read_it_is_no_part_of_the_topic():
    def topic(request):
        return order(request).topic

    assert topic("Brief me for the prime minister on the strike in Norvik") == "strike in Norvik"
    assert topic("Please brief our ambassador on the strike in Norvik") == "strike in Norvik"
    assert topic("Brief the minister's visit to Norvik") == "minister's visit to Norvik"
    assert topic("Write a summary for our desk about wolves") == "wolves"
    assert topic("Brief me on aid for the poor on the islands") == "aid for the poor on the islands"


def test_a_request_for_the_news_is_for_the_last_week():
    assert (order("What's new?").scope.since, order("What's new?").topic) == ("2022-07-27", "")


@pytest.mark.parametrize(
    ("request_text", "newest"),
    [
        ("What's new on tolls?", True),
        ("What is the latest on the harbour?", True),
        ("Any news on tolls?", True),
        ("What's going on at the harbour?", True),
        ("What is happening with the tolls?", True),
        ("What is the situation on the border?", True),
        ("How do things stand with the harbour?", True),
        ("What was going on at the harbour?", False),
        ("Brief me on the new harbour", False),
        ("What is new on tolls in June?", False),  # the period is named
        ("Brief me on tolls", False),
    ],
)
def test_what_is_new_on_a_topic_is_told_from_all_that_there_is_on_it(request_text, newest):
    assert order(request_text).newest == newest


@pytest.mark.parametrize(
    ("request_text", "until"),
    [
        ("The rocket launch of 24 March 2022", "2022-04-07"),
        ("the March 24, 2022 rocket launch and the reactions", "2022-04-07"),
        ("Brief me on the 24 March 2022 summit", "2022-04-07"),
        ("the summit of 28 July 2022", "2022-08-02"),  # the day that is asked from
        ("Norway on 24 March 2022", "2022-03-24"),
        ("What happened in Oslo on March 24, 2022?", "2022-03-24"),
        ("Brief me on Oslo, 24 March 2022", "2022-03-24"),
        ("24 March 2022", "2022-03-24"),
        ("the summit of March 2022", "2022-03-31"),
    ],
)
def test_a_day_that_says_which_thing_is_meant_lets_in_what_followed(request_text, until):
    order = read_order(request_text, Scope(as_of="2022-08-02"), words=400, form="brief")
    assert order.scope.until == until
    assert bool(order.notes) == (order.scope.since != until and order.scope.since != "2022-03-01")


def test_the_callers_period_goes_before_that_of_the_words():
    found = order("What happened in June?", since="2022-01-01", until="2022-01-31")
    assert (found.scope.since, found.window_from) == ("2022-01-01", "caller")


def test_an_empty_request_needs_a_period():
    with pytest.raises(CallError, match="name a topic, or a period"):
        order("")
    assert order("", since="2022-01-01").topic == ""
    assert checked("?! …", 400, "brief")[0] == ""


def test_control_characters_of_a_request_reach_neither_its_topic_nor_its_title():
    found = order(checked("Brief me on the\x00 harbour\x1b\u2028tolls", 400, "brief")[0])
    assert found.topic == "harbour tolls"
    assert title_of(found) == "Harbour tolls"


@pytest.mark.parametrize("long", ["toll " * 799, "x" * 4000, "北" * 4000])
def test_the_title_of_a_long_request_is_short(long):
    assert 0 < len(title_of(order(checked(long, 400, "brief")[0]))) <= LONGEST


@pytest.mark.parametrize(
    "wrong",
    [
        ("the \ud800 harbour", 400, "brief"),
        ("x" * 5000, 400, "brief"),
        ("x", 5, "brief"),
        ("x", True, "brief"),
        ("x", 400, "poem"),
    ],
)
def test_what_cannot_be_ordered_is_said_in_one_line(wrong):
    with pytest.raises(CallError):
        checked(*wrong)


@pytest.mark.parametrize(
    ("asked", "topic", "since", "until"),
    [
        ("What happened after the election?", "", "2024-05-12", "2024-06-10"),
        ("What has happened since the election?", "", "2024-05-12", "2024-08-31"),
        ("What happened before the election?", "", None, "2024-05-10"),
        ("What happened after Lund's election?", "Lund's election", "2024-05-12", "2024-06-10"),
    ],
)
def test_what_happened_after_an_event_is_all_that_came_after_its_day(asked, topic, since, until):
    order = read_order(asked, Scope("2024-08-31"), words=250, form="brief", events=lambda _: "2024-05-11")
    assert (order.topic, order.scope.since, order.scope.until) == (topic, since, until)
    assert is_open(asked, order)
    assert order.sought == ("Lund" if topic else "")
    assert not read_order("Brief me on aid", Scope("2024-08-31"), words=250, form="brief").around


def test_an_event_that_a_request_counts_from_belongs_to_its_topic():
    found = order("What happened after the ferry sank, and how did the port answer?", since="2022-01-01")
    assert found.topic.startswith("ferry sank")


@pytest.mark.parametrize(
    ("request_text", "topic", "words"),
    [
        ("Brief me in 100 words on the ferry strike", "ferry strike", 100),
        ("Brief me on the ferry strike, in no more than 150 words.", "ferry strike", 150),
        ("Give me 90 words on the ferry strike", "ferry strike", 90),
        ("Brief me in 2000 words on the ferry strike", "ferry strike", 400),  # no year, and no more than is allowed
        ("Brief me on a speech of 300 words", "speech of 300 words", 400),
    ],
)
def test_how_long_it_should_be_is_no_part_of_the_topic(request_text, topic, words):
    found = order(request_text)
    assert (found.topic, found.words, found.scope.since) == (topic, words, None)


OPEN = {
    "What was published last week?": True,
    "What did the papers report in May?": True,
    "Did anything appear yesterday?": True,
    "anything from the Harbour Post in May?": True,
    "Show me the articles of the Harbour Post": True,
    "What has the Harbour Post on tolls?": False,
    "What was published on tolls last week?": False,
    "Who said so in May?": False,
    "How many articles were published in May?": False,
    "What was that in May?": False,
    "What did she say?": False,
    "What is known about the dockers’ strike?": True,
    "What do we know about the strike of May?": True,
    "What is known about who led the strike?": False,
    "What is the harbour known for?": False,
}


@pytest.mark.parametrize("question", OPEN)
def test_a_question_for_whatever_there_is_of_a_time_an_outlet_or_a_matter_is_open(question):
    scope, known = Scope.read().seen_from("2022-08-02"), {"harbour post": "Harbour Post"}
    found = read_order(question, scope, words=400, form="brief", outlets=known)
    assert is_open(question, found) is OPEN[question]
    assert found.scope.source == ("Harbour Post" if OPEN[question] and "Harbour" in question else None)


@pytest.mark.parametrize(
    ("request_text", "asked"),
    [
        ("Who said what about the new harbour?", True),
        ("How did the line on tolls change in May 2021?", True),
        ("Brief me on the council's position on tolls", True),
        ("Brief me on climate change", False),
        ("What happened in June?", False),
    ],
)
def test_a_request_for_what_somebody_held_is_told_from_one_for_what_happened(request_text, asked):
    assert order(request_text).stances is asked


@pytest.mark.parametrize(
    ("question", "ordered"),
    [
        ("Timeline of the ferry strike in 2022", True),
        ("Give me a short chronology of the tolls", True),
        ("timeline: the new harbour", True),
        ("What is the timeline for the withdrawal?", False),
        ("The timeline for the new harbour", False),
        ("Who set the timeline of the strike?", False),
        ("The timeline of the withdrawal was set by whom?", False),
        ("The timeline of the two new harbours depends on what?", False),
        ("Timeline of what was said on the strike", True),
        ("The timeline of how the strike was ended", True),
        ("Give me a timeline of the strike that was ended in May", True),
    ],
)
def test_a_timeline_is_ordered_by_its_name_at_the_beginning(question, ordered):
    assert is_timeline(question) is ordered


@pytest.mark.parametrize(
    ("request_text", "form"),
    [
        ("timeline of May 2022", "timeline"),
        ("Please write me a short chronology of the strike", "timeline"),
        ("The strike in May as a timeline", "timeline"),
        ("a press review of May 2022", "review"),
        ("Press review, May 2022", "review"),
        ("May 2022: press review", "review"),
        ("A review of the policy", "brief"),
        ("The timeline of the withdrawal was set by whom?", "brief"),
        ("Brief me on the timeline for the withdrawal", "brief"),
        ("The press review of the Herald was late", "brief"),
    ],
)
def test_a_form_that_a_request_names_is_ordered_where_none_is_chosen(request_text, form):
    assert checked(request_text, 400, "brief")[2] == form
    assert checked(request_text, 400, "review")[2] == "review"
