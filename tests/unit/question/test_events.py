"""The day of an event, chosen from what dated texts say of it."""

from assistant.question.events import event_day, events_from

INAUGURATION = [
    ("Lee Hana was sworn in as mayor of Norvik on Tuesday. Crowds filled the square.", "2022-05-12"),
    ("The inauguration of mayor Lee Hana will be held on May 10. Preparations go on.", "2022-05-04"),
    ("Mayor Lee met the harbour union on 3 June 2022 to talk about wages.", "2022-06-03"),
]


def test_the_day_of_an_event_is_the_one_that_dated_texts_agree_on():
    assert event_day("Lee took office", INAUGURATION) == "2022-05-10"


def test_a_name_or_a_happening_that_the_texts_do_not_hold_gives_no_day():
    assert event_day("Park took office", INAUGURATION) is None
    assert event_day("Lee resigned", INAUGURATION) is None
    assert event_day("the ceremony", INAUGURATION) is None


def test_texts_that_disagree_about_the_day_give_none():
    texts = [
        ("Lee Hana was elected on 2 March 2022.", "2022-03-03"),
        ("Lee Hana was elected on 9 March 2022.", "2022-03-10"),
    ]
    assert event_day("Lee Hana was elected", texts) is None


TALKS = [("Talks at the port collapsed on Friday.", "2022-05-20"), ("The talks had begun in March.", "2022-05-18")]


def test_a_happening_without_a_name_has_a_day_where_no_text_tells_of_it_on_another():
    assert event_day("the talks collapsed", TALKS) == "2022-05-20"
    assert event_day("the talks", TALKS[:1]) == "2022-05-20"
    assert event_day("the talks", [*TALKS, ("Talks on fish opened on Monday, 9 May 2022.", "2022-05-10")]) is None


def test_events_ask_the_search_for_the_other_words_of_the_press_too():
    asked = []

    def search(words):
        asked.append(words)
        return INAUGURATION

    assert events_from(search)("Lee took office") == "2022-05-10"
    assert any("inauguration" in words for words in asked)


def test_a_happening_that_names_nobody_has_the_day_of_the_sentence_with_all_its_words():
    texts = [
        ("A court on Tuesday suspended the permit of the mine.", "2022-05-25"),
        ("The council on Friday suspended the toll.", "2022-03-05"),
    ]
    assert event_day("the court suspended the permit", texts) == "2022-05-24"
    assert event_day("the court suspended the toll", texts) is None
    assert event_day("the suspended permit", texts) is None
